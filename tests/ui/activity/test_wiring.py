"""The way to the activity and back: the rail, the home screen, a lock, what a figure counts."""

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.activity import Behind, Choice, Period, RecordKind
from referent_desk.meetings import Meeting, MeetingState
from referent_desk.office import Office
from referent_desk.vault import Draft
from tests.ui.activity.parts import Clock, part
from ui.activity.activity_screen import ActivityScreen
from ui.activity.opening import open_record
from ui.widgets import Banner, PlainTextEdit
from ui.workspace import Workspace


@pytest.fixture
def workspace(worked: Office, qtbot: QtBot, show_active: Callable[[QWidget], None]) -> Workspace:
    made = Workspace(worked)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    show_active(made)
    return made


def test_the_rail_leads_there(workspace: Workspace) -> None:
    part(workspace, QPushButton, "rail_activity").click()
    QApplication.processEvents()
    assert part(workspace, ActivityScreen).isVisible()
    assert part(workspace, QPushButton, "rail_activity").isChecked()


def test_a_quarter_that_ended_waits_on_the_home_screen_until_it_is_issued(
    workspace: Workspace, worked: Office
) -> None:
    due = part(workspace, Banner, "report_due")
    assert due.text().replace("\u00a0", " ") == "Le rapport du 3e trimestre 2026 est à émettre."
    due.actionRequested.emit()
    assert part(workspace, ActivityScreen).tab == "2026-T3/report"
    worked.activity.issue(Period.quarter(2026, 3), Choice())
    workspace.show_home()
    QApplication.processEvents()
    assert not any(b.isVisible() for b in workspace.findChildren(Banner, "report_due"))


def test_a_quarter_where_nothing_was_noted_waits_for_nothing(worked: Office, clock: Clock) -> None:
    assert worked.activity.due() == Period.quarter(2026, 3)
    clock.now = datetime(2027, 1, 4, 9, 0)
    assert worked.activity.due() is None
    family_id = worked.families.list()[0].id
    planned = Meeting(family_id, datetime(2026, 12, 1, 9, 0), MeetingState.PLANNED)
    worked.meetings.save(planned)
    assert worked.activity.due() is None
    worked.meetings.save(Meeting(family_id, datetime(2026, 12, 31, 23, 59)))
    assert worked.activity.due() == Period.quarter(2026, 4)


def test_a_lock_comes_back_to_the_same_part_with_what_was_typed(
    workspace: Workspace, worked: Office, qtbot: QtBot
) -> None:
    workspace.show_activity("2026-T3/report")
    part(workspace, PlainTextEdit, "report_comment").set_text("À moitié")
    place = workspace.place
    workspace.flush_drafts()
    again = Workspace(worked)
    qtbot.addWidget(again)
    again.go_to(place)
    assert part(again, ActivityScreen).tab == "2026-T3/report"
    assert part(again, PlainTextEdit, "report_comment").text() == "À moitié"


def test_f1_opens_its_own_chapter(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.show_activity()
    with qtbot.waitSignal(workspace.helpRequested) as asked:
        workspace.ask_help()
    assert asked.args == ["activity_screen"]


def test_the_rail_comes_back_to_where_one_was(workspace: Workspace) -> None:
    workspace.show_activity("2026-T3/to_complete")
    workspace.show_home()
    part(workspace, QPushButton, "rail_activity").click()
    assert workspace.place.target == "2026-T3/to_complete"


def test_its_draft_opens_from_the_home_screen(workspace: Workspace, worked: Office) -> None:
    worked.vault.drafts.save("report", ":2026-T2", {"comment": "À finir"}, label="T2")
    workspace.take_up(worked.vault.drafts.all()[0])
    assert part(workspace, ActivityScreen).tab == "2026-T2/report"
    assert part(workspace, PlainTextEdit, "report_comment").text() == "À finir"


class Opened:
    """Doors that only note what is asked of them."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def show_family(self, family_id: str, tab: str = "") -> None:
        self.asked.append(("family", family_id, tab))

    def show_contact(self, family_id: str, meeting_id: str = "") -> None:
        self.asked.append(("contact", family_id, meeting_id))

    def open_indirect(self, family_id: str, work_id: str) -> None:
        self.asked.append(("indirect", family_id, work_id))

    def show_referral(self, referral_id: str) -> None:
        self.asked.append(("referral", referral_id))

    def take_up(self, draft: Draft) -> None:
        self.asked.append(("draft", draft.kind, draft.subject))


@pytest.mark.parametrize(
    ("kind", "record", "opened"),
    [
        (RecordKind.SITUATION, "s", ("family", "f", "")),
        (RecordKind.PERSON, "p", ("family", "f", "")),
        (RecordKind.REQUEST, "r", ("family", "f", "")),
        (RecordKind.ACTION, "a", ("family", "f", "")),
        (RecordKind.MEETING, "m", ("contact", "f", "m")),
        (RecordKind.GROUP_SESSION, "m", ("contact", "f", "m")),
        (RecordKind.INDIRECT_WORK, "w", ("indirect", "f", "w")),
        (RecordKind.REFERRAL, "x", ("referral", "x")),
        (RecordKind.DRAFT, "call/f:", ("draft", "call", "f:")),
    ],
)
def test_each_kind_opens_where_it_is_shown(
    office: Office, kind: RecordKind, record: str, opened: tuple[str, ...]
) -> None:
    office.vault.drafts.save("call", "f:", {}, label="Appel")
    doors = Opened()
    open_record(doors, office, Behind(kind, record, "f", "Lacroix", "2026-07-06", ""))
    assert doors.asked == [opened]


def test_a_draft_that_is_gone_opens_nothing(office: Office) -> None:
    doors = Opened()
    open_record(doors, office, Behind(RecordKind.DRAFT, "call/f:", "f", "", "", ""))
    assert doors.asked == []
