"""Which tables there are, from the shipped migrations, and where their trees begin in a file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from referent_desk.vault import sqlcipher
from referent_desk.vault.integrity.pages import BrokenPage, Pages
from referent_desk.vault.integrity.trees import (
    INDEX_LEAF,
    OF_INDEXES,
    OF_TABLES,
    TABLE_LEAF,
    Record,
    Trees,
    Value,
)

_WITHOUT_ROWID = re.compile(r"WITHOUT\s+ROWID", re.IGNORECASE)
_SCHEMA_COLUMNS = 5
_LOOKED_AT = 20
_SCHEMA_KINDS = {"table", "index", "trigger", "view"}
_TABLES = """
SELECT name, sql, rootpage FROM sqlite_master
WHERE type = 'table' AND rootpage > 0 AND name NOT GLOB 'sqlite_*' ORDER BY rowid
"""


def is_derived(table: str) -> bool:
    """Of the search: made from the other tables, hence made anew rather than rescued."""
    return table.startswith("search_")


@dataclass(frozen=True)
class Link:
    """A foreign key: these columns name a row of `parent`."""

    columns: tuple[str, ...]
    parent: str
    parent_columns: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`columns` in the order of the records; `rowid_column` is the one that is the rowid itself.

    `root` is where the tree begins in a database that the same migrations have just made.
    """

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    with_rowid: bool
    rowid_column: str
    links: tuple[Link, ...]
    root: int

    def fits(self, record: Record) -> bool:
        """Whether a record found astray may be one of this table's, by its shape."""
        if len(record.values) != len(self.columns):
            return False
        typed = zip(self.columns, self.types, record.values, strict=True)
        return all(
            _is_of(value, kind) or (value is None and name == self.rowid_column)
            for name, kind, value in typed
        )

    def fits_all(self, records: Sequence[Record]) -> bool:
        return bool(records) and all(self.fits(record) for record in records)

    def row(self, record: Record) -> dict[str, Value]:
        """By column; what an older record does not have yet is left to the default."""
        named = dict(zip(self.columns, record.values, strict=False))
        if self.rowid_column:
            named[self.rowid_column] = record.rowid
        return named


def _is_of(value: Value, kind: str) -> bool:
    if value is None:
        return True
    expected: dict[str, type | tuple[type, ...]] = {
        "TEXT": str,
        "INTEGER": int,
        "BLOB": bytes,
        "REAL": (int, float),
    }
    return isinstance(value, expected.get(kind, object))


def declared_tables(connection: sqlcipher.Connection) -> list[Table]:
    """In the order in which the migrations made them."""
    return [_table(connection, row) for row in connection.execute(_TABLES).fetchall()]


def _table(connection: sqlcipher.Connection, declared: sqlcipher.Row) -> Table:
    name, sql = declared["name"], declared["sql"]
    info = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    with_rowid = not _WITHOUT_ROWID.search(sql)
    if not with_rowid:
        info.sort(key=lambda row: (row["pk"] == 0, row["pk"], row["cid"]))
    keys = [row for row in info if row["pk"]]
    alias = with_rowid and len(keys) == 1 and keys[0]["type"] == "INTEGER"
    return Table(
        name,
        tuple(row["name"] for row in info),
        tuple(row["type"] for row in info),
        with_rowid,
        keys[0]["name"] if alias else "",
        _links(connection, name),
        declared["rootpage"],
    )


def _links(connection: sqlcipher.Connection, name: str) -> tuple[Link, ...]:
    grouped: dict[int, list[sqlcipher.Row]] = {}
    for row in connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall():
        grouped.setdefault(row["id"], []).append(row)
    return tuple(
        Link(tuple(r["from"] for r in rows), rows[0]["table"], tuple(r["to"] for r in rows))
        for rows in grouped.values()
    )


@dataclass(frozen=True)
class Root:
    """Where the tree of a table or of an index begins."""

    name: str
    table: str
    kind: str
    page: int


def roots(trees: Trees, lost: set[int]) -> list[Root]:
    """From the plan of the base; where a part of it is lost, from its pages found astray."""
    found = list(trees.records(1, lost))
    if lost:
        found += _stray_plan(trees)
    return [_root(record.values) for record in found if _is_plan(record)]


def likely_root(trees: Trees, table: Table) -> int:
    """Where the plan of the base is lost: a tree begins where it did when the tables were made.

    0 when what stands there is not this table's.
    """
    kinds = OF_TABLES if table.with_rowid else OF_INDEXES
    if table.root in trees.reached or trees.kind_of(table.root) not in kinds:
        return 0
    first = islice(Trees(trees.pages).records(table.root, set()), _LOOKED_AT)
    return table.root if all(table.fits(record) for record in first) else 0


def _stray_plan(trees: Trees) -> list[Record]:
    found: list[Record] = []
    for number in range(1, trees.pages.count + 1):
        if number in trees.reached or trees.kind_of(number) != TABLE_LEAF:
            continue
        records = list(Trees(trees.pages).records(number, set()))
        if records and all(_is_plan(record) for record in records):
            trees.reached.add(number)
            found += records
    return found


def _is_plan(record: Record) -> bool:
    values = record.values
    return len(values) == _SCHEMA_COLUMNS and values[0] in _SCHEMA_KINDS


def _root(values: tuple[Value, ...]) -> Root:
    kind, name, table, page, _sql = values
    return Root(str(name), str(table), str(kind), page if isinstance(page, int) else 0)


def owners_of(pages: Pages, wanted: set[int]) -> dict[int, str]:
    """The table that each page belongs to, as far as the trees still lead there."""
    trees, lost = Trees(pages), set[int]()
    found = dict.fromkeys({1}, "sqlite_schema")
    for root in roots(trees, lost):
        if root.page:
            missing: set[int] = set()
            for _record in trees.records(root.page, missing):
                pass
            found |= dict.fromkeys(missing, root.table)
    found |= dict.fromkeys(lost, "sqlite_schema")
    return {number: found[number] for number in wanted if number in found}


def stray_leaves(trees: Trees) -> list[int]:
    """Sound leaves that no tree leads to any more, free pages left out."""
    try:
        free, _count = trees.free_pages()
    except BrokenPage:
        free = set[int]()
    numbers = (n for n in range(2, trees.pages.count + 1) if n not in trees.reached | free)
    return [number for number in numbers if trees.kind_of(number) in {TABLE_LEAF, INDEX_LEAF}]
