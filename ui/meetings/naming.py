"""Emotions and needs of one person at a time, ticked as they are named."""

from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from referent_desk.vocabulary import Catalogue, Vocabulary
from ui.widgets import Card, ChipGroup, Field, NumberEdit, Text

UNWEIGHED = -1


@dataclass
class Named:
    """One emotion or need of one person."""

    aspects: list[str] = field(default_factory=list[str])
    weight: int | None = None


ByPerson = dict[str, dict[str, Named]]
"""Person id ("" for nobody in particular) → code → what was ticked of it."""


class NamingCard(Card):
    """Chips of a catalogue; the aspects of the one touched last show below."""

    changed = Signal()

    def __init__(self, title: str, vocabulary: Vocabulary, catalogue: Catalogue) -> None:
        super().__init__(title)
        self.setObjectName(str(catalogue))
        self._vocabulary, self._catalogue = vocabulary, catalogue
        self._person = ""
        self._shown = ""
        self._named: ByPerson = {}
        entries = [(e.code, e.label) for e in vocabulary.entries(catalogue)]
        self.chips = ChipGroup(title, entries)
        self._aspect_title = Text("", "secondary")
        self.aspects = ChipGroup(f"Précisions, {title.lower()}")
        self.weight = NumberEdit(UNWEIGHED, 10)
        self.weight.setSpecialValueText("–")
        self.weight.setObjectName("weight")
        self._weight_line = Field("Poids ressenti aujourd’hui, si c’est dit", self.weight)
        self._detail = QWidget()
        column = QVBoxLayout(self._detail)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._aspect_title, self.aspects, self._weight_line):
            column.addWidget(part)
        self.add(self.chips)
        self.add(self._detail)
        self.chips.changed.connect(self._ticked)
        self.aspects.changed.connect(self._aspects_ticked)
        self.weight.valueChanged.connect(self._weighed)
        self._show()

    def set_person(self, person_id: str) -> None:
        self._person = person_id
        self._shown = ""
        self._show()

    def named(self) -> ByPerson:
        return self._named

    def set_named(self, named: ByPerson) -> None:
        self._named = named
        self._shown = ""
        self._show()

    def _of_person(self) -> dict[str, Named]:
        return self._named.setdefault(self._person, {})

    def _ticked(self, codes: list[str]) -> None:
        mine = self._of_person()
        added = [code for code in codes if code not in mine]
        for code in [code for code in mine if code not in codes]:
            del mine[code]
        for code in added:
            mine[code] = Named()
        self._shown = added[0] if added else ""
        self._show()
        self.changed.emit()

    def _aspects_ticked(self, codes: list[str]) -> None:
        if named := self._of_person().get(self._shown):
            named.aspects = list(codes)
            self.changed.emit()

    def _weighed(self, weight: int) -> None:
        if named := self._of_person().get(self._shown):
            named.weight = None if weight == UNWEIGHED else weight
            self.changed.emit()

    def _show(self) -> None:
        mine = self._of_person()
        self.chips.set_selected(mine)
        if self._shown not in mine:
            self._shown = next(reversed(mine), "")
        named = mine.get(self._shown)
        self._detail.setVisible(named is not None)
        if named is None:
            return
        label = self._vocabulary.label(self._catalogue, self._shown)
        entries = self._vocabulary.entries(self._catalogue, self._shown)
        weighed = self._catalogue is Catalogue.EMOTIONS
        self._aspect_title.setText(label[:1].upper() + label[1:])
        self.aspects.set_entries([(e.code, e.label) for e in entries])
        self.aspects.set_selected(named.aspects)
        self.aspects.setVisible(bool(entries))
        self._weight_line.setVisible(weighed)
        self._detail.setVisible(weighed or bool(entries))
        self.weight.blockSignals(True)
        self.weight.setValue(UNWEIGHED if named.weight is None else named.weight)
        self.weight.blockSignals(False)
