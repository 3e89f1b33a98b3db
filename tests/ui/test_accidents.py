"""What happens to a desk in a year, through the real forms."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.office import Office
from referent_desk.overview import ThreadKind
from referent_desk.vault import Vault
from ui.contacts import ContactKind
from ui.meetings import MeetingScreen
from ui.widgets import Button, NumberEdit, PlainTextEdit
from ui.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
JUNK = "".join(map(chr, range(1, 32))) + "\x7f\ufffd\ufeff\u2028\ud83d\ude00\u202e"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 10, 24, 23, 30)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(vault: Vault, clock: Clock) -> Office:
    return Office.open(vault, clock)


@pytest.fixture
def workspace(office: Office, qtbot: QtBot, show_active: Callable[[QWidget], None]) -> Workspace:
    made = Workspace(office)
    qtbot.addWidget(made)
    show_active(made)
    return made


@pytest.fixture
def brussels(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer's own time zone."""
    if os.name == "nt":
        pytest.skip("the zone of the process is POSIX")
    monkeypatch.setenv("TZ", "Europe/Brussels")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def family(office: Office, name: str) -> str:
    return office.families.create(Family(name), [Person("Claire", name)])


def part(within: QWidget, name: str) -> QWidget:
    QApplication.processEvents()
    found = [w for w in within.findChildren(QWidget, name) if w.isVisible()]
    assert len(found) == 1, name
    return found[0]


def editor(within: QWidget, name: str = "meeting_text") -> PlainTextEdit:
    found = part(within, name)
    assert isinstance(found, PlainTextEdit)
    return found


def test_ten_meetings_open_at_once_find_each_its_own_text_after_a_lock(
    office: Office, workspace: Workspace, qtbot: QtBot
) -> None:
    ids = {f"Famille{number}": family(office, f"Famille{number}") for number in range(10)}
    for name, family_id in ids.items():
        workspace.show_meeting(family_id)
        QTest.keyClicks(editor(workspace), f"Dit par {name}")
    workspace.flush_drafts()
    workspace.hide()
    again = Workspace(office)
    qtbot.addWidget(again)
    again.show()
    for name, family_id in reversed(ids.items()):
        again.show_meeting(family_id)
        assert editor(again).text() == f"Dit par {name}"
    assert all(office.meetings.of_family(family_id) == () for family_id in ids.values())


@pytest.mark.usefixtures("brussels")
def test_a_meeting_across_the_clock_change_keeps_its_hour_its_length_and_its_place(
    office: Office, workspace: Workspace, clock: Clock
) -> None:
    """At three it is two again, in the night of 25 October 2026."""
    family_id = family(office, "Lacroix")
    for at, minutes in (
        (datetime(2026, 10, 25, 1, 50), 90),
        (datetime(2026, 10, 25, 2, 30), 15),
        (datetime(2026, 10, 25, 3, 5), 10),
    ):
        clock.now = at
        workspace.show_meeting(family_id)
        QTest.mouseClick(part(workspace, "meeting_frame"), Qt.MouseButton.LeftButton)
        length = part(workspace, "meeting_minutes")
        assert isinstance(length, NumberEdit)
        length.setValue(minutes)
        finish = part(workspace, "finish_meeting")
        assert isinstance(finish, Button)
        finish.click()
    held = office.meetings.of_family(family_id)
    assert [(m.starts_at.strftime("%H:%M"), m.minutes) for m in held] == [
        ("03:05", 10),
        ("02:30", 15),
        ("01:50", 90),
    ]
    thread = [i for i in office.overview.thread(family_id) if i.kind is ThreadKind.MEETING]
    assert [i.at for i in thread] == [m.starts_at for m in held]


def test_a_hundred_thousand_characters_pasted_are_kept_whole(
    office: Office, workspace: Workspace
) -> None:
    family_id = family(office, "Lacroix")
    text = ("Elle ne dort plus, et lui non plus. " * 2800)[:100_000].rstrip() + "."
    workspace.show_meeting(family_id)
    QApplication.clipboard().setText(text)
    QTest.keyClick(editor(workspace), Qt.Key.Key_V, CONTROL)
    workspace.flush_drafts()
    screen = workspace.findChild(MeetingScreen)
    assert screen is not None
    screen.finish()
    [meeting] = office.meetings.of_family(family_id)
    assert meeting.passages[0].text == text


def test_an_e_mail_with_binary_junk_is_recorded_and_read_again(
    office: Office, workspace: Workspace
) -> None:
    family_id = family(office, "Lacroix")
    workspace.open_note(ContactKind.EMAIL, f"{family_id}:")
    data = QMimeData()
    data.setText(f"Objet : Visite {JUNK[:8]}\n\nBonjour {JUNK} merci.\n> {JUNK}\n")
    pasted = editor(workspace, "contact_email_pasted")
    pasted.insertFromMimeData(data)
    QTest.keyClick(pasted, Qt.Key.Key_Return, CONTROL)
    [meeting] = office.meetings.of_family(family_id)
    email = office.contacts.email(meeting.id)
    assert email is not None
    assert "Bonjour" in email.body
    assert "merci." in email.body
    assert "\x00" not in email.body
    workspace.open_note(ContactKind.EMAIL, f"{family_id}:{meeting.id}")
    assert editor(workspace, "contact_email_pasted").text() == email.body
    subject = part(workspace, "contact_email_subject")
    assert isinstance(subject, QLineEdit)
    assert subject.text().startswith("Visite")
