"""The log beside the database: where a save goes first, and how the two are known to be a pair.

SQLite plays back any log that it finds, also an older one of the same vault, and destroys the
database by it. So the file carries a number that changes whenever all is in it, and each log
begins by saying the number of the file that it goes with (`PRAGMA application_id`, page 1).
Hence two rules: nothing is written before `Log.begin`, and `Log.settle` alone empties the log.
"""

import secrets
from pathlib import Path

from referent_desk.vault.faults import StorageFailed
from referent_desk.vault.sqlcipher import Connection

LONG = 2 << 20
"""Bytes after which a save also brings the log into the file, some twenty-five meetings.

The log is then written over from its start, which spares the disk from finding room at each save.
"""


class Log:
    """Of the vault's own database, for whoever holds its only connection."""

    def __init__(self, database: Path, *, pending: bool = True) -> None:
        """Not `pending`: what stands beside the database is not its own and was not played back."""
        self._database = database
        self._path = log_of(database)
        self._begun = False
        self._pending = pending

    @property
    def settled(self) -> bool:
        """All that was ever committed is in the file itself."""
        return not self._pending or self._length() == 0

    @property
    def long(self) -> bool:
        return self._length() > LONG

    def begin(self, connection: Connection) -> None:
        """Before each write. Raises StorageFailed once the folder is gone from its place."""
        if not self._database.exists():
            raise StorageFailed
        if self._begun and self._length():
            return
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA journal_size_limit = {LONG}")
        _say(connection, _number(connection))
        self._begun = self._pending = True

    def settle(self, connection: Connection) -> None:
        """Brings all into the file; does nothing when it is there."""
        if self.settled:
            return
        if not self._begun:
            _say(connection, _number(connection))
        self._begun = False
        _say(connection, secrets.randbelow((1 << 31) - 1) + 1)
        [told] = connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
        if told[0] or told[1] != told[2]:
            raise StorageFailed
        self._pending = False

    def _length(self) -> int:
        try:
            return self._path.stat().st_size
        except FileNotFoundError:
            return 0


def log_of(database: Path) -> Path:
    return database.with_name(database.name + "-wal")


def _number(connection: Connection) -> int:
    [row] = connection.execute("PRAGMA application_id").fetchall()
    return int(row[0])


def _say(connection: Connection, number: int) -> None:
    connection.execute(f"PRAGMA application_id = {number}")
