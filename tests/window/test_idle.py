"""Nobody at the computer: a blank page during a meeting, the lock elsewhere; real timers."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tools.main_job import MainJob
from ui import main_window
from ui.idle import IdleWatch
from ui.widgets import PlainTextEdit

pytestmark = pytest.mark.window
BLANK = "blank_page"
BLANK_SOON, NEVER = 300, 600_000
Leave = Callable[[int, int], None]


@pytest.fixture
def short_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings say 5 and 20 minutes; a minute lasts a tenth of a second."""
    monkeypatch.setattr(main_window, "MINUTE_MS", 100)


@pytest.fixture
def leave(monkeypatch: pytest.MonkeyPatch) -> Iterator[Leave]:
    """Nobody touches anything from here on: the two delays in milliseconds, till then none."""
    watches: list[IdleWatch] = []
    real = IdleWatch.start

    def start(watch: IdleWatch, *_delays: int) -> None:
        watches.append(watch)
        real(watch, NEVER, NEVER)

    monkeypatch.setattr(IdleWatch, "start", start)
    yield lambda blank, lock: real(watches[-1], blank, lock)
    watches.clear()


def in_a_meeting(job: MainJob) -> PlainTextEdit:
    """« Elle dort », the cursor before the last three letters."""
    job.create()
    job.call()
    job.click("meeting")
    job.write("meeting_text", "Elle dort")
    for _ in range(3):
        job.press(Qt.Key.Key_Left)
    return job.find(PlainTextEdit, "meeting_text")


def test_untouched_the_window_locks_by_itself(job: MainJob, short_minutes: None) -> None:
    job.create()
    job.until(lambda: job.window.locked, "the locked window")
    assert job.shows("unlock_passphrase")
    assert not job.shows("rail_home")
    job.unlock()


@pytest.mark.parametrize("key", [Qt.Key.Key_X, Qt.Key.Key_Return, Qt.Key.Key_Delete])
def test_a_meeting_goes_blank_and_any_key_brings_it_back_as_it_was(
    job: MainJob, leave: Leave, key: Qt.Key
) -> None:
    text = in_a_meeting(job)
    leave(BLANK_SOON, NEVER)
    job.until(lambda: job.shows(BLANK), "the blank page")
    assert not job.shows("meeting_screen")
    assert not job.window.locked
    job.press(key)
    assert not job.shows(BLANK)
    assert text.text() == "Elle dort"
    assert text.hasFocus()
    job.press(Qt.Key.Key_Space)
    assert text.text() == "Elle d ort"


def test_a_shortcut_only_brings_back(job: MainJob, leave: Leave) -> None:
    in_a_meeting(job)
    leave(BLANK_SOON, NEVER)
    job.until(lambda: job.shows(BLANK), "the blank page")
    job.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert job.shows("meeting_screen")
    assert not job.shows("first_call")


def test_a_blank_screen_locks_without_showing_itself_again(job: MainJob, leave: Leave) -> None:
    in_a_meeting(job)
    leave(BLANK_SOON, NEVER)
    job.until(lambda: job.shows(BLANK), "the blank page")
    job.press(Qt.Key.Key_Control)
    assert job.shows(BLANK)
    job.lock()


def test_a_call_over_the_meeting_comes_back_too(job: MainJob, leave: Leave) -> None:
    in_a_meeting(job)
    job.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    job.write("call_last_name", "Petit")
    leave(BLANK_SOON, NEVER)
    job.until(lambda: job.shows(BLANK), "the blank page")
    assert not job.shows("first_call")
    job.until(job.window.isActiveWindow, "the blank page in front")
    job.press(Qt.Key.Key_Z)
    assert job.text("call_last_name") == "Petit"
    call = job.find(QDialog, "first_call")
    job.until(call.isActiveWindow, "the call in front")
    job.press(Qt.Key.Key_S)
    assert job.text("call_last_name") == "Petits"


def test_a_click_brings_back_and_presses_nothing(job: MainJob, leave: Leave) -> None:
    in_a_meeting(job)
    leave(BLANK_SOON, NEVER)
    job.until(lambda: job.shows(BLANK), "the blank page")
    QTest.mouseClick(job.window, Qt.MouseButton.LeftButton)
    assert job.shows("meeting_screen")
    assert job.text("meeting_text") == "Elle dort"


def test_left_blank_a_meeting_locks_and_its_words_wait(job: MainJob, leave: Leave) -> None:
    in_a_meeting(job)
    job.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    job.write("call_last_name", "Petit")
    leave(BLANK_SOON, 1500)
    job.until(lambda: job.shows(BLANK), "the blank page")
    job.until(lambda: job.window.locked, "the locked window")
    assert not job.shows(BLANK)
    assert not job.shows("first_call")
    job.unlock()
    assert job.text("meeting_text") == "Elle dort"
    assert job.text("call_last_name") == "Petit"
