from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import ContactKind, ContactPoint, Family, MessageRule, Person, Situation
from referent_desk.office import Office
from ui.families import (
    ClosingSheet,
    FamiliesScreen,
    FamilyScreen,
    FamilySheet,
    PersonSheet,
    SituationSheet,
)
from ui.families.form import ChoiceEdit
from ui.families.network_panel import NetworkPanel
from ui.widgets import FilterList, Row, SearchEdit

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def family(office: Office) -> str:
    claire = Person("Claire", "Lefèvre", "Mme", "mother", lives_with_patient=True)
    return office.families.create(
        Family("Lefèvre"), [claire], Situation(date(2026, 11, 2), "Théo", ward="")
    )


@pytest.fixture
def screen(qtbot: QtBot, office: Office, family: str) -> FamilyScreen:
    made = FamilyScreen(office, family)
    qtbot.addWidget(made)
    made.resize(1100, 720)
    made.show()
    return made


def click(qtbot: QtBot, inside: QWidget, name: str) -> None:
    button = inside.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, LEFT)


def type_in(qtbot: QtBot, inside: QWidget, name: str, text: str) -> None:
    line = inside.findChild(QLineEdit, name)
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, text)


def rows(screen: FamilyScreen) -> list[Row]:
    return screen.findChildren(Row)


def row_named(screen: FamilyScreen, start: str) -> Row:
    return next(row for row in rows(screen) if row.data.title.startswith(start))


def test_filter_forgives_accents(qtbot: QtBot, office: Office, family: str) -> None:
    office.families.create(Family("Dubois"))
    screen = FamiliesScreen(office)
    qtbot.addWidget(screen)
    screen.show()
    shown = screen.findChild(FilterList, "family_list")
    line = screen.findChild(SearchEdit, "family_filter")
    assert shown is not None
    assert line is not None
    assert shown.row_total() == 2
    qtbot.keyClicks(line, "claire lefev")
    assert shown.row_total() == 1
    with qtbot.waitSignal(screen.familyOpened) as opened:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert opened.args == [family]
    qtbot.keyClicks(line, "zzz")
    assert not shown.isVisible()


def test_new_family_from_the_list(qtbot: QtBot, office: Office) -> None:
    screen = FamiliesScreen(office)
    qtbot.addWidget(screen)
    screen.show()
    click(qtbot, screen, "new_family")
    sheet = screen.findChild(FamilySheet)
    assert sheet is not None
    type_in(qtbot, sheet, "family_name", "Marchal")
    with qtbot.waitSignal(screen.familyOpened):
        click(qtbot, sheet, "save_family")
    assert [f.name for f in office.families.list()] == ["Marchal"]


def test_a_family_without_name_is_pointed_at(qtbot: QtBot, office: Office) -> None:
    sheet = FamilySheet(office)
    qtbot.addWidget(sheet)
    sheet.open()
    click(qtbot, sheet, "save_family")
    assert sheet.isVisible()
    line = sheet.findChild(QLineEdit, "family_name")
    assert line is not None
    assert line.property("invalid")


def test_person_added_with_safe_contact(
    qtbot: QtBot, office: Office, family: str, screen: FamilyScreen
) -> None:
    screen.add_person()
    sheet = screen.findChild(PersonSheet)
    assert sheet is not None
    type_in(qtbot, sheet, "person_first_name", "Louis")
    type_in(qtbot, sheet, "person_birth_year", "1970")
    click(qtbot, sheet, "add_contact")
    type_in(qtbot, sheet, "contact_value", "0470")
    click(qtbot, sheet, "save_person")
    assert sheet.isVisible()
    type_in(qtbot, sheet, "contact_value", "0470 12 34 56")
    message = sheet.findChild(ChoiceEdit, "contact_message")
    assert message is not None
    qtbot.keyClick(message, Qt.Key.Key_Down)
    click(qtbot, sheet, "save_person")
    louis = office.families.open_file(family).people[-1]
    assert (louis.name, louis.birth_year) == ("Louis", 1970)
    assert louis.contacts[0].value == "+32470123456"
    assert louis.contacts[0].may_leave_message == MessageRule.YES
    assert row_named(screen, "Louis")


def test_person_saved_untouched_keeps_everything(qtbot: QtBot, office: Office, family: str) -> None:
    person = Person(
        "Anne",
        "Petit",
        "Mme",
        "sister",
        1961,
        contacts=(
            ContactPoint(ContactKind.ADDRESS, "Rue Haute 1", MessageRule.NO, "", "5000", "Namur"),
        ),
    )
    office.families.save_person(family, person)
    before = office.families.open_file(family).people[-1]
    sheet = PersonSheet(office, family, before)
    qtbot.addWidget(sheet)
    sheet.open()
    click(qtbot, sheet, "save_person")
    assert office.families.open_file(family).people[-1] == before


def test_half_typed_person_comes_back(qtbot: QtBot, office: Office, family: str) -> None:
    sheet = PersonSheet(office, family)
    qtbot.addWidget(sheet)
    sheet.open()
    type_in(qtbot, sheet, "person_last_name", "Renard")
    click(qtbot, sheet, "add_contact")
    type_in(qtbot, sheet, "contact_value", "08172")
    sheet.flush_draft()
    sheet.leave()
    again = PersonSheet(office, family)
    qtbot.addWidget(again)
    values = again.form.values()
    assert values["last_name"] == "Renard"
    assert values["contacts"][0]["value"] == "08172"


def test_situation_changed(qtbot: QtBot, office: Office, family: str, screen: FamilyScreen) -> None:
    screen.edit_situation()
    sheet = screen.findChild(SituationSheet)
    assert sheet is not None
    type_in(qtbot, sheet, "situation_patient", "Theo Lefevre")
    click(qtbot, sheet, "save_situation")
    assert sheet.isVisible()
    type_in(qtbot, sheet, "situation_patient", "T.")
    type_in(qtbot, sheet, "situation_agreement_on", "05/11/2026")
    click(qtbot, sheet, "save_situation")
    current = office.families.open_file(family).current
    assert current is not None
    assert (current.patient, current.agreement_on) == ("T.", date(2026, 11, 5))


def test_closed_then_reopened(
    qtbot: QtBot, office: Office, family: str, screen: FamilyScreen
) -> None:
    click(qtbot, screen, "close_family")
    sheet = screen.findChild(ClosingSheet)
    assert sheet is not None
    click(qtbot, sheet, "save_closing")
    assert sheet.isVisible()
    reason = sheet.findChild(ChoiceEdit, "closing_closing_reason")
    assert reason is not None
    qtbot.keyClick(reason, Qt.Key.Key_Down)
    click(qtbot, sheet, "save_closing")
    assert not office.families.open_file(family).open
    assert row_named(screen, "Clôture")
    click(qtbot, screen, "close_family")
    assert office.families.open_file(family).open


def test_actions_ask_the_window(qtbot: QtBot, family: str, screen: FamilyScreen) -> None:
    with qtbot.waitSignal(screen.meetingRequested) as asked:
        click(qtbot, screen, "meeting")
    assert asked.args == [family, ""]
    with qtbot.waitSignal(screen.letterRequested):
        click(qtbot, screen, "letter")
    with qtbot.waitSignal(screen.closeRequested):
        click(qtbot, screen, "back")


def test_a_meeting_of_the_thread_opens(
    qtbot: QtBot, office: Office, family: str, screen: FamilyScreen
) -> None:
    from datetime import datetime

    from referent_desk.meetings import Meeting

    meeting_id = office.meetings.save(Meeting(family, datetime(2026, 11, 3, 14, 30), minutes=50))
    screen.refresh()
    row = row_named(screen, "Entretien")
    assert "mar. 03/11/2026" in row.data.title
    with qtbot.waitSignal(screen.meetingRequested) as asked:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert asked.args == [family, meeting_id]


def test_a_tab_is_made_once_it_is_opened(screen: FamilyScreen) -> None:
    assert screen.findChild(NetworkPanel) is None
    screen.show_tab("network")
    made = screen.findChild(NetworkPanel)
    screen.show_tab("")
    screen.show_tab("network")
    assert screen.findChildren(NetworkPanel) == [made]


def test_a_draft_of_a_tab_never_opened_is_found_again(screen: FamilyScreen, family: str) -> None:
    assert screen.reopen_draft("network_member", f"{family}:")
    assert screen.tab == "network"


def test_the_panels_are_turned_with_the_keyboard_from_the_start(
    qtbot: QtBot, office: Office, family: str, show_active: Callable[[QWidget], None]
) -> None:
    screen = FamilyScreen(office, family)
    qtbot.addWidget(screen)
    show_active(screen)
    qtbot.waitUntil(screen.hasFocus)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for key, modifiers, tab in (
        (Qt.Key.Key_Tab, control, "needs"),
        (Qt.Key.Key_PageDown, control, "network"),
        (Qt.Key.Key_Backtab, control | shift, "needs"),
        (Qt.Key.Key_PageUp, control, ""),
        (Qt.Key.Key_PageUp, control, "documents"),
    ):
        qtbot.keyClick(QApplication.focusWidget() or screen, key, modifiers)
        assert screen.tab == tab
