"""What becomes of the referrals: their steps, the answers, the calls put off."""

from collections.abc import Callable, Sequence
from datetime import date

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.followup.codes import read_code
from referent_desk.followup.errors import LastStepStays, NoSuchWay, TooManyPicked
from referent_desk.followup.model import Referral, ReferralState, ReferralStep
from referent_desk.followup.rows import referral_of, stand, step_of, write_step
from referent_desk.followup.steps import leads
from referent_desk.free_text import clean, refuse_national_number
from referent_desk.vault import Vault

_STEPS = "SELECT * FROM referral_step WHERE referral_id = ? ORDER BY stated_on, id"
_LETTER = "SELECT 1 FROM document WHERE referral_id = ? AND kind = 'referral_letter'"
_DOCUMENT = "SELECT 1 FROM document WHERE referral_id = ?"
_PICKED = """
SELECT h.resource_id FROM handout_choice h JOIN resource r ON r.id = h.resource_id
WHERE h.person_id = ? AND NOT r.retired ORDER BY h.position, h.resource_id LIMIT ?
"""
MOST_PICKED = 3


class Referrals:
    """Front door for what comes after a referral is proposed."""

    def __init__(self, vault: Vault, today: Callable[[], date]) -> None:
        self._vault = vault
        self._today = today

    def history(self, referral_id: str) -> tuple[ReferralStep, ...]:
        """Its steps, the first one first."""
        return tuple(step_of(row) for row in self._vault.rows(_STEPS, (referral_id,)))

    def by_code(self, typed: str) -> Referral | None:
        """The referral of a reply slip, however its code was copied."""
        wanted = read_code(typed)
        rows = self._vault.rows("SELECT * FROM referral")
        found = next((row for row in rows if wanted and read_code(row["code"]) == wanted), None)
        return referral_of(self._vault, found) if found else None

    def move(
        self,
        referral_id: str,
        state: ReferralState,
        on: date | None = None,
        note: str = "",
        *,
        national_number_confirmed: bool = False,
    ) -> ReferralStep:
        """One more step. Raises NoSuchWay, InvalidInput, NationalNumberSuspected, NotFound."""
        refuse_national_number([("note", note)], confirmed=national_number_confirmed)
        last = self._last(referral_id)
        if not leads(last.state, state):
            raise NoSuchWay(last.state, state)
        day = on or self._today()
        self._check_day(day, after=last)
        step = ReferralStep(referral_id, state, day, clean(note), self._vault.holder)
        with self._vault.unit() as unit:
            written = write_step(unit, step)
            stand(unit, written)
            unit.commit()
        return written

    def revise(self, step: ReferralStep, *, national_number_confirmed: bool = False) -> None:
        """Its day and its note. Raises InvalidInput, NationalNumberSuspected, NotFound."""
        refuse_national_number([("note", step.note)], confirmed=national_number_confirmed)
        steps = self.history(step.referral_id)
        at = next((n for n, known in enumerate(steps) if known.id == step.id), None)
        if at is None:
            raise NotFound
        self._check_day(step.stated_on, after=steps[at - 1] if at else None)
        if at + 1 < len(steps) and step.stated_on > steps[at + 1].stated_on:
            raise InvalidInput("stated_on", "L’étape suivante vient avant cette date.")
        with self._vault.unit() as unit:
            day = step.stated_on.isoformat()
            unit.update("referral_step", step.id, stated_on=day, note=clean(step.note))
            if at + 1 == len(steps):
                unit.update("referral", step.referral_id, state_on=day)
            unit.commit()

    def undo(self, referral_id: str) -> ReferralStep:
        """Takes the last step back and gives it. Raises LastStepStays."""
        steps = self.history(referral_id)
        if len(steps) < 2 or self._stands_on_letter(steps[-1]):
            raise LastStepStays
        with self._vault.unit() as unit:
            unit.execute("DELETE FROM referral_step WHERE id = ?", (steps[-1].id,))
            stand(unit, steps[-2])
            unit.commit()
        return steps[-1]

    def say(self, referral_id: str, text: str, *, national_number_confirmed: bool = False) -> None:
        """What the relative said of it. Raises NationalNumberSuspected."""
        refuse_national_number([("said_of_it", text)], confirmed=national_number_confirmed)
        with self._vault.unit() as unit:
            unit.update("referral", referral_id, said_of_it=clean(text))
            unit.commit()

    def put_off(self, referral_id: str, until: date | None) -> None:
        """Out of the call list till that day; None brings it back. Raises InvalidInput."""
        if until is not None and until <= self._today():
            raise InvalidInput("call_again_on", "Choisissez un jour à venir.")
        with self._vault.unit() as unit:
            day = until.isoformat() if until else None
            unit.update("referral", referral_id, call_again_on=day)
            unit.commit()

    def withdraw(self, referral_id: str) -> None:
        """A proposal made by mistake is gone. Raises LastStepStays once it went on."""
        steps = self.history(referral_id)
        if len(steps) != 1 or self._vault.row(_DOCUMENT, (referral_id,)) is not None:
            raise LastStepStays
        with self._vault.unit() as unit:
            unit.execute("DELETE FROM referral_need WHERE referral_id = ?", (referral_id,))
            unit.execute("DELETE FROM referral WHERE id = ?", (referral_id,))
            unit.commit()

    def picked(self, person_id: str) -> tuple[str, ...]:
        """The resources chosen for this relative's handout, in order; at most three."""
        rows = self._vault.rows(_PICKED, (person_id, MOST_PICKED))
        return tuple(row["resource_id"] for row in rows)

    def pick(self, person_id: str, resource_ids: Sequence[str]) -> None:
        """Chooses these, in this order, in place of those before. Raises TooManyPicked."""
        wanted = tuple(dict.fromkeys(resource_ids))
        if len(wanted) > MOST_PICKED:
            raise TooManyPicked
        with self._vault.unit() as unit:
            unit.execute("DELETE FROM handout_choice WHERE person_id = ?", (person_id,))
            for at, resource_id in enumerate(wanted):
                unit.insert(
                    "handout_choice", person_id=person_id, resource_id=resource_id, position=at
                )
            unit.commit()

    def _last(self, referral_id: str) -> ReferralStep:
        steps = self.history(referral_id)
        if not steps:
            raise NotFound
        return steps[-1]

    def _check_day(self, day: date, after: ReferralStep | None) -> None:
        if day > self._today():
            raise InvalidInput("stated_on", "Cette date est à venir\u00a0: notez ce qui a eu lieu.")
        if after is not None and day < after.stated_on:
            raise InvalidInput("stated_on", "L’étape précédente vient après cette date.")

    def _stands_on_letter(self, step: ReferralStep) -> bool:
        """A letter that left is never deleted, nor the step that it made."""
        handed = step.state is ReferralState.HANDED
        return handed and self._vault.row(_LETTER, (step.referral_id,)) is not None
