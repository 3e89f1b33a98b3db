from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery import gallery, grab
from ui import theme


@pytest.fixture
def whole(qtbot: QtBot) -> Iterator[QWidget]:
    made = gallery()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_all_that_takes_the_focus_has_a_name(whole: QWidget) -> None:
    nameless = [
        widget
        for widget in whole.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QTabBar)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_nothing_wants_more_than_the_smallest_screen(whole: QWidget) -> None:
    assert whole.minimumSizeHint().width() <= 1366
    assert whole.minimumSizeHint().height() <= 768


def test_pictures_are_made_of_both_schemes(tmp_path: Path, qapp: QApplication) -> None:
    pictures = {file.stem: QImage(str(file)) for file in grab(tmp_path, qapp)}
    ground = pictures["gallery-dark"].pixelColor(700, 760).name().upper()
    assert ground == theme.DARK.ground
    ground = pictures["gallery-light"].pixelColor(700, 760).name().upper()
    assert ground == theme.LIGHT.ground
