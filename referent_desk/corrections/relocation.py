"""Rows that go from one family's file to another's. Pure functions on rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from referent_desk.corrections.graph import PERSON, ROOT, SITUATION, Graph, Link
from referent_desk.corrections.rows import Key, Record, Rows, Value, copied, keyed


@dataclass(frozen=True)
class Wanted:
    """What goes to `family`; `people_as` says who is whom there, and nobody else is known there."""

    family: str
    situation: str
    people: frozenset[str] = frozenset()
    meetings: frozenset[str] = frozenset()
    people_as: Mapping[str, str] = field(default_factory=dict[str, str])


def relocated(
    graph: Graph, rows: Rows, source: str, wanted: Wanted, new_id: Callable[[], str]
) -> Rows:
    """`rows` of both files, with what is wanted moved, and what hangs on it.

    A person who is named on both sides stays on the one and has a sheet of the same name on the
    other. A link that would lead from one file into the other is let go.
    """
    return _Relocation(graph, rows, source, wanted, new_id).done()


def named(graph: Graph, rows: Rows, source: str, wanted: Wanted) -> tuple[str, ...]:
    """Who stays in the file of `source` and is named in what goes, in the order of their sheets."""
    relocation = _Relocation(graph, rows, source, wanted, new_id=str)
    return relocation.copied_there()


class _Relocation:
    def __init__(
        self, graph: Graph, rows: Rows, source: str, wanted: Wanted, new_id: Callable[[], str]
    ) -> None:
        self._graph = graph
        self._rows = rows
        self._source = source
        self._wanted = wanted
        self._new_id = new_id
        self._goes: dict[tuple[str, Key], bool] = {}
        self._copies: dict[tuple[Value, str], Record] = {}

    def done(self) -> Rows:
        after = copied(self._rows)
        for table in self._graph.tables:
            if table == ROOT:
                continue
            moved = (self._moved(table, key, row) for key, row in after[table].items())
            after[table] = keyed(self._graph, table, (row for row in moved if row is not None))
        for copy in self._copies.values():
            after[PERSON][(copy["id"],)] = copy
        return after

    def copied_there(self) -> tuple[str, ...]:
        self.done()
        copied_ones = {person for person, family in self._copies if family == self._wanted.family}
        people = sorted(self._rows[PERSON].values(), key=lambda p: str(p["position"]).zfill(9))
        return tuple(str(p["id"]) for p in people if p["id"] in copied_ones)

    def goes(self, table: str, key: Key) -> bool:
        """Decided once for each row, after those that it hangs on."""
        place = (table, key)
        if place not in self._goes:
            self._goes[place] = self._decide(table, key, self._rows[table][key])
        return self._goes[place]

    def _decide(self, table: str, key: Key, row: Record) -> bool:
        if table in (ROOT, SITUATION):
            return False
        if table == PERSON:
            return key[0] in self._wanted.people
        if table == "meeting":
            return key[0] in self._wanted.meetings
        if not self._graph.placed(table):
            home = self._graph.home(table)
            return self.goes(home.parent, (row[home.column],))
        if row["family_id"] != self._source:
            return False
        named = [
            link
            for link in self._graph.inside(table)
            if link.parent not in (ROOT, SITUATION) and row[link.column] is not None
        ]
        firm = [link for link in named if link.parent != PERSON] or named
        return bool(firm) and all(self.goes(ln.parent, (row[ln.column],)) for ln in firm)

    def _moved(self, table: str, key: Key, row: Record) -> Record | None:
        """None for a row that cannot be on either side."""
        goes = self.goes(table, key)
        for link in self._graph.inside(table):
            value = row[link.column]
            if value is None:
                continue
            if link.parent in (ROOT, SITUATION):
                if goes:
                    row[link.column] = self._there(link)
            elif link.parent == PERSON:
                row[link.column] = self._person(value, goes=goes)
            elif self.goes(link.parent, (value,)) != goes:
                if link.belongs:
                    return None
                row[link.column] = None
        return row

    def _there(self, link: Link) -> str:
        return self._wanted.family if link.parent == ROOT else self._wanted.situation

    def _person(self, person: Value, *, goes: bool) -> Value:
        if goes == self.goes(PERSON, (person,)):
            return person
        if goes and person in self._wanted.people_as:
            return self._wanted.people_as[str(person)]
        family = self._wanted.family if goes else self._source
        copy = self._copies.get((person, family))
        if copy is None:
            copy = {
                **self._rows[PERSON][(person,)],
                "id": self._new_id(),
                "family_id": family,
            }
            self._copies[(person, family)] = copy
        return copy["id"]
