"""« Corriger » in a family's file: its menu, the sheets it opens, and the way back after each."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from referent_desk.errors import DeskError, NotFound
from referent_desk.office import Office
from ui import messages
from ui.corrections.sheet import CorrectionSheet
from ui.corrections.sheets import DeletionSheet, MergeSheet, MoveSheet, SplitSheet
from ui.widgets import Banner, SecondaryButton

_Sheet = Callable[[Office, str, QWidget], CorrectionSheet]
_SHEETS: tuple[tuple[str, str, _Sheet], ...] = (
    ("delete", "Supprimer…", DeletionSheet),
    ("move", "Déplacer vers une autre famille…", MoveSheet),
    ("merge", "Fusionner…", MergeSheet),
    ("split", "Séparer…", SplitSheet),
)


class CorrectionsMenu(SecondaryButton):
    """The button, and `offer`: the banner that takes the last correction back."""

    changed = Signal()
    familyGone = Signal(str)
    """The file itself is no more: by which id it comes back."""

    def __init__(self, office: Office, family_id: str, screen: QWidget) -> None:
        super().__init__("Corriger", "ellipsis")
        self.setObjectName("corrections")
        self.setAccessibleDescription("Supprimer, déplacer, fusionner, séparer")
        self._office = office
        self._family_id = family_id
        self._screen = screen
        self._last = ""
        self.offer = Banner("", "info", action="Annuler")
        self.offer.setObjectName("undo_offer")
        self.offer.hide()
        self.offer.actionRequested.connect(self._undo)
        self._menu = QMenu(self)
        for name, words, sheet in _SHEETS:
            action = self._menu.addAction(words)
            action.setObjectName(f"correct_{name}")
            action.triggered.connect(partial(self.open_sheet, sheet))
        self.clicked.connect(self._pop_up)

    def open_sheet(self, kind: _Sheet, _checked: bool = False) -> None:
        try:
            sheet = kind(self._office, self._family_id, self._screen)
        except DeskError as fault:
            messages.error(self, fault)
            return
        sheet.corrected.connect(self._corrected)
        sheet.open()

    def _pop_up(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _corrected(self, reversal_id: str, words: str) -> None:
        self._last = reversal_id
        try:
            self._office.families.open_file(self._family_id)
        except NotFound:
            self.familyGone.emit(reversal_id)
            return
        self.offer.show_text(words)
        self.changed.emit()

    def _undo(self) -> None:
        try:
            self._office.corrections.undo(self._last)
        except DeskError as fault:
            messages.error(self, fault)
            return
        self.offer.hide()
        self.changed.emit()
        messages.notify(self, "Tout est revenu comme avant")
