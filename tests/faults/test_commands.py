"""The commands `backup` and `restore` on disks that are full or take no writing."""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from referent_desk.vault import FLOOR_COST
from tests.faults.places import SmallDisk, small_disk
from tests.kept_vault import Kept, make_kept
from tests.referent_desk.test_commands import run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="descriptors are handed over as POSIX does"),
]
REFUSED = 2
KIBIBYTES = 4000
EACH_TAKES_A_SECOND = 10


@pytest.fixture
def dear(tmp_path: Path) -> Kept:
    """Under a cost that the commands accept."""
    return make_kept(tmp_path / "essai.coffre", FLOOR_COST)


@pytest.fixture
def backup(dear: Kept, tmp_path: Path) -> Path:
    with dear.open() as opened:
        return opened.backups.write(tmp_path / "cle.sauvegarde").file


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", KIBIBYTES) as mounted:
        yield mounted


@pytest.fixture
def fewer(rounds: int) -> int:
    return max(2, rounds // EACH_TAKES_A_SECOND)


def assert_whole(kept: Kept) -> None:
    with kept.open() as opened:
        assert opened.check(thorough=True) == []
        assert opened.drafts.load("call", "") is not None


def test_backing_up_to_a_full_disk(
    dear: Kept, disk: SmallDisk, fewer: int, chance: random.Random
) -> None:
    target = disk.place / "cle.sauvegarde"
    for _ in range(fewer):
        filling = disk.fill(leaving=chance.randrange(dear.database.stat().st_size - 16_384))
        code, told = run("backup", dear.folder, target)
        assert code == REFUSED
        assert "plus de place" in told
        filling.unlink()
        assert not list(disk.place.iterdir())
    assert run("backup", dear.folder, target)[0] == 0
    assert_whole(dear)


def test_backing_up_from_a_full_disk(
    dear: Kept, disk: SmallDisk, tmp_path: Path, fewer: int, chance: random.Random
) -> None:
    here = Kept(shutil.copytree(dear.folder, disk.place / "essai.coffre"), dear.recovery_code)
    target = tmp_path / "cle.sauvegarde"
    for _ in range(fewer):
        filling = disk.fill(leaving=chance.randrange(dear.database.stat().st_size - 65_536))
        code, told = run("backup", here.folder, target)
        assert code == REFUSED
        assert "disque du coffre est plein" in told
        filling.unlink()
        assert not target.exists()
        assert_whole(here)


def test_backing_up_where_nothing_can_be_written(
    dear: Kept, disk: SmallDisk, tmp_path: Path
) -> None:
    here = shutil.copytree(dear.folder, disk.place / "essai.coffre")
    disk.read_only()
    code, told = run("backup", dear.folder, disk.place / "cle.sauvegarde")
    assert code == REFUSED
    assert "dossier des sauvegardes est en lecture seule" in told
    assert run("backup", here, tmp_path / "cle.sauvegarde")[0] == REFUSED
    assert not (tmp_path / "cle.sauvegarde").exists()
    assert_whole(dear)


def test_restoring_to_a_full_disk(
    dear: Kept, backup: Path, disk: SmallDisk, fewer: int, chance: random.Random
) -> None:
    here = Kept(shutil.copytree(dear.folder, disk.place / "essai.coffre"), dear.recovery_code)
    for _ in range(fewer):
        filling = disk.fill(leaving=chance.randrange(backup.stat().st_size - 16_384))
        code, told = run("restore", backup, here.folder)
        assert code == REFUSED
        assert "disque est plein" in told
        filling.unlink()
        assert list(disk.place.iterdir()) == [here.folder]
    assert_whole(here)
    assert run("restore", backup, here.folder)[0] == 0
    assert_whole(here)


def test_restoring_where_nothing_can_be_written(dear: Kept, backup: Path, disk: SmallDisk) -> None:
    here = Kept(shutil.copytree(dear.folder, disk.place / "essai.coffre"), dear.recovery_code)
    disk.read_only()
    code, told = run("restore", backup, here.folder)
    assert code == REFUSED
    assert "refusé" in told
    assert list(disk.place.iterdir()) == [here.folder]
    disk.writable()
    assert_whole(here)
