"""Buttons. One PrimaryButton a screen: what one most likely does next."""

from typing import TYPE_CHECKING, TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

from ui.theme import IconRole, restyle, set_icon

_W = TypeVar("_W", bound=QWidget)


class Button(QPushButton):
    """Enter presses it as Space does, and no dialog makes it a default unasked.

    Ctrl+Enter is not its own: it records the form around it.
    """

    icon_role: IconRole = "text"

    def __init__(self, text: str = "", icon: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)
        if icon:
            self.set_icon(icon)

    def set_icon(self, name: str) -> None:
        set_icon(self, name, self.icon_role)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        enter = (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)
        if event.key() in enter and event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        if event.key() in enter and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


class PrimaryButton(Button):
    """The filled one."""

    icon_role = "on_accent"


class SecondaryButton(Button):
    """The outlined one."""


class LinkButton(Button):
    """Bare accent text, for a card's action."""

    icon_role = "accent"

    def __init__(self, text: str = "", icon: str = "") -> None:
        super().__init__(text, icon)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class IconButton(Button):
    """An icon alone; `name` is its accessible name and its tool tip."""

    icon_role = "muted"

    def __init__(self, icon: str, name: str) -> None:
        super().__init__("", icon)
        self.setAccessibleName(name)
        self.setToolTip(name)


class RailButton(Button):
    """An entry of the rail: checkable, with its key at the right; folds to its icon."""

    def __init__(self, text: str, icon: str, keys: str = "", *, checkable: bool = True) -> None:
        super().__init__(text, icon)
        self._text = text
        self._keys = keys
        self.setCheckable(checkable)
        self.setAutoExclusive(checkable)
        self.setAccessibleName(text)
        self.set_folded(folded=False)
        if keys:
            from PySide6.QtGui import QKeySequence  # noqa: PLC0415

            self.setAccessibleDescription(QKeySequence(keys).toString())

    def set_folded(self, *, folded: bool) -> None:
        whole = f"{self._text}   {self._keys}" if self._keys else self._text
        self.setText("" if folded else whole)
        self.setToolTip(whole if folded else "")
        self.setProperty("folded", folded)
        set_icon(self, self._icon_name(), self.icon_role)
        restyle(self)

    def set_words(self, text: str) -> None:
        self._text = text
        self.set_folded(folded=bool(self.property("folded")))

    def set_icon(self, name: str) -> None:
        self._icon = name
        super().set_icon(name)

    def _icon_name(self) -> str:
        return self._icon

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, 38))


def named(widget: _W, name: str) -> _W:
    """The same, found under this name by style and tests."""
    widget.setObjectName(name)
    return widget
