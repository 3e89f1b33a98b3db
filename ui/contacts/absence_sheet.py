"""A family that did not come: two keys from the appointment, « A » then Enter."""

from collections.abc import Iterable
from datetime import datetime, time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from referent_desk.errors import InvalidInput
from referent_desk.followup import Absence, WhatNext
from referent_desk.meetings import working_day, working_days_after
from referent_desk.office import Office
from referent_desk.overview import Appointment
from ui.contacts.contact_sheet import ContactSheet
from ui.contacts.kinds import ContactKind
from ui.discretion import discretion
from ui.families.form import side_by_side
from ui.french_dates import day_name, first_upper
from ui.veiled import shown
from ui.widgets import ChipGroup, DateEdit, EmptyState, Field, TimeEdit
from ui.widgets.typed_dates import show_date, show_time
from ui.working_days import ProposedDay, say_day_off

_NEXT = (
    (WhatNext.CALL.value, "Rappeler"),
    (WhatNext.NEW_DATE.value, "Nouvelle date"),
    (WhatNext.LETTER.value, "Lettre"),
    (WhatNext.NOTHING.value, "Sans suite pour l’instant"),
)
_LETTERS = {
    Qt.Key.Key_R: WhatNext.CALL,
    Qt.Key.Key_N: WhatNext.NEW_DATE,
    Qt.Key.Key_L: WhatNext.LETTER,
    Qt.Key.Key_S: WhatNext.NOTHING,
}
_NONE_PLANNED = "Aucun rendez-vous d’aujourd’hui ou d’avant n’attend d’être noté."


class AbsenceSheet(ContactSheet):
    """`record` is the planned meeting; without one, the sheet offers those it may be."""

    def __init__(
        self, office: Office, family_id: str, record: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(office, ContactKind.ABSENCE, family_id, record, parent)
        self._planned = tuple(_planned(office, family_id, record))
        self.form.label = "commencé"
        self.which = ChipGroup("Rendez-vous", multiple=False, required=True)
        self.next = ChipGroup("Et ensuite", _NEXT, multiple=False, required=True)
        today = office.clock().date()
        self._due = self.form.day("due_on", "Pour le")
        self._due_line = ProposedDay(self._due, today, "absence_due")
        self._new_day = Field("Nouvelle date", DateEdit(today=lambda: office.clock().date()))
        self._new_hour = Field("Heure", TimeEdit())
        self._fields = QWidget()
        self._add_fields()
        if not self._planned:
            self._fields.hide()
            self.add(EmptyState("calendar", _NONE_PLANNED))
            self.primary_button.hide()
            self.close_button.setText("Fermer")
        self.begin(self._proposed())
        self._show_next()
        self.form.changed.connect(self._show_next)
        discretion().changed.connect(self._name_appointments)
        self.resize(560, 480)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        what_next = WhatNext(values["what_next"])
        to_do = what_next in {WhatNext.CALL, WhatNext.LETTER}
        new = what_next is WhatNext.NEW_DATE
        missed = self.office.absences.record(
            Absence(
                values["meeting"],
                what_next,
                self.form.date("due_on") if to_do else None,
                self._new_appointment() if new else None,
                values["note"],
            ),
            national_number_confirmed=national_number_confirmed,
        )
        return missed.id

    def point_at(self, fault: InvalidInput) -> bool:
        renamed = {"appointment": "new_day", "starts_at": "new_day", "next_step": "note"}
        field = renamed.get(fault.field, fault.field)
        return super().point_at(InvalidInput(field, fault.what, fault.next_step))

    def showEvent(self, event: QShowEvent) -> None:
        """Enter records at once; a letter chooses what follows."""
        super().showEvent(event)
        if self._planned:
            self.primary_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = _LETTERS.get(Qt.Key(event.key()))
        if chosen is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        self.next.set_selected([chosen.value])
        self.form.changed.emit()
        if chosen is WhatNext.NEW_DATE:
            self._new_day.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_fields(self) -> None:
        form = self.form
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.add(self._fields)
        which = form.own(
            "meeting",
            Field("Rendez-vous", self.which),
            lambda group: "".join(group.selected()),
            lambda group, code: group.set_selected([code]),
        )
        self.which.set_entries((item.meeting_id, _words(item)) for item in self._planned)
        column.addWidget(which)
        what_next = form.own(
            "what_next",
            Field("Et ensuite", self.next, hint="R, N, L ou S, puis Entrée."),
            lambda group: "".join(group.selected()),
            lambda group, code: group.set_selected([code]),
        )
        column.addWidget(what_next)
        for group in (self.which, self.next):
            group.changed.connect(form.changed)
        column.addWidget(self._due_line)
        say_day_off(self._new_day)
        self._new_line = side_by_side(
            form.own("new_day", self._new_day, DateEdit.text, DateEdit.setText),
            form.own("new_hour", self._new_hour, TimeEdit.text, TimeEdit.setText),
            weights=(2, 1),
        )
        column.addWidget(self._new_line)
        column.addWidget(form.line("note", "Remarque"))

    def _proposed(self) -> dict[str, str]:
        """Call the next working day, or the same day and hour a week later."""
        today = self.office.clock().date()
        first = self._planned[0] if self._planned else None
        at = first.at if first else datetime.combine(today, time(9, 0))
        ahead = 7 * (1 + max(0, (today - at.date()).days) // 7)
        new_day = working_day(at.date().fromordinal(at.date().toordinal() + ahead))
        return {
            "meeting": first.meeting_id if first else "",
            "what_next": WhatNext.CALL.value,
            "due_on": show_date(working_days_after(today)),
            "new_day": show_date(new_day),
            "new_hour": show_time(at.time()),
        }

    def _show_next(self) -> None:
        chosen = "".join(self.next.selected())
        self._due_line.setVisible(chosen in {WhatNext.CALL.value, WhatNext.LETTER.value})
        self._new_line.setVisible(chosen == WhatNext.NEW_DATE.value)

    def _new_appointment(self) -> datetime:
        day, hour = self.form.date("new_day"), self.form.time("new_hour")
        if day is None:
            raise InvalidInput("new_day", "Il manque la nouvelle date.")
        if hour is None:
            raise InvalidInput("new_hour", "Il manque l’heure.")
        return datetime.combine(day, hour)

    def _name_appointments(self) -> None:
        for item in self._planned:
            if (chip := self.which.chip(item.meeting_id)) is not None:
                chip.setText(_words(item))


def _planned(office: Office, family_id: str, record: str) -> Iterable[Appointment]:
    """That very one, else those of today and before, the latest first."""
    home = office.overview.home()
    for item in sorted((*home.today, *home.late, *home.coming), key=lambda a: a.at, reverse=True):
        past = item.at.date() <= office.clock().date()
        if item.meeting_id == record or (
            not record and past and item.family_id == (family_id or item.family_id)
        ):
            yield item


def _words(item: Appointment) -> str:
    known = shown(item, item.family_id)
    who = ", ".join(known.people) or f"famille {known.family}"
    when = first_upper(day_name(item.at.date()))
    return f"{when}, {show_time(item.at.time())} · {who}"
