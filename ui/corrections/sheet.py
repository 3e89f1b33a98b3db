"""The base of the sheets that correct: what would happen is told before it is done."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from referent_desk.corrections import Correction
from referent_desk.errors import DeskError
from referent_desk.families import fold
from referent_desk.office import Office
from ui import messages
from ui.corrections.words import effect_lines, family_row
from ui.veiled import veiled_row
from ui.widgets import Banner, FilterList, SearchEdit, SheetDialog, Text

UNDO_HINT = "Vous pourrez l’annuler pendant trente jours, dans la corbeille."


class CorrectionSheet(SheetDialog):
    """Subclasses give `correction`, call `look` when a choice changes, and say what was done."""

    corrected = Signal(str, str)
    """The id by which it is undone, and what was done, in words."""
    done_words = ""
    deletes = False

    def __init__(
        self, office: Office, family_id: str, title: str, parent: QWidget, *, primary: str
    ) -> None:
        super().__init__(title, parent, subtitle=UNDO_HINT, primary=primary, scrolls=True)
        self.office = office
        self.family_id = family_id
        self.primary_button.setObjectName("correct")
        self.close_button.setObjectName("cancel_correction")
        self.primaryRequested.connect(self._correct)
        self._told = Text("", "secondary")
        self._told.setObjectName("effect")
        self._refused = Banner("", "warning")
        self._refused.setObjectName("refused")
        self._refused.hide()
        self.resize(560, 660)

    def end(self) -> None:
        """Below the choices, always in sight: what would happen."""
        self.body.addStretch(1)
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            told = QVBoxLayout()
            told.setContentsMargins(0, 12, 0, 0)
            told.setSpacing(6)
            told.addWidget(Text("Ce qui se passera", "label"))
            told.addWidget(self._told)
            told.addWidget(self._refused)
            outer.insertLayout(outer.count() - 2, told)
        self.look()

    def correction(self) -> Correction | None:
        """None while something must still be chosen."""
        raise NotImplementedError

    def look(self) -> None:
        """The preview again."""
        correction = self.correction()
        if correction is None:
            self._tell("Choisissez d’abord.", "", possible=False)
            return
        try:
            effect = self.office.corrections.preview(correction)
        except DeskError as fault:
            self._tell("", fault.message, possible=False)
            return
        lines = effect_lines(effect, deletes=self.deletes)
        self._tell("\n".join(lines) or "Rien d’autre ne change.", "", possible=True)

    def _tell(self, told: str, refused: str, *, possible: bool) -> None:
        self._told.setText(told)
        self._refused.set_text(refused)
        self._refused.setVisible(bool(refused))
        self.primary_button.setEnabled(possible)
        if self.isVisible():
            self.fit_body()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_body()

    def _correct(self) -> None:
        correction = self.correction()
        if correction is None:
            return
        try:
            reversal_id = self.office.corrections.correct(correction)
        except DeskError as fault:
            messages.error(self, fault)
            return
        self.corrected.emit(reversal_id, self.done_words)
        self.finish()


class FamilyPicker(QWidget):
    """Another family, found by some letters; none is chosen at first."""

    changed = Signal()

    def __init__(self, office: Office, but: str) -> None:
        super().__init__()
        self._families = [f for f in office.families.list() if f.id != but]
        self._line = SearchEdit("Autre famille", "Nom, personne…")
        self._line.setObjectName("other_family_filter")
        self._list = FilterList("Autre famille")
        self._list.setObjectName("other_family")
        self._list.setMinimumHeight(150)
        self._list.follow(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text("Autre famille", "label"))
        column.addWidget(self._line)
        column.addWidget(self._list, 1)
        self._line.textChanged.connect(self._show)
        self._show()
        self._list.setCurrentIndex(QModelIndex())
        self._list.currentKeyChanged.connect(self.changed)

    @property
    def chosen(self) -> str:
        return self._list.current_key()

    def _show(self) -> None:
        words = fold(self._line.text()).split()
        found = [f for f in self._families if all(word in fold(f.haystack) for word in words)]
        self._list.set_rows([veiled_row(family_row, f, f.id) for f in found[:200]])


class Ticks(QWidget):
    """Several of a few."""

    changed = Signal()

    def __init__(self, label: str, entries: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._label = Text(label, "label")
        self._boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._label)
        self.set_entries(entries)

    def set_entries(self, entries: Iterable[tuple[str, str]], *, ticked: bool = False) -> None:
        """`entries` are (key, words); the same ones again stay as they are ticked."""
        entries = list(entries)
        self.setVisible(bool(entries))
        if [key for key, _ in entries] == list(self._boxes):
            return
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for key, words in entries:
            box = QCheckBox(words)
            box.setObjectName(f"tick_{key}")
            box.setChecked(ticked)
            box.toggled.connect(self.changed)
            self._column.addWidget(box)
            self._boxes[key] = box

    @property
    def chosen(self) -> list[str]:
        return [key for key, box in self._boxes.items() if box.isChecked()]
