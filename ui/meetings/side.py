"""At the right of a meeting: emotions, needs, recovery, safety, and what comes next."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from referent_desk.families import FamilyFile, Person
from referent_desk.meetings import Meeting, relay_withheld
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui.meetings.agreements_edit import AgreementsEdit
from ui.meetings.naming import NamingCard, Quote
from ui.meetings.notes import emotion_notes, emotions_named, need_notes, needs_named
from ui.meetings.recovery_card import RecoveryCard
from ui.meetings.safety import SafetyCard
from ui.widgets import Card, ChipGroup, DateEdit, Field, PlainTextEdit
from ui.withheld_line import WithheldLine
from ui.working_days import say_day_off


class Side(QScrollArea):
    """Emotions and needs are those of the chosen person."""

    changed = Signal()
    personChanged = Signal(str)
    quoted = Signal()
    """Selected words were taken by an emotion or a need."""

    def __init__(
        self,
        office: Office,
        file: FamilyFile,
        selection: Callable[[], Quote | None],
        hidden: Callable[[str | None], bool],
        *,
        withholds: bool = True,
    ) -> None:
        super().__init__()
        self._office, self._file = office, file
        self._withholds = withholds
        self._present: tuple[Person, ...] = ()
        self._before = Meeting("", datetime.min)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFixedWidth(320)  # the longest shipped word fits
        self.person = ChipGroup("Pour qui", multiple=False, required=True)
        self.person.setObjectName("person")
        words = office.vocabulary
        self.emotions = NamingCard("Émotions", words, Catalogue.EMOTIONS, selection, hidden)
        self.needs = NamingCard("Besoins", words, Catalogue.NEEDS, selection, hidden)
        self.recovery = RecoveryCard()
        self.safety = SafetyCard(office, file.family.id, file.people, withholds=withholds)
        self.agreements = AgreementsEdit(file.people, self._today)
        self._step = Field("Prochaine étape", QLineEdit())
        self._step.editor.setObjectName("next_step")
        self.step_on = Field("Pour le", DateEdit(today=self._today))
        self.step_on.editor.setObjectName("next_step_on")
        say_day_off(self.step_on)
        self._relay = Field("Relais, à qui et avec quel accord", PlainTextEdit(lines=2, grows=True))
        self._relay.editor.setObjectName("relay")
        self._relay_box = QWidget()
        self._relay_hidden = WithheldLine(self._relay_box, "relais", keys="")
        self._lay_out()
        self._connect()

    def set_people(self, present: tuple[Person, ...]) -> None:
        """Those present first; what the others feel can be noted too."""
        self._present = present
        chosen = "".join(self.person.selected())
        others = [person for person in self._file.people if person not in present]
        people = [(person.id, person.short) for person in (*present, *others)]
        self.person.set_entries([*people, ("", "la famille")])
        self.person.setVisible(bool(people))
        if not chosen and present:
            chosen = present[0].id
            self._show_person(chosen)
        self.person.set_selected([chosen])
        self.safety.set_present([person.id for person in present])
        self._show_relay()

    def refresh_words(self) -> None:
        self.emotions.refresh_words()
        self.needs.refresh_words()

    def go_to(self, field: str) -> bool:
        """Gives the focus to where a text of that field was typed; False when it is not here."""
        places = {
            "next_step": self._step.editor,
            "relay": self._relay.editor,
            "recovery": self.recovery,
            "agreements": self.agreements,
        }
        if field == "safety":
            self.safety.focus_number()
            return True
        if field not in places:
            return False
        if field == "agreements":
            self.agreements.focus_last()
        else:
            places[field].setFocus()
        return True

    def go_to_part(self, take_focus: Callable[[], object]) -> None:
        """Gives the focus to one of the cards, and brings it in sight."""
        take_focus()
        QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        """Once what opened has its place."""
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    def choose_person(self, person_id: str) -> None:
        if self.person.chip(person_id):
            self.person.set_selected([person_id])
            self._show_person(person_id)

    def show_meeting(self, meeting: Meeting) -> None:
        self._before = meeting
        self.emotions.set_named(emotions_named(meeting.emotions))
        self.needs.set_named(needs_named(meeting.needs))
        self.recovery.set_notes(meeting.recovery)
        self.agreements.set_agreements(meeting.agreements)
        self.safety.set_events(meeting.safety)
        self._step.editor.setText(meeting.next_step)
        self.step_on.editor.set_date(meeting.next_step_on)
        self._relay.editor.set_text(meeting.relay)
        self._show_relay()

    def values(self) -> dict[str, Any]:
        person = "".join(self.person.selected())
        return {
            "emotions": emotion_notes(self.emotions.named(), self._before.emotions),
            "needs": need_notes(self.needs.named(), self._before.needs),
            "recovery": self.recovery.notes(person),
            "safety": self.safety.events(),
            "agreements": self.agreements.agreements(),
            "next_step": self._step.editor.text().strip(),
            "next_step_on": self.step_on.editor.date(),
            "relay": self._relay.editor.text().strip(),
        }

    def content(self) -> dict[str, Any]:
        """Of a draft, besides the meeting itself."""
        return {"person": "".join(self.person.selected()), "safety": self.safety.content()}

    def restore(self, body: Mapping[str, Any]) -> None:
        self.choose_person(body.get("person", ""))
        self.safety.restore(body.get("safety", {}))

    def _today(self) -> date:
        return self._office.clock().date()

    def _lay_out(self) -> None:
        relay = QVBoxLayout(self._relay_box)
        relay.setContentsMargins(0, 0, 0, 0)
        relay.addWidget(self._relay_hidden)
        relay.addWidget(self._relay)
        after = Card("Suite")
        for part in (self._step, self.step_on, self._relay_box, self.agreements):
            after.add(part)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        cards = (self.emotions, self.needs, self.recovery, after)
        for part in (self.safety, self.person, *cards):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inside)

    def _connect(self) -> None:
        self.person.changed.connect(self._person_changed)
        cards = (self.emotions, self.needs, self.recovery, self.safety, self.agreements)
        for card in cards:
            card.changed.connect(self.changed)
        for naming in (self.emotions, self.needs):
            naming.quoted.connect(self.quoted)
        self._relay_hidden.changed.connect(self._show_relay)
        self._step.editor.textChanged.connect(self.changed)
        self.step_on.editor.textChanged.connect(self.changed)
        self._relay.editor.textChanged.connect(self.changed)

    def _person_changed(self) -> None:
        person = "".join(self.person.selected())
        self._show_person(person)
        self.personChanged.emit(person)
        self.changed.emit()

    def _show_person(self, person: str) -> None:
        self.emotions.set_person(person)
        self.needs.set_person(person)

    def _show_relay(self) -> None:
        """What was noted before, while someone who said a part of it is not there."""
        present = [person.id for person in self._present]
        withheld = self._withholds and relay_withheld(self._before, present)
        self._relay_hidden.set_count(int(withheld))
        self._relay.setVisible(not withheld or self._relay_hidden.shown)
