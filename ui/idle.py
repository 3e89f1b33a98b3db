"""Nobody has touched the computer for a while."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

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

    def stop(self) -> None:
        self._short.stop()
        self._long.stop()

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
