"""The open database: reads, and writes in units of work; one thread at a time."""

import re
import threading
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cache, lru_cache

from referent_desk.errors import (
    DamagedDatabase,
    NotFound,
    ReadOnlyVault,
    VaultError,
    VaultLocked,
)
from referent_desk.vault.faults import told_in_french
from referent_desk.vault.log import Log
from referent_desk.vault.sqlcipher import Connection, Cursor, Error, Row

_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*\Z")
_READS = re.compile(r"\s*(SELECT|VALUES|PRAGMA|EXPLAIN|WITH)\b", re.IGNORECASE)
_WRITES = re.compile(
    r"\b((INSERT|REPLACE)\s+(INTO|OR)\b|UPDATE\b.*\bSET\b|DELETE\s+FROM\b)",
    re.IGNORECASE | re.DOTALL,
)


class Store:
    """Owns the connection. Outside a unit it takes questions only.

    That is told by the words of a statement: `PRAGMA query_only` at each unit would make SQLite
    compile every statement anew after each save.

    What is saved goes to the `log` beside the database, and into the file by `settle`: before the
    file is copied, after long work, and on closing. Without a log it goes to the file at once.

    A damaged page met while reading ends all writing: `reopen` then gives a connection to read on
    with, since SQLCipher fails every later read of the one that met it.
    """

    def __init__(
        self,
        connection: Connection,
        reopen: Callable[[], Connection] | None = None,
        *,
        log: Log | None = None,
        read_only: bool = False,
    ) -> None:
        self._connection: Connection | None = connection
        self._reopen = reopen
        self._log = log
        self.read_only = read_only
        self.commits = 0
        """Changes with each thing written, and with the file itself."""
        self._turn = threading.RLock()
        self._handle = threading.Lock()
        self._depth = 0

    @property
    def closed(self) -> bool:
        return self._connection is None

    @property
    def connection(self) -> Connection:
        if self._connection is None:
            raise VaultLocked
        return self._connection

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        with self._reading():
            return self._execute(_question(sql), params).fetchall()

    def row(self, sql: str, params: Sequence[object] = ()) -> Row | None:
        with self._reading():
            return self._execute(_question(sql), params).fetchone()

    @contextmanager
    def unit(self) -> Generator["Unit"]:
        """A unit inside another is a savepoint: its commit takes effect with the outer one's."""
        with self._turn:
            with told_in_french():
                self._begin()
            unit = Unit(self, self._depth)
            try:
                yield unit
            finally:
                with told_in_french():
                    self._end(unit)

    def write(self, sql: str, params: Sequence[object] = ()) -> Cursor:
        """For units only. After a full disk SQLite has ended the transaction by itself."""
        self._in_transaction()
        with told_in_french():
            return self._execute(sql, params)

    def write_all(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """As `write`, once for each of the rows."""
        connection = self._in_transaction()
        with told_in_french():
            connection.executemany(sql, [tuple(map(_stored, row)) for row in rows])

    def _in_transaction(self) -> Connection:
        if not self.connection.in_transaction:
            raise RuntimeError("this unit of work was rolled back")
        return self.connection

    def interrupt(self) -> None:
        """Stops the statement that runs in another thread; it raises Interrupted there."""
        with self._handle:
            if self._connection is not None:
                self._connection.interrupt()

    def interrupt_reading(self) -> None:
        """As `interrupt`, but a unit of work goes on to its end."""
        if not self._depth:
            self.interrupt()

    @contextmanager
    def exclusively(self) -> Generator[None]:
        """Nobody reads or writes meanwhile; no unit may be under way."""
        with self._turn, told_in_french():
            if self._depth or self._connection is None:
                raise VaultLocked
            yield

    @property
    def settled(self) -> bool:
        """The file holds all that was ever saved; if not, the disk did not let `settle` end."""
        return self._log is None or self._log.settled

    def settle(self) -> None:
        """Brings all that was saved into the file, which then may be copied. Within `exclusively`.

        What the disk refuses is raised, and stays safe in the log.
        """
        if self._log is not None and not self._log.settled:
            with told_in_french():
                self._log.settle(self.connection)

    def change_connection(self, make: Callable[[], Connection]) -> None:
        """Within `exclusively`: closes, then goes on with what `make` opens, or stays closed."""
        self.close()
        self.commits += 1
        connection = make()
        with self._handle:
            self._connection = connection

    def close(self) -> None:
        """Waits for the unit that runs; closing twice does nothing."""
        with self._turn:
            self._settle_if_possible()
            with self._handle:
                if self._connection is not None:
                    connection, self._connection = self._connection, None
                    connection.close()

    @contextmanager
    def _reading(self) -> Generator[None]:
        with self._turn:
            try:
                with told_in_french():
                    yield
            except DamagedDatabase:
                if self._depth == 0 and self._reopen is not None:
                    self.read_only = True
                    self.change_connection(self._reopen)
                raise

    def _settle_if_possible(self) -> None:
        """What the disk refuses now waits in the log, for later or for the next opening."""
        if self._connection is not None and not self.read_only and not self._depth:
            with suppress(VaultError, Error):
                self.settle()

    def _execute(self, sql: str, params: Sequence[object]) -> Cursor:
        return self.connection.execute(sql, tuple(map(_stored, params)))

    def _begin(self) -> None:
        connection = self.connection
        if self.read_only:
            raise ReadOnlyVault
        if self._depth == 0:
            if self._log is not None:
                self._log.begin(connection)
            connection.execute("BEGIN IMMEDIATE")
        else:
            connection.execute(f"SAVEPOINT unit_{self._depth}")
        self._depth += 1

    def _end(self, unit: "Unit") -> None:
        self._depth -= 1
        if self._connection is None:
            return
        if not unit.committed and self._connection.in_transaction:
            self._roll_back(self._connection)
        if self._depth == 0 and unit.committed and self._log is not None and self._log.long:
            self._settle_if_possible()

    def _roll_back(self, connection: Connection) -> None:
        if self._depth == 0:
            connection.execute("ROLLBACK")
        else:
            connection.execute(f"ROLLBACK TO unit_{self._depth}")
            connection.execute(f"RELEASE unit_{self._depth}")


class Unit:
    """One indivisible write. Leaving it without `commit` undoes it."""

    def __init__(self, store: Store, depth: int) -> None:
        self._store = store
        self._depth = depth
        self.committed = False

    def execute(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        return self._write(sql, params).fetchall()

    def insert(self, table: str, **columns: object) -> None:
        self._write(_insertion(table, tuple(columns)), tuple(columns.values()))

    def insert_all(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Rows that name the same columns in the same order."""
        if rows:
            self._open()
            sql = _insertion(table, tuple(rows[0]))
            self._store.write_all(sql, [tuple(row.values()) for row in rows])

    def update(self, table: str, id: str, **columns: object) -> None:  # noqa: A002
        """Raises NotFound if no row has this id."""
        done = self._write(_change(table, tuple(columns)), (*columns.values(), id))
        if done.rowcount != 1:
            raise NotFound

    def commit(self) -> None:
        self._write("COMMIT" if self._depth == 1 else f"RELEASE unit_{self._depth - 1}", ())
        self.committed = True
        self._store.commits += 1

    def _write(self, sql: str, params: Sequence[object]) -> Cursor:
        self._open()
        return self._store.write(sql, params)

    def _open(self) -> None:
        if self.committed:
            raise RuntimeError("this unit of work is over")


@lru_cache(maxsize=1024)
def _question(sql: str) -> str:
    """The statement, if it only reads. Raises RuntimeError else, which is a fault of ours."""
    if not _READS.match(sql) or _WRITES.search(sql):
        raise RuntimeError("writing belongs in a unit of work")
    return sql


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(_identifier(name) for name in columns)
    marks = ", ".join("?" for _ in columns)
    return f"INSERT INTO {_identifier(table)} ({names}) VALUES ({marks})"


@cache
def _change(table: str, columns: tuple[str, ...]) -> str:
    changes = ", ".join(f"{_identifier(name)} = ?" for name in columns)
    return f"UPDATE {_identifier(table)} SET {changes} WHERE id = ?"


def _identifier(name: str) -> str:
    if not _IDENTIFIER.match(name):
        raise ValueError(f"not an identifier: {name!r}")
    return f'"{name}"'


def _stored(value: object) -> object:
    """Dates as ISO text, to the second."""
    if not isinstance(value, date):
        return value
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()
