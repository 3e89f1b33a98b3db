import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from referent_desk.errors import (
    AlreadyOpen,
    DiskFull,
    NewerVersion,
    NotAVault,
    OnNetworkShare,
    RecoveryCodeMistyped,
    VaultExists,
    WrongPassphrase,
)
from referent_desk.vault import (
    ANY_COST_POLICY,
    DamagedBackup,
    NotABackup,
    Passphrase,
    PlaceFacts,
    RecoveryCode,
    check_backup,
    describe_backup,
    finish_restoring,
    open_vault,
    prepare_restoration,
    vault_in,
)
from referent_desk.vault.backups import swapping
from tests.referent_desk.vault.backups.desk import SECRET, TAKEN, Desk, look_into, names

NOW = datetime(2026, 11, 25, 9, 5)
ASIDE = "essai.coffre.mis-de-cote-2026-11-25-0905"


@pytest.fixture
def backup(desk: Desk) -> Path:
    """Made of the desk, which has gone on since, and is closed."""
    file = desk.back_up().file
    desk.vault.drafts.save("note", "", {"text": "après"}, label="Après")
    desk.vault.close()
    return file


def opened(folder: Path) -> Any:
    return open_vault(folder, Passphrase(SECRET), policy=ANY_COST_POLICY)


def test_the_vault_comes_back_and_the_present_one_is_set_aside(desk: Desk, backup: Path) -> None:
    folder = desk.closed.folder
    present = {path.name: path.read_bytes() for path in folder.iterdir()}
    content = backup.read_bytes()
    restored = look_into(backup, folder).put_in_place(NOW)
    assert restored.aside is not None
    assert restored.aside == folder.with_name(ASIDE)
    assert {p.name: p.read_bytes() for p in restored.aside.iterdir()} == present
    with opened(folder) as vault:
        assert [draft.label for draft in vault.drafts.all()] == ["Appel"]
        assert vault.check(thorough=True) == []
        assert vault.journal.verify().sound
        [entry] = [e for e in vault.journal.entries() if e.event == "vault.restored"]
        assert entry.detail == TAKEN.isoformat()
    with opened(restored.aside) as before:
        assert {draft.label for draft in before.drafts.all()} == {"Appel", "Après"}
    assert backup.read_bytes() == content
    assert names(folder.parent) == {"cle", "essai.coffre", ASIDE}


def test_what_it_holds_is_seen_before_anything_changes(desk: Desk, backup: Path) -> None:
    folder = desk.closed.folder
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    restoration = look_into(backup, folder)
    assert restoration.content.backup.taken == TAKEN
    assert restoration.content.backup.name == "essai"
    assert restoration.content.opened_by == "Camille Dumont"
    assert restoration.content.families == restoration.content.letters == 0
    restoration.give_up()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert names(folder.parent) == {"cle", "essai.coffre"}


def test_the_recovery_code_opens_it_too(desk: Desk, backup: Path) -> None:
    secret = RecoveryCode(desk.closed.recovery_code)
    folder = desk.closed.folder
    prepare_restoration(backup, secret, folder, policy=ANY_COST_POLICY).put_in_place()
    open_vault(folder, secret, policy=ANY_COST_POLICY).close()


@pytest.mark.parametrize(
    ("secret", "leaf"),
    [
        (Passphrase("autre chose"), WrongPassphrase),
        (RecoveryCode("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAB"), RecoveryCodeMistyped),
    ],
)
def test_a_wrong_secret_changes_nothing(
    desk: Desk, backup: Path, secret: Any, leaf: type[Exception]
) -> None:
    before = names(desk.closed.folder.parent)
    with pytest.raises(leaf):
        prepare_restoration(backup, secret, desk.closed.folder, policy=ANY_COST_POLICY)
    assert names(desk.closed.folder.parent) == before
    assert desk.closed.open().journal.entries()


def test_a_network_share_is_refused_before_anything_is_read(
    desk: Desk, backup: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "commun"
    shared.mkdir()
    facts = PlaceFacts(tmp_path, tmp_path / "local", ((str(shared), "cifs"),))
    with pytest.raises(OnNetworkShare):
        prepare_restoration(backup, Passphrase(SECRET), shared / "bureau.coffre", place=facts)
    assert names(shared) == set()


def test_to_a_place_where_no_vault_is(desk: Desk, backup: Path, tmp_path: Path) -> None:
    new = tmp_path / "nouveau" / "bureau.coffre"
    new.mkdir(parents=True)
    restored = look_into(backup, new).put_in_place()
    assert restored.aside is None
    with opened(new) as vault:
        assert vault.drafts.all()


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_is_not_a_vault_is_never_moved(backup: Path, tmp_path: Path, what: str) -> None:
    place = tmp_path / "photos"
    if what == "folder":
        place.mkdir()
        (place / "vacances.jpg").write_bytes(b"x")
    else:
        place.write_bytes(b"x")
    with pytest.raises(VaultExists):
        look_into(backup, place)
    assert names(tmp_path) == {"cle", "essai.coffre", "photos"}


@pytest.mark.parametrize("left", ["coffre.json", "coffre.db"])
def test_a_vault_of_which_half_is_left_is_set_aside(desk: Desk, backup: Path, left: str) -> None:
    folder = desk.closed.folder
    for path in folder.iterdir():
        if path.name != left:
            path.unlink()
    restored = look_into(backup, folder).put_in_place(NOW)
    assert restored.aside is not None
    assert (restored.aside / left).exists()
    opened(folder).close()


def test_an_open_vault_is_not_replaced(desk: Desk) -> None:
    file = desk.back_up().file
    restoration = look_into(file, desk.closed.folder)
    with pytest.raises(AlreadyOpen):
        restoration.put_in_place()
    restoration.give_up()
    assert desk.vault.drafts.all()
    assert names(desk.closed.folder.parent) == {"cle", "essai.coffre"}


def test_sidecars_go_aside_with_the_vault_they_stood_beside(desk: Desk, backup: Path) -> None:
    folder = desk.closed.folder
    for suffix in ("-wal", "-shm", "-journal"):
        (folder / f"coffre.db{suffix}").write_bytes(b"\xd9\xd5\x05\xf9 foreign" * 500)
    restored = look_into(backup, folder).put_in_place()
    assert restored.aside is not None
    assert {"coffre.db-wal", "coffre.db-shm", "coffre.db-journal"} <= names(restored.aside)
    with opened(folder) as vault:
        assert vault.check(thorough=True) == []
    assert names(folder) == {"coffre.json", "coffre.db", "coffre.verrou"}


def test_another_vault_s_backup_is_told_apart(
    desk: Desk, backup: Path, make_vault: Callable[[str], Any]
) -> None:
    other = make_vault("autre.coffre")
    theirs = vault_in(other.folder, ANY_COST_POLICY)
    ours = describe_backup(backup).vault_id
    assert ours == vault_in(desk.closed.folder, ANY_COST_POLICY) != theirs
    restored = look_into(backup, other.folder).put_in_place(NOW)
    assert restored.aside is not None
    assert vault_in(restored.aside, ANY_COST_POLICY) == theirs
    assert vault_in(other.folder, ANY_COST_POLICY) == ours
    assert vault_in(backup.parent) == ""


def test_two_in_one_minute_are_both_set_aside(desk: Desk, backup: Path) -> None:
    for _ in range(2):
        look_into(backup, desk.closed.folder).put_in_place(NOW)
    assert {ASIDE, f"{ASIDE}-2"} <= names(desk.closed.folder.parent)


def test_a_full_disk_leaves_the_present_vault(desk: Desk, backup: Path, small_disk: Path) -> None:
    folder = small_disk / "essai.coffre"
    shutil.copytree(desk.closed.folder, folder)
    before = names(small_disk)
    room = shutil.disk_usage(small_disk).free
    (small_disk / "photos").write_bytes(bytes(room - 8192))
    with pytest.raises(DiskFull, match="relue"):
        look_into(backup, folder)
    assert names(small_disk) == before | {"photos"}
    opened(folder).close()


@pytest.mark.parametrize(
    ("content", "leaf"),
    [
        (b"", NotABackup),
        (b"%PDF-1.7 a letter", NotABackup),
        (b"PK\x03\x04", DamagedBackup),
        (b"PK\x03\x04" + bytes(500), DamagedBackup),
    ],
)
def test_other_files_are_told(tmp_path: Path, content: bytes, leaf: type[Exception]) -> None:
    file = tmp_path / "x.sauvegarde"
    file.write_bytes(content)
    with pytest.raises(leaf):
        describe_backup(file)
    with pytest.raises(NotABackup):
        describe_backup(tmp_path / "absent.sauvegarde")


def test_an_old_page_put_back_is_noticed(desk: Desk) -> None:
    """Both of SQLite's checks miss it; the seal over the whole does not."""
    old = desk.closed.database.read_bytes()
    desk.vault.drafts.save("call", "", {"asked": "Autre chose."}, label="Appel")
    file = desk.back_up().file
    content, start = file.read_bytes(), file.read_bytes().index(b"coffre.db") + len("coffre.db")
    new = content[start : start + len(old)]
    page = next(
        n for n in range(1, len(old) // 4096) if old[n * 4096 :][:4096] != new[n * 4096 :][:4096]
    )
    at = start + page * 4096
    file.write_bytes(content[:at] + old[page * 4096 :][:4096] + content[at + 4096 :])
    with pytest.raises(DamagedBackup):
        look_into(file, desk.closed.folder)


def test_a_header_of_another_backup_is_noticed(
    desk: Desk, backup: Path, make_vault: Callable[[str], Any]
) -> None:
    content, header = backup.read_bytes(), desk.closed.header.read_bytes()
    other = make_vault("autre.coffre").header.read_bytes()
    backup.write_bytes(content.replace(header, other[: len(header)].ljust(len(header))))
    with pytest.raises(DamagedBackup):
        look_into(backup, desk.closed.folder)


def test_a_newer_schema_is_not_restored(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from referent_desk.vault.backups import restoring

    file = desk.back_up().file
    monkeypatch.setattr(restoring, "shipped_migrations", list)
    with pytest.raises(NewerVersion):
        look_into(file, desk.closed.folder)


def test_checking_says_sound_or_damaged(desk: Desk, backup: Path) -> None:
    assert check_backup(backup, Passphrase(SECRET), policy=ANY_COST_POLICY) == []
    with backup.open("r+b") as stream:
        stream.seek(20_000)
        stream.write(b"rot")
    with pytest.raises(DamagedBackup):
        check_backup(backup, Passphrase(SECRET), policy=ANY_COST_POLICY)


def test_a_crash_between_the_two_renames_is_finished_at_the_next_opening(
    desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk.closed.folder
    monkeypatch.setattr(swapping, "finish_restoring", _crash)
    with pytest.raises(KeyboardInterrupt):
        look_into(backup, folder).put_in_place(NOW)
    monkeypatch.undo()
    assert not folder.exists()
    with opened(folder) as vault:
        assert [draft.label for draft in vault.drafts.all()] == ["Appel"]
    assert names(folder.parent) == {"cle", "essai.coffre", ASIDE}


def _crash(*_args: object) -> None:
    raise KeyboardInterrupt


def test_nothing_unfinished_is_finished(tmp_path: Path, desk: Desk, backup: Path) -> None:
    folder = tmp_path / "neuf.coffre"
    assert not finish_restoring(folder)
    (tmp_path / "neuf.coffre.restauration").mkdir()
    assert not finish_restoring(folder)
    with pytest.raises(NotAVault):
        opened(folder)
    present = names(desk.closed.folder)
    ready = desk.closed.folder.with_name("essai.coffre.restauration")
    shutil.copytree(desk.closed.folder, ready)
    assert not finish_restoring(desk.closed.folder)
    assert names(desk.closed.folder) == present


def test_what_a_killed_restoration_left_goes_at_the_next(desk: Desk, backup: Path) -> None:
    folder = desk.closed.folder
    look_into(backup, folder)
    ready = folder.with_name("essai.coffre.restauration")
    shutil.copytree(folder, ready)
    look_into(backup, folder).put_in_place(NOW)
    assert names(folder.parent) == {"cle", "essai.coffre", ASIDE}


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
def test_a_link_is_not_followed(backup: Path, desk: Desk, tmp_path: Path) -> None:
    link = tmp_path / "lien.coffre"
    link.symlink_to(desk.closed.folder)
    with pytest.raises(VaultExists):
        look_into(backup, link)
