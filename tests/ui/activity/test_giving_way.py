"""While a report is planned: drafts are stored, a newer choice comes first, a lock is at once."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from referent_desk.activity import Choice, Period
from referent_desk.office import Office
from tests.ui.activity import parts
from tests.ui.activity.conftest import Show
from tests.ui.activity.parts import part
from ui import operations
from ui.activity.activity_screen import ActivityScreen
from ui.activity.report_panel import ReportPanel


@dataclass
class SlowPlans:
    """Each plan calculates until it is let go or gives up."""

    go_on: threading.Event = field(default_factory=threading.Event)
    begun: list[Choice] = field(default_factory=list[Choice])
    given_up: list[Choice] = field(default_factory=list[Choice])

    def calculate(self, choice: Choice, check: Callable[[], None]) -> None:
        self.begun.append(choice)
        try:
            while not self.go_on.wait(0.01):
                check()
        except operations.Cancelled:
            self.given_up.append(choice)
            raise


@pytest.fixture
def slow(worked: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowPlans]:
    plans, plan = SlowPlans(), worked.activity.plan

    def slowly(period: Period, choice: Choice, *, check: Callable[[], None], read: Any) -> object:
        read(lambda: None)
        plans.calculate(choice, check)
        return plan(period, choice, check=check, read=read)

    monkeypatch.setattr(worked.activity, "plan", slowly)
    yield plans
    plans.go_on.set()
    operations.wait_for_all()


@pytest.mark.parametrize("place", ["2026-T3/report", "2026-T3/figures"])
def test_a_draft_is_stored_while_a_plan_is_calculated(
    worked: Office, slow: SlowPlans, show: Show, qtbot: QtBot, place: str
) -> None:
    screen = show(worked, place)
    qtbot.waitUntil(lambda: bool(slow.begun), timeout=8000)
    drafts = worked.vault.drafts
    stored: list[object] = []
    operations.run(
        lambda _progress: drafts.save("meeting", "m1:m1", {"text": "Elle a appelé."}),
        on_done=stored.append,
        parent=screen,
        label="",
        veil=False,
    )
    qtbot.waitUntil(lambda: bool(stored))
    assert not slow.go_on.is_set()
    assert slow.given_up == []
    kept = drafts.load("meeting", "m1:m1")
    assert kept is not None
    assert kept.body == {"text": "Elle a appelé."}


def test_a_newer_choice_abandons_the_older_plan(
    worked: Office, slow: SlowPlans, show: Show, qtbot: QtBot
) -> None:
    screen = show(worked, "2026-T3/report")
    qtbot.waitUntil(lambda: len(slow.begun) == 1, timeout=8000)
    part(screen, QCheckBox, "report_compared").click()
    qtbot.waitUntil(lambda: len(slow.begun) == 2, timeout=8000)
    assert [choice.compared for choice in slow.begun] == [True, False]
    assert [choice.compared for choice in slow.given_up] == [True]
    with qtbot.waitSignal(part(screen, ReportPanel).pages.drawn, timeout=8000) as drawn:
        slow.go_on.set()
    [report] = drawn.args or []
    assert len(report.plan.report.key_figures[0].columns) == 1


def test_a_newer_comment_waits_for_the_plan_and_needs_no_other(
    worked: Office, slow: SlowPlans, show: Show, qtbot: QtBot
) -> None:
    screen = show(worked, "2026-T3/report")
    pages = part(screen, ReportPanel).pages
    qtbot.waitUntil(lambda: len(slow.begun) == 1, timeout=8000)
    comments: list[str] = []
    pages.drawn.connect(lambda drawn: comments.append(drawn.plan.report.comment))
    part(screen, ReportPanel).show_choice(Choice(comment="Un trimestre calme."))
    pages.ask()
    qtbot.wait(pages.delay_ms + 50)
    slow.go_on.set()
    qtbot.waitUntil(lambda: comments == ["Un trimestre calme."], timeout=8000)
    assert len(slow.begun) == 1
    assert slow.given_up == []


@pytest.mark.parametrize("place", ["2026-T3/report", "2026-T3/figures"])
def test_a_lock_ends_the_plan_at_once(
    worked: Office, slow: SlowPlans, show: Show, qtbot: QtBot, place: str
) -> None:
    show(worked, place)
    qtbot.waitUntil(lambda: bool(slow.begun), timeout=8000)
    operations.abandon_all()
    assert operations.wait_for_all(2000)
    assert not slow.go_on.is_set()
    assert slow.given_up == slow.begun


def test_a_lock_while_a_report_is_issued_leaves_no_draft_of_it(
    worked: Office, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is being written goes on to its end, and nobody is there to be told."""
    screen = show(worked, "2026-T3/report")
    begun, go_on, issue = threading.Event(), threading.Event(), worked.activity.issue

    def slowly(period: Period, choice: Choice, **seen: Any) -> object:
        begun.set()
        go_on.wait(10)
        return issue(period, choice, **seen)

    monkeypatch.setattr(worked.activity, "issue", slowly)
    part(screen, ReportPanel).show_choice(Choice(comment="Un trimestre calme."))
    parts.issue(screen, qtbot)
    qtbot.waitUntil(begun.is_set, timeout=8000)
    screen.flush_draft()
    operations.abandon_all()
    go_on.set()
    assert operations.wait_for_all(20000)
    assert len(worked.activity.issued()) == 1
    assert worked.vault.drafts.all() == []


def test_a_screen_that_is_gone_calculates_no_more(
    worked: Office, slow: SlowPlans, qtbot: QtBot
) -> None:
    screen = ActivityScreen(worked, "2026-T3/report")
    screen.show()
    qtbot.waitUntil(lambda: bool(slow.begun), timeout=8000)
    screen.deleteLater()
    qtbot.waitUntil(lambda: slow.given_up == slow.begun, timeout=5000)


def test_what_changed_meanwhile_is_planned_anew(
    worked: Office, slow: SlowPlans, show: Show, qtbot: QtBot
) -> None:
    screen = show(worked, "2026-T3/report")
    qtbot.waitUntil(lambda: len(slow.begun) == 1, timeout=8000)
    screen.refresh()
    qtbot.waitUntil(lambda: len(slow.begun) == 2, timeout=8000)
    assert len(slow.given_up) == 1


def test_a_check_stops_a_plan_of_the_office(worked: Office) -> None:
    class Enough(Exception):
        pass

    def check() -> None:
        raise Enough

    with pytest.raises(Enough):
        worked.activity.plan(Period.of_day(datetime(2026, 7, 1).date()), Choice(), check=check)
