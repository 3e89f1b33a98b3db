"""The sheets of a referral: its next step, what the relative said of it, when to call again."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from referent_desk.errors import InvalidInput
from referent_desk.followup import Referral, ReferralState, ReferralStep, leads
from referent_desk.office import Office
from ui.families.sheet import Sheet
from ui.followup.words import state_title
from ui.widgets.typed_dates import show_date

NEXT_DAYS = 7
NEXT, STEP, SAID, LATER = "referral_next", "referral_step", "referral_said", "referral_later"
DRAFTS = frozenset({NEXT, STEP, SAID, LATER})
_ON = "Le"
_NOTE = "Ce qui s’est passé, en quelques mots"


class NextStepSheet(Sheet):
    """One step more, perhaps of an earlier day."""

    def __init__(self, office: Office, referral: Referral, parent: QWidget | None = None) -> None:
        self._referral = referral
        subject = f"{referral.family_id}:{referral.id}"
        super().__init__(office, NEXT, subject, "Noter une étape", parent)
        states = [s for s in ReferralState if leads(referral.state, s)]
        self.add(self.form.choice("state", "L’étape", [(s.value, state_title(s)) for s in states]))
        self.add(self.form.day("stated_on", _ON))
        self.add(self.form.text("note", _NOTE, hint="Facultatif."))
        today = show_date(office.clock().date())
        self.begin({"state": states[0].value, "stated_on": today, "note": ""})
        self.resize(500, 440)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        self.office.referrals.move(
            self._referral.id,
            ReferralState(values["state"]),
            self.form.date("stated_on"),
            values["note"],
            national_number_confirmed=national_number_confirmed,
        )
        return self._referral.id


class StepSheet(Sheet):
    """The day and the note of a step that is known."""

    def __init__(
        self, office: Office, family_id: str, step: ReferralStep, parent: QWidget | None = None
    ) -> None:
        self._step = step
        subject = f"{family_id}:{step.referral_id}:{step.id}"
        title = f"Étape «\u00a0{state_title(step.state)}\u00a0»"
        super().__init__(office, STEP, subject, title, parent)
        self.add(self.form.day("stated_on", _ON))
        self.add(self.form.text("note", _NOTE))
        self.begin({"stated_on": show_date(step.stated_on), "note": step.note})
        self.resize(500, 380)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        day = self.form.date("stated_on")
        if day is None:
            raise InvalidInput("stated_on", "Il manque la date.")
        made = replace(self._step, stated_on=day, note=self.form.values()["note"])
        self.office.referrals.revise(made, national_number_confirmed=national_number_confirmed)
        return self._step.referral_id


class SaidSheet(Sheet):
    def __init__(self, office: Office, referral: Referral, parent: QWidget | None = None) -> None:
        self._referral = referral
        subject = f"{referral.family_id}:{referral.id}"
        super().__init__(office, SAID, subject, "Ce que le proche en dit", parent)
        hint = "Ses mots à propos de cette orientation. Ils ne sortent pas d’ici."
        self.add(self.form.text("said_of_it", "Ce qui a été dit", hint=hint))
        self.begin({"said_of_it": referral.said_of_it})
        self.resize(520, 360)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        said = self.form.values()["said_of_it"]
        confirmed = national_number_confirmed
        self.office.referrals.say(self._referral.id, said, national_number_confirmed=confirmed)
        return self._referral.id


class CallLaterSheet(Sheet):
    """Until which day it is not called."""

    def __init__(self, office: Office, referral: Referral, parent: QWidget | None = None) -> None:
        self._referral = referral
        subject = f"{referral.family_id}:{referral.id}"
        super().__init__(office, LATER, subject, "Rappeler plus tard", parent, primary="Reporter")
        self.add(self.form.day("call_again_on", "Rappeler le"))
        self.begin({"call_again_on": show_date(office.clock().date() + timedelta(NEXT_DAYS))})
        self.resize(440, 280)

    def save(self, *, national_number_confirmed: bool = False) -> str:  # noqa: ARG002
        """No free text here."""
        day = self.form.date("call_again_on")
        if day is None:
            raise InvalidInput("call_again_on", "Il manque la date.")
        self.office.referrals.put_off(self._referral.id, day)
        return self._referral.id
