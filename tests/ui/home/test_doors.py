"""What the rows of the home screen open, in the workspace, and a button of the interview."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.directory import Resource
from referent_desk.families import Family, Person, Situation
from referent_desk.followup import Action, Referral
from referent_desk.meetings import LessonKind, LessonMark, Meeting, Passage
from referent_desk.office import Office
from ui.families.action_sheets import ActionSheet
from ui.followup.details import ReferralDetails
from ui.meetings.lesson_sheet import LessonSheet
from ui.widgets import PlainTextEdit, Row
from ui.workspace import Workspace

NOW = datetime(2026, 11, 24, 9, 0)
MARK = LessonMark(LessonKind.SUGGESTION, id="lesson")


@pytest.fixture
def family_id(office: Office) -> str:
    people = [Person("Claire", "Lacroix", "Mme")]
    return office.families.create(Family("Lacroix"), people, Situation(date(2026, 10, 1)))


@pytest.fixture
def workspace(office: Office, qtbot: QtBot, family_id: str) -> Workspace:
    made = Workspace(office)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def open_row(workspace: Workspace, title: str) -> None:
    workspace.show_home()
    QApplication.processEvents()
    row = next(r for r in workspace.findChildren(Row) if title in r.data.title and r.isVisible())
    row.activated.emit(row.data.key)
    QApplication.processEvents()


def test_a_lesson_half_worded_is_listed_and_taken_up(
    office: Office, workspace: Workspace, family_id: str, qtbot: QtBot
) -> None:
    passage = Passage("free", "Personne ne prévient.", lesson=MARK)
    office.meetings.save(Meeting(family_id, NOW, passages=(passage,)))
    workspace.show_lessons()
    [heard] = office.overview.lessons()
    screen = workspace.findChild(QWidget, "lessons_screen")
    assert screen is not None
    sheet = LessonSheet(office, heard, lambda _wording: (), screen)
    sheet.open()
    editor = sheet.findChild(PlainTextEdit, "lesson_wording")
    assert editor is not None
    qtbot.keyClicks(editor, "Prevenir")
    workspace.flush_drafts()
    sheet.leave()
    open_row(workspace, "Mieux faire\u00a0: à reformuler, famille Lacroix")
    again = next(s for s in workspace.findChildren(LessonSheet) if s.isVisible())
    assert again.form.values()["wording"] == "Prevenir"


def test_the_draft_of_another_sheet_opens_in_its_family(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    action_id = office.followup.save_action(Action(family_id, "Rappeler"))
    workspace.show_family(family_id)
    sheet = ActionSheet(office, office.followup.action(action_id), workspace)
    sheet.open()
    line = sheet.findChild(QLineEdit, "action_what")
    assert line is not None
    line.setText("Rappeler lundi")
    sheet.flush_draft()
    sheet.leave()
    open_row(workspace, "Modifier la suite")
    again = next(s for s in workspace.findChildren(ActionSheet) if s.isVisible())
    assert again.form.values()["what"] == "Rappeler lundi"


def test_a_referral_without_news_opens_on_the_board(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    resource_id = office.directory.save(Resource("Le Passage"))
    person = office.families.open_file(family_id).people[0]
    long_ago = Office.open(office.vault, lambda: datetime.now() - timedelta(days=90))
    referral = long_ago.followup.propose(Referral(family_id, resource_id, person.id))
    open_row(workspace, "Claire Lacroix")
    details = workspace.findChild(ReferralDetails)
    assert details is not None
    assert details.isVisible()
    assert details.referral_id == referral.id


def test_documents_in_an_interview_opens_those_of_the_family(
    workspace: Workspace, office: Office, family_id: str
) -> None:
    workspace.show_meeting(family_id)
    text = workspace.findChild(PlainTextEdit, "meeting_text")
    button = workspace.findChild(QPushButton, "meeting_documents")
    assert text is not None
    assert button is not None
    text.set_text("Elle parle.")
    button.click()
    assert workspace.place.name == "family"
    assert workspace.place.target == "documents"
    assert [draft.kind for draft in office.vault.drafts.all()] == ["meeting"]
