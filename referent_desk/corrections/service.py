"""Deleting, moving, merging, splitting: each one unit of work, each can be undone for 30 days."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from referent_desk.corrections import basket
from referent_desk.corrections.applying import apply, undo
from referent_desk.corrections.drafts import refuse_drafts, taken_away
from referent_desk.corrections.errors import (
    CannotUndo,
)
from referent_desk.corrections.graph import PERSON, Graph, read_graph
from referent_desk.corrections.merging import (
    full_name,
)
from referent_desk.corrections.model import (
    Effect,
    Named,
    RecordKind,
    Reversal,
)
from referent_desk.corrections.planning import Plan, Planner, other_than
from referent_desk.corrections.relocation import Wanted, named
from referent_desk.corrections.rows import (
    Change,
    incoherent,
    read_rows,
)
from referent_desk.families import fold
from referent_desk.vault import ConstraintFailed, Unit, Vault


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
        """Everything as before, whole. Raises CannotUndo or DraftUnderWay: nothing has changed."""
        try:
            with self._vault.unit() as unit:
                row, changes = basket.changes_of(unit, reversal_id)
                refuse_drafts(unit, taken_away(changes))
                undo(unit, self._graph, changes)
                self._refuse_incoherent(unit, changes)
                unit.execute("DELETE FROM reversal WHERE id = ?", (reversal_id,))
                event = f"{row['record']}.{row['kind']}_undone"
                self._vault.journal.record(event, row["family_id"], unit=unit)
                unit.commit()
        except ConstraintFailed as fault:
            raise CannotUndo from fault

    def preview_deletion(self, record: RecordKind, record_id: str) -> Effect:
        return self._look(lambda plan: plan.deletion(record, record_id))

    def delete(self, record: RecordKind, record_id: str) -> str:
        """Into the basket, with all that belongs to it.

        Letters issued and the register stay, with what they stand on. Raises StillNeeded,
        NothingToDelete, NotFound.
        """
        return self._do(lambda plan: plan.deletion(record, record_id))

    def named_in(self, meeting_id: str, family_id: str) -> tuple[Named, ...]:
        """Who is named in the meeting, and who of `family_id` has the same name."""
        with self._vault.unit() as unit:
            here = self._planner(unit).family_of("meeting", meeting_id)
            rows = read_rows(unit, self._graph, here, other_than(here, family_id))
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
        return self._look(lambda plan: plan.meeting_move(meeting_id, family_id, people, same or {}))

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
        return self._do(lambda plan: plan.meeting_move(meeting_id, family_id, people, same or {}))

    def preview_person_move(
        self, person_id: str, family_id: str, meetings: Collection[str] = ()
    ) -> Effect:
        return self._look(lambda plan: plan.person_move(person_id, family_id, meetings))

    def move_person(self, person_id: str, family_id: str, meetings: Collection[str] = ()) -> str:
        """To the file where it belongs, with what is that person's, and the `meetings` chosen."""
        return self._do(lambda plan: plan.person_move(person_id, family_id, meetings))

    def preview_family_merge(
        self, gone: str, into: str, same: Mapping[str, str] | None = None
    ) -> Effect:
        return self._look(lambda plan: plan.family_merge(gone, into, same or {}))

    def merge_families(self, gone: str, into: str, same: Mapping[str, str] | None = None) -> str:
        """One file of two. `same`: persons of `gone` who are persons of `into`."""
        return self._do(lambda plan: plan.family_merge(gone, into, same or {}))

    def preview_person_merge(self, gone: str, into: str) -> Effect:
        return self._look(lambda plan: plan.person_merge(gone, into))

    def merge_people(self, gone: str, into: str) -> str:
        """One person of two in a family's file."""
        return self._do(lambda plan: plan.person_merge(gone, into))

    def preview_split(
        self, family_id: str, name: str, people: Collection[str], meetings: Collection[str]
    ) -> Effect:
        return self._look(lambda plan: plan.split(family_id, name, people, meetings))

    def split(
        self, family_id: str, name: str, people: Collection[str], meetings: Collection[str]
    ) -> str:
        """A new family's file with these people and meetings. Raises InvalidInput."""
        return self._do(lambda plan: plan.split(family_id, name, people, meetings))

    @cached_property
    def _graph(self) -> Graph:
        return read_graph(self._vault)

    def _planner(self, unit: Unit) -> Planner:
        return Planner(unit, self._graph, self._clock)

    def _look(self, make: Callable[[Planner], Plan]) -> Effect:
        with self._vault.unit() as unit:
            return make(self._planner(unit)).effect

    def _do(self, make: Callable[[Planner], Plan]) -> str:
        with self._vault.unit() as unit:
            plan = make(self._planner(unit))
            apply(unit, self._graph, plan.changes)
            done = (self._vault.holder, self._clock())
            reversal_id = basket.keep(
                unit, plan.kind, plan.record, plan.family, plan.label, plan.changes, done
            )
            self._vault.journal.record(plan.event, plan.family[0], plan.detail, unit=unit)
            unit.commit()
        return reversal_id

    def _refuse_incoherent(self, unit: Unit, changes: Sequence[Change]) -> None:
        """What was written since may tie both files together."""
        sides = (side for change in changes for side in (change.before, change.after) if side)
        families = {str(side["family_id"]) for side in sides if side.get("family_id")}
        if any(incoherent(self._graph, read_rows(unit, self._graph, f)) for f in families):
            raise CannotUndo
