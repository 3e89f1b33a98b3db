"""« Noter… »: one button, every kind of contact."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui.contacts.kinds import ContactKind
from ui.theme import set_icon
from ui.widgets import SecondaryButton

_BREAKS_BEFORE = (ContactKind.NETWORK, ContactKind.ABSENCE)


class NoteButton(SecondaryButton):
    kindChosen = Signal(object)
    """The ContactKind."""

    def __init__(self) -> None:
        super().__init__("Noter…", "pen-line")
        self.setObjectName("bar_note")
        self.setAccessibleName("Noter un contact")
        self.setToolTip("Ctrl+Maj+N, puis une lettre")
        self.clicked.connect(self.offer)

    def offer(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("note_menu")
        menu.setAccessibleName("Noter un contact")
        for kind in ContactKind:
            if kind in _BREAKS_BEFORE:
                menu.addSeparator()
            action = QAction(kind.entry, menu)
            action.setData(kind.code)
            set_icon(action, kind.icon, "muted")
            menu.addAction(action)
        menu.triggered.connect(self._choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, action: QAction) -> None:
        code = action.data()
        self.kindChosen.emit(next(kind for kind in ContactKind if kind.code == code))
