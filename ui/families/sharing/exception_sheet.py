"""A legal exception, completed once there is time: what was said, to whom, when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from referent_desk.errors import InvalidInput
from referent_desk.office import Office
from referent_desk.secrecy import Disclosure, Earlier
from ui.families.form import side_by_side
from ui.families.sharing.words import GROUNDS
from ui.families.sheet import Sheet
from ui.widgets import Field, IconLine, Text, TimeEdit
from ui.widgets.typed_dates import show_date, show_time


class ExceptionSheet(Sheet):
    """It stands already, whatever is missing here; what stood before stays under it."""

    def __init__(
        self, office: Office, exception: Disclosure, parent: QWidget | None = None
    ) -> None:
        self._noted = exception
        super().__init__(
            office,
            "exception",
            f"{exception.family_id}:{exception.id}",
            "Compléter l’exception légale",
            parent,
            subtitle=f"{dict(GROUNDS)[exception.ground.value].capitalize()}."
            " Rien n’est effacé\u00a0: ce qui était noté reste en dessous.",
        )
        form = self.form
        self.add(form.text("what", "Ce qui a été dit"))
        self.add(form.line("to_whom", "À qui", hint="112, police, juge…"))
        hour = Field("à", TimeEdit())
        self.add(
            side_by_side(
                form.day("told_on", "Dit le", hint="Vide tant que l’appel reste à faire."),
                form.own("told_hour", hour, TimeEdit.text, TimeEdit.setText),
            )
        )
        if exception.before:
            self.add(Text("Noté auparavant", "label"))
        for earlier in reversed(exception.before):
            self.add(IconLine("history", _stood(earlier), role="muted", look="secondary"))
        self.begin(self.latest())
        self.resize(600, 600 if exception.before else 520)

    def latest(self) -> Mapping[str, Any]:
        known = self.office.disclosures.of_family(self._noted.family_id)
        noted = next((one for one in known if one.id == self._noted.id), self._noted)
        at = noted.told_at
        return {
            "what": noted.what,
            "to_whom": noted.to_whom,
            "told_on": show_date(at.date()) if at else "",
            "told_hour": show_time(at.time()) if at else "",
        }

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        self.office.disclosures.complete(
            self._noted.id,
            values["what"],
            values["to_whom"],
            told_at=self._told_at(),
            national_number_confirmed=national_number_confirmed,
        )
        return self._noted.id

    def _told_at(self) -> datetime | None:
        day, hour = self.form.date("told_on"), self.form.time("told_hour")
        if day is None and hour is None:
            return None
        if day is None:
            raise InvalidInput("told_on", "Il manque le jour.")
        if hour is None:
            raise InvalidInput("told_hour", "Il manque l’heure.")
        return datetime.combine(day, hour)


def _stood(earlier: Earlier) -> str:
    """« Il est parti. · à qui : le 112 · dit le 12/03/2026, 9 h · changé le 13/03/2026 par … »."""
    changed = f"changé le {show_date(earlier.changed_at.date())} par {earlier.changed_by}"
    to = f"à qui\u00a0: {earlier.to_whom}" if earlier.to_whom else ""
    at = earlier.told_at
    told = f"dit le {show_date(at.date())}, {show_time(at.time())}" if at else ""
    return " · ".join(part for part in (earlier.what, to, told, changed) if part)
