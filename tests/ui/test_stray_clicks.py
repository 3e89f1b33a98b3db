"""A double click as the window receives it, through Qt's own handling."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.stray_clicks import StrayClicks


class Screens(QStackedWidget):
    """« Terminer » brings up a screen with « Entretien » at the same place."""

    def __init__(self) -> None:
        super().__init__()
        self.finish, self.begin = QPushButton("Terminer"), QPushButton("Entretien")
        self.pressed: list[str] = []
        for button in (self.finish, self.begin):
            page = QWidget()
            column = QVBoxLayout(page)
            self.line = QLineEdit("un mot choisi")
            column.addWidget(button)
            column.addWidget(self.line)
            self.addWidget(page)
            button.clicked.connect(lambda _checked, b=button: self.pressed.append(b.text()))
        self.finish.clicked.connect(self._go_on)

    def _go_on(self) -> None:
        self.setCurrentIndex(1)
        QApplication.processEvents()  # it is laid out before the second half comes


@pytest.fixture
def screens(qtbot: QtBot, show_active: Callable[[QWidget], None]) -> Screens:
    made = Screens()
    qtbot.addWidget(made)
    made.resize(300, 200)
    show_active(made)
    return made


def double_click(window: QWidget, on: QWidget, at: QPoint) -> None:
    handle = window.windowHandle()
    assert handle is not None
    modifier = Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(handle, Qt.MouseButton.LeftButton, modifier, on.mapTo(window, at))


@pytest.mark.parametrize(("watched", "pressed"), [(False, 2), (True, 1)])
def test_the_second_half_presses_nothing_that_came_up_meanwhile(
    screens: Screens, *, watched: bool, pressed: int
) -> None:
    if watched:
        StrayClicks(screens)
    double_click(screens, screens.finish, QPoint(20, 10))
    assert screens.pressed == ["Terminer", "Entretien"][:pressed]
    QTest.mouseClick(screens.begin, Qt.MouseButton.LeftButton)
    assert screens.pressed[-1] == "Entretien"


def test_a_double_click_in_one_place_is_one(screens: Screens) -> None:
    StrayClicks(screens)
    screens.setCurrentIndex(1)
    double_click(screens, screens.line, QPoint(14, screens.line.height() // 2))
    assert screens.line.selectedText() == "un"
