"""What is taller than its place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

READABLE = 860
"""Wider, a line of text is lost on the way back to its left."""


class Scrolling(QScrollArea):
    """Up and down only, without a frame; off the path of Tab unless asked.

    What is inside keeps off the scroll bar, and goes to the edge while there is none.
    """

    def __init__(self, inside: QWidget, *, takes_focus: bool = False) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not takes_focus:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.verticalScrollBar().setProperty("look", "apart")

    @classmethod
    def over(cls, *cards: QWidget) -> "Scrolling":
        """Over the cards, one under the other from the top."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        return cls(inside)
