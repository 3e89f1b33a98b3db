"""At the right of a meeting: emotions, needs, safety, and what comes next."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from referent_desk.families import Person
from referent_desk.meetings import EmotionNote, Meeting, NeedNote
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui.meetings.naming import ByPerson, Named, NamingCard
from ui.meetings.safety import SafetyCard
from ui.widgets import Card, ChipGroup, DateEdit, Field, PlainTextEdit


class Side(QScrollArea):
    """Emotions and needs are those of the chosen person."""

    changed = Signal()
    personChanged = Signal(str)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._before = Meeting("", datetime.min)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFixedWidth(312)
        self.person = ChipGroup("Pour qui", multiple=False, required=True)
        self.person.setObjectName("person")
        self.emotions = NamingCard("Émotions", office.vocabulary, Catalogue.EMOTIONS)
        self.needs = NamingCard("Besoins", office.vocabulary, Catalogue.NEEDS)
        self.safety = SafetyCard(office.vocabulary.entries(Catalogue.SAFETY_KINDS))
        self._step = Field("Prochaine étape", QLineEdit())
        self._step.editor.setObjectName("next_step")
        self.step_on = Field("Pour le", DateEdit(today=self._today))
        self.step_on.editor.setObjectName("next_step_on")
        self._relay = Field("Relais, à qui et avec quel accord", PlainTextEdit(lines=2, grows=True))
        self._relay.editor.setObjectName("relay")
        self._lay_out()
        self._connect()

    def set_people(self, people: tuple[Person, ...]) -> None:
        before = self.person.selected()
        self.person.set_entries([(p.id, p.short) for p in people])
        if not self.person.selected() and people:
            self.person.set_selected([people[0].id])
        self.person.setVisible(bool(people))
        if self.person.selected() != before:
            self._show_person()

    def go_to(self, field: str) -> bool:
        """Gives the focus to where a text of that field was typed; False when it is not here."""
        places = {
            "next_step": self._step.editor,
            "relay": self._relay.editor,
            "safety": self.safety.said.editor,
        }
        if field not in places:
            return False
        places[field].setFocus()
        return True

    def choose_person(self, person_id: str) -> None:
        if self.person.chip(person_id):
            self.person.set_selected([person_id])
            self._show_person()

    def show_meeting(self, meeting: Meeting) -> None:
        self._before = meeting
        self.emotions.set_named(_emotions_named(meeting.emotions))
        self.needs.set_named(_needs_named(meeting.needs))
        self.safety.set_events(meeting.safety)
        self._step.editor.setText(meeting.next_step)
        self.step_on.editor.set_date(meeting.next_step_on)
        self._relay.editor.set_text(meeting.relay)

    def values(self) -> dict[str, Any]:
        return {
            "emotions": self._emotion_notes(),
            "needs": self._need_notes(),
            "safety": self.safety.events(self._office.clock()),
            "next_step": self._step.editor.text().strip(),
            "next_step_on": self.step_on.editor.date(),
            "relay": self._relay.editor.text().strip(),
        }

    def _emotion_notes(self) -> tuple[EmotionNote, ...]:
        """What was known of a note besides its ticks is kept."""
        known = {(n.person_id or "", n.emotion, n.aspect): n for n in self._before.emotions}
        notes: list[EmotionNote] = []
        for person, code, aspect, weight in _flat(self.emotions.named()):
            fresh = EmotionNote(code, aspect, person or None)
            notes.append(replace(known.get((person, code, aspect), fresh), weight=weight))
        return tuple(notes)

    def _need_notes(self) -> tuple[NeedNote, ...]:
        known = {(n.person_id or "", n.need, n.aspect): n for n in self._before.needs}
        return tuple(
            known.get((person, code, aspect), NeedNote(code, aspect, person or None))
            for person, code, aspect, _weight in _flat(self.needs.named())
        )

    def _today(self) -> date:
        return self._office.clock().date()

    def _lay_out(self) -> None:
        after = Card("Suite")
        for part in (self._step, self.step_on, self._relay):
            after.add(part)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        for part in (self.safety, self.person, self.emotions, self.needs, after):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inside)

    def _connect(self) -> None:
        self.person.changed.connect(self._person_changed)
        for card in (self.emotions, self.needs, self.safety):
            card.changed.connect(self.changed)
        self._step.editor.textChanged.connect(self.changed)
        self.step_on.editor.textChanged.connect(self.changed)
        self._relay.editor.textChanged.connect(self.changed)

    def _person_changed(self) -> None:
        self._show_person()
        self.personChanged.emit("".join(self.person.selected()))
        self.changed.emit()

    def _show_person(self) -> None:
        person = "".join(self.person.selected())
        self.emotions.set_person(person)
        self.needs.set_person(person)


def _flat(named: ByPerson) -> list[tuple[str, str, str, int | None]]:
    """(person, code, aspect, weight); the weight is on the first aspect alone, never twice."""
    return [
        (person, code, aspect, one.weight if at == 0 else None)
        for person, mine in named.items()
        for code, one in mine.items()
        for at, aspect in enumerate(one.aspects or [""])
    ]


def _emotions_named(notes: tuple[EmotionNote, ...]) -> ByPerson:
    named: ByPerson = {}
    for note in notes:
        one = _one(named, note.person_id, note.emotion, note.aspect)
        one.weight = note.weight if one.weight is None else one.weight
    return named


def _needs_named(notes: tuple[NeedNote, ...]) -> ByPerson:
    named: ByPerson = {}
    for note in notes:
        _one(named, note.person_id, note.need, note.aspect)
    return named


def _one(named: ByPerson, person_id: str | None, code: str, aspect: str) -> Named:
    one = named.setdefault(person_id or "", {}).setdefault(code, Named())
    if aspect and aspect not in one.aspects:
        one.aspects.append(aspect)
    return one
