"""Deleting, moving, merging, splitting: each one unit of work, each can be undone for 30 days."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from referent_desk.corrections import basket
from referent_desk.corrections.applying import apply, undo
from referent_desk.corrections.deletion import kept, without
from referent_desk.corrections.errors import (
    CannotUndo,
    DraftUnderWay,
    NothingToDelete,
    StillNeeded,
)
from referent_desk.corrections.graph import PERSON, ROOT, SITUATION, Graph, read_graph
from referent_desk.corrections.merging import (
    families_merged,
    family_conflicts,
    full_name,
    people_conflicts,
    people_merged,
)
from referent_desk.corrections.model import (
    Conflict,
    Effect,
    Named,
    RecordKind,
    Reversal,
    ReversalKind,
)
from referent_desk.corrections.relocation import Wanted, named, relocated
from referent_desk.corrections.rows import (
    Change,
    Record,
    Rows,
    copied,
    differences,
    incoherent,
    key_of,
    read_rows,
)
from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import fold
from referent_desk.free_text import one_line
from referent_desk.vault import ConstraintFailed, Unit, Vault, new_id, now


@dataclass(frozen=True)
class _Plan:
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


class Corrections:
    """Front door of the room. `clock` gives local time without offset.

    Each correction has its preview, which writes nothing and raises what the correction would, and
    returns the id by which `undo` takes it back.
    """

    def __init__(self, vault: Vault, clock: Callable[[], datetime] = datetime.now) -> None:
        self._vault = vault
        self._clock = clock

    def reversals(self) -> tuple[Reversal, ...]:
        """What can be undone, the latest first."""
        return basket.reversals(self._vault, self._clock())

    def purge(self) -> int:
        """Erases for good what is past its thirty days; how many there were."""
        with self._vault.unit() as unit:
            erased = basket.erase_older(unit, self._clock())
            if erased:
                self._vault.journal.record("basket.purged", "", str(erased), unit=unit)
                unit.commit()
        return erased

    def undo(self, reversal_id: str) -> None:
        """Everything as before, whole. Raises CannotUndo, and then nothing has changed."""
        try:
            with self._vault.unit() as unit:
                row, changes = basket.changes_of(unit, reversal_id)
                undo(unit, self._graph, changes)
                self._refuse_incoherent(unit, changes)
                unit.execute("DELETE FROM reversal WHERE id = ?", (reversal_id,))
                event = f"{row['record']}.{row['kind']}_undone"
                self._vault.journal.record(event, row["family_id"], unit=unit)
                unit.commit()
        except ConstraintFailed as fault:
            raise CannotUndo from fault

    def preview_deletion(self, record: RecordKind, record_id: str) -> Effect:
        return self._look(lambda unit: self._plan_deletion(unit, record, record_id))

    def delete(self, record: RecordKind, record_id: str) -> str:
        """Into the basket, with all that belongs to it.

        Letters issued and the register stay, with what they stand on. Raises StillNeeded,
        NothingToDelete, NotFound.
        """
        return self._do(lambda unit: self._plan_deletion(unit, record, record_id))

    def named_in(self, meeting_id: str, family_id: str) -> tuple[Named, ...]:
        """Who is named in the meeting, and who of `family_id` has the same name."""
        with self._vault.unit() as unit:
            here = self._family_of(unit, "meeting", meeting_id)
            rows = read_rows(unit, self._graph, here, _other(here, family_id))
        there = [p for p in rows[PERSON].values() if p["family_id"] == family_id]
        known = {fold(full_name(person)): str(person["id"]) for person in there}
        wanted = Wanted(family_id, "", meetings=frozenset({meeting_id}))
        people = [rows[PERSON][(p,)] for p in named(self._graph, rows, here, wanted)]
        return tuple(
            Named(str(p["id"]), full_name(p), known.get(fold(full_name(p)), "")) for p in people
        )

    def preview_meeting_move(
        self,
        meeting_id: str,
        family_id: str,
        people: Collection[str] = (),
        same: Mapping[str, str] | None = None,
    ) -> Effect:
        return self._look(
            lambda u: self._plan_meeting(u, meeting_id, family_id, people, same or {})
        )

    def move_meeting(
        self,
        meeting_id: str,
        family_id: str,
        people: Collection[str] = (),
        same: Mapping[str, str] | None = None,
    ) -> str:
        """To the file where it belongs, with what was noted, asked and agreed in it.

        Of those named in it, `people` go too, and `same` are persons of the other file already. The
        others stay, and a sheet of the same name is made there. Raises DraftUnderWay, NotFound.
        """
        return self._do(lambda u: self._plan_meeting(u, meeting_id, family_id, people, same or {}))

    def preview_person_move(
        self, person_id: str, family_id: str, meetings: Collection[str] = ()
    ) -> Effect:
        return self._look(lambda unit: self._plan_person(unit, person_id, family_id, meetings))

    def move_person(self, person_id: str, family_id: str, meetings: Collection[str] = ()) -> str:
        """To the file where it belongs, with what is that person's, and the `meetings` chosen."""
        return self._do(lambda unit: self._plan_person(unit, person_id, family_id, meetings))

    def preview_family_merge(
        self, gone: str, into: str, same: Mapping[str, str] | None = None
    ) -> Effect:
        return self._look(lambda unit: self._plan_families(unit, gone, into, same or {}))

    def merge_families(self, gone: str, into: str, same: Mapping[str, str] | None = None) -> str:
        """One file of two. `same`: persons of `gone` who are persons of `into`."""
        return self._do(lambda unit: self._plan_families(unit, gone, into, same or {}))

    def preview_person_merge(self, gone: str, into: str) -> Effect:
        return self._look(lambda unit: self._plan_people(unit, gone, into))

    def merge_people(self, gone: str, into: str) -> str:
        """One person of two in a family's file."""
        return self._do(lambda unit: self._plan_people(unit, gone, into))

    def preview_split(
        self, family_id: str, name: str, people: Collection[str], meetings: Collection[str]
    ) -> Effect:
        return self._look(lambda unit: self._plan_split(unit, family_id, name, people, meetings))

    def split(
        self, family_id: str, name: str, people: Collection[str], meetings: Collection[str]
    ) -> str:
        """A new family's file with these people and meetings. Raises InvalidInput."""
        return self._do(lambda unit: self._plan_split(unit, family_id, name, people, meetings))

    @cached_property
    def _graph(self) -> Graph:
        return read_graph(self._vault)

    def _look(self, plan: Callable[[Unit], _Plan]) -> Effect:
        with self._vault.unit() as unit:
            return plan(unit).effect

    def _do(self, make: Callable[[Unit], _Plan]) -> str:
        with self._vault.unit() as unit:
            plan = make(unit)
            apply(unit, self._graph, plan.changes)
            done = (self._vault.holder, self._clock())
            reversal_id = basket.keep(
                unit, plan.kind, plan.record, plan.family, plan.label, plan.changes, done
            )
            self._vault.journal.record(plan.event, plan.family[0], plan.detail, unit=unit)
            unit.commit()
        return reversal_id

    def _plan_deletion(self, unit: Unit, record: RecordKind, record_id: str) -> _Plan:
        before = self._file_of(unit, record, record_id)
        root = before[record][(record_id,)]
        after = without(self._graph, before, (record, (record_id,)))
        if record is not RecordKind.FAMILY and (record_id,) in after[record]:
            raise StillNeeded
        changes = differences(self._graph, before, after)
        if not any(change.after is None for change in changes):
            raise NothingToDelete
        family = _family_in(before)
        stays = Counter(table for table, _ in kept(self._graph, before))
        return _Plan(
            ReversalKind.DELETED,
            record,
            record_id,
            family,
            _label(record, root),
            [*changes, *self._drafts_on(unit, record_id)],
            f"{record}.deleted",
            record_id,
            stays if record is RecordKind.FAMILY else None,
        )

    def _plan_meeting(
        self,
        unit: Unit,
        meeting_id: str,
        family_id: str,
        people: Collection[str],
        same: Mapping[str, str],
    ) -> _Plan:
        self._refuse_drafts(unit, meeting_id)
        source = self._family_of(unit, "meeting", meeting_id)
        before = read_rows(unit, self._graph, source, _other(source, family_id))
        _require(before, PERSON, source, {*people, *same})
        _require(before, PERSON, family_id, same.values())
        meeting = before["meeting"][(meeting_id,)]
        after, situation = self._with_situation(before, family_id, str(meeting["starts_at"])[:10])
        wanted = Wanted(
            family_id,
            situation,
            frozenset(people),
            frozenset({meeting_id}),
            same,
        )
        after = relocated(self._graph, after, source, wanted, new_id)
        return self._moved(before, after, source, RecordKind.MEETING, meeting_id)

    def _plan_person(
        self, unit: Unit, person_id: str, family_id: str, meetings: Collection[str]
    ) -> _Plan:
        self._refuse_drafts(unit, person_id, *meetings)
        source = self._family_of(unit, PERSON, person_id)
        before = read_rows(unit, self._graph, source, _other(source, family_id))
        _require(before, "meeting", source, meetings)
        after, situation = self._with_situation(before, family_id, self._today)
        wanted = Wanted(family_id, situation, frozenset({person_id}), frozenset(meetings))
        after = relocated(self._graph, after, source, wanted, new_id)
        return self._moved(before, after, source, RecordKind.PERSON, person_id)

    def _moved(
        self, before: Rows, after: Rows, source: str, record: RecordKind, record_id: str
    ) -> _Plan:
        return _Plan(
            ReversalKind.MOVED,
            record,
            record_id,
            (source, str(before[ROOT][(source,)]["name"])),
            _label(record, before[record][(record_id,)]),
            differences(self._graph, before, after),
            f"{record}.moved",
            record_id,
        )

    def _plan_families(self, unit: Unit, gone: str, into: str, same: Mapping[str, str]) -> _Plan:
        self._refuse_drafts(unit, gone)
        before = read_rows(unit, self._graph, gone, _other(gone, into))
        if (gone,) not in before[ROOT] or (into,) not in before[ROOT]:
            raise NotFound
        _require(before, PERSON, gone, same)
        _require(before, PERSON, into, same.values())
        after = families_merged(self._graph, before, gone, into)
        conflicts = family_conflicts(before, gone, into)
        for old, stays in same.items():
            conflicts += people_conflicts(after, old, stays)
            after = people_merged(self._graph, after, old, stays)
        return _Plan(
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

    def _plan_people(self, unit: Unit, gone: str, into: str) -> _Plan:
        self._refuse_drafts(unit, gone)
        before = self._file_of(unit, PERSON, gone)
        if gone == into or (into,) not in before[PERSON]:
            raise NotFound
        after = people_merged(self._graph, before, gone, into)
        return _Plan(
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

    def _plan_split(
        self,
        unit: Unit,
        family_id: str,
        name: str,
        people: Collection[str],
        meetings: Collection[str],
    ) -> _Plan:
        name = one_line(name)
        if not name:
            raise InvalidInput("name", "Il manque le nom du nouveau dossier.")
        if not people and not meetings:
            raise InvalidInput("people", "Choisissez qui ou quoi va dans le nouveau dossier.")
        self._refuse_drafts(unit, *people, *meetings)
        before = self._file_of(unit, ROOT, family_id)
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
        return _Plan(
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
        after = copied(rows)
        after[SITUATION][(made["id"],)] = made
        return after, str(made["id"])

    def _file_of(self, unit: Unit, table: str, record_id: str) -> Rows:
        return read_rows(unit, self._graph, self._family_of(unit, table, record_id))

    def _family_of(self, unit: Unit, table: str, record_id: str) -> str:
        column = "id" if table == ROOT else "family_id"
        found = unit.execute(
            f'SELECT {column} AS family FROM "{table}" WHERE id = ?',  # noqa: S608
            (record_id,),
        )
        if not found:
            raise NotFound
        return found[0]["family"]

    def _drafts_on(self, unit: Unit, record_id: str) -> list[Change]:
        """A form half filled in about what is deleted goes and comes back with it."""
        rows = unit.execute("SELECT * FROM drafts WHERE instr(subject, ?)", (record_id,))
        drafts = [{name: row[name] for name in self._graph.columns["drafts"]} for row in rows]
        return [Change("drafts", key_of(self._graph, "drafts", d), d, None) for d in drafts]

    def _refuse_drafts(self, unit: Unit, *record_ids: str) -> None:
        if any(self._drafts_on(unit, record_id) for record_id in record_ids):
            raise DraftUnderWay

    def _refuse_incoherent(self, unit: Unit, changes: Sequence[Change]) -> None:
        """What was written since may tie both files together."""
        sides = (side for change in changes for side in (change.before, change.after) if side)
        families = {str(side["family_id"]) for side in sides if side.get("family_id")}
        if any(incoherent(self._graph, read_rows(unit, self._graph, f)) for f in families):
            raise CannotUndo


def _other(source: str, family_id: str) -> str:
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
