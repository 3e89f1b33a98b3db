"""A line across a screen: something to know, to heed, or to mend."""

from typing import Literal

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.theme import IconRole, restyle, set_icon
from ui.widgets.announcing import announce
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import Text

BannerKind = Literal["info", "warning", "danger"]

_MARKS: dict[BannerKind, tuple[str, IconRole]] = {
    "info": ("info", "accent"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}


class Banner(QFrame):
    """`show_text` also tells it to screen readers."""

    actionRequested = Signal()

    def __init__(self, text: str = "", kind: BannerKind = "info", *, action: str = "") -> None:
        super().__init__()
        self._mark = QLabel()
        self._text = Text(text)
        self._action = LinkButton(action)
        if not action:
            self._action.hide()
        self._action.clicked.connect(self.actionRequested)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(10)
        line.addWidget(self._mark)
        line.addWidget(self._text, 1)
        line.addWidget(self._action)
        self._wear(kind)

    def text(self) -> str:
        return self._text.text()

    def set_text(self, text: str) -> None:
        self._text.setText(text)

    def set_action(self, action: str) -> None:
        self._action.setText(action)
        self._action.setVisible(bool(action))

    def focus_action(self) -> None:
        self._action.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    def set_kind(self, kind: BannerKind) -> None:
        self._wear(kind)
        restyle(self)

    def _wear(self, kind: BannerKind) -> None:
        self.setProperty("kind", kind)
        name, role = _MARKS[kind]
        set_icon(self._mark, name, role)

    def show_text(self, text: str, kind: BannerKind | None = None) -> None:
        self.set_text(text)
        if kind:
            self.set_kind(kind)
        self.show()
        announce(self, text)
