"""The list narrowed by choices; filters kept, chosen, renamed, moved, deleted."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, FamilyFilter, Person, Situation, Standing
from referent_desk.meetings import Meeting, NeedNote
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui.discretion import discretion
from ui.families import FamiliesScreen
from ui.families.filter_bar import NONE_CHOSEN, FilterBar
from ui.families.filter_sheets import FilterNameSheet, FiltersSheet
from ui.families.form import ChoiceEdit
from ui.widgets import Banner, FilterList, SearchEdit

Part = TypeVar("Part", bound=QWidget)
Show = Callable[[QWidget], None]
OPEN = FamilyFilter(standing=Standing.OPEN)


@pytest.fixture
def screen(qtbot: QtBot, office: Office, show_active: Show) -> FamiliesScreen:
    today = office.clock().date()
    lacroix = office.families.create(
        Family("Lacroix"), [Person("Claire")], Situation(today, ward="unit_a")
    )
    office.families.create(Family("Moreau"), [], Situation(today, ward="unit_b"))
    ended = Situation(today, closed_on=today, closing_reason="moved")
    office.families.create(Family("Quévrain"), [], ended)
    office.meetings.save(Meeting(lacroix, office.clock(), needs=(NeedNote("support"),)))
    old = Meeting(lacroix, datetime(2020, 1, 1, 10, 0))
    office.meetings.save(old)
    made = FamiliesScreen(office)
    qtbot.addWidget(made)
    made.resize(1154, 710)
    show_active(made)
    return made


def part(inside: QWidget, kind: type[Part], name: str) -> Part:
    found = inside.findChild(kind, name)
    assert found is not None
    return found


def choose(screen: QWidget, name: str, code: str) -> None:
    choice = part(screen, ChoiceEdit, name)
    choice.setCurrentIndex(choice.findData(code))
    choice.activated.emit(choice.currentIndex())


def listed(screen: QWidget) -> list[str]:
    rows = part(screen, FilterList, "family_list")
    if rows.isHidden():
        return []
    return [str(rows.model().index(at, 0).data()) for at in range(rows.row_total())]


def kept(screen: QWidget) -> list[str]:
    choice = part(screen, ChoiceEdit, "filter_saved")
    return [choice.itemText(at) for at in range(1, choice.count())]


def click(qtbot: QtBot, inside: QWidget, name: str) -> None:
    qtbot.mouseClick(part(inside, QPushButton, name), Qt.MouseButton.LeftButton)


def keep(qtbot: QtBot, screen: QWidget, name: str) -> FilterNameSheet:
    click(qtbot, screen, "filter_save")
    sheet = screen.findChildren(FilterNameSheet)[-1]
    part(sheet, QLineEdit, "filter_name").setText(name)
    click(qtbot, sheet, "filter_keep")
    return sheet


@pytest.mark.parametrize(
    ("name", "code", "shown"),
    [
        ("filter_standing", "open", ["Lacroix", "Moreau"]),
        ("filter_standing", "closed", ["Quévrain"]),
        ("filter_ward", "unit_b", ["Moreau"]),
        ("filter_need", "support", ["Lacroix"]),
        ("filter_silence", "30", ["Moreau", "Quévrain"]),
    ],
)
def test_a_choice_narrows_the_list(
    screen: FamiliesScreen, name: str, code: str, shown: list[str]
) -> None:
    choose(screen, name, code)
    assert listed(screen) == shown


def test_a_need_merged_into_the_chosen_one_counts(office: Office, screen: FamiliesScreen) -> None:
    words = office.vocabulary
    into = next(e.code for e in words.entries(Catalogue.NEEDS) if e.code != "support")
    for aspect in words.entries(Catalogue.NEEDS, "support"):
        words.retire(Catalogue.NEEDS, aspect.code)
    words.merge(Catalogue.NEEDS, "support", into)
    choose(screen, "filter_need", into)
    assert listed(screen) == ["Lacroix"]


def test_a_filter_is_kept_and_chosen_again(
    qtbot: QtBot, office: Office, screen: FamiliesScreen
) -> None:
    choose(screen, "filter_ward", "unit_b")
    qtbot.keyClicks(part(screen, SearchEdit, "family_filter"), "mor")
    keep(qtbot, screen, "Les Moreau")
    assert kept(screen) == ["Les Moreau"]
    click(qtbot, screen, "filter_clear")
    assert len(listed(screen)) == 3
    assert part(screen, ChoiceEdit, "filter_saved").currentText() == NONE_CHOSEN
    [saved] = office.filters.all()
    choose(screen, "filter_saved", saved.id)
    assert listed(screen) == ["Moreau"]
    assert part(screen, SearchEdit, "family_filter").text() == "mor"
    again = FamiliesScreen(office)
    qtbot.addWidget(again)
    assert kept(again) == ["Les Moreau"]


def test_only_a_new_filter_can_be_kept(qtbot: QtBot, screen: FamiliesScreen) -> None:
    save = part(screen, QPushButton, "filter_save")
    assert not save.isEnabled()
    choose(screen, "filter_standing", "open")
    assert save.isEnabled()
    keep(qtbot, screen, "Ouverts")
    assert not save.isEnabled()


def test_a_name_that_is_there_is_refused_in_the_sheet(
    qtbot: QtBot, office: Office, screen: FamiliesScreen
) -> None:
    office.filters.add("Ouverts", FamilyFilter(ward="unit_a"))
    choose(screen, "filter_standing", "open")
    sheet = keep(qtbot, screen, "ouverts")
    assert sheet.isVisible()
    assert len(office.filters.all()) == 1


def test_a_national_number_is_asked_about(
    qtbot: QtBot, office: Office, screen: FamiliesScreen
) -> None:
    choose(screen, "filter_standing", "open")
    keep(qtbot, screen, "85.07.30-033 28")
    [box] = [w for w in screen.findChildren(QMessageBox) if w.isVisible()]
    assert office.filters.all() == ()
    next(b for b in box.buttons() if "enregistrer" in b.text()).click()
    assert len(office.filters.all()) == 1


@pytest.fixture
def manager(qtbot: QtBot, office: Office, screen: FamiliesScreen) -> FiltersSheet:
    for name in ("Un", "Deux", "Trois"):
        office.filters.add(name, OPEN)
    screen.refresh()
    part(screen, QWidget, "filter_manage").setEnabled(True)
    click(qtbot, screen, "filter_manage")
    sheet = screen.findChildren(FiltersSheet)[-1]
    qtbot.waitUntil(sheet.isActiveWindow)
    return sheet


def order(office: Office) -> list[str]:
    return [saved.name for saved in office.filters.all()]


def test_filters_move_with_the_keyboard(
    qtbot: QtBot, office: Office, manager: FiltersSheet
) -> None:
    rows = part(manager, QListWidget, "filters_list")
    rows.setFocus()
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(rows, Qt.Key.Key_Down, alt)
    assert order(office) == ["Deux", "Un", "Trois"]
    qtbot.keyClick(rows, Qt.Key.Key_Down, alt)
    qtbot.keyClick(rows, Qt.Key.Key_Down, alt)
    assert order(office) == ["Deux", "Trois", "Un"]
    qtbot.keyClick(rows, Qt.Key.Key_Up, alt)
    assert order(office) == ["Deux", "Un", "Trois"]


def test_a_filter_is_renamed(qtbot: QtBot, office: Office, manager: FiltersSheet) -> None:
    rows = part(manager, QListWidget, "filters_list")
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_F2)
    line = part(manager, QLineEdit, "filters_name")
    assert line.hasFocus()
    qtbot.keyClicks(line, "Premier")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert order(office) == ["Premier", "Deux", "Trois"]
    line.setText("deux")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert order(office) == ["Premier", "Deux", "Trois"]


def test_a_deleted_filter_can_come_back(
    qtbot: QtBot, office: Office, screen: FamiliesScreen, manager: FiltersSheet
) -> None:
    rows = part(manager, QListWidget, "filters_list")
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert order(office) == ["Un", "Trois"]
    part(manager, Banner, "filters_undo").actionRequested.emit()
    assert order(office) == ["Un", "Deux", "Trois"]
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    manager.request_close()
    assert kept(screen) == ["Un", "Trois"]


def test_a_kept_filter_names_no_family_on_a_discreet_screen(
    office: Office, screen: FamiliesScreen
) -> None:
    office.filters.add("Quévrain et les siens", FamilyFilter("quevrain"))
    office.filters.add("Unité A", FamilyFilter(ward="unit_a"))
    screen.refresh()
    discretion().set_on(on=True)
    shown = kept(FamiliesScreen(office))
    assert shown[1] == "Unité A"
    assert "Quévrain" not in shown[0]
    discretion().set_on(on=False)


def test_a_ward_merged_or_retired_is_still_found_by_its_name(
    office: Office, screen: FamiliesScreen
) -> None:
    office.vocabulary.retire(Catalogue.WARDS, "unit_b")
    filters = screen.findChild(FilterBar)
    assert filters is not None
    filters.show_filter(FamilyFilter(ward="unit_b"))
    assert part(screen, ChoiceEdit, "filter_ward").currentText() == "Unité B"
    assert listed(screen) == ["Moreau"]
    office.vocabulary.restore(Catalogue.WARDS, "unit_b")
    office.vocabulary.merge(Catalogue.WARDS, "unit_b", "unit_a")
    filters.show_filter(FamilyFilter(ward="unit_a"))
    assert set(listed(screen)) == {"Lacroix", "Moreau"}
