"""Power cuts under what makes, moves or upgrades a vault's whole folder."""

import random
import shutil
import sys
from pathlib import Path

import pytest

from referent_desk.errors import NotAVault
from referent_desk.vault import (
    ANY_COST_POLICY,
    HeaderTrust,
    Vault,
    prepare_restoration,
)
from referent_desk.vault.integrity.finding import Subject, Unwatched
from referent_desk.vault.integrity.full import full_findings
from referent_desk.vault.migrate import shipped_migrations
from tests.faults import power, programs
from tests.faults.conftest import make_older, older_versions
from tests.faults.test_older_versions import everything
from tests.kept_vault import Kept, make_kept

pytestmark = pytest.mark.slow

RESTORE_TWICE = programs.RESTORING.replace("while True:", "for _ in range(2):")
RESTORE_ELSEWHERE = """
from referent_desk.vault import prepare_restoration
[file] = (folder.parent / "cle").glob("*.sauvegarde")
done("ready")
new = folder.parent / "nouveau" / "lieu" / "essai.coffre"
prepare_restoration(file, SECRET, new, policy=ANY_COST_POLICY).put_in_place()
done("restored")
"""
CREATE = """
from referent_desk.vault import KdfCost, create_vault
done("ready")
made = create_vault(
    folder.parent / "nouveau" / "lieu" / "essai.coffre",
    SECRET.text, "Camille Dumont", cost=KdfCost(8, 1, 1), policy=ANY_COST_POLICY,
)
made.vault.drafts.save("call", "", {"asked": "Je ne dors plus."}, label="Appel")
done(made.recovery_code)
made.vault.close()
"""
SALVAGE = """
from referent_desk.vault import salvage_vault
done("ready")
salvage_vault(folder, SECRET, policy=ANY_COST_POLICY)
done("salvaged")
"""
WITHOUT_FLUSHING_FOLDERS = """
from referent_desk.vault.backups import restoring, swapping
restoring.sync_folder = swapping.sync_folder = lambda _folder: None
"""


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disque"
    folder.mkdir()
    return folder


@pytest.fixture
def desk(disk: Path) -> Kept:
    """A vault with a backup beside it, and words said since."""
    made = make_kept(disk / "essai.coffre")
    (disk / "cle").mkdir()
    with made.open() as opened:
        opened.backups.make(disk / "cle")
        opened.drafts.save("note", "later", {"text": "dit depuis"})
    return made


def assert_whole(vault: Vault) -> None:
    assert vault.check(thorough=True) == []
    assert vault.journal.verify().sound
    assert vault.ways.trust() is HeaderTrust.OURS
    assert vault.drafts.load("call", "") is not None


def assert_opens(kept: Kept, folder: Path) -> None:
    for secret in kept.secrets:
        with kept.open(secret, folder) as opened:
            assert_whole(opened)


def command(program: str, kept: Kept) -> list[str]:
    return [sys.executable, "-c", programs.OPEN + program, str(kept.folder), "0"]


def holds_what_was_said_since(kept: Kept, folder: Path) -> bool:
    with kept.open(None, folder) as opened:
        return opened.drafts.load("note", "later") is not None


def was_restored(kept: Kept, folder: Path) -> bool:
    with kept.open(None, folder) as opened:
        return any(entry.event == "vault.restored" for entry in opened.journal.entries())


def test_restoring(
    desk: Kept, disk: Path, rounds: int, chance: random.Random, tmp_path: Path
) -> None:
    """The present vault is in place or set aside; what was restored is in place, and stays so."""
    [backup] = (disk / "cle").iterdir()
    content = backup.read_bytes()
    for left, done in power.cuts(command(RESTORE_TWICE, desk), disk, rounds, chance, tmp_path):
        folder = left / "essai.coffre"
        assert_opens(desk, folder)
        aside = list(left.glob("essai.coffre.mis-de-cote-*"))
        for place in aside:
            assert_opens(desk, place)
        assert len(aside) >= len(done)
        assert was_restored(desk, folder) or not done
        assert any(holds_what_was_said_since(desk, place) for place in (folder, *aside))
        again = left / "cle" / backup.name
        assert again.read_bytes() == content
        prepare_restoration(again, desk.secrets[0], folder, policy=ANY_COST_POLICY).put_in_place()
        assert not [path for path in left.iterdir() if "restauration" in path.name]


def test_restoring_where_no_folder_was(
    desk: Kept, disk: Path, rounds: int, chance: random.Random, tmp_path: Path
) -> None:
    for left, done in power.cuts(command(RESTORE_ELSEWHERE, desk), disk, rounds, chance, tmp_path):
        assert_opens(desk, left / "essai.coffre")
        new = left / "nouveau" / "lieu" / "essai.coffre"
        try:
            assert_opens(desk, new)
        except NotAVault:
            assert not done


def test_the_simulation_notices_a_folder_that_is_not_flushed(
    desk: Kept, disk: Path, tmp_path: Path
) -> None:
    lost = 0
    program = command(WITHOUT_FLUSHING_FOLDERS + RESTORE_TWICE, desk)
    for left, done in power.cuts(program, disk, 40, random.Random(5), tmp_path):
        try:
            lost += not was_restored(desk, left / "essai.coffre") and bool(done)
        except Exception:
            lost += 1
    assert lost


def test_creating(
    desk: Kept, disk: Path, rounds: int, chance: random.Random, tmp_path: Path
) -> None:
    for left, done in power.cuts(command(CREATE, desk), disk, rounds, chance, tmp_path):
        new = Kept(left / "nouveau" / "lieu" / "essai.coffre", done[0] if done else "")
        try:
            with new.open() as opened:
                assert opened.check(thorough=True) == []
                assert opened.drafts.load("call", "") is not None or not done
        except NotAVault:
            assert not done
        if done:
            assert_opens(new, new.folder)


def test_salvaging(
    desk: Kept, disk: Path, rounds: int, chance: random.Random, tmp_path: Path
) -> None:
    """The damaged vault is not touched; the new one is whole or not there."""
    before = desk.database.read_bytes(), desk.header.read_bytes()
    for left, done in power.cuts(command(SALVAGE, desk), disk, rounds, chance, tmp_path):
        damaged = Kept(left / "essai.coffre", desk.recovery_code)
        assert (damaged.database.read_bytes(), damaged.header.read_bytes()) == before
        new = left / "essai-récupéré.coffre"
        assert new.exists() or not done
        if new.exists():
            assert_opens(desk, new)
            assert holds_what_was_said_since(desk, new)


def upgraded(older: Kept, folder: Path) -> dict[str, list[dict[str, object]]]:
    """What an upgrade in peace makes of each table that opening itself does not write to."""
    shutil.copytree(older.folder, folder)
    with older.open(None, folder) as opened:
        found = everything(opened)
    return {table: rows for table, rows in found.items() if table not in {"meta", "journal"}}


@pytest.mark.parametrize("version", older_versions())
def test_migrating(
    disk: Path,
    version: int,
    rounds: int,
    chance: random.Random,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All the data, in the schema of today; the copy made before is whole, or not there."""
    older = make_older(disk / "ancien.coffre", version, monkeypatch)
    program, right = command(programs.OPENING, older), upgraded(older, tmp_path / "droit.coffre")
    for left, done in power.cuts(program, disk, rounds, chance, tmp_path):
        folder = left / "ancien.coffre"
        copy = folder / f"coffre-avant-migration-{version:04}.db"
        assert copy.exists() or not done
        assert_opens(older, folder)
        with older.open(None, folder) as opened:
            assert opened.rows("PRAGMA user_version")[0][0] == len(shipped_migrations())
            found, key, vault_id = everything(opened), opened._access.key(), opened.vault_id
        for table, rows in right.items():
            assert found[table] == rows, table
        assert full_findings(Subject(copy, key, vault_id), (), Unwatched()) == ()
