from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Situation
from referent_desk.followup import Action
from referent_desk.meetings import Meeting, NeedNote
from referent_desk.office import Office
from ui.families.action_sheets import ActionSheet, AsideSheet, ResultSheet
from ui.families.form import ChoiceEdit
from ui.home import HomeScreen
from ui.widgets import DateEdit, PlainTextEdit, Row

NOW = datetime(2026, 11, 23, 9, 0)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(office: Office) -> Office:
    return Office.open(office.vault, lambda: NOW)


@pytest.fixture
def family_id(desk: Office) -> str:
    return desk.families.create(Family("Petit"), (), Situation(date(2026, 9, 1), "Léo"))


def home_of(qtbot: QtBot, desk: Office) -> HomeScreen:
    screen = HomeScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1150, 700)
    screen.show()
    return screen


def subtitles(screen: QWidget) -> str:
    for _ in range(3):
        QApplication.processEvents()
    return "\n".join(row.data.subtitle for row in screen.findChildren(Row) if row.isVisible())


def press(qtbot: QtBot, inside: QWidget, name: str) -> None:
    for _ in range(3):
        QApplication.processEvents()
    button = next(b for b in inside.findChildren(QPushButton, name) if b.isVisible())
    qtbot.mouseClick(button, LEFT)


def test_a_line_says_why_and_opens_the_meeting(qtbot: QtBot, desk: Office, family_id: str) -> None:
    meeting_id = desk.meetings.save(
        Meeting(family_id, NOW - timedelta(days=20), needs=(NeedNote("support"),))
    )
    screen = home_of(qtbot, desk)
    [row] = [r for r in screen.findChildren(Row) if "Besoin noté le 03/11/2026" in r.data.subtitle]
    with qtbot.waitSignal(screen.meetingRequested) as asked:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert asked.args == [family_id, meeting_id]


def test_a_line_is_put_aside_with_a_reason_and_put_back(
    qtbot: QtBot, desk: Office, family_id: str
) -> None:
    assert family_id
    screen = home_of(qtbot, desk)
    assert "Rien depuis le 01/09/2026" in subtitles(screen)
    press(qtbot, screen, "radar_put_aside")
    sheet = screen.findChild(AsideSheet)
    reason = screen.findChild(PlainTextEdit, "aside_reason")
    assert sheet is not None
    assert reason is not None
    press(qtbot, sheet, "save_aside")
    assert sheet.isVisible()
    reason.set_text("Elle rappellera.")
    press(qtbot, sheet, "save_aside")
    assert "Rien depuis" not in subtitles(screen)
    press(qtbot, screen, "radar_aside")
    assert "Elle rappellera." in subtitles(screen)
    press(qtbot, screen, "radar_put_back")
    assert "Rien depuis le 01/09/2026" in subtitles(screen)


def test_many_lines_of_a_rule_are_folded_until_asked_for(qtbot: QtBot, desk: Office) -> None:
    for number in range(5):
        desk.families.create(Family(f"Petit {number}"), (), Situation(date(2026, 9, 1)))
    screen = home_of(qtbot, desk)
    assert subtitles(screen).count("Rien depuis") == 3
    press(qtbot, screen, "radar_more_silence")
    assert subtitles(screen).count("Rien depuis") == 5


def test_an_action_is_done_with_its_result(qtbot: QtBot, desk: Office, family_id: str) -> None:
    action_id = desk.followup.save_action(Action(family_id, "Rappeler", date(2026, 11, 20)))
    screen = home_of(qtbot, desk)
    press(qtbot, screen, "action_done")
    sheet = screen.findChild(ResultSheet)
    result = screen.findChild(PlainTextEdit, "finish_result")
    assert sheet is not None
    assert result is not None
    result.set_text("Elle viendra.")
    press(qtbot, sheet, "save_finish")
    done = desk.followup.action(action_id)
    assert (done.result, done.done_on) == ("Elle viendra.", NOW.date())
    assert desk.overview.home().due == ()


def test_an_action_is_put_off_until_tomorrow(qtbot: QtBot, desk: Office, family_id: str) -> None:
    action_id = desk.followup.save_action(Action(family_id, "Rappeler", date(2026, 11, 20)))
    screen = home_of(qtbot, desk)
    press(qtbot, screen, "action_more")
    entry = screen.findChild(QAction, "action_tomorrow")
    assert entry is not None
    entry.trigger()
    assert desk.followup.action(action_id).snoozed_until == date(2026, 11, 24)
    assert desk.overview.home().due == ()


def test_an_action_is_chased_on_a_day(qtbot: QtBot, desk: Office, family_id: str) -> None:
    desk.followup.save_action(Action(family_id, "Rappeler", date(2026, 11, 20)))
    screen = home_of(qtbot, desk)
    press(qtbot, screen, "action_more")
    entry = screen.findChild(QAction, "action_chase")
    assert entry is not None
    entry.trigger()
    sheet, day = screen.findChild(ResultSheet), screen.findChild(DateEdit, "chase_due_on")
    assert sheet is not None
    assert day is not None
    day.setText("30/11/2026")
    press(qtbot, sheet, "save_chase")
    [again] = desk.followup.actions(family_id)
    assert (again.what, again.due_on) == ("Relancer\u00a0: Rappeler", date(2026, 11, 30))


def test_a_half_typed_reason_comes_back(qtbot: QtBot, desk: Office, family_id: str) -> None:
    assert family_id
    screen = home_of(qtbot, desk)
    press(qtbot, screen, "radar_put_aside")
    reason = screen.findChild(PlainTextEdit, "aside_reason")
    assert reason is not None
    reason.set_text("Elle rap")
    screen.flush_draft()
    [draft] = desk.vault.drafts.all()
    again = home_of(qtbot, desk)
    assert again.reopen_draft(draft.kind, draft.subject)
    taken_up = again.findChild(PlainTextEdit, "aside_reason")
    assert taken_up is not None
    assert taken_up.text() == "Elle rap"


def test_a_need_of_the_file_becomes_an_action(qtbot: QtBot, desk: Office, family_id: str) -> None:
    from ui.families import FamilyScreen

    desk.meetings.save(Meeting(family_id, NOW - timedelta(days=20), needs=(NeedNote("support"),)))
    screen = FamilyScreen(desk, family_id)
    qtbot.addWidget(screen)
    screen.show()
    row = next(r for r in screen.findChildren(Row) if r.data.title == "Soutien")
    assert "aucune suite encore" in row.data.subtitle
    qtbot.keyClick(row, Qt.Key.Key_Return)
    sheet, need = screen.findChild(ActionSheet), screen.findChild(ChoiceEdit, "action_need_id")
    assert sheet is not None
    assert need is not None
    assert need.currentText() == "Soutien"
    sheet.form.set_values({"what": "Appeler Similes"})
    press(qtbot, sheet, "save_action")
    [action] = desk.followup.actions(family_id)
    assert action.need_id == desk.overview.open_needs(family_id)[0].need_id
    assert "1 suite" in subtitles(screen)
