"""Recording actions and referrals."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import latest_situation
from referent_desk.followup.codes import opaque_code
from referent_desk.followup.model import Action, Dismissal, Referral, ReferralState, ReferralStep
from referent_desk.followup.rows import (
    insert_needs,
    insert_referral,
    referral_of,
    stand,
    write_step,
)
from referent_desk.followup.steps import leads
from referent_desk.free_text import clean, one_line, refuse_national_number
from referent_desk.vault import Row, Unit, Vault, new_id, now

_SAID_BY_ANOTHER = """
SELECT 1 FROM referral r WHERE r.id = ? AND r.person_id <> ? AND (r.said_of_it <> '' OR EXISTS (
    SELECT 1 FROM referral_step s WHERE s.referral_id = r.id AND s.note <> ''))
"""
AGAIN = "Relancer\u00a0: "
DONE_ALREADY = (
    "Cette suite a été notée faite entre-temps, le {}\u00a0: il n’y a plus rien à reporter."
)


class Followup:
    """Front door of the room. `new_code` draws the opaque reference of a referral."""

    def __init__(
        self,
        vault: Vault,
        today: Callable[[], date] = date.today,
        new_code: Callable[[], str] = opaque_code,
    ) -> None:
        self._vault = vault
        self._today = today
        self._new_code = new_code

    def propose(self, referral: Referral) -> Referral:
        """Records a new referral with its code. Raises InvalidInput without resource or person."""
        if not referral.resource_id:
            raise InvalidInput("resource_id", "Choisissez une association ou un service.")
        if not referral.person_id:
            raise InvalidInput("person_id", "Choisissez le proche qui portera la lettre.")
        with self._vault.unit() as unit:
            made = replace(
                referral,
                id=new_id(),
                code=self._free_code(unit),
                created_on=self._today(),
                state_on=self._today(),
                situation_id=referral.situation_id or _situation(unit, referral.family_id),
            )
            insert_referral(unit, made)
            unit.commit()
        return made

    def revise(self, referral: Referral) -> None:
        """Changes needs, person, resource or the diagnosis tick of a referral not yet handed.

        Raises InvalidInput for another person's, once its own has said something of it.
        """
        with self._vault.unit() as unit:
            if unit.execute(_SAID_BY_ANOTHER, (referral.id, referral.person_id)):
                raise InvalidInput(
                    "person_id",
                    "Quelqu’un d’autre a déjà dit quelque chose de cette orientation.",
                    "Elle reste la sienne\u00a0: proposez-en une nouvelle à cette personne.",
                )
            unit.update(
                "referral",
                referral.id,
                resource_id=referral.resource_id,
                person_id=referral.person_id,
                diagnosis_named=int(referral.diagnosis_named),
            )
            unit.execute("DELETE FROM referral_need WHERE referral_id = ?", (referral.id,))
            insert_needs(unit, referral)
            unit.commit()

    def mark(self, referral_id: str, state: ReferralState, *, unit: Unit | None = None) -> None:
        """What something else says of it today, a letter issued: one more step.

        It stays where it is when no way leads there.
        """
        if unit is None:
            with self._vault.unit() as own:
                self.mark(referral_id, state, unit=own)
                own.commit()
            return
        [row] = unit.execute("SELECT state FROM referral WHERE id = ?", (referral_id,))
        if leads(ReferralState(row["state"]), state):
            step = ReferralStep(referral_id, state, self._today(), "", self._vault.holder)
            stand(unit, write_step(unit, step))

    def referral(self, referral_id: str) -> Referral:
        """Raises NotFound."""
        row = self._vault.row("SELECT * FROM referral WHERE id = ?", (referral_id,))
        if row is None:
            raise NotFound
        return referral_of(self._vault, row)

    def referrals(self, family_id: str | None = None) -> tuple[Referral, ...]:
        """Of one family or of all, the latest first."""
        rows = self._vault.rows(
            f"SELECT * FROM referral{' WHERE family_id = ?' if family_id else ''}"  # noqa: S608
            " ORDER BY created_on DESC, id DESC",
            (family_id,) if family_id else (),
        )
        return tuple(referral_of(self._vault, row) for row in rows)

    def save_action(self, action: Action, *, national_number_confirmed: bool = False) -> str:
        """Adds when it has no id, else replaces. Returns its id.

        Raises InvalidInput, NationalNumberSuspected.
        """
        what = one_line(action.what)
        if not what:
            raise InvalidInput("what", "Il manque ce qui est à faire.")
        texts = [("what", what), ("result", action.result)]
        refuse_national_number(texts, confirmed=national_number_confirmed)
        columns = {
            "family_id": action.family_id,
            "meeting_id": action.meeting_id,
            "what": what,
            "due_on": action.due_on.isoformat() if action.due_on else None,
            "done_on": action.done_on.isoformat() if action.done_on else None,
            "result": clean(action.result),
            "need_id": action.need_id,
            "person_id": action.person_id,
            "snoozed_until": action.snoozed_until.isoformat() if action.snoozed_until else None,
        }
        with self._vault.unit() as unit:
            action_id = action.id or new_id()
            if action.id:
                unit.update("action", action_id, **columns)
            else:
                unit.insert("action", id=action_id, created_at=now(), **columns)
            unit.commit()
        return action_id

    def actions(self, family_id: str | None = None, *, done: bool = False) -> tuple[Action, ...]:
        """Of one family or of all: those to do by due date, or those done, the latest first."""
        order = "done_on DESC" if done else "due_on IS NULL, due_on"
        state = "IS NOT NULL" if done else "IS NULL"
        which = f"family_id = ? AND +done_on {state}" if family_id else f"done_on {state}"
        rows = self._vault.rows(
            f"SELECT * FROM action WHERE {which} ORDER BY {order}, id",  # noqa: S608
            (family_id,) if family_id else (),
        )
        return tuple(_action(row) for row in rows)

    def action(self, action_id: str) -> Action:
        """Raises NotFound."""
        row = self._vault.row("SELECT * FROM action WHERE id = ?", (action_id,))
        if row is None:
            raise NotFound
        return _action(row)

    def finish(
        self, action_id: str, result: str = "", *, national_number_confirmed: bool = False
    ) -> None:
        """Done today. Raises NationalNumberSuspected."""
        refuse_national_number([("result", result)], confirmed=national_number_confirmed)
        with self._vault.unit() as unit:
            self._end(unit, action_id, result)
            unit.commit()

    def chase(
        self,
        action_id: str,
        due_on: date,
        result: str = "",
        *,
        national_number_confirmed: bool = False,
    ) -> str:
        """Ends it today with what came of it, and makes the next one, due then. Returns its id.

        Raises NotFound, NationalNumberSuspected.
        """
        refuse_national_number([("result", result)], confirmed=national_number_confirmed)
        before = self.action(action_id)
        what = before.what if before.what.startswith(AGAIN) else f"{AGAIN}{before.what}"
        next_id = new_id()
        with self._vault.unit() as unit:
            self._end(unit, action_id, result)
            unit.insert(
                "action",
                id=next_id,
                family_id=before.family_id,
                meeting_id=before.meeting_id,
                what=what,
                due_on=due_on.isoformat(),
                need_id=before.need_id,
                person_id=before.person_id,
                created_at=now(),
            )
            unit.commit()
        return next_id

    def snooze(self, action_id: str, until: date) -> None:
        """Out of sight till that day; its due date stays what it was.

        Raises InvalidInput for a day that has come, or when there is nothing left to do.
        """
        if until <= self._today():
            raise InvalidInput("until", "Choisissez un jour à venir.")
        if (done := self.action(action_id).done_on) is not None:
            raise InvalidInput("until", DONE_ALREADY.format(f"{done:%d/%m/%Y}"))
        with self._vault.unit() as unit:
            unit.update("action", action_id, snoozed_until=until.isoformat())
            unit.commit()

    def put_aside(self, line: Dismissal, *, national_number_confirmed: bool = False) -> None:
        """A line of the radar shows no more. Raises InvalidInput without a reason."""
        reason = clean(line.reason)
        if not reason:
            raise InvalidInput("reason", "Il manque la raison, en quelques mots.")
        refuse_national_number([("reason", reason)], confirmed=national_number_confirmed)
        with self._vault.unit() as unit:
            unit.execute(
                "INSERT OR REPLACE INTO radar_dismissal"
                " (rule, subject, family_id, reason, dismissed_by, dismissed_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (line.rule, line.subject, line.family_id, reason, self._vault.holder, now()),
            )
            unit.commit()

    def put_back(self, rule: str, subject: str) -> None:
        """The line shows again, as long as its rule holds."""
        with self._vault.unit() as unit:
            unit.execute(
                "DELETE FROM radar_dismissal WHERE rule = ? AND subject = ?", (rule, subject)
            )
            unit.commit()

    def _end(self, unit: Unit, action_id: str, result: str) -> None:
        unit.update("action", action_id, done_on=self._today().isoformat(), result=clean(result))

    def _free_code(self, unit: Unit) -> str:
        while True:
            code = self._new_code()
            if not unit.execute("SELECT 1 FROM referral WHERE code = ?", (code,)):
                return code


def _situation(unit: Unit, family_id: str) -> str:
    found = latest_situation(unit, family_id)
    if found is None:
        raise NotFound
    return found


def _action(row: Row) -> Action:
    return Action(
        family_id=row["family_id"],
        what=row["what"],
        due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        done_on=date.fromisoformat(row["done_on"]) if row["done_on"] else None,
        result=row["result"],
        meeting_id=row["meeting_id"],
        need_id=row["need_id"],
        person_id=row["person_id"],
        snoozed_until=date.fromisoformat(row["snoozed_until"]) if row["snoozed_until"] else None,
        id=row["id"],
    )
