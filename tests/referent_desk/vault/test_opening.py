"""Every way in, and every way in which opening fails, each in its own words."""

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from referent_desk.errors import (
    AlreadyOpen,
    DamagedDatabase,
    DamagedHeader,
    DiskFull,
    NewerVersion,
    NoPermission,
    NotAVault,
    RecoveryCodeMistyped,
    VaultLocked,
    WrongPassphrase,
    WrongRecoveryCode,
)
from referent_desk.vault import (
    ANY_COST_POLICY,
    Passphrase,
    RecoveryCode,
    Vault,
    connection,
    open_vault,
)
from referent_desk.vault.keys import header


def test_both_secrets_open_under_the_holders_name(closed: Any) -> None:
    for secret in (None, RecoveryCode(closed.recovery_code.lower().replace("-", " "))):
        with closed.open(secret) as opened:
            assert opened.holder == "Camille Dumont"
            assert opened.drafts.load("call", "").body == {"asked": "Je ne dors plus."}


def test_accents_may_come_decomposed_from_the_keyboard(closed: Any) -> None:
    closed.open(Passphrase("violon mare\u0301e tournesol brique")).close()


def test_progress_is_told(closed: Any) -> None:
    told: list[str] = []
    secret = Passphrase("violon marée tournesol brique")
    open_vault(closed.folder, secret, progress=told.append, policy=ANY_COST_POLICY).close()
    assert len(told) == 3


def test_wrong_secrets_are_told_apart_and_reach_the_journal(
    closed: Any, make_vault: Callable[[str], Any]
) -> None:
    with pytest.raises(WrongPassphrase):
        closed.open(Passphrase("violon maree tournesol brique"))
    with pytest.raises(WrongRecoveryCode):
        closed.open(RecoveryCode(make_vault("autre.coffre").recovery_code))
    with pytest.raises(RecoveryCodeMistyped):
        closed.open(RecoveryCode(closed.recovery_code[:-1]))
    assert len(json.loads(closed.header.read_text())["failed_unlocks"]) == 2
    with closed.open() as opened:
        events = [entry.event for entry in opened.journal.entries()]
    assert events == ["vault.opened", "unlock.failed", "unlock.failed", "vault.opened"]
    assert json.loads(closed.header.read_text())["failed_unlocks"] == []


def test_failed_unlocks_are_bounded() -> None:
    kept = header.Header("v", "t", ())
    for number in range(200):
        kept = kept.with_failed_unlock(str(number))
    assert kept.failed_unlocks == tuple(str(number) for number in range(150, 200))


def test_only_one_program_at_a_time(closed: Any) -> None:
    with closed.open(), pytest.raises(AlreadyOpen):
        closed.open()
    closed.open().close()


def test_not_a_vault(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(NotAVault):
            open_vault(folder, Passphrase("x"))


def test_a_failed_opening_lets_go_of_the_lock(closed: Any) -> None:
    with pytest.raises(WrongPassphrase):
        closed.open(Passphrase("x"))
    closed.open().close()


def test_a_closed_vault_answers_nothing(closed: Any) -> None:
    opened: Vault = closed.open()
    opened.close()
    opened.close()
    opened.interrupt()
    assert opened.closed
    for use in (
        lambda: opened.rows("SELECT 1"),
        lambda: opened.seal(b""),
        lambda: opened.unit().__enter__(),
        opened.drafts.all,
    ):
        with pytest.raises(VaultLocked):
            use()


def test_a_cheap_key_derivation_is_refused_by_default(closed: Any) -> None:
    with pytest.raises(DamagedHeader):
        open_vault(closed.folder, Passphrase("violon marée tournesol brique"))


def test_a_newer_header_and_a_newer_schema(closed: Any) -> None:
    with closed.open() as opened:
        version = opened.rows("PRAGMA user_version")[0][0]
        with opened.unit() as unit:
            unit.execute(f"PRAGMA user_version = {version + 1}")
            unit.commit()
    with pytest.raises(NewerVersion):
        closed.open()
    closed.header.write_text(json.dumps({"format": 2, "anything": "else"}))
    with pytest.raises(NewerVersion):
        closed.open()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _remove(path: Path) -> None:
    path.unlink()


def _cut_within_a_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 100)


def _cut_between_pages(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def _flip_in_first_page(path: Path) -> None:
    _flip(path, 50)


def _make_plain(path: Path) -> None:
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (a)")
    plain.close()


def _flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    "harm",
    [
        _empty,
        _remove,
        _cut_within_a_page,
        _cut_between_pages,
        _flip_in_first_page,
        _make_plain,
    ],
)
def test_a_damaged_database_is_never_replaced(closed: Any, harm: Callable[[Path], None]) -> None:
    harm(closed.database)
    before = closed.database.read_bytes() if closed.database.exists() else None
    with pytest.raises(DamagedDatabase):
        closed.open()
    assert (closed.database.read_bytes() if closed.database.exists() else None) == before


def test_a_flipped_byte_in_the_middle_is_found_by_the_check(closed: Any) -> None:
    with closed.open() as opened:
        assert opened.check() == opened.check(thorough=True) == []
        opened.drafts.save("page", "long", {"text": "x" * 20_000})
    _flip(closed.database, closed.database.stat().st_size - 2000)
    with closed.open() as opened:
        assert opened.check(thorough=True)


def test_no_permission(closed: Any) -> None:
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("needs root, to act as a user without rights")
    os.seteuid(65534)
    try:
        with pytest.raises(NoPermission):
            closed.open()
    finally:
        os.seteuid(0)


def test_a_journal_that_cannot_be_written_does_not_keep_one_out(
    closed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(Vault, "unit", full)
    with closed.open() as opened:
        assert opened.drafts.all()


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_never_handed_over(tmp_path: Path, length: int) -> None:
    """62 or 66 digits would become a passphrase, none at all a plain file, without a word."""
    with pytest.raises(ValueError, match="32 bytes"):
        connection.connect_new(tmp_path / "x.db", bytes(length))


def test_the_key_is_handed_over_as_hexadecimal() -> None:
    assert connection.key_literal(bytes(32)) == f"\"x'{'00' * 32}'\""


def test_extensions_cannot_be_loaded(closed: Any) -> None:
    with closed.open() as opened, pytest.raises(Exception, match="not authorized"):
        opened.rows("SELECT load_extension('nothing')")


def test_the_settings_hold(closed: Any) -> None:
    expected = {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "locking_mode": "exclusive",
        "wal_autocheckpoint": 0,
        "synchronous": 3,
        "secure_delete": 1,
        "temp_store": 2,
        "page_size": "4096",
    }
    with closed.open() as opened:
        assert {name: opened.rows(f"PRAGMA {name}")[0][0] for name in expected} == expected
