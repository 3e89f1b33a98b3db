"""A card: a heading, perhaps a link at its right, and what it holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from ui.theme import IconRole, set_icon
from ui.widgets.buttons import LinkButton
from ui.widgets.emptied import empty
from ui.widgets.labels import Rule, Text
from ui.widgets.row import BLEED, Row

_LINK_PADDING = 7


class Card(QFrame):
    """Rows added one after the other are parted by a hairline."""

    actionRequested = Signal()

    def __init__(
        self, title: str = "", *, action: str = "", icon: str = "", icon_role: IconRole = "accent"
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._title = Text(title, "heading")
        self._action = LinkButton(action)
        self._action.clicked.connect(self.actionRequested)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16 - BLEED, 14, 16 - BLEED, 14)
        outer.setSpacing(8)
        self._header = self._make_header(icon, icon_role)
        outer.addWidget(self._header)
        self._ends_with_row = False
        self._own: QVBoxLayout | None = None
        self._sections = QVBoxLayout()
        self._sections.setSpacing(8)
        outer.addLayout(self._sections)
        self.set_title(title)
        self.set_action(action)

    @property
    def body(self) -> QVBoxLayout:
        """A column in line with the heading, for what is neither a row nor added with `add`."""
        if self._own is None:
            self._own = QVBoxLayout()
            self._own.setSpacing(8)
            self.add_layout(self._own)
        return self._own

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)
        self._header.setVisible(bool(title))

    def set_action(self, action: str) -> None:
        """The link at the right; empty: none. Screen readers hear it with the title."""
        self._action.setText(action)
        self._action.setVisible(bool(action))
        title = self._title.text()
        self._action.setAccessibleName(f"{action}\u00a0: {title}" if title else action)

    def add(self, widget: QWidget) -> None:
        if isinstance(widget, Row):
            self.add_across(widget)
            return
        line = QVBoxLayout()
        line.addWidget(widget)
        self.add_layout(line)

    def add_layout(self, layout: QLayout) -> None:
        self._ends_with_row = False
        padded = QVBoxLayout()
        padded.setContentsMargins(BLEED, 0, BLEED, 0)
        padded.addLayout(layout)
        self._sections.addLayout(padded)

    def clear(self) -> None:
        """Removes what it holds; the header stays."""
        empty(self._sections)
        self._ends_with_row = False
        self._own = None

    def add_across(self, row: QWidget) -> None:
        """A row, perhaps with buttons at its end.

        Its ground reaches past its text, which stays in line with the heading.
        """
        if self._ends_with_row:
            self.add(Rule())
        self._sections.setSpacing(2)
        self._sections.addWidget(row)
        self._ends_with_row = True

    def _make_header(self, icon: str, role: IconRole) -> QWidget:
        header = QWidget()
        line = QHBoxLayout(header)
        line.setContentsMargins(BLEED, 0, BLEED - _LINK_PADDING, 0)
        line.setSpacing(8)
        if icon:
            mark = QLabel()
            set_icon(mark, icon, role)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._title, 1)
        line.addWidget(self._action)
        return header
