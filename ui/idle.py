"""What asks for the lock from anywhere: nobody at the computer, or Ctrl+L over any dialog.

Both see every event of the program, which costs: they live as long as an office is open.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.InputMethod,
}


class IdleWatch(QObject):
    """Emits `idle`, then `longIdle`, each after its delay since the last touch."""

    idle = Signal()
    longIdle = Signal()
    touched = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._short, self._long = QTimer(self, singleShot=True), QTimer(self, singleShot=True)
        self._short.timeout.connect(self.idle)
        self._long.timeout.connect(self.longIdle)
        self._is_idle = False
        self.idle.connect(self._note_idle)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def start(self, short_ms: int, long_ms: int) -> None:
        self._is_idle = False
        self._short.start(short_ms)
        self._long.start(long_ms)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES and self._long.isActive():
            self._short.start()
            self._long.start()
            if self._is_idle:
                self._is_idle = False
                self.touched.emit()
        return False

    def _note_idle(self) -> None:
        self._is_idle = True


class LockKey(QObject):
    """Ctrl+L wherever the focus is: a window's shortcut is deaf while a dialog stands over it."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_L:
            QTimer.singleShot(0, self.pressed.emit)
        return False
