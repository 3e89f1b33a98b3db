"""Full and read-only disks under the upgrade of a vault that an older program left."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from referent_desk.errors import DiskFull, NoPermission, OlderVersion
from referent_desk.vault import ANY_COST_POLICY, HeaderTrust, open_vault
from referent_desk.vault.migrate import shipped_migrations
from tests.faults.conftest import make_older, older_versions
from tests.faults.places import SmallDisk, small_disk, without_rights
from tests.faults.test_older_versions import everything
from tests.kept_vault import Kept

pytestmark = pytest.mark.slow
KIBIBYTES = 6000
OPENING_WRITES_THERE = {"meta", "journal"}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", KIBIBYTES) as mounted:
        yield mounted


@pytest.fixture(params=older_versions())
def older(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    return make_older(tmp_path / "ancien.coffre", request.param, monkeypatch)


def assert_upgraded(kept: Kept, like: Kept) -> None:
    """With the rows that an upgrade in peace of the same vault gives."""
    with like.open() as opened:
        right = everything(opened)
    for secret in kept.secrets:
        with kept.open(secret) as opened:
            assert opened.rows("PRAGMA user_version")[0][0] == len(shipped_migrations())
            assert opened.check(thorough=True) == []
            assert opened.journal.verify().sound
            assert opened.ways.trust() is HeaderTrust.OURS
            found = everything(opened)
            for table in right.keys() - OPENING_WRITES_THERE:
                assert found[table] == right[table], table


def copied(kept: Kept, folder: Path) -> Kept:
    return Kept(shutil.copytree(kept.folder, folder), kept.recovery_code)


def test_a_full_disk(
    older: Kept, disk: SmallDisk, tmp_path: Path, rounds: int, chance: random.Random
) -> None:
    """At whatever point of the copy or of the upgrade; with room again, all is there."""
    like, refused = copied(older, tmp_path / "droit.coffre"), 0
    for number in range(rounds):
        here = copied(older, disk.place / "ancien.coffre")
        filling = disk.fill(leaving=chance.randrange(1_000_000) if number else 0)
        try:
            here.open(here.secrets[number % 2]).close()
        except DiskFull:
            refused += 1
        filling.unlink()
        assert_upgraded(here, like)
        shutil.rmtree(here.folder)
    assert refused


def test_a_disk_that_takes_no_writing(older: Kept, disk: SmallDisk, tmp_path: Path) -> None:
    here = copied(older, disk.place / "ancien.coffre")
    before = here.database.read_bytes()
    disk.read_only()
    with pytest.raises(NoPermission):
        here.open()
    with pytest.raises(OlderVersion):
        open_vault(here.folder, here.secrets[0], policy=ANY_COST_POLICY, read_only=True)
    assert here.database.read_bytes() == before
    disk.writable()
    assert_upgraded(here, copied(older, tmp_path / "droit.coffre"))


def test_a_folder_that_cannot_be_written(older: Kept, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in older.folder.iterdir()}
    with without_rights(), pytest.raises(NoPermission):
        older.open()
    assert {path.name: path.read_bytes() for path in older.folder.iterdir()} == before
    assert_upgraded(older, copied(older, tmp_path / "droit.coffre"))


def test_a_folder_that_takes_no_new_file(older: Kept, tmp_path: Path) -> None:
    """The files themselves can be written, the copy before the upgrade cannot be made."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        here = copied(older, Path(place) / "ancien.coffre")
        here.folder.chmod(0o755)
        for path in here.folder.iterdir():
            path.chmod(0o666)
        with without_rights(), pytest.raises(NoPermission):
            here.open()
        assert_upgraded(here, copied(older, tmp_path / "droit.coffre"))
