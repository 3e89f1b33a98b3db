"""What nobody foresaw: told to the user, and logged without a word of what was typed.

An exception's message, a library's warning and Qt's own may all quote it; the log has their kind
and their place.
"""

# ruff: noqa: PLC0415  (the first screen comes up without what only a fault needs)

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from referent_desk.errors import DeskError

_OURS = "referent_desk"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
}
_log = logging.getLogger("referent_desk.ui")


def log_without_words() -> None:
    """To standard error. Of what libraries log, only who and where."""
    handler = logging.StreamHandler()
    handler.setFormatter(_WithoutWords())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # else a record that cannot be formatted is printed whole


def catch_all() -> None:
    """Once the application is made: what Qt says before that is about this computer alone."""
    sys.excepthook = _on_exception
    threading.excepthook = _on_thread_exception
    sys.unraisablehook = _on_unraisable
    qInstallMessageHandler(_on_qt_message)


class _WithoutWords(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage() if record.name.startswith(_OURS) else ""
        place = said or f"{record.module}:{record.lineno}"
        return f"{record.levelname} {record.name}: {place}"


def _on_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """In a slot too: PySide6 hands its exceptions here."""
    _forget_last_exception()
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log_fault(error)
    if QApplication.instance() is not None:
        _tell(error)


def _on_thread_exception(raised: threading.ExceptHookArgs) -> None:
    if raised.exc_value is not None:
        _log_fault(raised.exc_value)


def _on_unraisable(raised: "sys.UnraisableHookArgs") -> None:
    if raised.exc_value is not None:
        _log_fault(raised.exc_value)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, _message: str) -> None:
    level = _LEVELS.get(kind, logging.ERROR)
    _log.log(level, "Qt: %s", context.category or "unknown")


def _log_fault(error: BaseException) -> None:
    from ui.operations import log_fault

    log_fault(error)


def _tell(error: BaseException) -> None:
    """A fault that comes back with each tick of a timer is one message.

    One that has its own words (a page that turns out damaged while a screen reads it) keeps them.
    """
    from PySide6.QtWidgets import QMessageBox

    from ui import messages
    from ui.operations import UnexpectedFault

    fault = error if isinstance(error, DeskError) else UnexpectedFault()
    shown = _windows()
    told = (window.text() for window in shown if isinstance(window, QMessageBox))
    if shown and fault.what not in told:
        messages.error(shown[0], fault)


def _windows() -> list[QWidget]:
    """Those on screen, the one in use first."""
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    return sorted(shown, key=lambda widget: not widget.isActiveWindow())


def _forget_last_exception() -> None:
    """Python keeps it for a debugger, with all that its frames hold."""
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)
