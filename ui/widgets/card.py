"""A card: a heading, perhaps a link at its right, and what it holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from ui.theme import IconRole, set_icon
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import Rule, Text
from ui.widgets.row import BLEED, Row

LINK_PADDING = 7


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
        outer.setContentsMargins(16, 14, 16, 14)
        outer.setSpacing(8)
        self._header = self._make_header(icon, icon_role)
        outer.addWidget(self._header)
        self._ends_with_row = False
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        outer.addLayout(self._body)
        self.set_title(title)
        self.set_action(action)

    @property
    def body(self) -> QVBoxLayout:
        return self._body

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)
        self._header.setVisible(bool(title))

    def set_action(self, action: str) -> None:
        """The link at the right; empty: none. Screen readers hear it with the title."""
        self._action.setText(action)
        self._action.setVisible(bool(action))
        title = self._title.text()
        self._action.setAccessibleName(f"{action} : {title}" if title else action)

    def add(self, widget: QWidget) -> None:
        if isinstance(widget, Row) and self._ends_with_row:
            self._body.addWidget(Rule())
        self._ends_with_row = isinstance(widget, Row)
        if isinstance(widget, Row):
            self._body.setSpacing(2)
            self._body.addLayout(_bled(widget))
        else:
            self._body.addWidget(widget)

    def add_layout(self, layout: QLayout) -> None:
        self._body.addLayout(layout)

    def clear(self) -> None:
        """Removes what it holds; the header stays."""
        _empty(self._body)
        self._ends_with_row = False

    def _make_header(self, icon: str, role: IconRole) -> QWidget:
        header = QWidget()
        line = QHBoxLayout(header)
        line.setContentsMargins(0, 0, -LINK_PADDING, 0)
        line.setSpacing(8)
        if icon:
            mark = QLabel()
            set_icon(mark, icon, role)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._title, 1)
        line.addWidget(self._action)
        return header


def _bled(row: Row) -> QHBoxLayout:
    """The row's ground reaches past the text, which stays in line with the heading."""
    line = QHBoxLayout()
    line.setContentsMargins(-BLEED, 0, -BLEED, 0)
    line.addWidget(row)
    return line


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            _empty(inner)
        if (widget := item.widget()) is not None:
            widget.setParent(None)
            widget.deleteLater()
