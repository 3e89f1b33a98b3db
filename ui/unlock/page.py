"""The narrow column that each page before the vault stands in."""

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import set_icon
from ui.widgets import LinkButton, Text, at_left

WIDTH = 460
NO_FOCUS = 0
"""Qt.FocusPolicy.NoFocus by its number: naming it at the start would load all of `Qt`."""


class Page(QWidget):
    """A mark, a title, a sentence, then what `add` brings."""

    def __init__(self, title: str, sentence: str, icon: str = "heart-handshake") -> None:
        super().__init__()
        self.column = QVBoxLayout()
        self.column.setSpacing(16)
        mark = QLabel()
        set_icon(mark, icon, "accent", 40)
        self.column.addWidget(mark)
        self.heading = Text(title, "title")
        self.sentence = Text(sentence, "muted")
        self.column.addWidget(self.heading)
        self.column.addWidget(self.sentence)
        middle = QWidget()
        middle.setFixedWidth(WIDTH)
        middle.setLayout(self.column)
        self.column.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        inside = QWidget()
        down = QVBoxLayout(inside)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(_scrolled(inside))

    def add(self, widget: QWidget) -> None:
        self.column.addWidget(widget)

    def add_link(self, text: str, icon: str = "") -> LinkButton:
        link = LinkButton(text, icon)
        self.column.addLayout(at_left(link))
        return link


def _scrolled(inside: QWidget) -> QScrollArea:
    """On a low screen; not `Scrolling`, which names what a start does not load."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setProperty("focusPolicy", NO_FOCUS)
    area.setWidget(inside)
    return area
