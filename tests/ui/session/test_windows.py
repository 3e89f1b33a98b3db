"""What Windows' messages mean. Built by hand here: none of this ran on Windows."""

import ctypes
from ctypes import wintypes

import pytest

from ui.session.windows import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_QUERYENDSESSION,
    WM_WTSSESSION_CHANGE,
    WTS_REMOTE_DISCONNECT,
    WTS_SESSION_LOCK,
    Meaning,
    MessageFilter,
    meaning,
)

WM_MOUSEMOVE, WTS_SESSION_UNLOCK, PBT_APMRESUME = 0x0200, 0x8, 0x0007


@pytest.mark.parametrize(
    ("message", "parameter", "means"),
    [
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, Meaning.LOCK),
        (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT, Meaning.LOCK),
        (WM_WTSSESSION_CHANGE, WTS_SESSION_UNLOCK, None),
        (WM_POWERBROADCAST, PBT_APMSUSPEND, Meaning.SLEEP),
        (WM_POWERBROADCAST, PBT_APMRESUME, None),
        (WM_QUERYENDSESSION, 0, Meaning.SLEEP),
        (WM_MOUSEMOVE, WTS_SESSION_LOCK, None),
    ],
)
def test_what_a_message_means(message: int, parameter: int, means: Meaning | None) -> None:
    assert meaning(message, parameter) is means


def filtered(kind: bytes, message: int, parameter: int) -> list[Meaning]:
    told: list[Meaning] = []
    sent = wintypes.MSG(message=message, wParam=parameter)
    listener = MessageFilter(told.append)
    assert listener.nativeEventFilter(kind, ctypes.addressof(sent)) == (False, 0)
    return told


def test_the_filter_tells_and_stops_nothing() -> None:
    locking = (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK)
    assert filtered(b"windows_generic_MSG", *locking) == [Meaning.LOCK]
    assert filtered(b"xcb_generic_event_t", *locking) == []
    assert filtered(b"windows_generic_MSG", WM_MOUSEMOVE, 0) == []
