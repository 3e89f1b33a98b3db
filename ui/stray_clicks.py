"""The second half of a double click, where the first half has changed the screen."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import getCppPointer

_Pressed = tuple[int, str]
"""Its place in memory and its name: what Python holds of it may be made anew."""


class StrayClicks(QObject):
    """It would press what came up under the mouse: « Entretien » where « Terminer » stood.

    It looks at the events of the window alone, once that stands on a screen. Qt tells a double
    click after a second press.
    """

    def __init__(self, inside: QWidget) -> None:
        super().__init__(inside)
        self._window = inside.window()
        self._first: _Pressed | None = None
        self._second: _Pressed | None = None
        handle = cast("QWindow | None", self._window.windowHandle())
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.MouseButtonPress:
            self._first, self._second = self._second, self._under(event)
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            return self._first != self._under(event)
        return super().eventFilter(watched, event)

    def _under(self, event: QMouseEvent) -> _Pressed | None:
        found = self._window.childAt(event.position().toPoint())
        return (getCppPointer(found)[0], found.objectName()) if found else None
