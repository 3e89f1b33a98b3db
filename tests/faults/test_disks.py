"""Full and read-only disks under each operation: told, whole or not at all, and then on again."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from referent_desk.errors import DiskFull, NoPermission, VaultError
from referent_desk.vault import HeaderTrust, Vault
from tests.faults.places import SmallDisk, small_disk, without_rights
from tests.kept_vault import Kept

pytestmark = pytest.mark.slow
OTHER = "grenier cobalt lanterne tuile"
KIBIBYTES = 3000
Operation = Callable[[Vault, Kept], object]


def save(vault: Vault, _kept: Kept) -> None:
    vault.drafts.save("note", "n", {"text": "x" * 300_000})


def add_a_way(vault: Vault, kept: Kept) -> None:
    vault.ways.add_person(kept.secrets[0], "Sacha Leroy", OTHER)


def reencrypt(vault: Vault, kept: Kept) -> None:
    vault.reencrypt(kept.secrets[0], lambda _: None)


OPERATIONS = [save, add_a_way, reencrypt]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", KIBIBYTES) as mounted:
        yield mounted


def moved(kept: Kept, disk: SmallDisk) -> Kept:
    folder = disk.place / "essai.coffre"
    shutil.copytree(kept.folder, folder)
    return Kept(folder, kept.recovery_code)


def assert_whole(kept: Kept) -> None:
    for secret in kept.secrets:
        with kept.open(secret) as opened:
            assert opened.drafts.load("call", "") is not None
            assert opened.check(thorough=True) == []
            assert opened.journal.verify().sound
            assert opened.ways.trust() is HeaderTrust.OURS


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_full_disk(
    kept: Kept, disk: SmallDisk, rounds: int, chance: random.Random, operation: Operation
) -> None:
    """At whatever point of the operation the room runs out."""
    here = moved(kept, disk)
    refused = 0
    for number in range(rounds):
        opened = here.open()
        filling = disk.fill(leaving=chance.randrange(400_000) if number else 0)
        try:
            operation(opened, here)
        except DiskFull:
            refused += 1
        finally:
            opened.close()
        for secret in here.secrets:
            here.open(secret).close()
        filling.unlink()
        assert_whole(here)
        tidy(here)
    assert refused


def tidy(kept: Kept) -> None:
    with kept.open() as opened:
        for way in opened.ways.all():
            if way.holder == "Sacha Leroy":
                opened.ways.revoke(kept.secrets[0], way.id)
        opened.drafts.discard("note", "n")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_folder_that_turns_read_only(kept: Kept, operation: Operation) -> None:
    opened = kept.open()
    with without_rights(), pytest.raises(VaultError):
        operation(opened, kept)
    assert opened.drafts.load("call", "") is not None, "what is there can still be read"
    opened.close()
    assert_whole(kept)


def test_a_folder_that_cannot_be_written(kept: Kept, disk: SmallDisk) -> None:
    here = moved(kept, disk)
    disk.read_only()
    with pytest.raises(NoPermission):
        here.open()
