"""What an empty place says: what to do first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme import set_icon
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import Text

_ICON = 32


class EmptyState(QWidget):
    actionRequested = Signal()

    def __init__(self, icon: str, sentence: str, action: str = "") -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        mark = QLabel()
        set_icon(mark, icon, "muted", _ICON)
        self._sentence = Text(sentence, "muted")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(mark, 0, middle)
        column.addWidget(self._sentence)
        if action:
            button = SecondaryButton(action)
            button.clicked.connect(self.actionRequested)
            column.addWidget(button, 0, middle)
        column.addStretch(1)

    def set_sentence(self, sentence: str) -> None:
        self._sentence.setText(sentence)
