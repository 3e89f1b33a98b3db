import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from referent_desk.demo import fill_office
from referent_desk.errors import DiskFull, VaultExists, VaultLocked
from referent_desk.vault import (
    BackupDiskFull,
    BackupFolderMissing,
    BackupFolderUnfit,
    BackupNotAllowed,
    BackupNotVerified,
    Vault,
    describe_backup,
)
from referent_desk.vault.backups import making
from tests.referent_desk.vault.backups.desk import TAKEN, Desk, look_into, names


class Stopped(Exception):
    """Raised by a step, as giving up does."""


def test_a_backup_holds_the_vault_as_it_is(desk: Desk) -> None:
    made = desk.back_up()
    assert made.file.name == "essai-2026-11-24-1730.sauvegarde"
    assert made.vault_id == desk.vault.vault_id
    with zipfile.ZipFile(made.file) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["coffre.json", "coffre.db", "sauvegarde.json"]
        assert archive.read("coffre.json") == desk.closed.header.read_bytes()
    assert describe_backup(made.file) == made
    assert names(desk.stick) == {made.file.name}
    assert not list(desk.vault.folder.glob("*.part"))


def test_nothing_of_it_is_in_clear(desk: Desk) -> None:
    content = desk.back_up().file.read_bytes()
    for words in (b"dors plus", b"Appel", b"vault.opened", b"SQLite format"):
        assert words not in content


def test_the_vault_says_when_the_last_one_was_made(desk: Desk) -> None:
    assert desk.vault.backups.due(TAKEN.date())
    made = desk.back_up()
    last = desk.vault.backups.last()
    assert last is not None
    assert (last.taken, last.file) == (TAKEN, str(made.file))
    assert not desk.vault.backups.due(TAKEN.date())
    assert desk.vault.backups.due(TAKEN.date() + timedelta(days=1))
    [entry] = [e for e in desk.vault.journal.entries() if e.event == "vault.backed_up"]
    assert entry.detail == made.file.name


def test_a_vault_named_after_its_user_gives_no_name_to_the_file(
    make_vault: Callable[[str], Any], tmp_path: Path
) -> None:
    stick = tmp_path / "cle"
    stick.mkdir()
    with make_vault("Bureau de Camille.coffre").open() as vault:
        assert vault.backups.make(stick, taken=TAKEN).file.name.startswith("coffre-2026-11-24")


def test_another_one_in_the_same_minute_has_its_own_name(desk: Desk) -> None:
    first, second = desk.back_up(), desk.back_up(TAKEN + timedelta(seconds=9))
    assert second.file.name == "essai-2026-11-24-1730-2.sauvegarde"
    assert {first.file.name, second.file.name} >= names(desk.stick)
    assert second.file.exists()


def test_old_ones_go_and_the_files_of_others_stay(desk: Desk, tmp_path: Path) -> None:
    first = desk.back_up(TAKEN - timedelta(days=3, hours=2))
    renamed = desk.stick / "avant les vacances.sauvegarde"
    shutil.copy(first.file, renamed)
    moved = desk.stick / "essai-2020-01-01-0800.sauvegarde"
    shutil.copy(first.file, moved)
    foreign = desk.stick / "essai-2026-11-20-0800.sauvegarde"
    foreign.write_bytes(b"PK\x03\x04 not ours")
    for hours in (3, 2, 1, 0):
        desk.back_up(TAKEN - timedelta(hours=hours))
    found = [backup.taken for backup in desk.vault.backups.found_in(desk.stick)]
    assert found == [TAKEN, first.taken]
    assert renamed.exists()
    assert moved.exists()
    assert foreign.exists()


def test_another_vault_of_the_same_name_keeps_its_backups(
    desk: Desk, make_vault: Callable[[str], Any], tmp_path: Path
) -> None:
    (tmp_path / "ailleurs").mkdir()
    with make_vault("ailleurs/essai.coffre").open() as other:
        theirs = [other.backups.make(desk.stick, taken=TAKEN - timedelta(hours=n)) for n in (2, 1)]
        left = [backup for backup in theirs if backup.file.exists()]
        desk.back_up()
        assert [b.taken for b in other.backups.found_in(desk.stick)] == [left[-1].taken]
    assert len(names(desk.stick)) == 2


def test_a_stick_that_is_not_there_is_said_calmly_and_nothing_is_made(desk: Desk) -> None:
    absent = desk.stick / "absent"
    with pytest.raises(BackupFolderMissing):
        desk.vault.backups.make(absent)
    assert not absent.exists()
    assert desk.vault.backups.trouble() == "missing"
    assert desk.vault.backups.last() is None
    desk.back_up()
    assert desk.vault.backups.trouble() is None


def test_the_vault_s_own_folder_is_no_place_for_them(desk: Desk) -> None:
    with pytest.raises(BackupFolderUnfit):
        desk.vault.backups.make(desk.vault.folder)


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_a_read_only_folder_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_named: object) -> None:
        raise PermissionError(30, "read only")

    monkeypatch.setattr(making, "write_container", refused)
    with pytest.raises(BackupNotAllowed):
        desk.back_up()
    assert desk.vault.backups.trouble() == "read_only"
    assert names(desk.stick) == set()


def test_a_full_stick_leaves_the_older_backups(desk: Desk, small_disk: Path) -> None:
    older = desk.vault.backups.make(small_disk, taken=TAKEN - timedelta(days=1))
    content = older.file.read_bytes()
    (small_disk / "photos").write_bytes(bytes(small_disk_room(small_disk) - 8192))
    with pytest.raises(BackupDiskFull):
        desk.vault.backups.make(small_disk, taken=TAKEN)
    assert names(small_disk) == {older.file.name, "photos"}
    assert older.file.read_bytes() == content
    assert desk.vault.backups.trouble() == "full"


def small_disk_room(place: Path) -> int:
    return shutil.disk_usage(place).free


def test_a_full_disk_under_the_vault_is_told_apart(
    closed: Any, small_disk: Path, tmp_path: Path
) -> None:
    folder = small_disk / "essai.coffre"
    shutil.copytree(closed.folder, folder)
    with type(closed)(folder, closed.recovery_code).open() as vault:
        (small_disk / "photos").write_bytes(bytes(small_disk_room(small_disk) - 8192))
        with pytest.raises(DiskFull, match="disque du coffre"):
            vault.backups.make(tmp_path)
        assert not list(folder.glob("*.part"))
    assert not list(tmp_path.glob("*.sauvegarde*"))


@pytest.mark.parametrize("at", ["Copie", "Contrôle", "Écriture", "Relecture"])
def test_giving_up_at_any_step_leaves_nothing(desk: Desk, at: str) -> None:
    older = desk.back_up(TAKEN - timedelta(days=1))

    def step(text: str) -> None:
        if text.startswith(at):
            raise Stopped

    with pytest.raises(Stopped):
        desk.vault.backups.make(desk.stick, step, TAKEN)
    assert names(desk.stick) == {older.file.name}
    assert not list(desk.vault.folder.glob("*.part"))
    assert desk.back_up().file.exists()


def test_a_stick_that_writes_something_else_is_noticed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = desk.back_up(TAKEN - timedelta(days=1))
    whole = making.write_container

    def rotting(stream: Any, *args: Any) -> None:
        whole(stream, *args)
        stream.seek(6000)
        stream.write(b"rot")

    monkeypatch.setattr(making, "write_container", rotting)
    with pytest.raises(BackupNotVerified):
        desk.back_up()
    assert names(desk.stick) == {older.file.name}
    assert desk.vault.backups.trouble() == "failed"


def test_a_damaged_vault_makes_no_backup(desk: Desk) -> None:
    older = desk.back_up(TAKEN - timedelta(days=1))
    assert desk.vault.check() == []
    with desk.closed.database.open("r+b") as stream:
        stream.seek(5 * 4096 + 100)
        stream.write(b"rot")
    with pytest.raises(BackupNotVerified):
        desk.back_up()
    assert names(desk.stick) == {older.file.name}


def test_nothing_is_overwritten(desk: Desk) -> None:
    file = desk.stick / "essai.sauvegarde"
    desk.vault.backups.write(file)
    content = file.read_bytes()
    with pytest.raises(VaultExists):
        desk.vault.backups.write(file)
    assert file.read_bytes() == content


def test_a_locked_vault_makes_none(desk: Desk) -> None:
    desk.vault.close()
    with pytest.raises(VaultLocked):
        desk.back_up()
    assert names(desk.stick) == set()


def test_a_demo_comes_back_as_it_was(vault: Vault, tmp_path: Path) -> None:
    fill_office(vault, families=12, years=1, seed=3, until=date(2026, 11, 23))
    made = vault.backups.make(tmp_path)
    restoration = look_into(made.file, tmp_path / "autre.coffre")
    content = restoration.content
    expected = [
        vault.rows(f"SELECT count(*) FROM {table}")[0][0]
        for table in ("family", "meeting", "document")
    ]
    assert [content.families, content.meetings, content.letters] == expected
    assert content.families == 12
    assert content.last_entry is not None
    assert content.last_entry <= datetime.now().astimezone()
    restoration.give_up()


def test_a_share_where_nothing_can_be_erased_still_takes_backups(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.back_up(TAKEN - timedelta(hours=3))
    whole = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".sauvegarde":
            raise PermissionError(1, "append only")
        whole(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    assert desk.back_up().file.exists()
    assert desk.vault.backups.trouble() is None
    assert len(desk.vault.backups.found_in(desk.stick)) == 2
