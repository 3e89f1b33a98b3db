"""What goes with a record that is deleted, and what must stay. Pure functions on rows."""

from referent_desk.corrections.graph import Graph
from referent_desk.corrections.rows import Key, Rows, copied

KEPT_TABLES = ("document", "disclosure", "disclosure_piece")
"""Letters issued and the register: never deleted, nor anything they stand on."""
_Place = tuple[str, Key]


def without(graph: Graph, rows: Rows, root: _Place) -> Rows:
    """The file without `root` and all that belongs to it, but for what must stay."""
    doomed = _belonging(graph, rows, root) - kept(graph, rows)
    left = copied(rows)
    for table, key in doomed:
        del left[table][key]
    for table in graph.tables:
        for row in left[table].values():
            for link in graph.inside(table):
                if (link.parent, (row[link.column],)) in doomed:
                    row[link.column] = None
    _wait_again(rows, left)
    return left


def kept(graph: Graph, rows: Rows) -> set[_Place]:
    """Issued letters, the register, and what they stand on up to the family."""
    waiting = [(table, key) for table in KEPT_TABLES for key in rows[table]]
    found: set[_Place] = set()
    while waiting:
        place = waiting.pop()
        if place in found:
            continue
        found.add(place)
        table, key = place
        waiting += [
            (link.parent, (rows[table][key][link.column],))
            for link in graph.inside(table)
            if rows[table][key][link.column] is not None
            and (link.belongs or (table in KEPT_TABLES and not link.released))
        ]
    return found


def _belonging(graph: Graph, rows: Rows, root: _Place) -> set[_Place]:
    found = {root}
    for table in graph.tables:
        owners = [link for link in graph.inside(table) if link.belongs]
        found |= {
            (table, key)
            for key, row in rows[table].items()
            if any((link.parent, (row[link.column],)) in found for link in owners)
        }
    return found


def _wait_again(before: Rows, after: Rows) -> None:
    """A request whose only meeting is deleted has not been met."""
    for key, row in after["request"].items():
        lost = row["meeting_id"] is None and before["request"][key]["meeting_id"] is not None
        if lost and row["state"] == "met":
            row["state"] = "waiting"
