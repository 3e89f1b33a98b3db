"""Keys that are heard wherever the focus is."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence


class KeyWatch(QObject):
    """A window's shortcut is deaf while a dialog or a form stands over it.

    It sees every event of the program, hence one for all the keys, and only as long as an office is
    open. Keys are told as « Ctrl+K ».
    """

    def __init__(self, does: Mapping[str, Callable[[], None]], parent: QObject) -> None:
        super().__init__(parent)
        self._does = does
        self._pressed = ""
        # One key press comes by several times, on its way to the widget that wants it.
        self._once = QTimer(self, singleShot=True, interval=0)
        self._once.timeout.connect(self._do)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination()).toString()
            if pressed in self._does and not event.isAutoRepeat():
                self._pressed = pressed
                self._once.start()
        return False

    def _do(self) -> None:
        self._does[self._pressed]()
