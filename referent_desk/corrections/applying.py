"""Changes carried out on the store, and turned round. SQL only."""

from collections.abc import Iterable, Mapping, Sequence

from referent_desk.corrections.errors import CannotUndo
from referent_desk.corrections.graph import Graph
from referent_desk.corrections.rows import Change, Key, Record, Value
from referent_desk.vault import Unit


def apply(unit: Unit, graph: Graph, changes: Iterable[Change]) -> None:
    """Foreign keys are counted at the end: rows that need each other may come in any order."""
    unit.execute("PRAGMA defer_foreign_keys = ON")
    for change in changes:
        if change.before is None and change.after is not None:
            unit.insert(change.table, **change.after)
        elif change.after is None:
            _delete(unit, graph, change)
        else:
            _update(unit, graph, change, change.after)


def undo(unit: Unit, graph: Graph, changes: Sequence[Change]) -> None:
    """Back to before. What was rewritten since stays as it is now; what cannot fit raises."""
    unit.execute("PRAGMA defer_foreign_keys = ON")
    for change in reversed(changes):
        if change.before is None:
            _refuse_if_named(unit, graph, change)
            _delete(unit, graph, change)
        elif change.after is None:
            _bring_back(unit, graph, change.table, change.before, change.key)
        else:
            _put_back(unit, graph, change, change.before, change.after)


def _bring_back(unit: Unit, graph: Graph, table: str, row: Record, key: Key) -> None:
    if _read(unit, graph, table, key) is not None:
        return
    for link in graph.links[table]:
        value = row[link.column]
        if value is not None and not _exists(unit, link.parent, "id", value):
            raise CannotUndo("Ce à quoi cet élément appartenait n’est plus dans le coffre.")
    unit.insert(table, **row)


def _put_back(unit: Unit, graph: Graph, change: Change, before: Record, after: Record) -> None:
    now = _read(unit, graph, change.table, change.key)
    if now is None:
        return
    parents = {link.column: link.parent for link in graph.links[change.table]}
    columns = {
        name: value
        for name, value in before.items()
        if now[name] == after[name]
        and (name not in parents or value is None or _exists(unit, parents[name], "id", value))
    }
    if columns:
        _update(unit, graph, change, columns)


def _refuse_if_named(unit: Unit, graph: Graph, change: Change) -> None:
    """A row added by the correction, on which something was built since."""
    if graph.keys[change.table] != ("id",):
        return
    for link in graph.onto(change.table):
        if _exists(unit, link.table, link.column, change.key[0]):
            raise CannotUndo


def _read(unit: Unit, graph: Graph, table: str, key: Key) -> Mapping[str, Value] | None:
    columns = ", ".join(f'"{name}"' for name in graph.columns[table])
    found = unit.execute(
        f'SELECT {columns} FROM "{table}" WHERE {_by_key(graph, table)}',  # noqa: S608
        key,
    )
    return {name: found[0][name] for name in graph.columns[table]} if found else None


def _update(unit: Unit, graph: Graph, change: Change, columns: Record) -> None:
    names = ", ".join(f'"{name}" = ?' for name in columns)
    unit.execute(
        f'UPDATE "{change.table}" SET {names} WHERE {_by_key(graph, change.table)}',  # noqa: S608
        (*columns.values(), *change.key),
    )


def _delete(unit: Unit, graph: Graph, change: Change) -> None:
    unit.execute(
        f'DELETE FROM "{change.table}" WHERE {_by_key(graph, change.table)}',  # noqa: S608
        change.key,
    )


def _exists(unit: Unit, table: str, column: str, value: Value) -> bool:
    return bool(unit.execute(f'SELECT 1 FROM "{table}" WHERE "{column}" = ? LIMIT 1', (value,)))  # noqa: S608


def _by_key(graph: Graph, table: str) -> str:
    return " AND ".join(f'"{name}" = ?' for name in graph.keys[table])
