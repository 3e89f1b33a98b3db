"""Who carries which letter to whom, for which needs; and what the gate says of it."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from referent_desk.directory import Resource, ResourceKind, Reveals
from referent_desk.families import FamilyFile, Person
from referent_desk.followup import Referral
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui.directory import reveals_words
from ui.documents.choosing import combo
from ui.widgets import Card, ChipGroup, Field, IconLine, SecondaryButton, Text, empty

_MARKED = {Reveals.YES: "révèle un diagnostic", Reveals.MILD: "nom évocateur"}
KEPT = "Rien sur le patient, ni service, ni diagnostic"
KEPT_TO_WARD = "Rien sur le patient, ni diagnostic"
_TICK = "La famille a elle-même nommé ce diagnostic ou cette problématique"
_ALONE = {
    "Mme": "Elle seule décide de la donner.",
    "M.": "Lui seul décide de la donner.",
    "": "Cette personne seule décide de la donner.",
}


class HandCard(Card):
    """Resource, bearer, tick, and the lines that say why the letter may or may not leave."""

    changed = Signal()

    def __init__(self, resources: Iterable[Resource], people: Iterable[Person]) -> None:
        super().__init__("Remise en main propre", icon="hand-heart")
        self._resources = {resource.id: resource for resource in resources}
        self._people = {person.id: person for person in people}
        self._to = combo("letter_resource", ((r.id, listed(r)) for r in self._resources.values()))
        self._by = combo(
            "letter_person", ((p.id, p.told or "Sans nom") for p in self._people.values())
        )
        self._to.setPlaceholderText("Choisir l’association, le service…")
        self._to.setCurrentIndex(-1)
        self._tick = QCheckBox(_TICK)
        self._tick.setObjectName("diagnosis_named")
        self._alone = Text("", "secondary")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(Field("Pour", self._to), 3)
        choices.addWidget(Field("Portée par", self._by), 2)
        self.body.addLayout(choices)
        self.body.addWidget(self._alone)
        self.body.addWidget(self._tick)
        self.body.addLayout(self._lines)
        self._to.currentIndexChanged.connect(self._choose)
        self._by.currentIndexChanged.connect(self._choose)
        self._tick.toggled.connect(self.changed)
        self._follow()

    @property
    def resource(self) -> Resource | None:
        return self._resources.get(self._to.currentData() or "")

    @property
    def person(self) -> Person | None:
        return self._people.get(self._by.currentData() or "")

    @property
    def diagnosis_named(self) -> bool:
        reveals = self.resource is not None and self.resource.reveals is Reveals.YES
        return reveals and self._tick.isChecked()

    def set_choice(self, referral: Referral) -> None:
        """Without emitting `changed`; a resource put aside since stays choosable here."""
        blockers = [QSignalBlocker(part) for part in (self._to, self._by, self._tick)]
        self._to.setCurrentIndex(self._to.findData(referral.resource_id))
        self._by.setCurrentIndex(self._by.findData(referral.person_id))
        self._tick.setChecked(referral.diagnosis_named)
        del blockers
        self._follow()

    def say(self, obstacles: Iterable[str], cautions: Iterable[str] = ()) -> None:
        """The obstacles in red, or what the letter keeps to; and what to read again."""
        empty(self._lines)
        found = list(obstacles)
        for reason in found:
            line = IconLine("circle-x", reason, role="danger", look="error")
            line.setObjectName("obstacle")
            self._lines.addWidget(line)
        if not found:
            for promise in self._promises():
                self._lines.addWidget(IconLine("check", promise, role="accent", look=""))
        for words in (*cautions, *self._evocative()):
            line = IconLine("triangle-alert", words, role="warning", look="")
            line.setObjectName("caution")
            self._lines.addWidget(line)

    def _promises(self) -> list[str]:
        resource = self.resource
        to_ward = resource is not None and resource.kind is ResourceKind.WARD
        kept = [KEPT_TO_WARD if to_ward else KEPT]
        if resource and resource.reveals is Reveals.YES:
            kept.append("La famille a nommé elle-même ce que ce nom révèle")
        elif resource and resource.reveals is Reveals.NO:
            kept.append(f"Le nom «\u00a0{resource.name}\u00a0» ne révèle pas de diagnostic")
        return kept

    def _evocative(self) -> list[str]:
        """Whoever sees the letter in their hands reads that name."""
        resource = self.resource
        if resource is None or resource.reveals is not Reveals.MILD:
            return []
        return [f"{reveals_words(resource)}\u00a0: dites-le à qui porte la lettre."]

    def _choose(self) -> None:
        if self.sender() is self._to:
            with QSignalBlocker(self._tick):
                self._tick.setChecked(False)
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        person, resource = self.person, self.resource
        who = person.short if person else ""
        self.set_title(f"Remise à {who}, en main propre" if who else "Remise en main propre")
        alone = _ALONE.get(person.civility if person else "", _ALONE[""])
        self._alone.setText(f"{alone} Rien de ce que d’autres ont confié n’y figure.")
        self._tick.setVisible(resource is not None and resource.reveals is Reveals.YES)


class NeedsLine(QWidget):
    """The needs the letter gives as its reasons: those noted, and any other one adds."""

    changed = Signal()

    def __init__(self, office: Office, noted: Iterable[str]) -> None:
        super().__init__()
        self._office = office
        self._chips = ChipGroup("Besoins que la lettre dit")
        self._chips.setObjectName("letter_needs")
        self._chips.changed.connect(self.changed)
        self._shown: list[str] = []
        self._more = SecondaryButton("besoin", "plus")
        self._more.setObjectName("add_need")
        self._more.setAccessibleName("Ajouter un besoin")
        self._more.clicked.connect(self._offer)
        self._more.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._chips, 1)
        line.addWidget(self._more)
        line.addStretch(0)
        self.set_selected(noted)

    def selected(self) -> tuple[str, ...]:
        return tuple(self._chips.selected())

    def set_selected(self, codes: Iterable[str]) -> None:
        wanted = list(codes)
        self._show([*self._shown, *(code for code in wanted if code not in self._shown)])
        self._chips.set_selected(wanted)

    def add(self, code: str) -> None:
        """One the user takes from the catalogue."""
        self.set_selected([*self.selected(), code])
        self.changed.emit()

    def _show(self, codes: list[str]) -> None:
        self._shown = codes
        label = self._office.vocabulary.label
        self._chips.set_entries((code, label(Catalogue.NEEDS, code)) for code in codes)
        self._chips.setVisible(bool(codes))

    def _offer(self) -> None:
        menu = QMenu(self)
        for entry in self._office.vocabulary.entries(Catalogue.NEEDS):
            if entry.code not in self._shown:
                action = QAction(entry.label, menu)
                action.setData(entry.code)
                menu.addAction(action)
        menu.triggered.connect(self._take)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _take(self, action: QAction) -> None:
        self.add(action.data())


def choices(office: Office, file: FamilyFile, referral: Referral | None) -> HandCard:
    """The card with today's directory; `referral` may hold a resource put aside since."""
    kept = referral.resource_id if referral else ""
    listed = [r for r in office.directory.list(retired=True) if not r.retired or r.id == kept]
    return HandCard(listed, file.people)


def listed(resource: Resource) -> str:
    """With what its name tells of."""
    mark = _MARKED.get(resource.reveals)
    return f"{resource.name} — {mark}" if mark else resource.name
