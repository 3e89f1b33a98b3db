"""Answers grouped by hand: by keys and by mouse, given up, kept, proposed for the next quarter."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from referent_desk.activity import Choice, Grouping, Period
from referent_desk.office import Office
from tests.ui.activity.conftest import Show
from tests.ui.activity.parts import Clock, part
from ui.activity.activity_screen import ActivityScreen
from ui.activity.report_panel import ReportPanel
from ui.widgets import Row

T3 = Period.quarter(2026, 3)
LINK = "persons_met.link"
TAKEN = f"ungroup_{LINK}"


@pytest.fixture
def screen(worked: Office, show: Show, qtbot: QtBot) -> ActivityScreen:
    """With the links of the persons met in front."""
    return offered(show(worked, "2026-T3/report"), qtbot)


def offered(screen: ActivityScreen, qtbot: QtBot) -> ActivityScreen:
    table = part(screen, QComboBox, "own_table")
    pages = part(screen, ReportPanel).pages
    qtbot.waitUntil(lambda: table.count() > 1 and pages.page_total() > 0, timeout=8000)
    table.setCurrentIndex(table.findData(LINK))
    return screen


def choice(screen: ActivityScreen) -> Choice:
    return part(screen, ReportPanel).choice()


def words(screen: ActivityScreen) -> list[str]:
    answers = part(screen, QTreeWidget, "own_answers")
    found = (answers.topLevelItem(at) for at in range(answers.topLevelItemCount()))
    return [item.text(0) for item in found if item is not None]


def go_to(screen: ActivityScreen, start: str) -> QTreeWidget:
    answers = part(screen, QTreeWidget, "own_answers")
    [at] = [at for at, label in enumerate(words(screen)) if label.startswith(start)]
    item = answers.topLevelItem(at)
    assert item is not None
    answers.setCurrentItem(item)
    answers.setFocus()
    return answers


def tick(screen: ActivityScreen, *starts: str) -> None:
    for start in starts:
        QTest.keyClick(go_to(screen, start), Qt.Key.Key_Space)


def test_its_answers_are_offered_with_their_counts(screen: ActivityScreen) -> None:
    assert "Mère · 8" in words(screen)
    assert not any(label.startswith("Non noté") for label in words(screen))


def shown_row(screen: ActivityScreen, qtbot: QtBot) -> Row:
    def rows() -> list[Row]:
        return [row for row in screen.findChildren(Row, TAKEN) if row.isVisible()]

    qtbot.waitUntil(lambda: len(rows()) == 1, timeout=5000)
    return rows()[0]


def test_space_ticks_and_enter_groups_under_the_name(screen: ActivityScreen, qtbot: QtBot) -> None:
    part(screen, QLineEdit, "own_name").setText("Frères et sœurs")
    tick(screen, "Frère", "Sœur")
    QTest.keyClick(part(screen, QTreeWidget, "own_answers"), Qt.Key.Key_Return)
    [grouping] = choice(screen).groupings[LINK]
    assert (set(grouping.codes), grouping.label) == ({"brother", "sister"}, "Frères et sœurs")
    assert not any(label.startswith(("Frère", "Sœur")) for label in words(screen))
    assert part(screen, QLineEdit, "own_name").text() == ""
    assert "Frère" in shown_row(screen, qtbot).data.subtitle


def test_by_mouse_without_a_name_they_go_into_others_which_grows(screen: ActivityScreen) -> None:
    group = part(screen, QPushButton, "own_group")
    tick(screen, "Frère")
    assert not group.isEnabled(), "one answer is no group"
    tick(screen, "Sœur")
    group.click()
    tick(screen, "Mère")
    group.click()
    [grouping] = choice(screen).groupings[LINK]
    assert (set(grouping.codes), grouping.label) == ({"brother", "sister", "mother"}, "")


def test_each_group_is_given_up_by_its_own_row_and_by_ctrl_z(
    screen: ActivityScreen, qtbot: QtBot
) -> None:
    name = part(screen, QLineEdit, "own_name")
    for label, answers in (("Fratrie", ("Frère", "Sœur")), ("Parents", ("Mère", "Père"))):
        name.setText(label)
        tick(screen, *answers)
        QTest.keyClick(name, Qt.Key.Key_Return)
    assert [g.label for g in choice(screen).groupings[LINK]] == ["Fratrie", "Parents"]
    row = shown_row(screen, qtbot)
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert [g.label for g in choice(screen).groupings[LINK]] == ["Parents"]
    assert any(label.startswith("Frère") for label in words(screen))
    near = shown_row(screen, qtbot)
    near.setFocus()
    QTest.keyClick(near, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [g.label for g in choice(screen).groupings[LINK]] == ["Fratrie", "Parents"]


def test_the_report_prints_it_and_the_draft_keeps_it(
    screen: ActivityScreen, worked: Office, show: Show, qtbot: QtBot
) -> None:
    part(screen, QLineEdit, "own_name").setText("Fratrie")
    tick(screen, "Frère", "Sœur")
    with qtbot.waitSignal(part(screen, ReportPanel).pages.drawn, timeout=8000) as drawn:
        part(screen, QPushButton, "own_group").click()
    [made] = drawn.args or []
    assert part(screen, QTreeWidget, "own_answers").hasFocus()
    tables = [t for s in made.plan.report.sections for t in s.tables if t.indicator.code == LINK]
    assert ("Fratrie", (5,)) in [(row.label, row.values) for row in tables[0].rows]
    screen.flush_draft()
    again = show(worked, screen.tab)
    assert choice(again) == choice(screen)


def test_what_was_issued_is_proposed_for_the_next_quarter(
    worked: Office, clock: Clock, show: Show
) -> None:
    siblings = Grouping(("brother", "sister"), "Fratrie")
    worked.activity.issue(T3, Choice(groupings={LINK: (siblings,)}, comment="Calme."))
    clock.now = datetime(2027, 1, 5, 10, 0)
    chosen = choice(show(worked, "2026-T4/report"))
    assert chosen.groupings == {LINK: (siblings,)}
    assert chosen.comment == ""
