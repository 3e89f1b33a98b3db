"""Pages from memory, fitted or enlarged."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.referent_desk.documents.tagged.papers import PAPERS
from ui import theme
from ui.documents.page_view import PageView


class Resizings(QObject):
    """Counts those of what it watches."""

    total = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.total += event.type() == QEvent.Type.Resize
        return False


def test_the_ground_follows_the_scheme(qtbot: QtBot, qapp: QApplication) -> None:
    view = PageView("Aperçu")
    qtbot.addWidget(view)
    view.show()
    pages = view.findChild(QPdfView)
    assert pages is not None
    theme.apply(qapp, theme.Scheme.DARK)
    qtbot.waitUntil(
        lambda: pages.palette().color(QPalette.ColorRole.Dark).name() == theme.DARK.hover.lower()
    )
    QTest.qWait(20)
    assert pages.palette().color(QPalette.ColorRole.Dark).name() == theme.DARK.hover.lower()


@pytest.mark.parametrize("paper", ["form", "long form"])
def test_a_fitted_page_is_laid_out_once_whatever_the_room(qtbot: QtBot, paper: str) -> None:
    view = PageView("Aperçu")
    qtbot.addWidget(view)
    view.show()
    view.show_pdf(PAPERS[paper]())
    viewport = view.findChild(QPdfView).viewport()  # pyright: ignore[reportOptionalMemberAccess]
    counted = Resizings(view)
    viewport.installEventFilter(counted)
    QTest.qWait(50)
    for width in range(376, 392, 2):
        counted.total = 0
        view.resize(width, 566)
        QTest.qWait(5)
        assert counted.total < 10


def test_no_page_yet_is_said_and_offers_no_zoom(qtbot: QtBot) -> None:
    view = PageView("Aperçu")
    qtbot.addWidget(view)
    view.show()
    pages, larger = view.findChild(QPdfView), view.findChild(QPushButton, "zoom_in")
    assert pages is not None
    assert larger is not None
    assert not pages.isVisible()
    assert not larger.isEnabled()
    view.show_pdf(PAPERS["form"]())
    assert pages.isVisible()
    assert larger.isEnabled()
