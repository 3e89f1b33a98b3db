from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import ContactKind, ContactPoint, Family, Person
from referent_desk.meetings import FirstCall, Request, RequestState
from referent_desk.office import Office
from ui.families import FamilyScreen
from ui.meetings import FirstCallWindow, MeetingScreen
from ui.widgets import Chip, ChipGroup, DateEdit, PlainTextEdit, Row, TimeEdit
from ui.workspace import Workspace

Show = Callable[[QWidget], None]


@pytest.fixture
def window(office: Office, qtbot: QtBot, show_active: Show) -> FirstCallWindow:
    return opened(office, qtbot, show_active)


def opened(office: Office, qtbot: QtBot, show_active: Show) -> FirstCallWindow:
    """Kept after it closes, so that each test takes its own window down."""
    made = FirstCallWindow(office)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    show_active(made)
    return made


def line(window: QWidget, name: str) -> QLineEdit:
    return cast("QLineEdit", window.findChild(QLineEdit, name))


def save(qtbot: QtBot, window: FirstCallWindow) -> Request:
    with qtbot.waitSignal(window.recorded) as said:
        qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    assert said.args
    return cast("Request", said.args[0])


def lacroix(office: Office) -> str:
    return office.families.create(Family("Lacroix"), (Person("Claire", "Lacroix", "Mme"),))


def test_a_number_already_noted_proposes_its_family_and_its_person(
    office: Office, qtbot: QtBot, show_active: Show
) -> None:
    phone = (ContactPoint(ContactKind.PHONE, "0470 41 41 64"),)
    people = (Person("Claire", "Lacroix", "Mme"), Person("Paul", "Lacroix", "M.", contacts=phone))
    family_id = office.families.create(Family("Lacroix"), people)
    while office.search.catch_up():
        pass
    window = opened(office, qtbot, show_active)
    typed = line(window, "call_phone")
    typed.setFocus()
    qtbot.keyClicks(typed, "0470/41.4")
    assert window.caller.proposals.findChild(Row) is None
    qtbot.keyClicks(typed, "1.64")
    row = next(row for row in window.caller.proposals.findChildren(Row) if row.isVisible())
    assert row.data.tag == "même numéro · rejoindre"
    qtbot.keyClick(typed, Qt.Key.Key_Down)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert window.caller.joined_id == family_id
    caller = window.caller.person()
    assert caller is not None
    assert caller.first_name == "Paul"


def test_a_new_caller_is_recorded_with_the_keyboard_alone(
    office: Office, qtbot: QtBot, window: FirstCallWindow
) -> None:
    line(window, "call_first_name").setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "Anne")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Delvaux")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "0470123456")
    asked = window.findChild(PlainTextEdit, "call_asked")
    assert asked
    asked.setFocus()
    qtbot.keyClicks(asked, "Mon fils est absent.")
    request = save(qtbot, window)
    file = office.families.open_file(request.family_id)
    assert file.people[0].name == "Anne Delvaux"
    assert file.people[0].contacts[0].value == "+32470123456"
    assert request.asked == "Mon fils est absent."
    assert office.vault.drafts.load("call", "new") is None


def test_a_family_on_file_is_proposed_and_joined(
    office: Office, qtbot: QtBot, show_active: Show
) -> None:
    family_id = lacroix(office)
    window = opened(office, qtbot, show_active)
    qtbot.keyClicks(line(window, "call_last_name"), "lacro")
    row = window.caller.proposals.findChild(Row)
    assert row
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    request = save(qtbot, window)
    assert request.family_id == family_id
    assert office.families.open_file(family_id).person(request.person_id)
    assert len(office.families.list()) == 1


def test_an_anonymous_call_needs_no_name(
    office: Office, qtbot: QtBot, window: FirstCallWindow
) -> None:
    anonymous = window.findChild(Chip, "call_anonymous")
    assert anonymous
    anonymous.setFocus()
    qtbot.keyClick(anonymous, Qt.Key.Key_Space)
    request = save(qtbot, window)
    assert office.families.open_file(request.family_id).family.anonymous
    assert request.person_id is None


def test_a_call_without_name_is_pointed_at(
    office: Office, qtbot: QtBot, window: FirstCallWindow
) -> None:
    qtbot.mouseClick(window.primary_button, Qt.MouseButton.LeftButton)
    assert "anonyme" in window.caller.last_name.error()
    assert not office.families.list()


def test_an_appointment_is_planned(office: Office, qtbot: QtBot, window: FirstCallWindow) -> None:
    qtbot.keyClicks(line(window, "call_last_name"), "Delvaux")
    day, hour = window.findChild(DateEdit, "call_day"), window.findChild(TimeEdit, "call_hour")
    assert day
    assert hour
    qtbot.keyClicks(day, "demain")
    qtbot.keyClicks(hour, "14h30")
    offers = window.findChild(ChipGroup, "call_offers")
    assert offers
    offers.chips()[1].click()
    hour.setFocus()
    request = save(qtbot, window)
    assert request.state is RequestState.MET
    assert "rendez-vous" in request.offered
    assert office.meetings.of_family(request.family_id)[0].starts_at.hour == 14


def test_what_was_typed_comes_back(
    office: Office, qtbot: QtBot, show_active: Show, window: FirstCallWindow
) -> None:
    asked = window.findChild(PlainTextEdit, "call_asked")
    assert asked
    qtbot.keyClicks(asked, "Il ne dort plus")
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    again = opened(office, qtbot, show_active)
    found = again.findChild(PlainTextEdit, "call_asked")
    assert found
    assert found.text() == "Il ne dort plus"
    assert found.textCursor().position() == len("Il ne dort plus")


def call_over(workspace: Workspace) -> FirstCallWindow:
    workspace.start_call()
    window = workspace.window().findChild(FirstCallWindow)
    assert window is not None
    return window


def test_a_call_noted_over_its_family_s_file_is_seen_there(office: Office, qtbot: QtBot) -> None:
    family_id = lacroix(office)
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    workspace.show_family(family_id)
    window = call_over(workspace)
    asked = window.findChild(PlainTextEdit, "call_asked")
    assert asked is not None
    asked.insertPlainText("Quand puis-je venir ?")
    window.save()
    assert [r.state for r in requests(office, family_id)] == [RequestState.WAITING]
    screen = workspace.findChild(FamilyScreen)
    assert screen is not None
    rows = [row.data.title for row in screen.findChildren(Row)]
    assert any(title.startswith("Demande") for title in rows), rows


def test_who_calls_over_an_interview_of_the_family_is_in_it_afterwards(
    office: Office, qtbot: QtBot
) -> None:
    family_id = lacroix(office)
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    workspace.show_meeting(family_id)
    before = workspace.findChild(MeetingScreen)
    assert before is not None
    text = before.findChild(PlainTextEdit, "meeting_text")
    assert text is not None
    text.insertPlainText("Le telephone sonne.")
    workspace._call_recorded(  # pyright: ignore[reportPrivateUsage]
        office.meetings.record_call(
            FirstCall(Request(office.clock(), ""), Person("Paul"), family_id=family_id)
        )
    )
    qtbot.waitUntil(lambda: before not in workspace.findChildren(MeetingScreen))
    screen = workspace.findChild(MeetingScreen)
    assert screen is not None
    participants = screen.findChild(ChipGroup, "participants")
    assert participants is not None
    assert [chip.text() for chip in participants.chips()] == ["Mme Lacroix", "Paul"]
    again = screen.findChild(PlainTextEdit, "meeting_text")
    assert again is not None
    assert again.text() == "Le telephone sonne."


def requests(office: Office, family_id: str) -> list[Request]:
    rows = office.vault.rows("SELECT id FROM request WHERE family_id = ?", (family_id,))
    return [office.meetings.request(row["id"]) for row in rows]
