"""The log beside the database: its own is played back, another set aside, a damaged one told."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from referent_desk.errors import DamagedDatabase, DiskFull, UnfinishedWrite
from referent_desk.vault import ANY_COST_POLICY, Passphrase, Vault, log, open_vault, opening
from referent_desk.vault.connection import PAGE, connect_apart, connect_at_rest
from referent_desk.vault.playback import Standing, standing

AT_REST = {"coffre.json", "coffre.db", "coffre.verrou"}
HEADER, FRAME = 32, 24 + PAGE


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def log_in(folder: Path) -> Path:
    return folder / "coffre.db-wal"


def save(vault: Vault, *subjects: str) -> None:
    for subject in subjects:
        vault.drafts.save("note", subject, {"text": "x" * 3000})


def saved(vault: Vault) -> set[str]:
    return {draft.subject for draft in vault.drafts.all() if draft.kind == "note"}


def open_at(folder: Path, *, read_only: bool = False) -> Vault:
    secret = Passphrase("violon marée tournesol brique")
    return open_vault(folder, secret, policy=ANY_COST_POLICY, read_only=read_only)


@pytest.fixture
def crashed(closed: Any, tmp_path: Path) -> Path:
    """The folder as a crash leaves it, with three notes in the log alone."""
    with closed.open() as opened:
        save(opened, "1", "2", "3")
        return shutil.copytree(closed.folder, tmp_path / "arret.coffre")


def key_of(folder: Path) -> bytes:
    """Of a copy, which is opened and thrown away."""
    copy = shutil.copytree(folder, folder.with_name("cle.coffre"))
    with open_at(copy) as opened:
        key = opened._access.key()
    shutil.rmtree(copy)
    return key


def ends_of_writes(content: bytes) -> list[int]:
    """Where each finished write of a log ends."""
    starts = range(HEADER, len(content) - FRAME + 1, FRAME)
    return [at + FRAME for at in starts if content[at + 4 : at + 8] != bytes(4)]


def test_no_sidecar_is_left_by_a_lock_and_no_index_is_ever_there(closed: Any) -> None:
    with closed.open() as opened:
        save(opened, "1")
        assert names(closed.folder) == AT_REST | {"coffre.db-wal"}
    assert names(closed.folder) == AT_REST


def test_what_a_crash_left_is_played_back(crashed: Path) -> None:
    assert standing(crashed / "coffre.db", key_of(crashed)) is Standing.OURS
    with open_at(crashed) as opened:
        assert saved(opened) == {"1", "2", "3"}
        assert opened.set_aside == ()
        assert opened.check(thorough=True) == []
    assert names(crashed) == AT_REST


def test_it_is_played_back_again_after_a_crash_that_brought_a_part_into_the_file(
    crashed: Path,
) -> None:
    """Pages are brought in one by one, in any order that the disk likes."""
    content = log_in(crashed).read_bytes()
    with (crashed / "coffre.db").open("r+b") as stream:
        for at in list(range(HEADER, len(content), FRAME))[-1::-2]:
            stream.seek((int.from_bytes(content[at : at + 4], "big") - 1) * PAGE)
            stream.write(content[at + 24 : at + FRAME])
    with open_at(crashed) as opened:
        assert saved(opened) == {"1", "2", "3"}
        assert opened.check(thorough=True) == []


def test_another_vaults_log_is_set_aside(
    closed: Any, make_vault: Callable[[str], Any], tmp_path: Path
) -> None:
    other = make_vault("autre.coffre")
    with other.open() as opened:
        save(opened, "theirs")
        shutil.copy(log_in(other.folder), log_in(closed.folder))
    foreign = log_in(closed.folder).read_bytes()
    with closed.open() as opened:
        assert saved(opened) == set()
        assert opened.check(thorough=True) == []
        [aside] = opened.set_aside
        assert aside.read_bytes() == foreign
        assert "vault.stray_log" in [entry.event for entry in opened.journal.entries()]
    with closed.open() as opened:
        assert opened.set_aside == ()


def test_an_older_log_of_the_same_vault_is_set_aside(closed: Any, crashed: Path) -> None:
    """Its seals fit: played back, it would put old pages among the new ones."""
    with closed.open() as opened:
        save(opened, "4", "5")
    shutil.copy(log_in(crashed), log_in(closed.folder))
    with closed.open() as opened:
        assert len(opened.set_aside) == 1
        assert saved(opened) == {"1", "2", "3", "4", "5"}
        assert opened.check(thorough=True) == []


def test_an_older_log_of_the_same_session_is_set_aside(closed: Any, tmp_path: Path) -> None:
    with closed.open() as opened:
        save(opened, "1")
        older = log_in(closed.folder).read_bytes()
        save(opened, "2")
        assert opened.check() == []
        save(opened, "3")
        image = shutil.copytree(closed.folder, tmp_path / "arret.coffre")
    log_in(image).write_bytes(older)
    with open_at(image) as again:
        assert len(again.set_aside) == 1
        assert saved(again) == {"1", "2"}, "what was in the log that was taken away is gone"
        assert again.check(thorough=True) == []


def test_an_end_in_pieces_is_the_write_that_was_cut_short(crashed: Path) -> None:
    content = log_in(crashed).read_bytes()
    *_, before, last = ends_of_writes(content)
    torn = bytearray(content[:last])
    torn[before + 500 : before + 900] = bytes(400)
    log_in(crashed).write_bytes(torn[:-1000])
    with open_at(crashed) as opened:
        assert saved(opened) == {"1", "2"}
        assert opened.set_aside == ()
        assert opened.check(thorough=True) == []


@pytest.mark.parametrize("place", [5, 20, HEADER + 6, HEADER + 30, HEADER + 9 * FRAME + 18])
def test_a_byte_changed_under_later_writes_is_told(crashed: Path, place: int) -> None:
    """SQLite would drop all that follows, without a word."""
    rotten = bytearray(log_in(crashed).read_bytes())
    rotten[place] ^= 4
    log_in(crashed).write_bytes(rotten)
    before = {path.name: path.read_bytes() for path in crashed.iterdir()}
    with pytest.raises(DamagedDatabase):
        open_at(crashed)
    assert {path.name: path.read_bytes() for path in crashed.iterdir()} == before
    with open_at(crashed, read_only=True) as opened:
        assert opened.drafts.load("call", "") is not None
        assert opened.read_only
    [kept] = crashed.glob("coffre.db-wal.ecarte-*")
    assert kept.read_bytes() == rotten


def test_a_file_that_lost_its_end_is_not_filled_up_from_the_log(
    closed: Any, tmp_path: Path
) -> None:
    with closed.open() as opened:  # what ends the file is then no part of its plan
        opened.drafts.save("page", "long", {"text": "x" * 20_000})
    with closed.open() as opened:
        save(opened, "1", "2", "3")
        crashed = shutil.copytree(closed.folder, tmp_path / "arret.coffre")
    database, content = crashed / "coffre.db", log_in(crashed).read_bytes()
    held = {
        int.from_bytes(content[at : at + 4], "big") for at in range(HEADER, len(content), FRAME)
    }
    lost = max(set(range(1, database.stat().st_size // PAGE + 1)) - held)
    database.write_bytes(database.read_bytes()[: (lost - 1) * PAGE])
    before = {path.name: path.read_bytes() for path in crashed.iterdir()}
    with pytest.raises(DamagedDatabase):
        open_at(crashed)
    with open_at(crashed, read_only=True) as opened:
        assert opened.read_only
    assert {path.name: path.read_bytes() for path in crashed.iterdir()} == before


def test_a_folder_that_takes_no_writing(
    crashed: Path, closed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log to be played back is not left out; one that is not the vault's does not matter."""
    shutil.copy(log_in(crashed), log_in(closed.folder))
    closed.open().close()
    with closed.open() as opened:
        save(opened, "later")
    shutil.copy(log_in(crashed), log_in(closed.folder))
    monkeypatch.setattr(opening, "can_write", lambda _path: False)
    with pytest.raises(UnfinishedWrite):
        open_at(crashed, read_only=True)
    with open_at(closed.folder, read_only=True) as opened:
        assert saved(opened) == {"1", "2", "3", "later"}
        assert opened.last_quick_check.findings == ()
    assert log_in(closed.folder).read_bytes() == log_in(crashed).read_bytes()


def test_a_long_log_is_brought_in_and_used_again(
    closed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "LONG", 100_000)
    subjects = [str(number) for number in range(60)]
    with closed.open() as opened:
        for number, subject in enumerate(subjects):
            save(opened, subject)
            assert log_in(closed.folder).stat().st_size < 150_000
            if number % 7 == 0:
                image = shutil.copytree(closed.folder, tmp_path / f"{number}.coffre")
                with open_at(image) as again:
                    assert saved(again) == set(subjects[: number + 1])
                    assert again.set_aside == ()
                    assert again.check(thorough=True) == []


def test_a_disk_that_fills_up_before_the_log_is_brought_in(closed: Any, small_disk: Path) -> None:
    """What was acknowledged waits in the log, through openings, until there is room again."""
    folder, filling = small_disk / "essai.coffre", small_disk / "filling"
    shutil.copytree(closed.folder, folder)
    opened = open_at(folder)
    save(opened, "1")
    filling.write_bytes(bytes(shutil.disk_usage(small_disk).free - 140_000))
    opened.drafts.save("note", "2", {"text": "x" * 100_000})
    opened.close()
    assert log_in(folder).stat().st_size > 100_000
    for _ in range(2):
        with open_at(folder) as full:
            assert saved(full) == {"1", "2"}
            assert full.check() == []
            with pytest.raises(DiskFull):
                full.backups.write(small_disk.parent / "essai.sauvegarde")
    with open_at(folder, read_only=True) as full:
        assert saved(full) == {"1", "2"}
        assert full.last_quick_check.findings == ()
    filling.unlink()
    with open_at(folder) as again:
        save(again, "3")
        assert again.check(thorough=True) == []
    assert names(folder) == AT_REST
    with open_at(folder) as again:
        assert saved(again) == {"1", "2", "3"}


def test_the_file_alone_holds_everything_in_a_copy(closed: Any, tmp_path: Path) -> None:
    with closed.open() as opened:
        save(opened, "1")
        key = opened._access.key()
        with opened._store.exclusively():
            opened._store.settle()
            copy = shutil.copy(closed.database, tmp_path / "copie.db")
    connection = connect_at_rest(Path(copy), key)
    assert connection.execute("SELECT 1 FROM drafts WHERE subject = '1'").fetchall()
    connection.close()


def test_a_backup_holds_what_stood_in_the_log_alone(closed: Any, tmp_path: Path) -> None:
    with closed.open() as opened:
        save(opened, "1", "2")
        file = opened.backups.write(tmp_path / "essai.sauvegarde").file
        save(opened, "3")
        key = opened._access.key()
    with zipfile.ZipFile(file) as container:
        container.extract("coffre.db", tmp_path)
    connection = connect_at_rest(tmp_path / "coffre.db", key)
    found = connection.execute("SELECT subject FROM drafts WHERE kind = 'note'").fetchall()
    assert {row["subject"] for row in found} == {"1", "2"}
    connection.close()


def test_a_vault_of_the_version_before_loses_nothing(closed: Any) -> None:
    with closed.open() as opened:
        save(opened, "1")
        key = opened._access.key()
    connect_apart(closed.database, key).close()
    with closed.open() as opened:
        save(opened, "2")
        assert opened.rows("PRAGMA journal_mode")[0][0] == "wal"
    with closed.open() as opened:
        assert saved(opened) == {"1", "2"}
        assert opened.check(thorough=True) == []
    assert names(closed.folder) == AT_REST
