"""Finding and driving the parts of a meeting's screen."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from referent_desk.meetings import Meeting
from referent_desk.office import Office
from ui.meetings import MeetingScreen
from ui.widgets import Button, Chip, ChipGroup, IconButton, PlainTextEdit

Kind = TypeVar("Kind", bound=QWidget)
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def part(screen: QWidget, kind: type[Kind], name: str) -> Kind:
    found = screen.findChild(kind, name)
    assert found is not None, name
    return found


def focused() -> QWidget:
    """Where a key goes."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def editor(screen: MeetingScreen) -> PlainTextEdit:
    return part(screen, PlainTextEdit, "meeting_text")


def note(screen: MeetingScreen, text: str) -> None:
    QTest.keyClicks(editor(screen), text)
    QTest.keyClick(editor(screen), Qt.Key.Key_Return, CONTROL)


def tick(screen: MeetingScreen, group: str, at: int) -> Chip:
    chip = part(screen, ChipGroup, group).chips()[at]
    QTest.mouseClick(chip, LEFT)
    return chip


def tick_code(screen: MeetingScreen, group: str, code: str) -> None:
    chip = part(screen, ChipGroup, group).chip(code)
    assert chip is not None, code
    QTest.mouseClick(chip, LEFT)


def buttons_of_passages(screen: MeetingScreen, name: str) -> list[IconButton]:
    """The latest passage first, as on the screen."""
    QApplication.processEvents()
    noted = part(screen, QWidget, "noted")
    named = (b for b in noted.findChildren(IconButton) if b.accessibleName() == name)
    return [button for button in named if button.isVisible()]


def finish(office: Office, family_id: str, screen: MeetingScreen) -> Meeting:
    QTest.mouseClick(part(screen, Button, "finish_meeting"), LEFT)
    (meeting,) = office.meetings.of_family(family_id)
    return meeting
