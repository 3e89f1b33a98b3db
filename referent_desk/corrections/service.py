"""Deleting, moving, merging, splitting: each one unit of work, each can be undone for 30 days."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property

from referent_desk.corrections import basket
from referent_desk.corrections.applying import apply, undo
from referent_desk.corrections.drafts import refuse_drafts, taken_away
from referent_desk.corrections.errors import CannotUndo
from referent_desk.corrections.graph import PERSON, Graph, read_graph
from referent_desk.corrections.merging import full_name
from referent_desk.corrections.model import Correction, Effect, Named, Reversal
from referent_desk.corrections.planning import Planner, other_than
from referent_desk.corrections.relocation import Wanted, named
from referent_desk.corrections.rows import Change, incoherent, read_rows
from referent_desk.families import fold
from referent_desk.vault import ConstraintFailed, Unit, Vault


class Corrections:
    """Front door of the room. `clock` gives local time without offset."""

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

    def preview(self, correction: Correction) -> Effect:
        """What it would do. Writes nothing, and raises what `correct` would."""
        with self._vault.unit() as unit:
            return self._planner(unit).plan(correction).effect

    def correct(self, correction: Correction) -> str:
        """Does it, and returns the id by which `undo` takes it back.

        Raises StillNeeded, NothingToDelete, DraftUnderWay, InvalidInput, NotFound.
        """
        with self._vault.unit() as unit:
            plan = self._planner(unit).plan(correction)
            apply(unit, self._graph, plan.changes)
            done = (self._vault.holder, self._clock())
            reversal_id = basket.keep(
                unit, plan.kind, plan.record, plan.family, plan.label, plan.changes, done
            )
            self._vault.journal.record(plan.event, plan.family[0], plan.detail, unit=unit)
            unit.commit()
        return reversal_id

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

    @cached_property
    def _graph(self) -> Graph:
        return read_graph(self._vault)

    def _planner(self, unit: Unit) -> Planner:
        return Planner(unit, self._graph, self._clock)

    def _refuse_incoherent(self, unit: Unit, changes: Sequence[Change]) -> None:
        """What was written since may tie both files together."""
        sides = (side for change in changes for side in (change.before, change.after) if side)
        families = {str(side["family_id"]) for side in sides if side.get("family_id")}
        if any(incoherent(self._graph, read_rows(unit, self._graph, f)) for f in families):
            raise CannotUndo
