import gc
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.garbage import WindowThreadCollector, collect_all


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


def test_cycles_go_by_the_timer_alone(qtbot: QtBot) -> None:
    parent = QObject()
    WindowThreadCollector(parent)
    assert not gc.isenabled()
    knot = weakref.ref(Knot())
    assert knot() is not None
    qtbot.waitUntil(lambda: knot() is None, timeout=4000)
    knot = weakref.ref(Knot())
    collect_all()
    assert knot() is None
