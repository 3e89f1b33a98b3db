"""What a document is about: for whom, on which occasion, by which way; and what speaks against."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, time
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from referent_desk.directory import Resource, ResourceKind, Reveals
from referent_desk.documents import (
    Addressee,
    DocumentKind,
    Kind,
    Outline,
    Preview,
    Way,
    appointments,
    at_the_office,
    meetings_with,
    past_meetings,
    usual_meeting,
)
from referent_desk.errors import DeskError
from referent_desk.families import FamilyFile
from referent_desk.meetings import Meeting
from referent_desk.office import Office
from referent_desk.secrecy import Sharing
from referent_desk.vocabulary import Catalogue
from ui import messages
from ui.documents import clearing
from ui.documents.choosing import combo
from ui.documents.letter_form import KEPT, KEPT_TO_WARD, listed
from ui.documents.ways import WAY_WORDS
from ui.widgets import Card, DateEdit, Field, IconLine, LinkButton, TimeEdit, empty
from ui.widgets.typed_dates import show_date, show_time

_AT_THE_OFFICE = "Reste au bureau\u00a0: n’y nommez personne"
_REGISTERED = "Rien que ce qui est choisi et accordé\u00a0; l’émettre le note au registre"
_FIELD_OF = {
    "meeting": "meeting_day",
    "next": "next_day",
    "agreement": "agreement_what",
}
"""The lists of what is someone's own, with the field that each fills."""
_LABELS = {
    "meeting": "Entretien",
    "next": "Prochain rendez-vous",
    "agreement": "Accord noté",
}
_TICK = "La famille a elle-même nommé ce diagnostic ou cette problématique"


class AboutCard(Card):
    """Asks only what the kind has fields for."""

    changed = Signal()

    def __init__(
        self, office: Office, kind: Kind, file: FamilyFile | None, cleared: Sharing | None
    ) -> None:
        super().__init__(kind.name, icon="file-text")
        self._office, self._kind, self._file, self._cleared = office, kind, file, cleared
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._boxes: dict[str, QComboBox] = {}
        self._places: list[QComboBox] = []
        self._resources: dict[str, Resource] = {}
        self._day, self._hour = DateEdit(today=lambda: office.clock().date()), TimeEdit()
        self._tick = QCheckBox(_TICK)
        self._tick.setObjectName("diagnosis_named")
        self._tick.toggled.connect(self.changed)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._offer()
        self.body.addLayout(self._grid)
        self._widen_last()
        self.body.addWidget(self._tick)
        self.body.addLayout(self._lines)
        self._take_picked()
        if cleared:
            self.show_cleared(cleared)
        self._follow()

    @property
    def way(self) -> Way:
        return Way(self._key("way")) if "way" in self._boxes else self._kind.ways[0]

    def outline(self) -> Outline | None:
        """None while someone or something is still to choose."""
        places = tuple(dict.fromkeys(b.currentData() for b in self._places if b.currentData()))
        wanting = self._kind.addressee is Addressee.RESOURCE and not places
        nobody = self._file is not None and not self._key("person")
        if wanting or (nobody and not self._of_nobody()):
            return None
        return Outline(
            self._kind.code,
            self._file.family.id if self._file else "",
            self._key("person"),
            places,
            way=self.way,
            model=self._key("model"),
            meeting_id=self._key("meeting"),
            next_meeting_id=self._key("next"),
            agreement_id=self._key("agreement"),
            diagnosis_named=self._tick.isVisibleTo(self) and self._tick.isChecked(),
            cleared=self._cleared if self._kind.code is DocumentKind.LIAISON_NOTE else None,
            noticed_at=self._noticed(),
        )

    def state(self) -> Mapping[str, Any]:
        """For the draft."""
        return {
            **{name: self._key(name) for name in self._boxes},
            "places": [box.currentData() or "" for box in self._places],
            "diagnosis_named": self._tick.isChecked(),
            "day": self._day.text(),
            "hour": self._hour.text(),
            **({"cleared": clearing.to_draft(self._cleared)} if self._cleared else {}),
        }

    def take(self, state: Mapping[str, Any]) -> None:
        """Without emitting `changed`; what is gone since stays unchosen."""
        blockers = [QSignalBlocker(part) for part in self._parts()]
        if "cleared" in state and self._file is not None:
            with suppress(DeskError):
                family_id = self._file.family.id
                self.show_cleared(clearing.from_draft(self._office, family_id, state["cleared"]))
        for name, box in self._boxes.items():
            self._offer_theirs(name)
            box.setCurrentIndex(box.findData(str(state.get(name, ""))))
        for box, place in zip(self._places, state.get("places", []), strict=False):
            box.setCurrentIndex(box.findData(place))
        self._tick.setChecked(bool(state.get("diagnosis_named")))
        self._day.setText(str(state.get("day", "")))
        self._hour.setText(str(state.get("hour", "")))
        self._take_picked()
        del blockers
        self._follow()

    def show_cleared(self, cleared: Sharing) -> None:
        """To that recipient alone, from those who agreed. Without emitting `changed`."""
        self._cleared = cleared
        who, to = self._boxes["person"], self._places[0]
        blockers = [QSignalBlocker(part) for part in (who, to, self._tick)]
        if self._kind.code is DocumentKind.LIAISON_NOTE:
            _keep(who, cleared.concerned)
            _keep(to, (cleared.recipient.id,))
        who.setCurrentIndex(max(who.findData(cleared.bearer), 0))
        to.setCurrentIndex(to.findData(cleared.recipient.id))
        self._tick.setChecked(cleared.diagnosis_named)
        del blockers
        self._follow()

    def choose(self, name: str, key: str) -> None:
        """In one of the lists, as the user would."""
        box = self._boxes[name]
        box.setCurrentIndex(box.findData(key))

    def say(self, preview: Preview) -> None:
        """What stops in red, what warns, or what the document keeps to."""
        empty(self._lines)
        stops = [obstacle.reason for obstacle in preview.obstacles]
        stops += [concern.reason for concern in preview.concerns if concern.stops]
        warns = [concern.reason for concern in preview.concerns if not concern.stops]
        warns += preview.cautions
        for reason in stops:
            self._line("obstacle", IconLine("circle-x", reason, role="danger", look="error"))
        for reason in warns:
            self._line("warned", IconLine("triangle-alert", reason, role="warning", look=""))
        direct = self.way is Way.TRANSMITTED
        speaks = preview.concerns or (direct and preview.obstacles)
        if speaks and self.way is not Way.HANDED and Way.HANDED in self._kind.ways:
            self._line("hand_instead", self._instead())
        if not stops and not warns:
            self._line("kept", IconLine("check", self._keeps_to(), role="accent", look=""))

    def _keeps_to(self) -> str:
        if self.way is Way.KEPT:
            return _AT_THE_OFFICE
        if self.way is Way.TRANSMITTED:
            return _REGISTERED
        return KEPT_TO_WARD if self._kind.names_ward else KEPT

    def _line(self, name: str, line: QWidget) -> None:
        line.setObjectName(name)
        self._lines.addWidget(line)

    def _instead(self) -> QWidget:
        button = LinkButton("Remettre en main propre", "hand-heart")
        button.clicked.connect(lambda: self.choose("way", Way.HANDED))
        return button

    def _offer(self) -> None:
        fields, kind = self._kind.fields, self._kind
        if len(kind.models) > 1:
            self._add("model", "Occasion", [(m.code, m.name) for m in kind.models])
        if self._file is not None:
            label = "De la part de" if kind.addressee is Addressee.RESOURCE else "Pour"
            people = [(p.id, p.told or "Sans nom") for p in self._file.people]
            self._add("person", label, people)
        if len(kind.ways) > 1:
            self._add("way", "Voie", [(way, WAY_WORDS[way].choice) for way in kind.ways])
        for name, field in _FIELD_OF.items():
            if field in fields:
                self._add(name, _LABELS[name], self._items(name))
                self.choose(name, self._usual(name))
        if "noticed_day" in fields:
            self._offer_moment()
        self._offer_places()

    def _widen_last(self) -> None:
        """Alone in its row, it takes both columns."""
        last = self._grid.itemAt(self._grid.count() - 1)
        field = last.widget() if last is not None and self._grid.count() % 2 else None
        if field is not None:
            self._grid.removeWidget(field)
            self._grid.addWidget(field, self._grid.count() // 2, 0, 1, 2)

    def _offer_places(self) -> None:
        offered = [r for r in self._office.directory.list() if self._fits(r)]
        self._resources = {resource.id: resource for resource in offered}
        for number in range(self._kind.most_resources):
            several = self._kind.most_resources > 1
            label = f"Adresse {number + 1}" if several else "À"
            items = [
                ("", "aucune" if several else "Choisir…"),
                *((r.id, listed(r)) for r in offered),
            ]
            box = combo(f"paper_place_{number}", items)
            self._place(label, box)
            self._places.append(box)

    def _fits(self, resource: Resource) -> bool:
        """A ward or a professional where secrecy is shared, else whom a family may turn to."""
        inside = resource.kind in {ResourceKind.WARD, ResourceKind.PROFESSIONAL}
        return inside or resource.bound_by_secrecy if self._kind.names_ward else not inside

    def _offer_moment(self) -> None:
        now = self._office.clock()
        for name, editor in (("noticed_day", self._day), ("noticed_hour", self._hour)):
            editor.setObjectName(name)
            editor.textChanged.connect(self._chosen)
        self._day.set_date(now.date())
        self._hour.setText(show_time(now.time()))
        self._put("Découvert le", self._day)
        self._put("Heure", self._hour)

    def _add(self, name: str, label: str, items: Iterable[tuple[str, str]]) -> None:
        box = combo(f"paper_{name}", items)
        self._boxes[name] = box
        self._place(label, box)

    def _place(self, label: str, box: QComboBox) -> None:
        box.currentIndexChanged.connect(self._chosen)
        self._put(label, box)

    def _put(self, label: str, editor: QWidget) -> None:
        row, column = divmod(self._grid.count(), 2)
        self._grid.addWidget(Field(label, editor), row, column)

    def _chosen(self) -> None:
        if self.sender() is self._boxes.get("person"):
            self._take_picked()
            for name in _FIELD_OF:
                self._offer_theirs(name)
        elif self.sender() is self._boxes.get("model"):
            self._offer_theirs("meeting")
        elif self.sender() in self._places:
            self._remember_picked()
        self._follow()
        self.changed.emit()

    def _take_picked(self) -> None:
        """A handout gives the resources picked for its reader, whatever its draft held."""
        if not self._picks:
            return
        picked = self._office.referrals.picked(self._key("person"))
        for number, box in enumerate(self._places):
            with QSignalBlocker(box):
                place = picked[number] if number < len(picked) else ""
                box.setCurrentIndex(max(box.findData(place), 0))

    def _remember_picked(self) -> None:
        places = [box.currentData() for box in self._places if box.currentData()]
        if self._picks:
            try:
                self._office.referrals.pick(self._key("person"), places)
            except DeskError as fault:
                messages.error(self, fault)

    @property
    def _picks(self) -> bool:
        return self._kind.code is DocumentKind.HANDOUT and bool(self._key("person"))

    def _follow(self) -> None:
        chosen = (self._resources.get(box.currentData() or "") for box in self._places)
        self._tick.setVisible(any(r is not None and r.reveals is Reveals.YES for r in chosen))

    def _items(self, name: str) -> list[tuple[str, str]]:
        """Of who is chosen: nobody reads when another comes, nor what another agreed to."""
        if name == "agreement":
            return [("", "à écrire"), *self._agreements()]
        if name == "next":
            return [*map(self._listed, self._to_come()), ("", "aucun")]
        return [("", "aucun"), *map(self._listed, past_meetings(self._template, self._meetings()))]

    def _usual(self, name: str) -> str:
        """What is chosen until the user chooses."""
        if name == "next":
            return next((meeting.id for meeting in self._to_come()), "")
        about = usual_meeting(self._template, self._meetings()) if name == "meeting" else None
        return about.id if about else ""

    def _to_come(self) -> tuple[Meeting, ...]:
        return appointments(self._meetings(), self._office.clock())

    def _meetings(self) -> tuple[Meeting, ...]:
        if self._file is None:
            return ()
        every = self._office.meetings.of_family(self._file.family.id)
        return meetings_with(every, self._key("person"))

    def _listed(self, meeting: Meeting) -> tuple[str, str]:
        """Elsewhere than at the office, by which channel."""
        at = meeting.starts_at
        label = self._office.vocabulary.label(Catalogue.CHANNELS, meeting.channel)
        how = "" if at_the_office(meeting) else f" · {label}"
        return meeting.id, f"{show_date(at.date())}, {show_time(at.time())}{how}"

    @property
    def _template(self) -> str:
        return self._kind.model(self._key("model")).code

    def _agreements(self) -> list[tuple[str, str]]:
        if self._file is None:
            return []
        given = self._office.agreements.of_family(self._file.family.id)
        theirs = (a for a in given if a.person_id == self._key("person"))
        return [(a.id, f"{a.to_whom}\u00a0: {a.what}") for a in theirs if a.withdrawn_on is None]

    def _offer_theirs(self, name: str) -> None:
        """What stays theirs stays chosen."""
        box = self._boxes.get(name)
        if box is None or name not in _FIELD_OF:
            return
        chosen = box.currentData()
        with QSignalBlocker(box):
            box.clear()
            for key, label in self._items(name):
                box.addItem(label, key)
            kept = box.findData(chosen) if chosen else -1
            box.setCurrentIndex(box.findData(self._usual(name)) if kept < 0 else kept)

    def _of_nobody(self) -> bool:
        """What was seen or told by carers has no relative who says it."""
        return self._cleared is not None and not self._cleared.concerned

    def _noticed(self) -> datetime | None:
        day = self._day.date()
        return datetime.combine(day, self._hour.time() or time(0)) if day else None

    def _key(self, name: str) -> str:
        box = self._boxes.get(name)
        return str(box.currentData() or "") if box else ""

    def _parts(self) -> list[QWidget]:
        return [*self._boxes.values(), *self._places, self._tick, self._day, self._hour]


def _keep(box: QComboBox, keys: Collection[str]) -> None:
    """Only those are offered, nobody else's name."""
    for at in reversed(range(box.count())):
        if box.itemData(at) not in keys:
            box.removeItem(at)
