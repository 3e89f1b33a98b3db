"""The menu « Corriger », its sheets and the basket."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.corrections import Deletion, RecordKind
from referent_desk.families import Family, Person
from referent_desk.followup import Action
from referent_desk.meetings import Meeting, MeetingState
from referent_desk.office import Office
from ui.corrections import BasketScreen
from ui.corrections.sheet import CorrectionSheet
from ui.families import FamilyScreen
from ui.widgets import Banner, FilterList, LinkButton, SearchEdit, Text

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def family(office: Office) -> str:
    people = [Person("Claire", "Lacroix"), Person("Paul", "Lacroix")]
    made = office.families.create(Family("Lacroix"), people)
    ids = tuple(p.id for p in office.families.open_file(made).people)
    held = datetime(2026, 3, 3, 10, 0)
    office.meetings.save(Meeting(made, held, MeetingState.HELD, participants=ids))
    office.followup.save_action(Action(made, "Rappeler", date(2026, 3, 4)))
    return made


@pytest.fixture
def other(office: Office) -> str:
    return office.families.create(Family("Moreau"), [Person("Claire", "Lacroix")])


@pytest.fixture
def screen(
    office: Office, family: str, other: str, qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> FamilyScreen:
    made = FamilyScreen(office, family)
    qtbot.addWidget(made)
    made.resize(1100, 720)
    show_active(made)
    return made


def sheet_of(screen: FamilyScreen, name: str) -> CorrectionSheet:
    action = screen.findChild(QAction, f"correct_{name}")
    assert action is not None
    action.trigger()
    return screen.findChildren(CorrectionSheet)[-1]


def choose(sheet: QWidget, name: str, start: str) -> None:
    combo = sheet.findChild(QComboBox, name)
    assert combo is not None
    texts = [combo.itemText(at) for at in range(combo.count())]
    combo.setCurrentIndex(next(at for at, text in enumerate(texts) if text.startswith(start)))


def choose_other(sheet: QWidget, family_id: str) -> None:
    found = sheet.findChild(FilterList, "other_family")
    assert found is not None
    assert found.select_key(family_id)


def effect(sheet: QWidget) -> str:
    told = sheet.findChild(Text, "effect")
    assert told is not None
    return told.text()


def press(within: QWidget, name: str) -> None:
    button = within.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    button.click()


def tick(sheet: QWidget, text: str) -> None:
    next(box for box in sheet.findChildren(QCheckBox) if box.text() == text).setChecked(True)


def undo(screen: FamilyScreen) -> None:
    offer = screen.findChild(Banner, "undo_offer")
    assert offer is not None
    assert offer.isVisible()
    offer.actionRequested.emit()
    assert not offer.isVisible()


def test_nothing_is_done_before_something_is_chosen(screen: FamilyScreen) -> None:
    sheet = sheet_of(screen, "delete")
    assert not sheet.primary_button.isEnabled()
    choose(sheet, "what", "Entretien")
    assert "1\u00a0entretien" in effect(sheet)
    assert sheet.primary_button.isEnabled()


def test_a_meeting_is_deleted_and_taken_back(
    screen: FamilyScreen, office: Office, family: str
) -> None:
    sheet = sheet_of(screen, "delete")
    choose(sheet, "what", "Entretien")
    press(sheet, "correct")
    assert office.meetings.of_family(family) == ()
    undo(screen)
    assert len(office.meetings.of_family(family)) == 1


def test_a_meeting_goes_to_the_other_family(
    screen: FamilyScreen, office: Office, family: str, other: str
) -> None:
    sheet = sheet_of(screen, "move")
    choose(sheet, "what", "Entretien")
    assert not sheet.primary_button.isEnabled()
    choose_other(sheet, other)
    names = [p.id for p in office.families.open_file(family).people]
    fates = [sheet.findChild(QComboBox, f"fate_{person}") for person in names]
    assert [f.currentData() for f in fates if f is not None] == ["same", "stays"]
    press(sheet, "correct")
    assert len(office.meetings.of_family(other)) == 1
    assert len(office.families.open_file(other).people) == 2


def test_a_person_goes_with_the_meetings_chosen(
    screen: FamilyScreen, office: Office, family: str, other: str
) -> None:
    sheet = sheet_of(screen, "move")
    choose(sheet, "what", "Paul")
    choose_other(sheet, other)
    tick(sheet, "Entretien du 03/03/2026, 10\u00a0h\u00a000")
    press(sheet, "correct")
    assert "Paul Lacroix" in [p.name for p in office.families.open_file(other).people]
    assert office.meetings.of_family(family) == ()
    undo(screen)
    assert len(office.families.open_file(family).people) == 2


def test_two_files_become_one_with_the_same_people(
    screen: FamilyScreen, office: Office, family: str, other: str
) -> None:
    sheet = sheet_of(screen, "merge")
    choose_other(sheet, other)
    assert "Le nom de ce dossier reste" in effect(sheet)
    press(sheet, "correct")
    assert [f.name for f in office.families.list()] == ["Lacroix"]
    assert len(office.families.open_file(family).people) == 2
    undo(screen)
    assert len(office.families.list()) == 2


def test_two_people_become_one(screen: FamilyScreen, office: Office, family: str) -> None:
    sheet = sheet_of(screen, "merge")
    choose(sheet, "what", "Paul")
    assert "on garde «\u00a0Claire\u00a0», pas «\u00a0Paul\u00a0»." in effect(sheet)
    press(sheet, "correct")
    assert [p.name for p in office.families.open_file(family).people] == ["Claire Lacroix"]


def test_a_file_is_split(screen: FamilyScreen, office: Office, family: str) -> None:
    sheet = sheet_of(screen, "split")
    name = sheet.findChild(QLineEdit, "new_name")
    assert name is not None
    name.setText("Petit")
    tick(sheet, "Paul Lacroix")
    press(sheet, "correct")
    assert {f.name for f in office.families.list()} == {"Lacroix", "Moreau", "Petit"}


def test_a_file_split_with_keys_and_clicks_is_taken_back_whole(
    screen: FamilyScreen, office: Office, family: str
) -> None:
    file, meetings = office.families.open_file(family), office.meetings.of_family(family)
    sheet = sheet_of(screen, "split")
    assert not sheet.primary_button.isEnabled()
    name = sheet.findChild(QLineEdit, "new_name")
    assert name is not None
    QTest.keyClicks(name, "Petit")
    for box in sheet.findChildren(QCheckBox):
        if box.text() != "Claire Lacroix":
            QTest.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    assert "1\u00a0personne, 1\u00a0entretien" in effect(sheet)
    QTest.mouseClick(sheet.primary_button, LEFT)
    [new] = [f.id for f in office.families.list() if f.name == "Petit"]
    assert [m.id for m in office.meetings.of_family(new)] == [m.id for m in meetings]
    assert "Paul Lacroix" in [p.name for p in office.families.open_file(new).people]
    assert [p.name for p in office.families.open_file(family).people] == ["Claire Lacroix"]
    offer = screen.findChild(Banner, "undo_offer")
    assert offer is not None
    link = offer.findChild(LinkButton)
    assert link is not None
    QTest.mouseClick(link, LEFT)
    assert not offer.isVisible()
    assert "Petit" not in [f.name for f in office.families.list()]
    assert office.families.open_file(family) == file
    assert office.meetings.of_family(family) == meetings


def test_the_other_family_is_found_by_some_letters(screen: FamilyScreen) -> None:
    sheet = sheet_of(screen, "merge")
    line, found = sheet.findChild(SearchEdit), sheet.findChild(FilterList, "other_family")
    assert line is not None
    assert found is not None
    line.setText("zzz")
    assert found.row_total() == 0
    assert not sheet.primary_button.isEnabled()
    line.setText("mor")
    assert found.row_total() == 1


def test_a_file_that_is_gone_leads_to_the_basket(
    screen: FamilyScreen, office: Office, qtbot: QtBot
) -> None:
    sheet = sheet_of(screen, "delete")
    choose(sheet, "what", "Tout le dossier")
    with qtbot.waitSignal(screen.correctedAway) as told:
        press(sheet, "correct")
    basket = BasketScreen(office, (told.args or [""])[0])
    qtbot.addWidget(basket)
    press(basket, "restore")
    assert len(office.families.list()) == 2
    assert office.corrections.reversals() == ()


def test_the_basket_tells_what_is_left_of_its_time(
    office: Office, family: str, qtbot: QtBot
) -> None:
    action = office.followup.actions(family)[0]
    office.corrections.correct(Deletion(RecordKind.ACTION, action.id))
    basket = BasketScreen(office)
    qtbot.addWidget(basket)
    rows = basket.findChild(FilterList, "basket_list")
    assert rows is not None
    row = rows._model.row_at(rows.currentIndex())
    assert row is not None
    assert row.title == "Supprimé · Suite à donner · Rappeler"
    assert row.tag == "encore 30\u00a0jours"
