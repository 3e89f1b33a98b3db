"""A text in which words can be selected, and stay so while one goes to what they are for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel

from ui.theme import set_icon
from ui.widgets import Text

_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class SelectableText(Text):
    """Qt's own label forgets its selection with the focus."""

    selected = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextInteractionFlags(_SELECTABLE)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        start, length = self.selectionStart(), len(self.selectedText())
        super().focusOutEvent(event)
        if length:
            self.setSelection(start, length)

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        super().mouseReleaseEvent(ev)
        self._tell()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        self._tell()

    def _tell(self) -> None:
        if self.hasSelectedText():
            self.selected.emit()


def icon_label(name: str) -> QLabel:
    mark = QLabel()
    set_icon(mark, name, "accent")
    return mark
