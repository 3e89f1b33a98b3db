"""A disk that breaks down or turns read only under an open vault: told; nothing kept is lost."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from referent_desk.errors import VaultError
from referent_desk.vault import (
    ANY_COST_POLICY,
    BackupFailed,
    BackupNotAllowed,
    HeaderTrust,
    Vault,
    prepare_restoration,
)
from tests.faults import programs
from tests.faults.places import FailingDisk, failing_disk
from tests.kept_vault import Kept

pytestmark = pytest.mark.slow
OTHER = "grenier cobalt lanterne tuile"
LONGEST = 0.25
"""Seconds until the disk fails."""
Fault = Callable[[FailingDisk], None]
FAULTS = [FailingDisk.turn_read_only, FailingDisk.break_down]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[FailingDisk]:
    with failing_disk(tmp_path) as mounted:
        yield mounted


@pytest.fixture
def here(kept: Kept, disk: FailingDisk) -> Kept:
    folder = shutil.copytree(kept.folder, disk.place / "essai.coffre")
    heal(disk)
    return Kept(folder, kept.recovery_code)


def assert_whole(kept: Kept, folder: Path | None = None) -> None:
    for secret in kept.secrets:
        with kept.open(secret, folder) as opened:
            assert opened.drafts.load("call", "") is not None
            assert opened.check(thorough=True) == []
            assert opened.journal.verify().sound
            assert opened.ways.trust() is HeaderTrust.OURS


def heal(disk: FailingDisk) -> None:
    disk.pull_out()
    disk.plug_in()


@pytest.mark.parametrize("fault", FAULTS)
def test_at_a_random_moment_of_saving(
    here: Kept, disk: FailingDisk, rounds: int, chance: random.Random, fault: Fault
) -> None:
    """The disk fails under another process, which tells it, closes, and has lost nothing."""
    acknowledged = 0
    for _ in range(rounds):
        process = programs.start(programs.SAVING_UNTIL_REFUSED, here.folder, acknowledged)
        lines = programs.strike_at_rest(process, chance.uniform(0, LONGEST), lambda: fault(disk))
        assert lines[-2:] == ["told", "closed"]
        heal(disk)
        acknowledged = max([acknowledged, *map(int, lines[:-2])])
        assert_whole(here)
        with here.open() as opened:
            acknowledged = programs.assert_saved_up_to(opened, acknowledged)


def add_a_way(vault: Vault, kept: Kept, strike: Callable[[], None]) -> None:
    strike()
    vault.ways.add_person(kept.secrets[0], "Sacha Leroy", OTHER)


def reencrypt(vault: Vault, kept: Kept, strike: Callable[[], None]) -> None:
    vault.reencrypt(kept.secrets[0], lambda _: strike())


def back_up(vault: Vault, kept: Kept, strike: Callable[[], None]) -> None:
    stick = kept.folder.with_name("cle")
    stick.mkdir(exist_ok=True)
    vault.backups.make(stick, lambda _: strike())


def back_up_elsewhere(vault: Vault, kept: Kept, strike: Callable[[], None]) -> None:
    """The stick is well, and is not said to be at fault; only the vault's own disk fails."""
    stick = kept.folder.parent.with_name("cle")
    stick.mkdir(exist_ok=True)
    strike()
    try:
        vault.backups.make(stick, lambda _: strike())
    except (BackupFailed, BackupNotAllowed) as error:
        raise AssertionError from error


def restore(vault: Vault, kept: Kept, strike: Callable[[], None]) -> None:
    stick = kept.folder.parent.with_name("cle")
    stick.mkdir(exist_ok=True)
    file = vault.backups.make(stick).file
    vault.close()
    restoration = prepare_restoration(
        file, kept.secrets[0], kept.folder, step=lambda _: strike(), policy=ANY_COST_POLICY
    )
    strike()
    try:
        restoration.put_in_place()
    finally:
        restoration.give_up()


OPERATIONS = [add_a_way, reencrypt, back_up, back_up_elsewhere, restore]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_at_each_step(
    here: Kept,
    disk: FailingDisk,
    operation: Callable[[Vault, Kept, Callable[[], None]], None],
    fault: Fault,
) -> None:
    """The disk fails at the first step, then at the second, until the operation gets through."""
    at, refused = 0, 0
    while True:
        at += 1
        steps = iter(range(1, at + 1))
        opened = here.open()

        def strike(at: int = at, steps: Iterator[int] = steps) -> None:
            if next(steps, 0) == at:
                fault(disk)

        try:
            operation(opened, here, strike)
        except VaultError:
            refused += 1
        opened.close()
        through = next(steps, 0) != 0
        heal(disk)
        assert_whole(here)
        for aside in disk.place.glob("essai.coffre.mis-de-cote-*"):
            assert_whole(here, aside)
        if through:
            break
    assert refused


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_in_memory_outlives_it(here: Kept, disk: FailingDisk, fault: Fault) -> None:
    opened = here.open()
    fault(disk)
    with pytest.raises(VaultError):
        opened.drafts.save("note", "n", {"text": "x" * 100_000})
    sealed = opened.seal(b"Je ne dors plus.")
    opened.close()
    with pytest.raises(VaultError):
        here.open()
    heal(disk)
    with here.open() as again:
        assert again.unseal(sealed) == b"Je ne dors plus."
    assert_whole(here)
