"""What the sheets of this room share: of which family, who, when, how long."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from referent_desk.errors import InvalidInput
from referent_desk.families import FamilyFile, Person
from referent_desk.meetings import Meeting
from referent_desk.office import Office
from ui.contacts.family_picker import FamilyPicker
from ui.contacts.kinds import ContactKind
from ui.discretion import discretion
from ui.families.form import side_by_side
from ui.families.sheet import Sheet
from ui.veiled import shown
from ui.widgets import ChipGroup, DateEdit, Field, LinkButton, NumberEdit, TimeEdit
from ui.widgets.typed_dates import show_date, show_time


class ContactSheet(Sheet):
    """Without a family, the sheet asks for one first. `record` is what is corrected."""

    meetingRequested = Signal(str, str)
    """The family and the meeting, whose whole form is wanted."""

    def __init__(
        self,
        office: Office,
        kind: ContactKind,
        family_id: str,
        record: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._family_id = family_id
        self._file: FamilyFile | None = None
        self._wanted: list[str] = []
        self.record = record
        super().__init__(office, kind.draft, f"{family_id}:{record}", kind.title, parent)
        self._picker: FamilyPicker | None = None
        self.who = ChipGroup("Qui")
        self.who.setObjectName(f"{kind.draft}_who")
        self.resize(640, 680)
        discretion().changed.connect(self._rename)

    @property
    def family_id(self) -> str:
        return self._family_id

    def add_family(self, *, optional: bool = False) -> None:
        """First in every sheet; the people of the family follow with `add_who`."""
        if not self._family_id:
            label = "Famille (facultatif)" if optional else "Famille"
            self._picker = FamilyPicker(self.office, label)
            self._picker.chosen.connect(self._family_chosen)
            self.add(self._picker)
        self.form.keep("family", lambda: self._family_id, self._take_family)
        self._load_family()

    def add_who(self) -> None:
        self._who_field = Field("Qui", self.who)
        self.add(self._who_field)
        self.form.keep("participants", self.who.selected, self._take_people)
        self.who.changed.connect(self.form.changed)
        self._show_people()

    def add_when(self, *, hour: bool = True, minutes: bool = True) -> None:
        day = Field("Date", DateEdit(today=lambda: self.office.clock().date()))
        parts: list[QWidget] = [self.form.own("day", day, DateEdit.text, DateEdit.setText)]
        if hour:
            moment = Field("Heure", TimeEdit())
            parts.append(self.form.own("hour", moment, TimeEdit.text, TimeEdit.setText))
        if minutes:
            duration = Field("Durée", NumberEdit(0, 1440, step=5, unit="min"))
            duration.editor.setSpecialValueText("–")
            parts.append(self.form.own("minutes", duration, NumberEdit.value, NumberEdit.setValue))
        self.add(side_by_side(*parts))

    def add_whole_form(self) -> None:
        """The way to the interview’s own form, for emotions, needs and the rest."""
        if self.record:
            link = LinkButton("Formulaire d’entretien", "message-circle-heart")
            link.setObjectName(f"whole_{self.objectName()}")
            link.clicked.connect(self._ask_for_meeting)
            self.add_footer(link)

    def when_now(self) -> Mapping[str, Any]:
        now = self.office.clock()
        return {"day": show_date(now.date()), "hour": show_time(now.time())}

    def when_of(self, meeting: Meeting) -> Mapping[str, Any]:
        at = meeting.starts_at
        return {
            "day": show_date(at.date()),
            "hour": show_time(at.time()),
            "minutes": meeting.minutes or 0,
            "participants": list(meeting.participants),
        }

    def starts_at(self) -> datetime:
        """Raises InvalidInput. Without an hour, the start of the day."""
        day = self.form.date("day")
        if day is None:
            raise InvalidInput("day", "Il manque la date.")
        return datetime.combine(day, self.form.time("hour") or time(0, 0))

    def meeting(self) -> Meeting:
        """What the sheet says of it, over what is recorded. Raises InvalidInput."""
        if not self._family_id:
            raise InvalidInput("family", "Choisissez la famille.")
        values = self.form.values()
        known = self.office.meetings.get(self.record) if self.record else None
        base = known or Meeting(self._family_id, self.starts_at())
        return replace(
            base,
            starts_at=self.starts_at(),
            minutes=values.get("minutes", base.minutes) or None,
            participants=tuple(values.get("participants", ())),
        )

    def point_at(self, fault: InvalidInput) -> bool:
        if fault.field == "family" and self._picker is not None:
            self._picker.set_error(fault.what)
            return True
        if fault.field == "starts_at":
            return self.form.point_at(InvalidInput("day", fault.what))
        return super().point_at(fault)

    def begin_at(self, editor: QWidget) -> None:
        """Where one starts to type, once the family is known."""
        if self._picker is None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def family_changed(self) -> None:
        """For what follows from the family, once it is known."""

    def _family_chosen(self, family_id: str) -> None:
        self._family_id = family_id
        self._load_family()
        self.form.changed.emit()

    def _take_family(self, family_id: str) -> None:
        if self._picker is not None:
            self._picker.pick(family_id)
            self._family_id = self._picker.family_id
            self._load_family()

    def _take_people(self, people: list[str]) -> None:
        self._wanted = list(people)
        self.who.set_selected(people)

    def _load_family(self) -> None:
        self._file = self.office.families.open_file(self._family_id) if self._family_id else None
        self.form.label = (
            f"commencé, famille {self._file.family.name}" if self._file else "commencé"
        )
        self._show_people()
        self._name_family()
        self.family_changed()

    def _show_people(self) -> None:
        people = self._file.people if self._file else ()
        self.who.set_entries((person.id, self._short(person)) for person in people)
        self.who.set_selected(self._wanted)
        if len(people) == 1 and not self.record:
            self.who.set_selected([people[0].id])
        if hasattr(self, "_who_field"):
            self._who_field.setVisible(bool(people))

    def _name_family(self) -> None:
        """Of a family that is not the open one, a discreet screen shows initials."""
        if self._file is None or self._picker is not None:
            return
        family = shown(self._file, self._family_id).family
        self.set_subtitle(family.name if family.anonymous else f"Famille {family.name}")

    def _rename(self) -> None:
        """The chips keep their place, their tick and the focus."""
        self._name_family()
        for person in self._file.people if self._file else ():
            if (chip := self.who.chip(person.id)) is not None:
                chip.setText(self._short(person))

    def _short(self, person: Person) -> str:
        file = shown(self._file, self._family_id) if self._file else None
        found = file.person(person.id) if file else None
        return found.short if found else person.short

    def _ask_for_meeting(self) -> None:
        self.flush_draft()
        self.leave()
        self.meetingRequested.emit(self._family_id, self.record)
