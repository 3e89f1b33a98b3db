"""The one door to the sqlcipher3 package, which ships no types."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, cast

import sqlcipher3.dbapi2 as _untyped  # pyright: ignore[reportMissingTypeStubs]

_driver: Any = _untyped

PERM, BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR = 3, 5, 6, 7, 8, 9, 10
CORRUPT, FULL, CANTOPEN, CONSTRAINT, MISMATCH, NOTADB = 11, 13, 14, 19, 20, 26


class Row(Protocol):
    """One line of a result, read by position or by column name."""

    def __getitem__(self, column: str | int) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...
    def keys(self) -> list[str]: ...


class Reader(Protocol):
    """A database that is only read."""

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]: ...
    def row(self, sql: str, params: Sequence[object] = ()) -> Row | None: ...


class Cursor(Protocol):
    rowcount: int

    def fetchall(self) -> list[Row]: ...
    def fetchone(self) -> Row | None: ...


class Connection(Protocol):
    row_factory: object
    in_transaction: bool

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Cursor: ...
    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> Cursor: ...
    def enable_load_extension(self, enabled: bool) -> None: ...
    def interrupt(self) -> None: ...
    def set_progress_handler(self, handler: Callable[[], int], opcodes: int, /) -> None: ...
    def close(self) -> None: ...


Error: type[Exception] = _driver.Error


def primary_code(error: Exception) -> int:
    """SQLite's result code without its extension; 0 when the error carries none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def complete_statement(text: str) -> bool:
    """Whether it ends with the semicolon that ends a statement."""
    return bool(_driver.complete_statement(text))


def connect(uri: str) -> Connection:
    """A connection without implicit transactions, usable from any thread, one at a time."""
    connection = cast(
        "Connection",
        _driver.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
        ),
    )
    connection.row_factory = _driver.Row
    return connection
