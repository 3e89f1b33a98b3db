"""Locking over the pages of a letter: nothing of them is left, in sight or in memory."""

import gc
import weakref
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.activity import Period
from referent_desk.directory import Resource
from referent_desk.families import Family, Person, Situation
from referent_desk.followup import Referral
from referent_desk.office import Office
from referent_desk.vault import ANY_COST_POLICY, KdfCost, Passphrase, create_vault, open_vault
from ui import garbage, main_window, operations
from ui.documents.page_view import PageView
from ui.main_window import MainWindow
from ui.workspace import Workspace

WAIT = 10_000
SECRET = "violon marée tournesol brique"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Open on the home screen, a family and a resource known; its cursor does not blink."""
    QApplication.setCursorFlashTime(0)
    folder = tmp_path / "essai.coffre"
    made = create_vault(folder, SECRET, "Zoé", cost=KdfCost(8, 1, 1), policy=ANY_COST_POLICY)
    office = Office.open(made.vault)
    office.families.create(
        Family("Lacroix"), [Person("Claire", "Lacroix", "Mme")], Situation(date(2026, 11, 2))
    )
    office.directory.save(Resource("Le Passage", address="Rue Haute 1", city="Namur"))
    shown = MainWindow()
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    shown.opening.opened.emit(office)
    yield shown
    made.vault.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def opened(window: MainWindow) -> tuple[Workspace, Office, str]:
    assert window.workspace is not None
    office = window.workspace._office
    return window.workspace, office, office.families.list()[0].id


def choose_resource(window: MainWindow) -> None:
    combo = window.findChild(QComboBox, "letter_resource")
    assert combo is not None
    combo.setCurrentIndex(combo.findText("Le Passage", Qt.MatchFlag.MatchStartsWith))


def wait_for_pages(qtbot: QtBot, window: MainWindow) -> None:
    """Nobody here holds on to the view: what keeps it after the lock must be the window's fault."""
    qtbot.waitUntil(
        lambda: any(view.page_total() > 0 for view in window.findChildren(PageView)), timeout=WAIT
    )


def begin_letter(window: MainWindow) -> None:
    workspace, _office, family_id = opened(window)
    workspace.show_letter(family_id)
    choose_resource(window)


def show_letter(qtbot: QtBot, window: MainWindow) -> None:
    begin_letter(window)
    wait_for_pages(qtbot, window)


def show_document(qtbot: QtBot, window: MainWindow) -> None:
    workspace, office, family_id = opened(window)
    resource = next(r for r in office.directory.list() if r.name == "Le Passage")
    person = office.families.open_file(family_id).people[0]
    referral = office.followup.propose(Referral(family_id, resource.id, person.id))
    workspace.show_document(office.documents.issue(referral, "Bonjour.").id)
    wait_for_pages(qtbot, window)


def show_letter_being_printed(qtbot: QtBot, window: MainWindow) -> None:
    show_letter(qtbot, window)
    button = window.findChild(QPushButton, "print_letter")
    assert button is not None
    qtbot.waitUntil(button.isEnabled, timeout=WAIT)
    button.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(QPrintDialog)), timeout=WAIT)


def show_report(qtbot: QtBot, window: MainWindow) -> None:
    """A preview, and the figures beside it."""
    workspace, _office, _family_id = opened(window)
    workspace.show_activity("2026-T3/figures")
    workspace.show_activity("2026-T3/report")
    wait_for_pages(qtbot, window)


def show_report_that_left(qtbot: QtBot, window: MainWindow) -> None:
    workspace, office, _family_id = opened(window)
    period = Period.quarter(2025, 3)
    office.activity.issue(period, office.activity.choice(period))
    workspace.show_activity("2025-T3/issued")
    wait_for_pages(qtbot, window)


def on_screen(window: MainWindow) -> QImage:
    window.activateWindow()
    QApplication.processEvents()
    return window.grab().toImage()


def lock(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.locked, timeout=WAIT)


def reopen(window: MainWindow, folder: Path) -> None:
    vault = open_vault(folder, Passphrase(SECRET), policy=ANY_COST_POLICY)
    window.opening.opened.emit(Office.open(vault))
    QApplication.processEvents()  # it goes back to the place where it was locked


def expect_no_page_left(qtbot: QtBot) -> None:
    """No view, no document, and no Python half of one that would keep its bytes."""
    qtbot.waitUntil(lambda: not views(), timeout=WAIT)
    qtbot.waitUntil(lambda: not documents(), timeout=WAIT)


def views() -> list[QWidget]:
    return [w for w in QApplication.allWidgets() if isinstance(w, QPdfView | PageView)]


def documents() -> list[object]:
    return [held for held in gc.get_objects() if isinstance(held, QPdfDocument)]


@pytest.mark.parametrize(
    "show",
    [show_letter, show_document, show_letter_being_printed, show_report, show_report_that_left],
)
def test_nothing_of_the_pages_is_left(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    show: Callable[[QtBot, MainWindow], None],
) -> None:
    lock(qtbot, window)
    bare = on_screen(window)
    reopen(window, tmp_path / "essai.coffre")
    show(qtbot, window)
    assert views()
    assert documents()
    lock(qtbot, window)
    assert on_screen(window) == bare
    expect_no_page_left(qtbot)


def test_a_page_that_is_still_being_drawn_never_comes(qtbot: QtBot, window: MainWindow) -> None:
    begin_letter(window)
    qtbot.waitUntil(operations.busy, timeout=WAIT)
    lock(qtbot, window)
    operations.wait_for_all()
    expect_no_page_left(qtbot)


class Page:
    """It knows itself, as a screen knows what knows it."""

    def __init__(self) -> None:
        self.shown = self


def test_what_work_on_its_way_out_still_held_goes_soon_after_the_lock(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is let go of just after the screen was emptied and the vault closed."""
    held = [Page()]
    gone = weakref.ref(held[0])
    collected: list[int] = []

    def collect_all() -> None:
        garbage.collect_all()
        collected.append(len(held))
        if len(collected) == 2:
            held.clear()

    monkeypatch.setattr(main_window, "collect_all", collect_all)
    lock(qtbot, window)
    qtbot.waitUntil(lambda: len(collected) > 2, timeout=WAIT)
    assert collected == [1, 1, 0]
    assert gone() is None
