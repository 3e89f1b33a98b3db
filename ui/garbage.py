"""Python's collector, kept on the window's thread.

Left alone it runs on whichever thread allocates, a worker's too, and destroys there the widgets
that only cycles still held: Qt then crashes, now and then, far from the cause.
"""

import gc

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

EVERY_MS = 1000
YOUNG = 1


def collect_all() -> None:
    """Takes some tens of milliseconds: when the screen is emptied anyway. On the window's thread.

    Qt's own deletions first: a Python half that is cleared before its widget is gone may be
    taken for that of the next widget at the same address.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


class WindowThreadCollector(QObject):
    """From its making on, cycles are collected by its timer alone: the young ones each second."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=EVERY_MS)
        timer.timeout.connect(self._collect_young)
        timer.start()

    def _collect_young(self) -> None:
        gc.collect(YOUNG)
