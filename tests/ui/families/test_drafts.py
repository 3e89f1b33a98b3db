import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.office import Office
from ui.families import FamiliesScreen, FamilyScreen, FamilySheet, PersonSheet, SituationSheet

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(qtbot: QtBot, office: Office) -> FamilyScreen:
    made = FamilyScreen(office, office.families.create(Family("Lefèvre"), [Person("Anne")]))
    qtbot.addWidget(made)
    made.show()
    return made


def typed_half(qtbot: QtBot, screen: FamilyScreen) -> PersonSheet:
    screen.add_person()
    sheet = screen.findChild(PersonSheet)
    assert sheet is not None
    line = sheet.findChild(QLineEdit, "person_last_name")
    assert line is not None
    qtbot.keyClicks(line, "Renard")
    return sheet


def ask_to_leave(qtbot: QtBot, sheet: PersonSheet) -> QMessageBox:
    cancel = sheet.findChild(QPushButton, "cancel_person")
    assert cancel is not None
    qtbot.mouseClick(cancel, LEFT)
    box = sheet.findChild(QMessageBox)
    assert box is not None
    return box


def test_the_screen_stores_what_its_sheet_holds(
    qtbot: QtBot, office: Office, screen: FamilyScreen
) -> None:
    sheet = typed_half(qtbot, screen)
    screen.flush_draft()
    (draft,) = office.vault.drafts.all()
    assert (draft.kind, draft.subject) == ("person", f"{screen.family_id}:")
    sheet.leave()
    qtbot.waitUntil(lambda: not screen.findChildren(PersonSheet))
    assert screen.reopen_draft(draft.kind, draft.subject)
    again = screen.findChild(PersonSheet)
    assert again is not None
    assert again.form.values()["last_name"] == "Renard"


def test_leaving_gives_up_only_when_confirmed(
    qtbot: QtBot, office: Office, screen: FamilyScreen
) -> None:
    sheet = typed_half(qtbot, screen)
    screen.flush_draft()
    qtbot.keyClick(ask_to_leave(qtbot, sheet), Qt.Key.Key_Escape)
    assert sheet.isVisible()
    box = sheet.findChild(QMessageBox)
    if box is not None:
        qtbot.waitUntil(lambda: not sheet.findChildren(QMessageBox))
    again = ask_to_leave(qtbot, sheet)
    give_up = next(b for b in again.buttons() if b.text() == "Abandonner")
    qtbot.mouseClick(give_up, LEFT)
    assert not sheet.isVisible()
    assert not office.vault.drafts.all()


def test_an_untouched_sheet_leaves_at_once(qtbot: QtBot, screen: FamilyScreen) -> None:
    screen.edit_situation()
    sheet = screen.findChild(SituationSheet)
    assert sheet is not None
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_drafts_of_others_are_refused(screen: FamilyScreen) -> None:
    assert not screen.reopen_draft("person", "another:")
    assert not screen.reopen_draft("call", f"{screen.family_id}:")


def test_a_new_family_half_typed_comes_back(qtbot: QtBot, office: Office) -> None:
    office.vault.drafts.save("family", "new", {"name": "Marchal"})
    screen = FamiliesScreen(office)
    qtbot.addWidget(screen)
    assert screen.reopen_draft("family", "new")
    sheet = screen.findChild(FamilySheet)
    assert sheet is not None
    assert sheet.form.values()["name"] == "Marchal"
