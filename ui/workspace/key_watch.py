"""A key that is heard wherever the focus is."""

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent


class KeyWatch(QObject):
    """A window's shortcut is deaf while a dialog or a form stands over it.

    It sees every event of the program, hence lives as long as an office is open.
    """

    pressed = Signal()

    def __init__(
        self,
        key: Qt.Key,
        parent: QObject,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        super().__init__(parent)
        self._keys = QKeyCombination(modifier, key)
        # One key press comes by several times, on its way to the widget that wants it.
        self._once = QTimer(self, singleShot=True, interval=0)
        self._once.timeout.connect(self.pressed)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            meant = event.keyCombination() == self._keys
            if meant and not event.isAutoRepeat():
                self._once.start()
        return False
