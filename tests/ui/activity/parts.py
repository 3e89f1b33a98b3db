"""What the tests of the screen share."""

from datetime import datetime
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

Kind = TypeVar("Kind", bound=QWidget)


class Clock:
    """Moved by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def part(within: QWidget, kind: type[Kind], name: str = "") -> Kind:
    found = within.findChild(kind, name) if name else within.findChild(kind)
    assert found is not None, name or kind
    return found


def issue(screen: QWidget, qtbot: QtBot) -> None:
    """« Émettre… », and yes once the pages show what leaves."""
    part(screen, QPushButton, "report_issue").click()
    confirm = part(screen, QPushButton, "issue_confirm")
    qtbot.waitUntil(confirm.isEnabled, timeout=15000)
    confirm.click()
