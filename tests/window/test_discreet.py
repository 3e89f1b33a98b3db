"""The discreet screen in a real window, through a lock."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from referent_desk.families import Family, Person
from tests.ui.visible_texts import visible_texts
from tools.main_job import MainJob
from ui.discretion import discretion
from ui.workspace.discreet_sign import SIGN

pytestmark = pytest.mark.window


@pytest.fixture(autouse=True)
def fresh_discretion() -> None:
    """Before the window is made: its state lasts as long as the program."""
    discretion.cache_clear()


def press_f9() -> None:
    pressed = QApplication.focusWidget()
    assert pressed is not None
    QTest.keyClick(pressed, Qt.Key.Key_F9)


def told() -> str:
    return "\n".join(visible_texts())


def test_it_holds_through_a_lock(job: MainJob) -> None:
    job.create()
    job.office().families.create(Family("Zwartkopf"), (Person("Ysaline", "Zwartkopf"),))
    job.open_rail("families")
    assert "Zwartkopf" in told()
    press_f9()
    job.settle()
    assert "Zwartkopf" not in told()
    assert SIGN in told()
    job.lock()
    assert SIGN not in told()
    job.unlock()
    assert "Zwartkopf" not in told()
    assert SIGN in told()
    titles = {w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible()}
    assert titles <= {"", "Referent Desk"}
    press_f9()
    job.settle()
    assert "Zwartkopf" in told()
