"""Recording actions and referrals."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.followup.model import Action, Referral, ReferralState
from referent_desk.free_text import clean, one_line, refuse_national_number
from referent_desk.vault import Row, Unit, Vault, new_id, now

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_DIGITS = "23456789"


def opaque_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """Six signs such as « K7M2P4 », telling nothing; no 0/O, 1/I/L."""
    return "".join(choose(CODE_LETTERS) + choose(CODE_DIGITS) for _ in range(3))


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
            _insert_referral(unit, made)
            unit.commit()
        return made

    def revise(self, referral: Referral) -> None:
        """Changes needs, person, resource or the diagnosis tick of a referral not yet handed."""
        with self._vault.unit() as unit:
            unit.update(
                "referral",
                referral.id,
                resource_id=referral.resource_id,
                person_id=referral.person_id,
                diagnosis_named=int(referral.diagnosis_named),
            )
            unit.execute("DELETE FROM referral_need WHERE referral_id = ?", (referral.id,))
            _insert_needs(unit, referral)
            unit.commit()

    def mark(self, referral_id: str, state: ReferralState, *, unit: Unit | None = None) -> None:
        """Moves a referral to `state`, today."""
        if unit is not None:
            unit.update("referral", referral_id, state=state, state_on=self._today().isoformat())
            return
        with self._vault.unit() as own:
            self.mark(referral_id, state, unit=own)
            own.commit()

    def referral(self, referral_id: str) -> Referral:
        """Raises NotFound."""
        row = self._vault.row("SELECT * FROM referral WHERE id = ?", (referral_id,))
        if row is None:
            raise NotFound
        return _referral(self._vault, row)

    def referrals(self, family_id: str | None = None) -> tuple[Referral, ...]:
        """Of one family or of all, the latest first."""
        rows = self._vault.rows(
            "SELECT * FROM referral WHERE family_id = coalesce(?, family_id)"
            " ORDER BY created_on DESC, id DESC",
            (family_id,),
        )
        return tuple(_referral(self._vault, row) for row in rows)

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
        rows = self._vault.rows(
            f"SELECT * FROM action WHERE done_on {state}"  # noqa: S608
            f" AND family_id = coalesce(?, family_id) ORDER BY {order}, id",
            (family_id,),
        )
        return tuple(_action(row) for row in rows)

    def finish(self, action_id: str, result: str = "") -> None:
        """Done today."""
        with self._vault.unit() as unit:
            unit.update(
                "action", action_id, done_on=self._today().isoformat(), result=clean(result)
            )
            unit.commit()

    def _free_code(self, unit: Unit) -> str:
        while True:
            code = self._new_code()
            if not unit.execute("SELECT 1 FROM referral WHERE code = ?", (code,)):
                return code


def _situation(unit: Unit, family_id: str) -> str:
    found = unit.execute(
        "SELECT id FROM situation WHERE family_id = ?"
        " ORDER BY closed_on IS NOT NULL, opened_on DESC, id DESC LIMIT 1",
        (family_id,),
    )
    if not found:
        raise NotFound
    return found[0]["id"]


def _insert_referral(unit: Unit, referral: Referral) -> None:
    unit.insert(
        "referral",
        id=referral.id,
        family_id=referral.family_id,
        situation_id=referral.situation_id,
        resource_id=referral.resource_id,
        person_id=referral.person_id,
        code=referral.code,
        state=referral.state,
        diagnosis_named=int(referral.diagnosis_named),
        created_on=referral.created_on.isoformat(),
        state_on=referral.state_on.isoformat(),
    )
    _insert_needs(unit, referral)


def _insert_needs(unit: Unit, referral: Referral) -> None:
    for need in dict.fromkeys(referral.needs):
        unit.insert("referral_need", referral_id=referral.id, need=need)


def _referral(vault: Vault, row: Row) -> Referral:
    needs = vault.rows(
        "SELECT need FROM referral_need WHERE referral_id = ? ORDER BY need", (row["id"],)
    )
    return Referral(
        family_id=row["family_id"],
        resource_id=row["resource_id"],
        person_id=row["person_id"],
        needs=tuple(need["need"] for need in needs),
        diagnosis_named=bool(row["diagnosis_named"]),
        state=ReferralState(row["state"]),
        created_on=date.fromisoformat(row["created_on"]),
        state_on=date.fromisoformat(row["state_on"]),
        code=row["code"],
        situation_id=row["situation_id"],
        id=row["id"],
    )


def _action(row: Row) -> Action:
    return Action(
        family_id=row["family_id"],
        what=row["what"],
        due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        done_on=date.fromisoformat(row["done_on"]) if row["done_on"] else None,
        result=row["result"],
        meeting_id=row["meeting_id"],
        id=row["id"],
    )
