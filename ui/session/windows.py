"""Windows' messages about the session and the power. Written from its documentation, run nowhere.

Windows waits for the answer to each of these messages: the window locks before giving it.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from enum import Enum, auto

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.session.watch import SessionWatch

WM_QUERYENDSESSION, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0011, 0x0218, 0x02B1
PBT_APMSUSPEND = 0x0004
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT = 0x2, 0x4
WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 0x6, 0x7
_NOTIFY_FOR_THIS_SESSION = 0
_KINDS = (b"windows_generic_MSG", b"windows_dispatcher_MSG")


class Meaning(Enum):
    LOCK = auto()
    SLEEP = auto()


_MEANINGS = {
    (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK): Meaning.LOCK,
    (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT): Meaning.LOCK,
    (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT): Meaning.LOCK,
    (WM_WTSSESSION_CHANGE, WTS_SESSION_LOGOFF): Meaning.SLEEP,
    (WM_POWERBROADCAST, PBT_APMSUSPEND): Meaning.SLEEP,
}


def meaning(message: int, parameter: int) -> Meaning | None:
    """Of a message and its wParam."""
    if message == WM_QUERYENDSESSION:
        return Meaning.SLEEP
    return _MEANINGS.get((message, parameter))


class MessageFilter(QAbstractNativeEventFilter):
    """Hears each message, and stops none."""

    def __init__(self, tell: Callable[[Meaning], None]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(
        self,
        eventType: QByteArray | bytes | bytearray | memoryview,  # noqa: N803  (Qt's name)
        message: int,
    ) -> tuple[bool, int]:
        kind = eventType.data() if isinstance(eventType, QByteArray) else bytes(eventType)
        if kind in _KINDS:
            heard = wintypes.MSG.from_address(int(message))
            told = meaning(heard.message, heard.wParam)
            if told is not None:
                self._tell(told)
        return False, 0


class WindowsSession(SessionWatch):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter = MessageFilter(self._heard)
        self._registered = _register(int(window.winId()))
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)

    @property
    def watching(self) -> bool:
        return self._registered

    def _heard(self, told: Meaning) -> None:
        (self.lockRequested if told is Meaning.LOCK else self.sleepComing).emit()


def _register(window: int) -> bool:
    if sys.platform != "win32":
        return False
    return bool(
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window, _NOTIFY_FOR_THIS_SESSION)
    )
