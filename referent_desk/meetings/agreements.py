"""The relatives' own agreements to what may be told; never the patient's, which is another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.free_text import refuse_national_number
from referent_desk.meetings.model import Agreement, AgreementForm
from referent_desk.meetings.noted_rows import agreement_columns, read_agreement
from referent_desk.meetings.rules import checked_agreement
from referent_desk.vault import Vault, new_id


class Agreements:
    """Front door. Those given in a meeting are written with it."""

    def __init__(self, vault: Vault, today: Callable[[], date]) -> None:
        self._vault, self._today = vault, today

    def give(
        self, family_id: str, agreement: Agreement, *, national_number_confirmed: bool = False
    ) -> str:
        """Outside a meeting; today unless it says when. Raises InvalidInput."""
        given = checked_agreement(agreement)
        given = replace(given, given_on=given.given_on or self._today())
        if given.given_on and given.given_on > self._today():
            raise InvalidInput("given_on", "Cet accord serait donné dans le futur.")
        texts = [("what", given.what), ("to_whom", given.to_whom)]
        refuse_national_number(texts, confirmed=national_number_confirmed)
        agreement_id = new_id()
        columns = agreement_columns(given, family_id, self._vault.holder)
        with self._vault.unit() as unit:
            unit.insert("agreement", id=agreement_id, **columns)
            self._vault.journal.record("agreement.given", family_id, unit=unit)
            unit.commit()
        return agreement_id

    def address(self, agreement_id: str, resource_id: str) -> None:
        """To whom it was given, in the directory; its words stay. Raises NotFound."""
        with self._vault.unit() as unit:
            unit.update("agreement", agreement_id, resource_id=resource_id)
            unit.commit()

    def withdraw(
        self, agreement_id: str, form: AgreementForm = AgreementForm.ORAL, on: date | None = None
    ) -> None:
        """Stays in the file, with the day it ended: today, unless told.

        Raises NotFound, InvalidInput.
        """
        on = on or self._today()
        with self._vault.unit() as unit:
            found = unit.execute("SELECT * FROM agreement WHERE id = ?", (agreement_id,))
            if not found:
                raise NotFound
            given = read_agreement(found[0])
            if given.withdrawn_on is not None:
                raise InvalidInput("withdrawn_on", "Cet accord est déjà retiré.")
            if on > self._today() or (given.given_on and on < given.given_on):
                raise InvalidInput(
                    "withdrawn_on", "Un retrait est entre le jour de l’accord et aujourd’hui."
                )
            unit.update(
                "agreement", agreement_id, withdrawn_on=on.isoformat(), withdrawal_form=form
            )
            self._vault.journal.record("agreement.withdrawn", found[0]["family_id"], unit=unit)
            unit.commit()

    def of_family(self, family_id: str) -> tuple[Agreement, ...]:
        """The latest first; withdrawn ones too."""
        found = self._vault.rows(
            "SELECT * FROM agreement WHERE family_id = ? ORDER BY given_on DESC, id DESC",
            (family_id,),
        )
        return tuple(read_agreement(row) for row in found)
