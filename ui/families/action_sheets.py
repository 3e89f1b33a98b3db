"""The sheets of what is to be done: a new action, what came of one, a line put aside."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from referent_desk.errors import InvalidInput
from referent_desk.followup import Action, Dismissal
from referent_desk.meetings import working_day
from referent_desk.office import Office
from referent_desk.overview import DueAction
from referent_desk.vocabulary import Catalogue
from ui.families.sheet import Sheet
from ui.french_dates import first_upper
from ui.veiled import shown
from ui.widgets.typed_dates import show_date
from ui.working_days import say_day_off

NEXT_DAYS = 7
DONE_ELSEWHERE = (
    "Cette suite a été notée faite ailleurs entre-temps, le {}. Rien n’est changé\u00a0:"
    " enregistrez encore pour la clore à nouveau, ou fermez la fiche."
)
REOPENED = (
    "Cette suite est de nouveau à faire\u00a0: elle a été reprise ailleurs. Enregistrez encore"
    " pour la clore."
)
PUT_OFF = (
    "Cette suite a été reportée ailleurs entre-temps, au {}. Enregistrez encore pour la reporter à"
    " ce jour-ci."
)
BACK_AGAIN = (
    "Cette suite n’est plus reportée : son jour a été changé ailleurs. Enregistrez encore pour"
    " la reporter."
)
_DAY_HINT = "Une date, «\u00a0demain\u00a0», «\u00a0vendredi\u00a0»."


class ActionSheet(Sheet):
    """Adds when the action has no id."""

    def __init__(self, office: Office, action: Action, parent: QWidget | None = None) -> None:
        self._action = action
        title = "Modifier la suite" if action.id else "Une suite à donner"
        subject = f"{action.family_id}:{action.id}"
        super().__init__(office, "action", subject, title, parent)
        form, family_id = self.form, action.family_id
        self.add(form.line("what", "Ce qui est à faire", required=True))
        due = form.day("due_on", "Pour le")
        say_day_off(due, _DAY_HINT)
        self.add(due)
        people = [("", "—")] + [
            (p.id, p.short) for p in office.families.open_file(family_id).people
        ]
        self.add(form.choice("person_id", "Avec qui, pour qui", people))
        self.add(form.choice("need_id", "Le besoin auquel cela répond", self._needs()))
        self.begin(_values(action))
        self.resize(520, 480)

    def latest(self) -> Mapping[str, Any]:
        if not self._action.id:
            return {}
        return _values(self.office.followup.action(self._action.id))

    def save(self, *, national_number_confirmed: bool = False) -> str:
        """What else came of it meanwhile, done or put off, stays."""
        values = self.form.values()
        before = self._action
        now = self.office.followup.action(before.id) if before.id else before
        put_off = now.snoozed_until if now.snoozed_until != before.snoozed_until else None
        made = replace(
            now,
            what=values["what"],
            due_on=self.form.date("due_on"),
            person_id=values["person_id"] or None,
            need_id=values["need_id"] or None,
            snoozed_until=put_off,
        )
        return self.office.followup.save_action(
            made, national_number_confirmed=national_number_confirmed
        )

    def _needs(self) -> list[tuple[str, str]]:
        label, family_id = self.office.vocabulary.label, self._action.family_id
        needs = [
            (need.need_id, first_upper(label(Catalogue.NEEDS, need.need)))
            for need in self.office.overview.open_needs(family_id)
        ]
        tied = self._action.need_id
        if tied and tied not in dict(needs):
            needs.append((tied, "Le besoin noté"))
        return [("", "—"), *needs]


class ResultSheet(Sheet):
    """What came of it; `again`: and the day of the next one."""

    def __init__(
        self, office: Office, action: Action, parent: QWidget | None = None, *, again: bool
    ) -> None:
        self._action = action
        self._chases = again
        self._known_done = _day(action.done_on)
        super().__init__(
            office,
            "chase" if again else "finish",
            f"{action.family_id}:{action.id}",
            "Relancer" if again else "C’est fait",
            parent,
            primary="Relancer" if again else "Fait",
            subtitle=_in_words(action),
        )
        self.form.keep("done_on", lambda: self._known_done, self._know_done)
        hint = "Pas de réponse, message laissé…" if again else "Facultatif."
        self.add(self.form.text("result", "Ce qui en est sorti", hint=hint))
        if again:
            next_time = self.form.day("due_on", "La prochaine fois, le")
            say_day_off(next_time)
            self.add(next_time)
            self.begin({"result": "", "due_on": show_date(_proposed(office))})
        else:
            self.begin({"result": action.result})
        self.resize(480, 400 if again else 320)

    def latest(self) -> Mapping[str, Any]:
        return {"result": self.office.followup.action(self._action.id).result}

    def save(self, *, national_number_confirmed: bool = False) -> str:
        self._refuse_once_done_elsewhere()
        result = self.form.values()["result"]
        confirmed = national_number_confirmed
        if not self._chases:
            self.office.followup.finish(
                self._action.id, result, national_number_confirmed=confirmed
            )
            return self._action.id
        return self.office.followup.chase(
            self._action.id, self._next_day(), result, national_number_confirmed=confirmed
        )

    def _know_done(self, day: str) -> None:
        self._known_done = day

    def _refuse_once_done_elsewhere(self) -> None:
        """Ending it twice would lose the first result, and make a second one to do."""
        done = _day(self.office.followup.action(self._action.id).done_on)
        if done != self._known_done:
            self._known_done = done
            raise InvalidInput("result", DONE_ELSEWHERE.format(done) if done else REOPENED)

    def _next_day(self) -> date:
        day = self.form.date("due_on")
        if day is None:
            raise InvalidInput("due_on", "Il manque la date de la prochaine fois.")
        return day


def _values(action: Action) -> dict[str, Any]:
    return {
        "what": action.what,
        "due_on": _day(action.due_on),
        "person_id": action.person_id or "",
        "need_id": action.need_id or "",
    }


def _day(day: date | None) -> str:
    return show_date(day) if day else ""


class LaterSheet(Sheet):
    """Until which day it stays out of sight."""

    def __init__(self, office: Office, action: Action, parent: QWidget | None = None) -> None:
        self._action = action
        self._known_until = _day(action.snoozed_until)
        subject = f"{action.family_id}:{action.id}"
        super().__init__(
            office,
            "later",
            subject,
            "Plus tard",
            parent,
            primary="Reporter",
            subtitle=_in_words(action),
        )
        self.form.keep("known_until", lambda: self._known_until, self._know_until)
        until = self.form.day("until", "La revoir le")
        say_day_off(until)
        self.add(until)
        self.begin({"until": show_date(_proposed(office))})
        self.resize(440, 280)

    def save(self, *, national_number_confirmed: bool = False) -> str:  # noqa: ARG002
        """No free text here."""
        day = self.form.date("until")
        if day is None:
            raise InvalidInput("until", "Il manque la date.")
        self._refuse_once_put_off_elsewhere()
        self.office.followup.snooze(self._action.id, day)
        return self._action.id

    def _know_until(self, day: str) -> None:
        self._known_until = day

    def _refuse_once_put_off_elsewhere(self) -> None:
        until = _day(self.office.followup.action(self._action.id).snoozed_until)
        if until != self._known_until:
            self._known_until = until
            raise InvalidInput("until", PUT_OFF.format(until) if until else BACK_AGAIN)


def _proposed(office: Office) -> date:
    """A working day."""
    return working_day(office.clock().date() + timedelta(days=NEXT_DAYS))


def _in_words(action: Action) -> str:
    """What it is about, as far as the screen may say it."""
    return shown(DueAction("", action), action.family_id).action.what


class AsideSheet(Sheet):
    """Why a line of the radar is put aside."""

    def __init__(
        self, office: Office, line: Dismissal, words: str, parent: QWidget | None = None
    ) -> None:
        self._line = line
        super().__init__(
            office,
            "aside",
            f"{line.family_id}:{line.rule}:{line.subject}",
            "Mettre de côté",
            parent,
            primary="Mettre de côté",
            subtitle=words,
        )
        hint = "En quelques mots. La ligne peut être remise à tout moment."
        self.add(self.form.text("reason", "Pourquoi", hint=hint))
        self.begin({"reason": ""})
        self.resize(500, 340)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        made = replace(self._line, reason=self.form.values()["reason"])
        self.office.followup.put_aside(made, national_number_confirmed=national_number_confirmed)
        return self._line.subject
