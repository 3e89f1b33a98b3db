"""What each correction would do: the rows as they are, as they would be, the difference."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from referent_desk.corrections.deletion import kept, without
from referent_desk.corrections.drafts import drafts_about, refuse_drafts, refuse_drafts_naming
from referent_desk.corrections.errors import NothingToDelete, StillNeeded
from referent_desk.corrections.graph import PERSON, ROOT, SITUATION, Graph
from referent_desk.corrections.merging import (
    families_merged,
    family_conflicts,
    full_name,
    people_conflicts,
    people_merged,
)
from referent_desk.corrections.model import (
    Conflict,
    Correction,
    Deletion,
    Effect,
    FamilyMerge,
    MeetingMove,
    PersonMerge,
    PersonMove,
    RecordKind,
    ReversalKind,
    Split,
)
from referent_desk.corrections.relocation import Wanted, relocated
from referent_desk.corrections.rows import (
    Change,
    Record,
    Rows,
    copied,
    differences,
    read_rows,
)
from referent_desk.errors import InvalidInput, NotFound
from referent_desk.free_text import one_line
from referent_desk.vault import Unit, new_id, now


@dataclass(frozen=True)
class Plan:
    """What would be done: nothing of it is written yet."""

    kind: ReversalKind
    record: RecordKind
    record_id: str
    family: tuple[str, str]
    label: str
    changes: Sequence[Change]
    event: str
    detail: str = ""
    kept: Mapping[str, int] | None = None
    conflicts: tuple[Conflict, ...] = ()

    @property
    def effect(self) -> Effect:
        return Effect(
            Counter(c.table for c in self.changes if c.after is None),
            Counter(c.table for c in self.changes if c.before and c.after),
            Counter(c.table for c in self.changes if c.before is None),
            self.kept or {},
            self.conflicts,
        )


class Planner:
    """Reads within one unit of work, and writes nothing. `clock` gives local time."""

    def __init__(self, unit: Unit, graph: Graph, clock: Callable[[], datetime]) -> None:
        self._unit = unit
        self._graph = graph
        self._clock = clock

    def plan(self, correction: Correction) -> Plan:
        match correction:
            case Deletion():
                return self._deletion(correction.record, correction.record_id)
            case MeetingMove():
                return self._meeting_move(correction)
            case PersonMove():
                return self._person_move(correction)
            case FamilyMerge():
                return self._family_merge(correction)
            case PersonMerge():
                return self._person_merge(correction.gone, correction.into)
            case Split():
                return self._split(correction)

    def _deletion(self, record: RecordKind, record_id: str) -> Plan:
        refuse_drafts_naming(self._unit, record_id)
        before = self._file_of(record, record_id)
        root = before[record][(record_id,)]
        after = without(self._graph, before, (record, (record_id,)))
        if record is not RecordKind.FAMILY and (record_id,) in after[record]:
            raise StillNeeded
        changes = differences(self._graph, before, after)
        if not any(change.after is None for change in changes):
            raise NothingToDelete
        family = _family_in(before)
        stays = Counter(table for table, _ in kept(self._graph, before))
        return Plan(
            ReversalKind.DELETED,
            record,
            record_id,
            family,
            _label(record, root),
            [*changes, *drafts_about(self._unit, self._graph, record_id)],
            f"{record}.deleted",
            record_id,
            stays if record is RecordKind.FAMILY else None,
        )

    def _meeting_move(self, move: MeetingMove) -> Plan:
        meeting_id, family_id = move.meeting_id, move.family_id
        refuse_drafts(self._unit, [meeting_id])
        source = self.family_of("meeting", meeting_id)
        before = read_rows(self._unit, self._graph, source, other_than(source, family_id))
        _require(before, PERSON, source, {*move.people, *move.same})
        _require(before, PERSON, family_id, move.same.values())
        meeting = before["meeting"][(meeting_id,)]
        after, situation = self._with_situation(before, family_id, str(meeting["starts_at"])[:10])
        wanted = Wanted(
            family_id, situation, frozenset(move.people), frozenset({meeting_id}), move.same
        )
        after = relocated(self._graph, after, source, wanted, new_id)
        return self._moved(before, after, source, RecordKind.MEETING, meeting_id)

    def _person_move(self, move: PersonMove) -> Plan:
        person_id, family_id, meetings = move.person_id, move.family_id, move.meetings
        refuse_drafts(self._unit, [person_id, *meetings])
        source = self.family_of(PERSON, person_id)
        before = read_rows(self._unit, self._graph, source, other_than(source, family_id))
        _require(before, "meeting", source, meetings)
        after, situation = self._with_situation(before, family_id, self._today)
        wanted = Wanted(family_id, situation, frozenset({person_id}), frozenset(meetings))
        after = relocated(self._graph, after, source, wanted, new_id)
        return self._moved(before, after, source, RecordKind.PERSON, person_id)

    def _moved(
        self, before: Rows, after: Rows, source: str, record: RecordKind, record_id: str
    ) -> Plan:
        return Plan(
            ReversalKind.MOVED,
            record,
            record_id,
            (source, str(before[ROOT][(source,)]["name"])),
            _label(record, before[record][(record_id,)]),
            differences(self._graph, before, after),
            f"{record}.moved",
            record_id,
        )

    def _family_merge(self, merge: FamilyMerge) -> Plan:
        gone, into, same = merge.gone, merge.into, merge.same
        refuse_drafts(self._unit, [gone])
        before = read_rows(self._unit, self._graph, gone, other_than(gone, into))
        if (gone,) not in before[ROOT] or (into,) not in before[ROOT]:
            raise NotFound
        _require(before, PERSON, gone, same)
        _require(before, PERSON, into, same.values())
        after = families_merged(self._graph, before, gone, into)
        conflicts = family_conflicts(before, gone, into)
        for old, stays in same.items():
            conflicts += people_conflicts(after, old, stays)
            after = people_merged(self._graph, after, old, stays)
        return Plan(
            ReversalKind.MERGED,
            RecordKind.FAMILY,
            gone,
            (into, str(before[ROOT][(into,)]["name"])),
            str(before[ROOT][(gone,)]["name"]),
            differences(self._graph, before, after),
            "family.merged",
            gone,
            conflicts=conflicts,
        )

    def _person_merge(self, gone: str, into: str) -> Plan:
        refuse_drafts(self._unit, [gone])
        before = self._file_of(PERSON, gone)
        if gone == into or (into,) not in before[PERSON]:
            raise NotFound
        after = people_merged(self._graph, before, gone, into)
        return Plan(
            ReversalKind.MERGED,
            RecordKind.PERSON,
            gone,
            _family_in(before),
            full_name(before[PERSON][(gone,)]),
            differences(self._graph, before, after),
            "person.merged",
            gone,
            conflicts=people_conflicts(before, gone, into),
        )

    def _split(self, split: Split) -> Plan:
        family_id, people, meetings = split.family_id, split.people, split.meetings
        name = one_line(split.name)
        if not name:
            raise InvalidInput("name", "Il manque le nom du nouveau dossier.")
        if not people and not meetings:
            raise InvalidInput("people", "Choisissez qui ou quoi va dans le nouveau dossier.")
        refuse_drafts(self._unit, [*people, *meetings])
        before = self._file_of(ROOT, family_id)
        _require(before, PERSON, family_id, people)
        _require(before, "meeting", family_id, meetings)
        made = new_id()
        after = copied(before)
        after[ROOT][(made,)] = {
            **before[ROOT][(family_id,)],
            "id": made,
            "name": name,
            "note": "",
            "created_at": now(),
        }
        days = [str(before["meeting"][(m,)]["starts_at"])[:10] for m in meetings]
        after, situation = self._with_situation(after, made, min(days, default=self._today))
        wanted = Wanted(made, situation, frozenset(people), frozenset(meetings))
        after = relocated(self._graph, after, family_id, wanted, new_id)
        return Plan(
            ReversalKind.SPLIT,
            RecordKind.FAMILY,
            family_id,
            _family_in(before),
            name,
            differences(self._graph, before, after),
            "family.split",
            made,
        )

    @property
    def _today(self) -> str:
        return self._clock().date().isoformat()

    def _with_situation(self, rows: Rows, family_id: str, day: str) -> tuple[Rows, str]:
        """What is moved joins the situation open there, else the last one, else a new one."""
        if (family_id,) not in rows[ROOT]:
            raise NotFound
        there = [s for s in rows[SITUATION].values() if s["family_id"] == family_id]
        if there:
            best = max(there, key=lambda s: (s["closed_on"] is None, str(s["opened_on"])))
            return rows, str(best["id"])
        made: Record = dict.fromkeys(self._graph.columns[SITUATION], "")
        made |= {"id": new_id(), "family_id": family_id, "opened_on": day, "patient_informed": 0}
        made |= {"agreement": "not_sought", "agreement_on": None, "closed_on": None}
        made |= {"agreement_review_on": None}
        after = copied(rows)
        after[SITUATION][(made["id"],)] = made
        return after, str(made["id"])

    def _file_of(self, table: str, record_id: str) -> Rows:
        return read_rows(self._unit, self._graph, self.family_of(table, record_id))

    def family_of(self, table: str, record_id: str) -> str:
        column = "id" if table == ROOT else "family_id"
        found = self._unit.execute(
            f'SELECT {column} AS family FROM "{table}" WHERE id = ?',  # noqa: S608
            (record_id,),
        )
        if not found:
            raise NotFound
        return found[0]["family"]


def other_than(source: str, family_id: str) -> str:
    if source == family_id:
        raise InvalidInput("family", "C’est déjà dans ce dossier.")
    return family_id


def _require(rows: Rows, table: str, family_id: str, record_ids: Iterable[str]) -> None:
    """Raises NotFound unless all of them are in that file."""
    for record_id in record_ids:
        if rows[table].get((record_id,), {}).get("family_id") != family_id:
            raise NotFound


def _family_in(rows: Rows) -> tuple[str, str]:
    family = next(iter(rows[ROOT].values()))
    return str(family["id"]), str(family["name"])


def _label(record: RecordKind, row: Record) -> str:
    """A name, the day of a contact, or what was to do."""
    if record is RecordKind.PERSON:
        return full_name(row)
    column = {
        RecordKind.FAMILY: "name",
        RecordKind.MEETING: "starts_at",
        RecordKind.REQUEST: "received_at",
        RecordKind.ACTION: "what",
    }[record]
    return str(row[column])
