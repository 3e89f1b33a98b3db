"""The rows of a family's file as plain values, and the difference between two states of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import dumps

from referent_desk.corrections.graph import ROOT, Graph
from referent_desk.vault import Row, Unit

Value = str | int | float | None
Record = dict[str, Value]
Key = tuple[Value, ...]
Rows = dict[str, dict[Key, Record]]


@dataclass(frozen=True)
class Change:
    """Of one row: `before` is None for one that is added, `after` for one that is taken away.

    For one that is changed, both hold the columns that differ.
    """

    table: str
    key: Key
    before: Record | None
    after: Record | None


def read_rows(unit: Unit, graph: Graph, *families: str) -> Rows:
    """Every row of these files; bytes are left out."""
    rows: Rows = {}
    for table in graph.tables:
        wanted = ", ".join(f'"{name}"' for name in graph.columns[table])
        column, values = _where(graph, rows, table, families)
        found = unit.execute(
            f'SELECT {wanted} FROM "{table}"'  # noqa: S608  (names are the schema's own)
            f' WHERE "{column}" IN (SELECT value FROM json_each(?))',
            (dumps(values),),
        )
        rows[table] = keyed(graph, table, (_record(row) for row in found))
    return rows


def copied(rows: Rows) -> Rows:
    return {table: {key: dict(row) for key, row in of.items()} for table, of in rows.items()}


def keyed(graph: Graph, table: str, records: Iterator[Record]) -> dict[Key, Record]:
    """By their keys; of two with the same one, the first stays."""
    found: dict[Key, Record] = {}
    for record in records:
        found.setdefault(key_of(graph, table, record), record)
    return found


def key_of(graph: Graph, table: str, record: Mapping[str, Value]) -> Key:
    return tuple(record[name] for name in graph.keys[table])


def differences(graph: Graph, before: Rows, after: Rows) -> list[Change]:
    """In an order that can be carried out: added, leaves taken away, changed, the rest taken away.

    The reverse order, each turned round, leads back.
    """
    added: list[Change] = []
    leaves: list[Change] = []
    changed: list[Change] = []
    gone: list[Change] = []
    for table in graph.tables:
        old, new = before[table], after[table]
        added += [Change(table, k, None, r) for k, r in new.items() if k not in old]
        away = [Change(table, k, r, None) for k, r in old.items() if k not in new]
        if graph.is_leaf(table):
            leaves += away
        else:
            gone += away
        changed += [
            _changed(table, key, row, new[key])
            for key, row in old.items()
            if key in new and row != new[key]
        ]
    return [*added, *leaves, *changed, *reversed(gone)]


def incoherent(graph: Graph, rows: Rows) -> bool:
    """A row of the file that names a row of another one, or of none."""
    return any(
        row[link.column] is not None and (row[link.column],) not in rows[link.parent]
        for table in graph.tables
        for link in graph.inside(table)
        for row in rows[table].values()
    )


def _changed(table: str, key: Key, old: Record, new: Record) -> Change:
    names = [name for name in old if old[name] != new[name]]
    return Change(table, key, {n: old[n] for n in names}, {n: new[n] for n in names})


def _where(
    graph: Graph, rows: Rows, table: str, families: tuple[str, ...]
) -> tuple[str, list[Value]]:
    if table == ROOT:
        return "id", list(families)
    if graph.placed(table):
        return "family_id", list(families)
    home = graph.home(table)
    return home.column, [row["id"] for row in rows[home.parent].values()]


def _record(row: Row) -> Record:
    return {name: row[name] for name in row.keys()}  # noqa: SIM118
