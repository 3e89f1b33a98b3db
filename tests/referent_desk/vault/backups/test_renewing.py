"""After the vault was put under a new key: a backup under it, then those under the old one go."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from referent_desk.errors import VaultError
from referent_desk.vault import BackupFolderMissing, Passphrase
from referent_desk.vault.backups import making
from tests.referent_desk.vault.backups.desk import SECRET, Desk, look_into, names

BEFORE = datetime.now(UTC) - timedelta(days=3)


def put_under_a_new_key(desk: Desk) -> None:
    desk.vault.reencrypt(Passphrase(SECRET), lambda _: None)


def old(desk: Desk) -> set[str]:
    return {backup.file.name for backup in desk.vault.backups.under_old_key(desk.stick)}


def test_nothing_is_old_before_a_new_key(desk: Desk) -> None:
    desk.back_up(BEFORE)
    assert old(desk) == set()


def test_the_old_ones_go_and_the_new_one_opens(desk: Desk) -> None:
    first, second = desk.back_up(BEFORE), desk.back_up(BEFORE + timedelta(days=1))
    put_under_a_new_key(desk)
    assert old(desk) == {first.file.name, second.file.name}
    renewal = desk.vault.backups.renew(desk.stick)
    assert (renewal.erased, renewal.left) == (2, ())
    assert names(desk.stick) == {renewal.made.file.name}
    assert look_into(renewal.made.file, desk.closed.folder.parent / "autre.coffre").content
    assert old(desk) == set()
    [entry] = [e for e in desk.vault.journal.entries() if e.event == "vault.old_backups_erased"]
    assert entry.detail == "2"


def test_only_files_that_this_program_named_of_this_vault_go(
    desk: Desk, make_vault: Callable[[str], Any]
) -> None:
    mine = desk.back_up(BEFORE)
    renamed = shutil.copy(mine.file, desk.stick / "Camille, à garder.sauvegarde")
    with make_vault("autre.coffre").open() as other:
        theirs = other.backups.make(desk.stick, taken=BEFORE)
    note = desk.stick / "essai-2020-01-01-1200.sauvegarde"
    note.write_text("pas une sauvegarde")
    put_under_a_new_key(desk)
    renewal = desk.vault.backups.renew(desk.stick)
    assert renewal.erased == 1
    kept = {Path(renamed).name, theirs.file.name, note.name, renewal.made.file.name}
    assert names(desk.stick) == kept


def test_those_already_under_the_new_key_stay(desk: Desk) -> None:
    desk.back_up(BEFORE)
    put_under_a_new_key(desk)
    after = desk.back_up(datetime.now(UTC) + timedelta(days=1))
    renewal = desk.vault.backups.renew(desk.stick)
    assert renewal.erased == 1
    assert names(desk.stick) == {after.file.name, renewal.made.file.name}


def test_after_going_back_to_before_the_newer_ones_are_not_old(desk: Desk) -> None:
    """Restored from before the new key, the vault knows of no new key."""
    before = desk.back_up(BEFORE)
    put_under_a_new_key(desk)
    newer = desk.back_up(datetime.now(UTC))
    desk.vault.close()
    look_into(before.file, desk.closed.folder).put_in_place()
    with desk.closed.open() as restored:
        assert restored.backups.under_old_key(desk.stick) == ()
        assert restored.backups.renew(desk.stick, taken=BEFORE + timedelta(days=9)).erased == 0
    assert {before.file.name, newer.file.name} <= names(desk.stick)


def test_a_new_one_that_is_not_verified_erases_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = desk.back_up(BEFORE)
    put_under_a_new_key(desk)

    def not_as_written(*_: object) -> None:
        raise VaultError

    monkeypatch.setattr(making, "_read_back", not_as_written)
    with pytest.raises(VaultError):
        desk.vault.backups.renew(desk.stick)
    assert names(desk.stick) == {mine.file.name}


def test_an_absent_stick_is_told(desk: Desk) -> None:
    put_under_a_new_key(desk)
    with pytest.raises(BackupFolderMissing):
        desk.vault.backups.renew(desk.stick / "absente")


def test_what_cannot_be_erased_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = desk.back_up(BEFORE)
    put_under_a_new_key(desk)
    real = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path == mine.file:
            raise PermissionError
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    renewal = desk.vault.backups.renew(desk.stick)
    assert (renewal.erased, renewal.left) == (0, (mine.file,))
