"""A quarter ended: its report from the home screen to a file, over a lock, with a real window."""

from datetime import datetime, time
from pathlib import Path

import pytest

from referent_desk.activity import Period
from referent_desk.families import Family, Person, Situation
from referent_desk.meetings import Meeting
from referent_desk.office import Office
from tools.main_job import MainJob
from ui.widgets import Banner

pytestmark = pytest.mark.window
COMMENT = "Un trimestre calme, deux groupes de plus."


def work(office: Office, quarter: Period) -> None:
    """A family met on its first day."""
    situation = Situation(quarter.first)
    family_id = office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix")], situation)
    person_id = office.families.open_file(family_id).people[0].id
    at = datetime.combine(quarter.first, time(9, 30))
    office.meetings.save(Meeting(family_id, at, minutes=45, participants=(person_id,)))


def test_a_quarter_s_report_is_prepared_issued_and_saved(job: MainJob, tmp_path: Path) -> None:
    job.create()
    office = job.office()
    quarter = Period.of_day(office.clock().date()).previous
    work(office, quarter)
    job.open_rail("home")
    job.find(Banner, "report_due").focus_action()
    job.enter(" ")
    job.write("report_comment", COMMENT)
    job.lock()
    job.unlock()
    assert job.text("report_comment") == COMMENT
    job.click("report_issue")
    job.click("issue_confirm")
    saved = tmp_path / "rapport.csv"
    job.save_pdf(saved, "issued_csv")
    assert quarter.label in saved.read_text("utf-8-sig")
    assert [report.period for report in job.office().activity.issued()] == [quarter]
