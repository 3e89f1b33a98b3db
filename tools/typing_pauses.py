"""Fast typing into a text, and how long the window was deaf meanwhile."""

import time

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

BETWEEN_KEYS_MS = 25
SENTENCE = "Il a « changé » d’un coup, et personne ne nous a rien dit. "


def longest_pause(text: QPlainTextEdit, keys: int) -> float:
    """In seconds, between two beats of a timer of one millisecond."""
    pauses = [0.0]
    typed = iter(SENTENCE * (keys // len(SENTENCE) + 1))
    loop = QEventLoop()
    heart, fingers = _every(1), _every(BETWEEN_KEYS_MS)
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        pauses.append(now - last)
        last = now

    def press() -> None:
        nonlocal keys
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, next(typed))
        QApplication.sendEvent(text, event)
        keys -= 1
        if not keys:
            loop.quit()

    heart.timeout.connect(beat)
    fingers.timeout.connect(press)
    loop.exec()
    heart.stop()
    fingers.stop()
    return max(pauses)


def _every(milliseconds: int) -> QTimer:
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
    timer.start(milliseconds)
    return timer
