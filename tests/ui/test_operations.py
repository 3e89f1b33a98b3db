import gc
import logging
import subprocess
import sys
import threading
import time
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from referent_desk.errors import DeskError, DiskFull
from ui import operations
from ui.operations import Progress, UnexpectedFault
from ui.widgets import SecondaryButton
from ui.widgets.busy import PATIENCE_MS, Busy


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.show()
    return made


def test_work_is_elsewhere_and_its_result_here(qtbot: QtBot, page: QWidget) -> None:
    threads: list[threading.Thread] = []
    results: list[int] = []

    def work(_progress: Progress) -> int:
        threads.append(threading.current_thread())
        return 7

    def done(result: int) -> None:
        threads.append(threading.current_thread())
        results.append(result)

    operations.run(work, on_done=done, parent=page, label="Lecture")
    qtbot.waitUntil(lambda: bool(results))
    assert results == [7]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_desk_error_comes_as_it_is(qtbot: QtBot, page: QWidget) -> None:
    errors: list[DeskError] = []

    def work(_progress: Progress) -> None:
        raise DiskFull

    operations.run(
        work, on_done=lambda _r: None, on_error=errors.append, parent=page, label="Écriture"
    )
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], DiskFull)


def test_a_bug_tells_nothing_of_the_data(
    qtbot: QtBot, page: QWidget, caplog: pytest.LogCaptureFixture
) -> None:
    errors: list[DeskError] = []

    def work(_progress: Progress) -> None:
        message = "Mme Lacroix"
        raise KeyError(message)

    with caplog.at_level(logging.DEBUG):
        operations.run(
            work, on_done=lambda _r: None, on_error=errors.append, parent=page, label="Calcul"
        )
        qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], UnexpectedFault)
    assert "KeyError" in caplog.text
    assert "work" in caplog.text
    assert "Lacroix" not in caplog.text + errors[0].message


def test_an_unhandled_failure_is_shown(qtbot: QtBot, page: QWidget) -> None:
    def work(_progress: Progress) -> None:
        raise DiskFull

    operations.run(work, on_done=lambda _r: None, parent=page, label="Écriture")
    qtbot.waitUntil(lambda: page.findChild(QMessageBox) is not None)
    box = page.findChild(QMessageBox)
    assert box is not None
    assert box.text() == DiskFull.what
    box.close()


def test_one_at_a_time_in_order(qtbot: QtBot, page: QWidget) -> None:
    order: list[str] = []

    def slow(_progress: Progress) -> str:
        time.sleep(0.05)
        return "first"

    operations.run(slow, on_done=order.append, parent=page, label="Un", veil=False)
    operations.run(lambda _p: "second", on_done=order.append, parent=page, label="Deux", veil=False)
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["first", "second"]


def test_progress_is_told_and_a_cancelled_work_calls_nothing(qtbot: QtBot, page: QWidget) -> None:
    calls: list[object] = []
    started = threading.Event()

    def work(progress: Progress) -> None:
        progress("Lecture de la page 1")
        started.set()
        while True:
            progress.check()
            time.sleep(0.001)

    operation = operations.run(
        work, on_done=calls.append, on_error=calls.append, parent=page, label="L", cancellable=True
    )
    qtbot.waitUntil(started.is_set)
    operation.cancel()
    qtbot.waitUntil(lambda: not operation.running)
    assert calls == []


def test_a_closed_page_is_not_called_back(qtbot: QtBot) -> None:
    gone = QWidget()
    calls: list[object] = []
    go = threading.Event()

    def work(_progress: Progress) -> int:
        go.wait(2)
        return 1

    operation = operations.run(work, on_done=calls.append, parent=gone, label="Lecture")
    delete(gone)
    go.set()
    qtbot.waitUntil(lambda: not operation.running)
    assert calls == []


def test_the_veil_takes_input_at_once_and_is_seen_only_if_it_lasts(
    qtbot: QtBot, page: QWidget
) -> None:
    line = page.findChild(QLineEdit)
    assert line is not None
    go = threading.Event()
    done: list[object] = []
    operations.run(lambda _p: go.wait(5), on_done=done.append, parent=page, label="Ouverture")
    busy = page.findChild(Busy)
    assert busy is not None
    qtbot.keyClicks(line, "a")
    assert line.text() == ""
    assert not busy.seen
    qtbot.waitUntil(lambda: busy.seen, timeout=PATIENCE_MS * 5)
    go.set()
    qtbot.waitUntil(lambda: bool(done))
    qtbot.keyClicks(line, "b")
    assert line.text() == "b"


def test_the_veil_lets_one_cancel(qtbot: QtBot, page: QWidget) -> None:
    busy = Busy(page, "Lecture", cancellable=True)
    button = busy.findChild(SecondaryButton)
    assert button is not None
    with qtbot.waitSignal(busy.cancelRequested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    busy.lift()


def test_what_was_delivered_just_before_the_lock_does_not_keep_its_screen(qtbot: QtBot) -> None:
    class Screen:
        def __init__(self) -> None:
            self.itself = self

        def done(self, _result: None) -> None:
            operations.abandon_all()

    screen = Screen()
    held = weakref.ref(screen)
    operations.run(lambda _p: None, on_done=screen.done, parent=None, label="Lecture", veil=False)
    del screen
    gc.disable()
    try:
        qtbot.waitUntil(lambda: held() is None)
    finally:
        gc.enable()


def test_a_calculation_holds_up_no_work_and_reads_where_the_work_is_done(
    qtbot: QtBot, page: QWidget
) -> None:
    others, readers = threading.Event(), list[threading.Thread]()
    calculators: list[threading.Thread] = []
    results: list[str] = []

    def seen() -> str:
        readers.append(threading.current_thread())
        return "read"

    def calculation(progress: Progress) -> str:
        calculators.append(threading.current_thread())
        others.wait(5)
        return progress.read(seen)

    operations.calculate(calculation, on_done=results.append, parent=page)
    operations.run(lambda _p: seen(), on_done=results.append, parent=page, label="Lecture")
    qtbot.waitUntil(lambda: results == ["read"])
    others.set()
    qtbot.waitUntil(lambda: results == ["read", "read"])
    assert readers[0] is readers[1]
    assert calculators[0] not in (readers[0], threading.main_thread())


def test_what_a_reading_raises_ends_the_calculation(qtbot: QtBot, page: QWidget) -> None:
    errors: list[DeskError] = []

    def full() -> None:
        raise DiskFull

    operations.calculate(
        lambda progress: progress.read(full),
        on_done=lambda _none: None,
        on_error=errors.append,
        parent=page,
    )
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], DiskFull)


def test_a_calculation_given_up_does_not_wait_for_its_reading(page: QWidget) -> None:
    """And the reading that waited for its turn is not begun any more."""
    go_on, begun = threading.Event(), threading.Event()
    read: list[bool] = []
    operations.run(lambda _p: go_on.wait(5), on_done=lambda _r: None, parent=page, label="Lecture")

    def calculation(progress: Progress) -> None:
        begun.set()
        progress.read(lambda: read.append(True))

    operations.calculate(calculation, on_done=lambda _none: None, parent=page)
    assert begun.wait(5)
    operations.abandon_all()
    assert not operations.wait_for_all(0)
    go_on.set()
    assert operations.wait_for_all()
    assert read == []


_LEFT_UNDER_WAY = """
import sys, time
from PySide6.QtWidgets import QApplication, QWidget
from ui import operations

application = QApplication(sys.argv[:1])
page = QWidget()
begun = []

def work(progress):
    begun.append(1)
    time.sleep(0.2)
    progress.check()

operations.run(work, on_done=print, parent=page, label="Lecture")
while not begun:
    time.sleep(0.01)
"""


def test_a_program_that_ends_while_work_is_under_way_says_nothing() -> None:
    """Qt used to be gone before the work had told its end."""
    ended = subprocess.run(
        [sys.executable, "-c", _LEFT_UNDER_WAY], capture_output=True, check=False, text=True
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
