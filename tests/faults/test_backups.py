"""Backups and restorations killed, cut off from power, on full disks, and with a byte flipped."""

import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from referent_desk.errors import VaultError
from referent_desk.vault import (
    ANY_COST_POLICY,
    BackupDiskFull,
    BackupNotAllowed,
    HeaderTrust,
    Restoration,
    Vault,
    prepare_restoration,
)
from tests.faults import power, programs
from tests.faults.places import SmallDisk, small_disk, without_rights
from tests.kept_vault import Kept

pytestmark = pytest.mark.slow
ONLY_POSIX = pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
LONGEST = 0.4
"""Seconds that a killed program is left to work."""
BACK_UP_SOME = programs.BACKING_UP.replace("while True:", "for _ in range(3):")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "cle"
    folder.mkdir()
    return folder


@pytest.fixture
def backup(kept: Kept, stick: Path) -> Path:
    with kept.open() as opened:
        return opened.backups.make(stick).file


def assert_sound(vault: Vault) -> None:
    assert vault.check(thorough=True) == []
    assert vault.journal.verify().sound
    assert vault.ways.trust() is HeaderTrust.OURS
    assert vault.drafts.load("call", "") is not None


def look_into(file: Path, kept: Kept, folder: Path | None = None) -> Restoration:
    place = folder or kept.folder.with_name("autre.coffre")
    return prepare_restoration(file, kept.secrets[0], place, policy=ANY_COST_POLICY)


@ONLY_POSIX
def test_killed_while_backing_up(
    kept: Kept, stick: Path, rounds: int, chance: random.Random
) -> None:
    for _ in range(rounds):
        process = programs.start(programs.BACKING_UP, kept.folder)
        acknowledged = programs.kill_after(process, chance.uniform(0, LONGEST))
        files = sorted(stick.glob("*.sauvegarde"))
        assert bool(files) or not acknowledged
        for file in files:
            look_into(file, kept).give_up()
        with kept.open() as opened:
            assert_sound(opened)
            opened.backups.make(stick)
        assert not list(stick.glob(".*")) + list(kept.folder.glob(".*"))


@ONLY_POSIX
def test_killed_while_restoring(
    kept: Kept, backup: Path, rounds: int, chance: random.Random
) -> None:
    content = backup.read_bytes()
    for _ in range(rounds):
        process = programs.start(programs.RESTORING, kept.folder)
        programs.kill_after(process, chance.uniform(0, LONGEST))
        for secret in kept.secrets:
            with kept.open(secret) as opened:
                assert_sound(opened)
        for aside in kept.folder.parent.glob("*.mis-de-cote-*"):
            with kept.open(None, aside) as opened:
                assert_sound(opened)
            shutil.rmtree(aside)
    look_into(backup, kept, kept.folder).put_in_place()
    left = {path.name for path in kept.folder.parent.iterdir() if "restauration" in path.name}
    assert not left
    assert backup.read_bytes() == content


def test_a_power_cut_while_backing_up(
    kept: Kept, stick: Path, rounds: int, chance: random.Random
) -> None:
    """What has its final name on the stick is whole, and what was acknowledged is there."""
    command = [sys.executable, "-c", programs.OPEN + BACK_UP_SOME, str(kept.folder), "0"]
    place = kept.folder.parent / "apres"
    place.mkdir()
    for left, acknowledged in power.cuts(command, stick, rounds * 2, chance, place):
        whole = list(left.glob("[!.]*.sauvegarde"))
        assert whole or not acknowledged
        for file in whole:
            look_into(file, kept).give_up()


def test_a_byte_flipped_anywhere(
    kept: Kept, backup: Path, rounds: int, chance: random.Random
) -> None:
    """Refused; or, where the byte tells nothing, the same vault to the byte."""
    whole, database, refused = backup.read_bytes(), kept.database, 0
    good = look_into(backup, kept)
    right = (good._part / database.name).read_bytes()
    good.give_up()
    for _ in range(rounds * 4):
        rotten = bytearray(whole)
        rotten[chance.randrange(len(rotten))] ^= 1 << chance.randrange(8)
        backup.write_bytes(rotten)
        try:
            restoration = look_into(backup, kept)
        except VaultError:
            refused += 1
        else:
            assert (restoration._part / database.name).read_bytes() == right
            restoration.give_up()
        assert not kept.folder.with_name("autre.coffre").exists()
    assert refused >= rounds * 4 * 0.9


def test_a_backup_cut_anywhere(
    kept: Kept, backup: Path, rounds: int, chance: random.Random
) -> None:
    whole = backup.read_bytes()
    listed = whole.rindex(b"sauvegarde.json")  # in the list at the end, which is not read
    for _ in range(rounds):
        backup.write_bytes(whole[: chance.randrange(listed - 400)])
        with pytest.raises(VaultError):
            look_into(backup, kept)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", 4000) as mounted:
        yield mounted


def test_a_full_stick(kept: Kept, disk: SmallDisk, rounds: int, chance: random.Random) -> None:
    with kept.open() as opened:
        older = opened.backups.make(disk.place).file
        whole, refused = older.read_bytes(), 0
        for _ in range(rounds):
            filling = disk.fill(leaving=chance.randrange(len(whole) - 16_384))
            with pytest.raises(BackupDiskFull):
                opened.backups.make(disk.place)
            refused += 1
            filling.unlink()
            assert older.read_bytes() == whole
            assert list(disk.place.iterdir()) == [older]
        assert opened.backups.make(disk.place).file.exists()
    assert refused == rounds


def test_a_stick_that_turns_read_only(kept: Kept, disk: SmallDisk) -> None:
    with kept.open() as opened:
        older = opened.backups.make(disk.place).file
        disk.read_only()
        with pytest.raises(BackupNotAllowed):
            opened.backups.make(disk.place)
        assert opened.backups.trouble() == "read_only"
        look_into(older, kept).give_up()


def test_a_full_disk_while_restoring(
    kept: Kept, backup: Path, disk: SmallDisk, rounds: int, chance: random.Random
) -> None:
    """Whether it fills up before the backup is looked into, or once it was."""
    folder = disk.place / "essai.coffre"
    shutil.copytree(kept.folder, folder)
    for leaving in (chance.randrange(backup.stat().st_size - 16_384) for _ in range(rounds)):
        filling = disk.fill(leaving)
        with pytest.raises(VaultError):
            look_into(backup, kept, folder)
        filling.unlink()
        restoration = look_into(backup, kept, folder)
        filling = disk.fill(leaving=0)
        with pytest.raises(VaultError):
            restoration.put_in_place()
        restoration.give_up()
        filling.unlink()
        assert {path.name for path in disk.place.iterdir()} == {"essai.coffre"}
        with kept.open(None, folder) as opened:
            assert_sound(opened)
            assert opened.drafts.all()


def test_a_place_that_cannot_be_written(kept: Kept, backup: Path) -> None:
    names = sorted(path.name for path in kept.folder.iterdir())
    restoration = look_into(backup, kept, kept.folder)
    with without_rights(), pytest.raises(VaultError):
        restoration.put_in_place()
    restoration.give_up()
    with without_rights(), pytest.raises(VaultError):
        look_into(backup, kept, kept.folder)
    assert sorted(path.name for path in kept.folder.iterdir()) == names
    with kept.open() as opened:
        assert_sound(opened)
