"""Texts. All are plain text: what a family said is never read as markup."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import IconRole, set_icon
from ui.widgets.buttons import IconButton
from ui.widgets.pushed import at_top

Look = Literal["", "title", "heading", "muted", "secondary", "figure", "label", "error"]


PLAIN_TEXT = 0
"""Qt.TextFormat.PlainText by its number: naming it at the start would load all of `Qt`."""


class Text(QLabel):
    """A label in one of the looks of the style sheet; long ones wrap."""

    def __init__(self, text: str = "", look: Look = "", *, wrap: bool = True) -> None:
        super().__init__(text)
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setProperty("look", look)
        self.setWordWrap(wrap)
        if not wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class Rule(QFrame):
    """A hairline between two things."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "rule")
        self.setFixedHeight(1)


class IconLine(QWidget):
    """An icon and a sentence, to be read only."""

    def __init__(
        self, icon: str, text: str, *, role: IconRole = "muted", look: Look = "secondary"
    ) -> None:
        super().__init__()
        self._label = Text(text, look)
        mark = QLabel()
        set_icon(mark, icon, role)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addLayout(at_top(mark))
        line.addWidget(self._label, 1)

    def set_text(self, text: str) -> None:
        self._label.setText(text)


class PageTitle(QWidget):
    """The title of a screen, its muted sentence, and its buttons at the right.

    With `back`, an arrow before them says by these words where it leads.
    """

    backRequested = Signal()

    def __init__(self, title: str = "", subtitle: str = "", *, back: str = "") -> None:
        super().__init__()
        self._title = Text(title, "title")
        self._subtitle = Text(subtitle, "muted")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        if back:
            line.addLayout(at_top(self._make_back(back)))
        line.addLayout(words, 1)
        line.addLayout(self._actions)
        self.set_subtitle(subtitle)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def add_action(self, button: QWidget) -> None:
        """The filled button comes last, at the far right."""
        self._actions.addWidget(button)

    def _make_back(self, where: str) -> IconButton:
        button = IconButton("arrow-left", where)
        button.setObjectName("back")
        button.clicked.connect(self.backRequested)
        return button
