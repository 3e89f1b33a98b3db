"""Journals left beside the database that are not its own: SQLite would play them back into it.

The vault never uses write-ahead logging, so a -wal or -shm file is always foreign. A rollback
journal is the vault's own after a power cut, and must be played back; it is told from a foreign
one by the seal (HMAC) of its first page, which only the vault's key can make.
"""

from pathlib import Path

from referent_desk.vault.connection import PAGE
from referent_desk.vault.ids import new_id
from referent_desk.vault.integrity.pages import SALT_BYTES, Seals

_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")


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


def has_own_journal(database: Path, data_key: bytes) -> bool:
    """A write was cut short, and must be undone before the database may be read."""
    journal = database.with_name(database.name + "-journal")
    record = _first_record(journal) if journal.exists() else b""
    return bool(record) and _is_own(record, database, data_key)


def _is_foreign(journal: Path, database: Path, data_key: bytes) -> bool:
    record = _first_record(journal)
    return bool(record) and not _is_own(record, database, data_key)


def _first_record(journal: Path) -> bytes:
    """Empty for a journal that SQLite ignores: no header, or cut before its first page."""
    with journal.open("rb") as stream:
        start = stream.read(28)
        if len(start) < 28 or not start.startswith(_JOURNAL_MAGIC):
            return b""
        stream.seek(int.from_bytes(start[20:24], "big"))
        record = stream.read(4 + PAGE)
    return record if len(record) == 4 + PAGE else b""


def _is_own(record: bytes, database: Path, data_key: bytes) -> bool:
    with database.open("rb") as stream:
        salt = stream.read(SALT_BYTES)
    return Seals(data_key, salt).fit(int.from_bytes(record[:4], "big"), record[4:])
