"""Reads the rows of each table off a damaged file, page by page."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from referent_desk.vault.integrity.finding import Progress
from referent_desk.vault.integrity.pages import BrokenPage, Pages
from referent_desk.vault.integrity.report import TableOutcome
from referent_desk.vault.integrity.schema import (
    Root,
    Table,
    likely_root,
    roots,
    stray_leaves,
)
from referent_desk.vault.integrity.trees import TABLE_LEAF, Record, Trees, Value
from referent_desk.vault.migrate import shipped_migrations

_VERSION_AT = 60
Row = Mapping[str, Value]


@dataclass
class TableRead:
    """What is known of one table while it is being read."""

    table: Table
    records: list[Record] = field(default_factory=list)
    lost_pages: set[int] = field(default_factory=set)
    expected: int | None = None
    kept: int = 0
    aside: int = 0

    def rows(self) -> Iterator[Row]:
        """In the order in which they were written; they are given once."""
        self.records.sort(key=lambda record: record.rowid)
        given, self.records = self.records, []
        return map(self.table.row, given)

    @property
    def outcome(self) -> TableOutcome:
        found = self.kept + self.aside
        if self.expected is not None:
            return TableOutcome(
                self.table.name, self.kept, self.aside, max(self.expected - found, 0)
            )
        lost = None if self.lost_pages else 0
        return TableOutcome(self.table.name, self.kept, self.aside, lost)


class Reading:
    """All that is readable: rows by table, and those of which no table is sure."""

    def __init__(self, tables: Sequence[Table], progress: Progress) -> None:
        self.tables = {table.name: TableRead(table) for table in tables}
        self.unplaced: list[tuple[str, str, str]] = []
        """Tables that they fit, the reason, the row as JSON."""
        self._progress = progress

    def read(self, pages: Pages) -> None:
        trees, lost_plan = Trees(pages), set[int]()
        found = roots(trees, lost_plan)
        for known in self.tables.values():
            self._read_tree(trees, known, _root_of(known.table.name, found))
        for known in self.tables.values():
            if not _root_of(known.table.name, found):
                self._read_tree(trees, known, likely_root(trees, known.table))
        self._read_stray(trees, found)
        for known in self.tables.values():
            known.expected = _counted(trees, known, found)

    def _read_tree(self, trees: Trees, known: TableRead, root: int) -> None:
        """`root` is 0 where the plan of the base does not say it any more."""
        self._progress.check()
        self._progress(f"Lecture\u00a0: {known.table.name}")
        if not root:
            known.lost_pages.add(0)
            return
        known.lost_pages.discard(0)
        known.records += trees.records(root, known.lost_pages)

    def _read_stray(self, trees: Trees, found: Sequence[Root]) -> None:
        """Leaves under a lost page: each goes to the one table of that shape which lost some.

        Where several would do, they go aside; a leaf of an index that is lost tells nothing new.
        """
        losing = [known for known in self.tables.values() if known.lost_pages]
        if not losing:
            return
        _reach_indexes(trees, found)
        for number in stray_leaves(trees):
            records = list(trees.records(number, set()))
            with_rowid = trees.kind_of(number) == TABLE_LEAF
            fitting = [
                known
                for known in losing
                if known.table.with_rowid is with_rowid and known.table.fits_all(records)
            ]
            if len(fitting) == 1:
                fitting[0].records += records
            elif fitting or with_rowid:
                names = " | ".join(known.table.name for known in fitting)
                self.unplaced += [(names, "unplaced", as_json(_unnamed(r))) for r in records]


def schema_version_in(pages: Pages) -> int:
    """The latest, where the first page is lost: tables are then told by their shape."""
    try:
        return int.from_bytes(pages.read(1)[_VERSION_AT : _VERSION_AT + 4], "big")
    except BrokenPage:
        return len(shipped_migrations())


def _root_of(name: str, found: Sequence[Root]) -> int:
    pages = [root.page for root in found if root.kind == "table" and root.name == name]
    return pages[0] if pages else 0


def _reach_indexes(trees: Trees, found: Sequence[Root]) -> None:
    """So that their leaves are not taken for strays."""
    for root in found:
        if root.kind == "index":
            for _record in trees.records(root.page, set()):
                pass


def _counted(trees: Trees, known: TableRead, found: Sequence[Root]) -> int | None:
    """How many rows there were: an index that is whole has one entry a row."""
    if not known.lost_pages:
        return None
    for root in found:
        if root.kind == "index" and root.table == known.table.name:
            lost: set[int] = set()
            count = sum(1 for _ in Trees(trees.pages).records(root.page, lost))
            if not lost:
                return count
    return None


def _unnamed(record: Record) -> Row:
    return {str(place): value for place, value in enumerate(record.values)}


def as_json(row: Row) -> str:
    return json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False)


def _plain(value: Value) -> object:
    """Bytes as an object of their own, so that they can be told from text and turned back."""
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value
