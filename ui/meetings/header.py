"""Who is there, when, how long and where."""

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.errors import InvalidInput
from referent_desk.families import FamilyFile, Person
from referent_desk.meetings import Meeting
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui import french_dates
from ui.widgets import (
    ChipGroup,
    DateEdit,
    Field,
    IconButton,
    LinkButton,
    NumberEdit,
    PageTitle,
    PrimaryButton,
    SecondaryButton,
    TimeEdit,
)


class Header(QWidget):
    """The frame is summed up under the title; its form opens when asked."""

    changed = Signal()
    participantsChanged = Signal()

    def __init__(self, office: Office, file: FamilyFile) -> None:
        super().__init__()
        self._office, self._file = office, file
        self._title = PageTitle()
        self.documents = SecondaryButton("Documents", "file-text")
        self.documents.setObjectName("meeting_documents")
        self.finish = PrimaryButton("Terminer", "check")
        self.finish.setObjectName("finish_meeting")
        self.present = ChipGroup("Qui est là", [(p.id, p.short) for p in file.people])
        self.present.setObjectName("participants")
        self.newcomer = IconButton("user-plus", "Quelqu’un qui n’est pas encore au dossier")
        self.newcomer.setObjectName("newcomer")
        self._frame = LinkButton("Date, durée, lieu", "calendar")
        self._frame.setObjectName("meeting_frame")
        self._frame.setCheckable(True)
        self.day = Field("Date", DateEdit(today=self._today))
        self.day.editor.setObjectName("meeting_day")
        self.hour = Field("Heure", TimeEdit())
        self.hour.editor.setObjectName("meeting_hour")
        self._minutes = Field("Durée", NumberEdit(0, 1440, step=5, unit="min"))
        self._minutes.editor.setSpecialValueText("–")
        self._minutes.editor.setObjectName("meeting_minutes")
        self._channel = ChipGroup("Lieu ou moyen", multiple=False)
        self._channel.setObjectName("meeting_channel")
        self._panel = QWidget()
        self._lay_out()
        self._connect()

    def show_meeting(self, meeting: Meeting) -> None:
        self.present.set_selected(meeting.participants)
        self.day.editor.set_date(meeting.starts_at.date())
        self.hour.editor.set_time(meeting.starts_at.time().replace(second=0, microsecond=0))
        self._minutes.editor.setValue(meeting.minutes or 0)
        channels = self._office.vocabulary.offered(Catalogue.CHANNELS, [meeting.channel])
        self._channel.set_entries((entry.code, entry.label) for entry in channels)
        self._channel.set_selected([meeting.channel])
        self._sum_up()

    def tick(self, person_id: str) -> None:
        """As if by hand."""
        chip = self.present.chip(person_id)
        if chip is not None and not chip.isChecked():
            chip.click()

    def people(self) -> tuple[Person, ...]:
        """Those present."""
        present = self.present.selected()
        return tuple(p for p in self._file.people if p.id in present)

    def starts_at(self) -> datetime:
        """Raises InvalidInput, and shows where."""
        for field, missing in ((self.day, "Il manque la date."), (self.hour, "Il manque l’heure.")):
            problem = field.editor.problem()
            if problem or not field.editor.text().strip():
                raise InvalidInput("starts_at", problem or missing)
        day, moment = self.day.editor.date(), self.hour.editor.time()
        if day is None or moment is None:
            raise InvalidInput("starts_at", "Il manque la date ou l’heure.")
        return datetime.combine(day, moment)

    def readable_start(self, otherwise: datetime) -> datetime:
        try:
            return self.starts_at()
        except InvalidInput:
            return otherwise

    def values(self) -> dict[str, Any]:
        return {
            "participants": tuple(self.present.selected()),
            "minutes": self._minutes.editor.value() or None,
            "channel": "".join(self._channel.selected()),
        }

    def point_at(self, problem: str) -> None:
        """The date or the time is wrong."""
        self._frame.setChecked(True)
        self._panel.show()
        field = self.hour if self.day.editor.date() and not self.hour.editor.time() else self.day
        field.set_error(problem)
        field.editor.setFocus()

    def clear_errors(self) -> None:
        self.day.clear_error()
        self.hour.clear_error()

    def _today(self) -> date:
        return self._office.clock().date()

    def _lay_out(self) -> None:
        self._title.add_action(self.documents)
        self._title.add_action(self.finish)
        who = QHBoxLayout()
        who.setSpacing(12)
        who.addWidget(self.present, 1)
        who.addWidget(self.newcomer, 0, Qt.AlignmentFlag.AlignTop)
        who.addWidget(self._frame, 0, Qt.AlignmentFlag.AlignTop)
        panel = QHBoxLayout(self._panel)
        panel.setContentsMargins(0, 0, 0, 0)
        panel.setSpacing(12)
        for part, stretch in ((self.day, 2), (self.hour, 1), (self._minutes, 1)):
            panel.addWidget(part, stretch)
        self._channel.setContentsMargins(0, 3, 0, 3)
        panel.addWidget(Field("Lieu ou moyen", self._channel), 6)
        self._panel.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(who)
        column.addWidget(self._panel)

    def _connect(self) -> None:
        self._frame.toggled.connect(self._panel.setVisible)
        self.present.changed.connect(self._present_changed)
        for signal in (
            self.day.editor.textChanged,
            self.hour.editor.textChanged,
            self._minutes.editor.valueChanged,
            self._channel.changed,
        ):
            signal.connect(self._changed)

    def _present_changed(self) -> None:
        self._changed()
        self.participantsChanged.emit()

    def _changed(self) -> None:
        self._sum_up()
        self.changed.emit()

    def _sum_up(self) -> None:
        names = [person.short for person in self.people()]
        with_whom = " et ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
        family = f"famille {self._file.family.name}"
        self._title.set_title(f"Entretien avec {with_whom or f'la {family}'}")
        day, moment = self.day.editor.date(), self.hour.editor.text().strip()
        minutes = self._minutes.editor.value()
        code = "".join(self._channel.selected())
        situation = self._file.current
        uninformed = situation is not None and not situation.patient_informed
        when = french_dates.first_upper(french_dates.day_name(day)) if day else ""
        if day and day.year != self._today().year:
            when += f" {day.year}"
        parts = (
            ", ".join(part for part in (when, moment) if part),
            f"{minutes}\u00a0min" if minutes else "",
            self._office.vocabulary.label(Catalogue.CHANNELS, code) if code else "",
            family,
            "le patient n’est pas informé" if uninformed else "",
        )
        self._title.set_subtitle(" · ".join(part for part in parts if part))
