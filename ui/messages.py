"""The one door for what the window tells or asks. Nothing here waits: answers come to callbacks."""

import logging
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from referent_desk.errors import DeskError
from ui.theme import IconRole, icon_pixmap
from ui.widgets.announcing import announce
from ui.widgets.toast import Toast

_log = logging.getLogger("referent_desk.ui")
_ICON = 32
_Then = Callable[[], None]
_Mark = tuple[str, IconRole]
_INFO: _Mark = ("info", "accent")
_QUESTION: _Mark = ("circle-question-mark", "accent")
_WARNING: _Mark = ("triangle-alert", "warning")
_DANGER: _Mark = ("circle-alert", "danger")
_alone: set[QMessageBox] = set()
"""Those without a parent, which nothing else keeps."""


def info(parent: QWidget | None, text: str, detail: str = "", *, then: _Then | None = None) -> None:
    """Something worth stopping for; else prefer `notify`."""
    _tell(parent, text, detail, _INFO, then)


def warning(
    parent: QWidget | None, text: str, detail: str = "", *, then: _Then | None = None
) -> None:
    _tell(parent, text, detail, _WARNING, then)


def error(parent: QWidget | None, fault: DeskError, *, then: _Then | None = None) -> None:
    """What happened, what is safe, what to do next. The log has the kind of error alone."""
    _log.warning("told %s", type(fault).__name__)
    detail = "\n".join(part for part in (fault.safe, fault.next_step) if part)
    _tell(parent, fault.what, detail, _DANGER, then)


def question(
    parent: QWidget | None,
    text: str,
    detail: str = "",
    *,
    yes: str,
    on_yes: _Then,
    no: str = "Annuler",
    on_no: _Then | None = None,
    danger: bool = False,
) -> QMessageBox:
    """`yes` names what will be done: « Clôturer », not « Oui ». Escape means `no`.

    Enter means `yes`, unless `danger`: what cannot be undone wants a deliberate choice.
    """
    box = _box(parent, text, detail, _DANGER if danger else _QUESTION)
    refuse = _button(box, no, QMessageBox.ButtonRole.RejectRole)
    agree = _button(box, yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(refuse if danger else agree)
    box.setEscapeButton(refuse)

    def answer() -> None:
        if box.clickedButton() is agree:
            on_yes()
        elif on_no is not None:
            on_no()

    box.finished.connect(answer)
    _open(box, text)
    return box


def notify(anywhere: QWidget, text: str) -> None:
    """A word at the foot of the window that goes by itself: « Enregistré »."""
    window = anywhere.window()
    toast = window.findChild(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly)
    (toast or Toast(window)).say(text)


def close_all() -> None:
    """Takes every message away unanswered: no callback runs. For locking."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QMessageBox):
            widget.blockSignals(True)
            widget.close()
        for toast in widget.findChildren(Toast):
            toast.unsay()
    _alone.clear()


def _tell(
    parent: QWidget | None,
    text: str,
    detail: str,
    mark: _Mark,
    then: _Then | None,
) -> None:
    box = _box(parent, text, detail, mark)
    box.setDefaultButton(_button(box, "J’ai compris", QMessageBox.ButtonRole.AcceptRole))
    if then is not None:
        box.finished.connect(then)
    _open(box, text)


def _box(parent: QWidget | None, text: str, detail: str, mark: _Mark) -> QMessageBox:
    box = QMessageBox(parent or _in_front())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Referent Desk")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(detail)
    box.setIconPixmap(icon_pixmap(mark[0], mark[1], _ICON))
    return box


def _in_front() -> QWidget | None:
    """The active window, else one in sight; without any, the box is a window of its own."""
    active = QApplication.activeWindow()
    if active is not None:
        return active
    shown = (w for w in QApplication.topLevelWidgets() if w.isVisible())
    return next((w for w in shown if w.windowType() == Qt.WindowType.Window), None)


def _button(box: QMessageBox, text: str, role: QMessageBox.ButtonRole) -> QPushButton:
    button = box.addButton(text, role)
    button.setAutoDefault(True)
    return button


def _open(box: QMessageBox, text: str) -> None:
    if (layout := box.layout()) is not None:
        layout.setContentsMargins(24, 20, 24, 16)
    if box.parentWidget() is None:
        _alone.add(box)
        box.finished.connect(lambda: _alone.discard(box))
    box.open()
    announce(box, text, urgent=True)
