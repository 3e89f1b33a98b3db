"""Locking over Qt's own dialogs, also those that run a loop of their own: all go, none acts."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas
from shiboken6 import isValid

from referent_desk.office import Office
from referent_desk.vault import ANY_COST_POLICY, KdfCost, create_vault
from ui import messages
from ui.documents import leaving
from ui.main_window import MainWindow
from ui.secrets.recovery_code_view import RecoveryCodeView

WAIT = 10_000
BEFORE = b"ce qui y etait"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = create_vault(
        tmp_path / "essai.coffre",
        "violon marée tournesol brique",
        "Zoé",
        cost=KdfCost(8, 1, 1),
        policy=ANY_COST_POLICY,
    )
    shown = MainWindow()
    qtbot.addWidget(shown)
    shown.show()
    shown.opening.opened.emit(Office.open(made.vault))
    yield shown
    made.vault.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture
def pdf(tmp_path: Path) -> bytes:
    file = tmp_path / "lettre.pdf"
    canvas = Canvas(str(file))
    canvas.drawString(100, 700, "Lettre")
    canvas.save()
    return file.read_bytes()


@pytest.fixture
def taken(tmp_path: Path) -> Path:
    """A file that already stands where the document is sent."""
    file = tmp_path / "deja.pdf"
    file.write_bytes(BEFORE)
    return file


def never() -> None:
    raise AssertionError("it acted after the lock")


def over(window: MainWindow) -> QWidget:
    assert window.workspace is not None
    return window.workspace


def button(dialog: QWidget, text: str) -> QAbstractButton:
    return next(
        b for b in dialog.findChildren(QAbstractButton) if b.text().replace("&", "") == text
    )


def write(dialog: QWidget, name: str, text: str) -> None:
    edit = dialog.findChild(QLineEdit, name)
    assert edit is not None
    edit.setText(text)


def lock_over_a_loop(qtbot: QtBot, window: MainWindow, begin: Callable[[], object]) -> None:
    """`begin` opens a dialog that does not return; the lock comes meanwhile, as from idleness."""
    seen: list[int] = []

    def lock() -> None:
        seen.append(len(dialogs()))
        window.lock()

    before = len(dialogs())
    QTimer.singleShot(100, window, lock)
    begin()
    assert seen == [before + 1]
    expect_nothing_left(qtbot, window)


def dialogs() -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def expect_nothing_left(qtbot: QtBot, window: MainWindow) -> None:
    assert window.locked
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window] == []
    qtbot.wait(50)
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window] == []
    assert window.isEnabled()
    assert QApplication.activeModalWidget() is None


def test_the_print_dialog_goes_unanswered(qtbot: QtBot, window: MainWindow, pdf: bytes) -> None:
    dialog = leaving.print_out(over(window), pdf, "Lettre", never)
    assert dialog.isVisible()
    window.lock()
    expect_nothing_left(qtbot, window)
    qtbot.waitUntil(lambda: not isValid(dialog), timeout=WAIT)


def test_the_printer_s_properties_go_too(qtbot: QtBot, window: MainWindow, pdf: bytes) -> None:
    dialog = leaving.print_out(over(window), pdf, "Lettre", never)
    lock_over_a_loop(qtbot, window, button(dialog, "Properties").click)


def test_where_to_print_goes_too(qtbot: QtBot, window: MainWindow, pdf: bytes) -> None:
    dialog = leaving.print_out(over(window), pdf, "Lettre", never)
    lock_over_a_loop(qtbot, window, button(dialog, "...").click)


def test_printing_over_a_file_is_not_agreed_to_by_the_lock(
    qtbot: QtBot, window: MainWindow, pdf: bytes, taken: Path
) -> None:
    dialog = leaving.print_out(over(window), pdf, "Lettre", never)
    write(dialog, "filename", str(taken))
    lock_over_a_loop(qtbot, window, button(dialog, "Print").click)
    assert taken.read_bytes() == BEFORE


def test_saving_over_a_file_is_not_agreed_to_by_the_lock(
    qtbot: QtBot, window: MainWindow, pdf: bytes, taken: Path
) -> None:
    dialog = leaving.save_as(over(window), pdf, "lettre.pdf", never)
    write(dialog, "fileNameEdit", str(taken))
    lock_over_a_loop(qtbot, window, button(dialog, "Save").click)
    assert taken.read_bytes() == BEFORE


def test_the_recovery_code_s_print_dialog_goes(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinter, "isValid", lambda _printer: True)
    view = RecoveryCodeView()
    view.setParent(over(window))
    view.show_code("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF")
    view.show()
    view._print.click()
    [dialog] = view.findChildren(QPrintDialog)
    window.lock()
    expect_nothing_left(qtbot, window)
    qtbot.waitUntil(lambda: not isValid(dialog), timeout=WAIT)


def test_a_file_dialog_goes_unanswered(qtbot: QtBot, window: MainWindow, pdf: bytes) -> None:
    dialog = leaving.save_as(over(window), pdf, "lettre.pdf", never)
    assert isinstance(dialog, QFileDialog)
    window.lock()
    expect_nothing_left(qtbot, window)
    qtbot.waitUntil(lambda: not isValid(dialog), timeout=WAIT)


def test_messages_go_unanswered(qtbot: QtBot, window: MainWindow) -> None:
    messages.info(over(window), "Fait", then=never)
    messages.warning(over(window), "Attention", then=never)
    messages.question(over(window), "Effacer ?", yes="Effacer", on_yes=never, on_no=never)
    window.lock()
    expect_nothing_left(qtbot, window)


def test_what_was_sought_goes_with_the_lock(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workspace is not None
    window.workspace.start_search()
    qtbot.waitUntil(lambda: dialogs() != [])
    window.lock()
    expect_nothing_left(qtbot, window)
