"""Journals left beside the database that are not its own: SQLite would play them back into it.

The vault never uses write-ahead logging, so a -wal or -shm file is always foreign. A rollback
journal is the vault's own after a power cut, and must be played back; it is told from a foreign
one by the seal (HMAC) of its first page, which only the vault's key can make.
"""

import hashlib
import hmac
from pathlib import Path

from referent_desk.vault.connection import PAGE
from referent_desk.vault.ids import new_id

_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_SALT_BYTES = 16
_SEAL_BYTES = 64
_SALT_MASK = 0x3A


def set_foreign_sidecars_aside(database: Path, data_key: bytes) -> None:
    """Renamed, not erased: they may be all that is left of another vault."""
    for suffix in ("-wal", "-shm"):
        _set_aside(database.with_name(database.name + suffix))
    journal = database.with_name(database.name + "-journal")
    if journal.exists() and _is_foreign(journal, database, data_key):
        _set_aside(journal)


def _set_aside(path: Path) -> None:
    if path.exists():
        path.rename(path.with_name(f"{path.name}.ecarte-{new_id()}"))


def _is_foreign(journal: Path, database: Path, data_key: bytes) -> bool:
    """False also for a journal that SQLite ignores: no header, or cut before its first page."""
    with database.open("rb") as stream:
        salt = stream.read(_SALT_BYTES)
    with journal.open("rb") as stream:
        start = stream.read(28)
        if len(start) < 28 or not start.startswith(_JOURNAL_MAGIC):
            return False
        stream.seek(int.from_bytes(start[20:24], "big"))
        record = stream.read(4 + PAGE)
    if len(record) < 4 + PAGE:
        return False
    return not _sealed_by(data_key, salt, record)


def _sealed_by(data_key: bytes, salt: bytes, record: bytes) -> bool:
    """SQLCipher 4: HMAC-SHA512 over the encrypted page and its IV, then the page's number."""
    number, page = int.from_bytes(record[:4], "big"), record[4:]
    masked = bytes(byte ^ _SALT_MASK for byte in salt)
    seal_key = hashlib.pbkdf2_hmac("sha512", data_key, masked, 2, 32)
    start = _SALT_BYTES if number == 1 else 0
    sealed = page[start : PAGE - _SEAL_BYTES] + number.to_bytes(4, "little")
    expected = hmac.digest(seal_key, sealed, "sha512")
    return hmac.compare_digest(expected, page[PAGE - _SEAL_BYTES :])
