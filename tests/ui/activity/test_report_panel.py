"""Preparing a report: its parts, groupings, comment, draft; and issuing it."""

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QTabWidget, QTreeWidget
from pytestqt.qtbot import QtBot

from referent_desk.activity import Choice, Period, Section
from referent_desk.office import Office
from referent_desk.settings import declared
from tests.ui.activity.conftest import Show
from tests.ui.activity.parts import Clock, issue, part
from ui.activity.activity_screen import ActivityScreen
from ui.activity.issue_card import IssueCard
from ui.activity.report_panel import ReportPanel
from ui.widgets import (
    Banner,
    FilterList,
    IconButton,
    IconLine,
    LinkButton,
    PlainTextEdit,
    Row,
    Text,
)

T3 = Period.quarter(2026, 3)
PROPOSED = "group_persons_met.link"
TAKEN = "ungroup_persons_met.link"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def screen(worked: Office, show: Show, qtbot: QtBot) -> ActivityScreen:
    return drawn(show(worked, "2026-T3/report"), qtbot)


def drawn(screen: ActivityScreen, qtbot: QtBot) -> ActivityScreen:
    """Planned, its tables offered and its pages there."""
    tree = part(screen, QTreeWidget, "report_sections")

    def ready() -> bool:
        first = tree.topLevelItem(0)
        offered = first is not None and first.childCount() > 0
        return offered and panel(screen).pages.page_total() > 0

    qtbot.waitUntil(ready, timeout=8000)
    return screen


def panel(screen: ActivityScreen) -> ReportPanel:
    return part(screen, ReportPanel)


def shown(screen: ActivityScreen, row: str) -> bool:
    found = screen.findChild(Row, row)
    return found is not None and found.isVisible()


def test_the_visible_share_and_the_threshold_are_shown(screen: ActivityScreen) -> None:
    assert part(screen, Text, "visible_share").text() == "26\u00a0% visibles"
    labels = [text.text() for text in panel(screen).findChildren(Text)]
    assert any("Seuil\u00a0: 5" in text for text in labels)


def test_keys_move_a_section_and_leave_a_table_out(screen: ActivityScreen) -> None:
    tree = part(screen, QTreeWidget, "report_sections")
    tree.setFocus()
    tree.setCurrentIndex(tree.model().index(0, 0))
    QTest.keyClick(tree, Qt.Key.Key_Down, ALT)
    assert panel(screen).choice().sections[:2] == (Section.REQUESTS, Section.SITUATIONS)
    part(screen, IconButton, "section_up").click()
    assert panel(screen).choice().sections == tuple(Section)
    QTest.keyClick(tree, Qt.Key.Key_Right)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert panel(screen).choice().left_out == {"situations_new.origin"}
    QTest.keyClick(tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel(screen).choice().left_out == frozenset()


def test_a_section_not_wanted_is_unticked(screen: ActivityScreen) -> None:
    tree = part(screen, QTreeWidget, "report_sections")
    last = tree.topLevelItem(6)
    assert last is not None
    last.setCheckState(0, Qt.CheckState.Unchecked)
    assert Section.WORK not in panel(screen).choice().sections


def test_one_key_takes_a_grouping_and_ctrl_z_gives_it_up(
    screen: ActivityScreen, qtbot: QtBot
) -> None:
    proposal = part(screen, Row, PROPOSED)
    assert proposal.data.tag == "30\u00a0% visibles"
    proposal.setFocus()
    QTest.keyClick(proposal, Qt.Key.Key_Return)
    grouped = panel(screen).choice().groupings["persons_met.link"][0]
    assert set(grouped.codes) == {"sister", "brother"}
    share = part(screen, Text, "visible_share")
    qtbot.waitUntil(lambda: share.text() == "30\u00a0% visibles", timeout=8000)
    qtbot.waitUntil(lambda: shown(screen, TAKEN), timeout=5000)
    QTest.keyClick(part(screen, Row, TAKEN), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel(screen).choice().groupings == {}
    qtbot.waitUntil(lambda: shown(screen, PROPOSED), timeout=8000)


def test_what_was_taken_is_given_up_by_its_own_row(screen: ActivityScreen) -> None:
    part(screen, Row, PROPOSED).click()
    part(screen, Row, TAKEN).click()
    assert panel(screen).choice().groupings == {}


def test_names_in_the_comment_are_listed_while_one_types(
    screen: ActivityScreen, qtbot: QtBot
) -> None:
    comment = part(screen, PlainTextEdit, "report_comment")
    comment.setFocus()
    QTest.keyClicks(comment, "Merci, Claire Lacroix.")
    qtbot.waitUntil(lambda: "Lacroix" in lines(screen), timeout=8000)
    comment.set_text("Merci.")
    qtbot.waitUntil(lambda: "Lacroix" not in lines(screen), timeout=8000)


def lines(screen: ActivityScreen) -> str:
    found = panel(screen).findChildren(IconLine)
    texts = [text for line in found if line.isVisible() for text in line.findChildren(Text)]
    return "\n".join(text.text() for text in texts)


def test_the_comment_alone_plans_nothing_anew(
    screen: ActivityScreen, worked: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[Choice] = []
    plan = worked.activity.plan

    def noted(period: Period, choice: Choice, **reading: Any) -> object:
        plans.append(choice)
        return plan(period, choice, **reading)

    monkeypatch.setattr(worked.activity, "plan", noted)
    with qtbot.waitSignal(panel(screen).pages.drawn, timeout=8000):
        part(screen, PlainTextEdit, "report_comment").set_text("Un trimestre calme.")
    assert plans == []
    with qtbot.waitSignal(panel(screen).pages.drawn, timeout=8000):
        part(screen, QCheckBox, "report_compared").click()
    assert [choice.compared for choice in plans] == [False]


def test_choice_and_comment_are_found_again_after_a_lock(
    worked: Office, show: Show, qtbot: QtBot
) -> None:
    first = drawn(show(worked, "2026-T3/report"), qtbot)
    part(first, PlainTextEdit, "report_comment").set_text("Deux.\n\nParagraphes.")
    part(first, QCheckBox, "report_lessons").click()
    part(first, Row, PROPOSED).click()
    kept = panel(first).choice()
    first.flush_draft()
    again = show(worked, first.tab)
    assert panel(again).choice() == kept
    assert kept.comment == "Deux.\n\nParagraphes."
    assert not kept.lessons
    [draft] = worked.vault.drafts.all()
    assert (draft.kind, draft.label) == ("report", "3e\u00a0trimestre\u00a02026")


def test_another_period_has_a_draft_of_its_own(worked: Office, show: Show, qtbot: QtBot) -> None:
    screen = drawn(show(worked, "2026-T3/report"), qtbot)
    part(screen, PlainTextEdit, "report_comment").set_text("Troisième.")
    QTest.keyClick(screen, Qt.Key.Key_Left, ALT)
    assert panel(screen).period == Period.quarter(2025, 3)
    assert panel(screen).choice().comment == ""
    QTest.keyClick(screen, Qt.Key.Key_Right, ALT)
    assert panel(screen).choice().comment == "Troisième."


def test_issuing_is_said_on_the_screen_first_and_enter_does_not_do_it(
    screen: ActivityScreen, worked: Office
) -> None:
    part(screen, QPushButton, "report_issue").click()
    card = part(screen, IssueCard)
    assert card.isVisible()
    assert "Ce qui se fige" in lines(screen)
    no = part(card, QPushButton, "issue_refuse")
    assert no.hasFocus()
    QTest.keyClick(no, Qt.Key.Key_Return)
    assert not card.isVisible()
    assert worked.activity.issued() == ()


def test_escape_puts_it_off(screen: ActivityScreen, worked: Office) -> None:
    part(screen, QPushButton, "report_issue").click()
    QTest.keyClick(part(screen, QPushButton, "issue_confirm"), Qt.Key.Key_Escape)
    assert not part(screen, IssueCard).isVisible()
    assert worked.activity.issued() == ()


def test_an_issued_report_is_shown_among_those_issued_and_its_draft_is_gone(
    screen: ActivityScreen, worked: Office, qtbot: QtBot
) -> None:
    part(screen, PlainTextEdit, "report_comment").set_text("Un trimestre calme.")
    issue(screen, qtbot)
    qtbot.waitUntil(lambda: screen.tab == "2026-T3/issued", timeout=15000)
    listed = part(screen, FilterList, "issued_list")
    assert listed.current_row().title.replace("\u00a0", " ") == "3e trimestre 2026"
    assert worked.vault.drafts.all() == []
    issued = worked.activity.issued()[0]
    assert worked.activity.report(issued.id).comment == "Un trimestre calme."


def test_nothing_new_is_refused_in_words(worked: Office, show: Show, qtbot: QtBot) -> None:
    worked.activity.issue(T3, worked.activity.choice(T3))
    screen = drawn(show(worked, "2026-T3/report"), qtbot)
    part(screen, QPushButton, "report_issue").click()
    assert "version rectifiée n°\u00a02" in part(screen, IssueCard).accessibleName()
    issue(screen, qtbot)
    problem = part(screen, Banner, "report_problem")
    qtbot.waitUntil(lambda: "n’ont pas changé" in problem.text(), timeout=15000)
    assert len(worked.activity.issued()) == 1


def test_what_changed_elsewhere_is_planned_anew(worked: Office, show: Show, qtbot: QtBot) -> None:
    screen = drawn(show(worked, "2026-T3/report"), qtbot)
    screen.show_tab("to_complete")
    worked.settings.put(declared.SMALL_COUNT, 2)
    screen.refresh()
    screen.show_tab("report")
    share = part(screen, Text, "visible_share")
    drawn(screen, qtbot)
    assert share.text() != "26\u00a0% visibles"


def test_a_period_not_over_is_refused_before_anything_is_asked(
    worked: Office, clock: Clock, show: Show
) -> None:
    clock.now = datetime(2026, 9, 30, 18, 0)
    screen = show(worked, "2026-T3/report")
    part(screen, QPushButton, "report_issue").click()
    assert not part(screen, IssueCard).isVisible()
    assert "n’est pas terminée" in part(screen, Banner, "report_problem").text()


def test_names_that_nobody_looked_at_stop_it_and_are_listed(
    screen: ActivityScreen, worked: Office, qtbot: QtBot
) -> None:
    part(screen, PlainTextEdit, "report_comment").set_text("Merci à Claire Lacroix.")
    issue(screen, qtbot)
    problem = part(screen, Banner, "report_problem")
    qtbot.waitUntil(lambda: "des noms" in problem.text(), timeout=15000)
    assert worked.activity.issued() == ()
    qtbot.waitUntil(lambda: "Lacroix" in lines(screen), timeout=5000)
    part(screen, QPushButton, "report_issue").click()
    assert "personne n’est nommé" in lines(screen)
    part(screen, QPushButton, "issue_confirm").click()
    qtbot.waitUntil(lambda: len(worked.activity.issued()) == 1, timeout=15000)


def test_what_waits_to_be_completed_is_not_said_to_be_left_out(
    screen: ActivityScreen, qtbot: QtBot
) -> None:
    """A contact whose age or ward is missing counts in all else."""
    tabs = part(screen, QTabWidget, "activity_tabs")
    qtbot.waitUntil(lambda: tabs.tabText(2) != "À compléter", timeout=8000)
    part(screen, QPushButton, "report_issue").click()
    told = lines(screen)
    assert "à compléter\u00a0: ce qui y manque manquera au rapport." in told
    assert "comptées" not in told


def test_what_cannot_be_printed_is_not_asked_to_be_issued(
    screen: ActivityScreen, qtbot: QtBot
) -> None:
    comment = part(screen, PlainTextEdit, "report_comment")
    comment.set_text("Merci 漢")
    problem = part(screen, Banner, "report_problem")
    qtbot.waitUntil(lambda: "漢" in problem.text(), timeout=15000)
    part(screen, QPushButton, "report_issue").click()
    assert not part(screen, IssueCard).isVisible()
    assert problem.isVisible()
    labels = [text.text() for text in panel(screen).findChildren(Text)]
    assert not any("…" in label for label in labels), "nothing goes on"
    with qtbot.waitSignal(panel(screen).pages.drawn, timeout=15000):
        comment.set_text("Merci")
    part(screen, QPushButton, "report_issue").click()
    assert part(screen, IssueCard).isVisible()


def test_a_newer_choice_must_be_seen_before_it_is_issued(
    screen: ActivityScreen, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: panel(screen).pages.up_to_date, timeout=8000)
    part(screen, QCheckBox, "report_compared").click()
    part(screen, QPushButton, "report_issue").click()
    confirm = part(screen, QPushButton, "issue_confirm")
    assert not confirm.isEnabled()
    assert "L’aperçu se met à jour" in lines(screen)
    with qtbot.waitSignal(panel(screen).pages.drawn, timeout=15000) as drawn_now:
        pass
    [report] = drawn_now.args or []
    assert len(report.plan.report.key_figures[0].columns) == 1
    assert confirm.isEnabled()
    assert "L’aperçu se met à jour" not in lines(screen)


def test_all_proposals_are_taken_at_once_and_given_back_at_once(
    worked: Office, show: Show, qtbot: QtBot
) -> None:
    with worked.vault.unit() as unit:
        for at, row in enumerate(worked.vault.rows("SELECT id FROM situation")):
            unit.update("situation", row["id"], ward=f"unit_{'abc'[(at > 7) + (at > 9)]}")
        unit.commit()
    screen = drawn(show(worked, "2026-T3/report"), qtbot)
    part(screen, LinkButton, "report_more").click()
    every = part(screen, Row, "group_all")
    assert every.hasFocus()
    promised = every.data.tag
    QTest.keyClick(every, Qt.Key.Key_Return)
    assert len(panel(screen).choice().groupings) > 1
    share = part(screen, Text, "visible_share")
    qtbot.waitUntil(lambda: share.text() == promised, timeout=15000)
    front = screen.window().focusWidget()
    assert isinstance(front, Row)
    QTest.keyClick(front, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel(screen).choice().groupings == {}
