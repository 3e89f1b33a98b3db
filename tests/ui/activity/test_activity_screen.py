"""The activity on screen: the year, what stands behind a figure, what misses, discretion."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.activity import Behind, Choice, Period, RecordKind
from referent_desk.families import Family, Person, Situation
from referent_desk.office import Office
from tests.ui.activity.conftest import NAMES, Show
from tests.ui.activity.parts import part
from tests.ui.visible_texts import visible_texts
from ui.activity.activity_screen import ActivityScreen
from ui.activity.figures_grid import FiguresGrid
from ui.discretion import discretion
from ui.widgets import Banner, ChipGroup, FilterList, LinkButton, SecondaryButton, Tag, Text

T3 = Period.quarter(2026, 3)
LINK = "figures_persons_met.link"


def choose_section(screen: ActivityScreen, code: str) -> None:
    chip = part(screen, ChipGroup, "activity_sections").chip(code)
    assert chip is not None
    chip.click()


def grid_of_links(screen: ActivityScreen, qtbot: QtBot) -> FiguresGrid:
    """Counted, compared and marked."""
    qtbot.waitUntil(lambda: "Situations suivies" in texts(screen), timeout=5000)
    choose_section(screen, "persons")
    qtbot.waitUntil(lambda: "<5" in said(part(screen, FiguresGrid, LINK)), timeout=5000)
    return part(screen, FiguresGrid, LINK)


def said(grid: FiguresGrid) -> str:
    """What a screen reader reads of it."""
    cells = [grid.item(row, column) for row in range(grid.rowCount()) for column in range(1, 4)]
    role = Qt.ItemDataRole.AccessibleTextRole
    return "\n".join(str(cell.data(role)) for cell in cells if cell is not None)


def texts(screen: QWidget) -> str:
    grids = screen.findChildren(FiguresGrid)
    rows = [grid.item(row, 0) for grid in grids for row in range(grid.rowCount())]
    labels = [text.text() for text in screen.findChildren(Text) if text.isVisibleTo(screen)]
    return "\n".join([*labels, *(item.text() for item in rows if item is not None)])


def row_of(grid: FiguresGrid, label: str) -> int:
    return next(
        row
        for row in range(grid.rowCount())
        if (item := grid.item(row, 0)) is not None and label in item.text()
    )


def test_the_year_tells_each_quarter_and_where_its_report_stands(
    worked: Office, show: Show, qtbot: QtBot
) -> None:
    screen = show(worked, "2026-T3/year")
    qtbot.waitUntil(lambda: "Personnes rencontrées" in texts(screen), timeout=5000)
    expected = {1: "rien de noté", 2: "rien de noté", 3: "à émettre", 4: "en cours"}

    def stands() -> dict[int, str]:
        return {q: part(screen, Tag, f"standing_2026-T{q}").text() for q in expected}

    qtbot.waitUntil(lambda: stands() == expected, timeout=5000)
    screen_year = part(screen, QWidget, "year_panel")
    qtbot.waitUntil(lambda: texts(screen_year).count("13") >= 3, timeout=5000)


def test_one_click_leads_to_a_quarter(worked: Office, show: Show) -> None:
    screen = show(worked, "2026-T4/year")
    part(screen, LinkButton, "year_2026-T3").click()
    assert screen.tab == "2026-T3/figures"
    assert part(screen, ChipGroup, "activity_period").selected() == ["3"]


def test_keys_lead_to_the_year_before_and_after(worked: Office, show: Show) -> None:
    screen = show(worked, "2026-T3/year")
    QTest.keyClick(screen, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (screen.tab, part(screen, Text, "activity_year").text()) == ("2025-T3/year", "2025")
    QTest.keyClick(screen, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert screen.tab == "2026-T3/year"


def test_two_dates_of_ones_own_in_their_order(worked: Office, show: Show) -> None:
    screen = show(worked, "2026-T3/figures")
    chip = part(screen, ChipGroup, "activity_period").chip("own")
    assert chip is not None
    chip.click()
    first, last = part(screen, QLineEdit, "own_first"), part(screen, QLineEdit, "own_last")
    first.setText("28/02/2026")
    last.setText("15/01/2026")
    take = part(screen, SecondaryButton, "own_take")
    take.click()
    assert "deux dates dans l’ordre" in part(screen, Banner, "activity_problem").text()
    assert screen.tab.startswith("2026-T3")
    last.setText("15/03/2026")
    take.click()
    assert screen.tab == "2026-02-28..2026-03-15/figures"
    assert not part(screen, Banner, "activity_problem").isVisible()


def test_a_figure_that_the_report_hides_is_shown_and_marked(
    worked: Office, show: Show, qtbot: QtBot
) -> None:
    screen = show(worked, "2026-T3/figures")
    spoken = said(grid_of_links(screen, qtbot)).replace("\u00a0", " ")
    assert "Sœur, T3 2026 : 2, <5 dans le rapport" in spoken
    assert "Mère, T3 2026 : 8" in spoken


def test_a_figure_opens_what_it_counts_with_the_keyboard(
    worked: Office, show: Show, qtbot: QtBot
) -> None:
    screen = show(worked, "2026-T3/figures")
    grid = grid_of_links(screen, qtbot)
    grid.setFocus()
    grid.setCurrentCell(row_of(grid, "Mère"), 1)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    behind = part(screen, FilterList, "behind_list")
    qtbot.waitUntil(lambda: behind.row_total() == 8, timeout=5000)
    assert part(screen, Text, "behind_title").text().startswith("Mère")
    told = part(screen, Text, "behind_total").text()
    assert told == "Personnes rencontrées par lien. 8 lignes comptées."
    assert grid.hasFocus()
    with qtbot.waitSignal(screen.recordOpened) as opened:
        QTest.keyClick(behind, Qt.Key.Key_Return)
    (record,) = opened.args or (None,)
    assert isinstance(record, Behind)
    assert (record.kind, record.family) == (RecordKind.PERSON, "Lacroix")


def test_another_period_closes_what_was_behind(worked: Office, show: Show, qtbot: QtBot) -> None:
    screen = show(worked, "2026-T3/figures")
    grid = grid_of_links(screen, qtbot)
    grid.setCurrentCell(0, 1)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    behind = part(screen, FilterList, "behind_list")
    qtbot.waitUntil(lambda: behind.isVisible() and behind.row_total() > 0, timeout=5000)
    QTest.keyClick(screen, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert not behind.isVisible()


def test_what_misses_something_is_listed_and_opens(
    worked: Office, show: Show, qtbot: QtBot
) -> None:
    family_id = worked.families.list()[0].id
    meetings = worked.meetings.of_family(family_id)
    worked.meetings.save(replace(meetings[0], participants=()))
    screen = show(worked, "2026-T3/to_complete")
    listed = part(screen, FilterList, "to_complete_list")
    qtbot.waitUntil(lambda: listed.row_total() > 0, timeout=5000)
    assert "À compléter (" in part(screen, QTabWidget, "activity_tabs").tabText(2)
    with qtbot.waitSignal(screen.recordOpened):
        QTest.keyClick(listed, Qt.Key.Key_Return)


def test_nothing_counted_is_told_calmly(office: Office, show: Show, qtbot: QtBot) -> None:
    screen = show(office, "2026-T3/figures")
    qtbot.waitUntil(lambda: "Rien n’est encore noté" in texts(screen), timeout=5000)
    part(screen, QTabWidget, "activity_tabs").setCurrentIndex(2)
    qtbot.waitUntil(lambda: "Rien à compléter" in texts(screen), timeout=5000)
    part(screen, QTabWidget, "activity_tabs").setCurrentIndex(4)
    assert "Aucun rapport émis" in texts(screen)


def test_a_quarter_under_way_says_so(worked: Office, show: Show) -> None:
    assert "2026, en cours" in texts(show(worked, "2026-T4/figures"))


def test_a_discreet_screen_names_nobody_behind_a_figure(
    worked: Office, show: Show, qtbot: QtBot
) -> None:
    screen = show(worked, "2026-T3/figures")
    grid = grid_of_links(screen, qtbot)
    grid.setCurrentCell(row_of(grid, "Mère"), 1)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    behind = part(screen, FilterList, "behind_list")
    qtbot.waitUntil(lambda: behind.row_total() == 8, timeout=5000)
    assert any(name in "\n".join(visible_texts()) for name in NAMES)
    discretion().set_on(on=True)
    QApplication.processEvents()
    assert not any(name in "\n".join(visible_texts()) for name in NAMES)


def test_a_place_that_says_no_period_is_the_quarter_of_today(office: Office, show: Show) -> None:
    assert show(office, "").tab == "2026-T4/year"
    assert show(office, "nonsense/issued").tab == "2026-T4/issued"


def test_what_was_corrected_since_shows_in_the_year(
    worked: Office, show: Show, qtbot: QtBot
) -> None:
    worked.activity.issue(T3, Choice())
    screen = show(worked, "2026-T3/year")
    tag = lambda: part(screen, Tag, "standing_2026-T3").text()  # noqa: E731
    assert tag() == "émis"
    worked.families.create(Family("Neuve"), [Person("Anne")], Situation(date(2026, 8, 1)))
    screen.refresh()
    qtbot.waitUntil(lambda: tag() == "corrigé depuis", timeout=5000)
