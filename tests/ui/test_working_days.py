"""A day that something is due on says when nobody works on it; what is proposed is worked on."""

from datetime import date, datetime

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family
from referent_desk.followup import Action
from referent_desk.office import Office
from referent_desk.vault import Vault
from ui.families.action_sheets import ActionSheet, LaterSheet, ResultSheet
from ui.meetings import MeetingScreen
from ui.widgets import DateEdit

A_WEEK_BEFORE_CHRISTMAS = datetime(2026, 12, 18, 10, 0)


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office.open(vault, lambda: A_WEEK_BEFORE_CHRISTMAS)


@pytest.fixture
def action(office: Office) -> Action:
    family_id = office.families.create(Family("Lacroix"))
    return office.followup.action(office.followup.save_action(Action(family_id, "Rappeler")))


def day_in(screen: QWidget, name: str) -> DateEdit:
    found = screen.findChild(DateEdit, name)
    assert found is not None, name
    return found


def due_days(office: Office, action: Action) -> list[tuple[QWidget, str]]:
    meeting = MeetingScreen(office, action.family_id)
    return [
        (ActionSheet(office, action), "action_due_on"),
        (ResultSheet(office, action, again=True), "chase_due_on"),
        (LaterSheet(office, action), "later_until"),
        (meeting, "next_step_on"),
        (meeting, "safety_follow_up_on"),
    ]


def test_a_day_off_is_said_under_its_field(qtbot: QtBot, office: Office, action: Action) -> None:
    for screen, name in due_days(office, action):
        qtbot.addWidget(screen)
        day = day_in(screen, name)
        day.clear()
        QTest.keyClicks(day, "25/12/2026")
        assert "Noël" in day.accessibleDescription(), name
        day.clear()
        QTest.keyClicks(day, "23/12/2026")
        assert "23" not in day.accessibleDescription(), name


def test_what_is_proposed_is_a_working_day(qtbot: QtBot, office: Office, action: Action) -> None:
    """A week later is Christmas, a Friday: the Monday after it."""
    for sheet, name in (
        (ResultSheet(office, action, again=True), "chase_due_on"),
        (LaterSheet(office, action), "later_until"),
    ):
        qtbot.addWidget(sheet)
        assert day_in(sheet, name).date() == date(2026, 12, 28)
