"""The wait after repeated wrong secrets, told in words."""

import math

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

TICK_MS = 250


class Countdown(QObject):
    """`told` has what is left, in a sentence; empty once the next try is heard."""

    told = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._until = QDeadlineTimer(0)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._tell)

    @property
    def running(self) -> bool:
        """True while a secret would be heard too soon."""
        return not self._until.hasExpired()

    def start(self, seconds: int) -> None:
        """Zero ends it."""
        self._until = QDeadlineTimer(seconds * 1000)
        if seconds > 0:
            self._tick.start()
        self._tell()

    def _tell(self) -> None:
        left = math.ceil(self._until.remainingTime() / 1000)
        if left <= 0:
            self._tick.stop()
            self.told.emit("")
            return
        seconds = "une seconde" if left == 1 else f"{left} secondes"
        self.told.emit(f"Prochain essai dans {seconds}.")
