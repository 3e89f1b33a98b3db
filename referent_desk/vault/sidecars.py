"""Journals left beside the database that are not its own: SQLite would play them back into it.

The vault's own log (-wal) is judged by `vault.playback`. It never has a shared index, so that a
-shm file is always foreign. A rollback journal is the vault's own after a power cut in a file that
has not been written with a log yet, and must be played back; it is told from a foreign one by the
seal (HMAC) of its first page, which only the vault's key can make. Once the file says that it is
written with a log, every rollback journal is of its past.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from referent_desk.vault.connection import PAGE, refuse_unsound_file
from referent_desk.vault.ids import new_id
from referent_desk.vault.integrity.pages import SALT_BYTES, BrokenPage, Pages, Seals
from referent_desk.vault.log import log_of
from referent_desk.vault.playback import Standing, standing

_WRITE_VERSION, _WITH_A_LOG = 18, 2
"""Of SQLite's file format: a byte of page 1, and its value for a file written with a log."""
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")


@dataclass(frozen=True)
class Tidied:
    """What was put aside, and what the log that stayed is."""

    aside: tuple[Path, ...]
    log: Standing


def set_foreign_sidecars_aside(database: Path, data_key: bytes) -> Tidied:
    """Renamed, not erased: they may be all that is left of another vault.

    Raises DamagedDatabase when there is no database that they could stand beside.
    """
    refuse_unsound_file(database)
    log, index, journal = log_of(database), *_beside(database, "-shm", "-journal")
    judged = standing(database, data_key)
    foreign = [
        log if judged is Standing.FOREIGN else None,
        index if index.exists() else None,
        journal if journal.exists() and _is_foreign(journal, database, data_key) else None,
    ]
    aside = tuple(path.rename(_aside(path)) for path in foreign if path)
    return Tidied(aside, Standing.NOTHING if judged is Standing.FOREIGN else judged)


def keep_a_copy_of_the_log(database: Path) -> None:
    """Before SQLite drops what it does not take of it."""
    shutil.copyfile(log_of(database), _aside(log_of(database)))


def has_unfinished_write(database: Path, data_key: bytes) -> bool:
    """One was cut short, or waits in the log: it comes before the database may be read."""
    [journal] = _beside(database, "-journal")
    record = _first_record(journal) if journal.exists() else b""
    if record and _is_own(record, database, data_key):
        return True
    return standing(database, data_key) not in {Standing.NOTHING, Standing.FOREIGN}


def _beside(database: Path, *suffixes: str) -> list[Path]:
    return [database.with_name(database.name + suffix) for suffix in suffixes]


def _aside(path: Path) -> Path:
    return path.with_name(f"{path.name}.ecarte-{new_id()}")


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
    if _written_with_a_log(database, data_key):
        return False
    with database.open("rb") as stream:
        salt = stream.read(SALT_BYTES)
    return Seals(data_key, salt).fit(int.from_bytes(record[:4], "big"), record[4:])


def _written_with_a_log(database: Path, data_key: bytes) -> bool:
    """A first page torn by a power cut says nothing."""
    with Pages(database, data_key) as pages:
        try:
            return pages.read(1)[_WRITE_VERSION] == _WITH_A_LOG
        except BrokenPage:
            return False
