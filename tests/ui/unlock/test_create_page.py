"""The page that makes a vault, on a low screen."""

from itertools import pairwise

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.unlock.create_page import CreatePage
from ui.widgets import Field


def test_nothing_lies_over_a_field_in_the_smallest_window(qtbot: QtBot) -> None:
    page = CreatePage()
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page.show()
    QApplication.processEvents()
    for field in page.findChildren(Field):
        shown = [part for part in field.findChildren(QWidget) if part.parentWidget() is field]
        for above, below in pairwise(part for part in shown if part.isVisible()):
            assert below.geometry().top() > above.geometry().bottom()
