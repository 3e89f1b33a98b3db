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
WAKING = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress}
HALF_KEYS = {Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
"""They begin a shortcut: Ctrl+L over a blank screen locks it without showing it again."""


class IdleWatch(QObject):
    """Emits `idle`, then `longIdle`, each after its delay since the last touch.

    After `idle`, the next key or click emits `touched` and goes nowhere else: it brings the screen
    back, it types and presses nothing. Moving the mouse only puts the lock off.
    """

    idle = Signal()
    longIdle = Signal()
    touched = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._short, self._long = QTimer(self, singleShot=True), QTimer(self, singleShot=True)
        self._short.timeout.connect(self.idle)
        self._long.timeout.connect(self.longIdle)
        self._is_idle = False
        self._held: int | None = None
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
            return self._wakes(event)
        return self._held is not None and self._still_held(event)

    def _wakes(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut either
            return True
        key = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() not in WAKING or key in HALF_KEYS:
            return False
        self._is_idle = False
        self._held = key
        self.touched.emit()
        return True

    def _still_held(self, event: QEvent) -> bool:
        """The key that woke the screen types nothing for as long as it stays down."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.key() == self._held and event.isAutoRepeat():
            event.accept()
            return True
        self._held = None
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
