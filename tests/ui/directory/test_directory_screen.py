"""The directory: found as one types, corrected in a sheet, checked, put aside and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from referent_desk.directory import Resource
from referent_desk.office import Office
from tests.ui.visible_texts import visible_texts
from ui import messages
from ui.directory import DirectoryScreen, ResourceSheet
from ui.directory.import_sheet import ImportSheet
from ui.widgets import ChipGroup, FilterList


@pytest.fixture
def screen(qtbot: QtBot, office: Office) -> DirectoryScreen:
    office.directory.save(Resource("Le Passage", city="Namur", audience="fratries"))
    made = DirectoryScreen(office)
    qtbot.addWidget(made)
    made.resize(1154, 710)
    made.show()
    return made


def rows(screen: DirectoryScreen) -> FilterList:
    found = screen.findChild(FilterList, "directory_list")
    assert found is not None
    return found


def press(qtbot: QtBot, screen: DirectoryScreen, name: str) -> None:
    button = screen.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def narrow(qtbot: QtBot, screen: DirectoryScreen, words: str) -> None:
    line = screen.findChild(QLineEdit, "directory_filter")
    assert line is not None
    qtbot.keyClicks(line, words)


def passage(office: Office) -> Resource:
    return next(r for r in office.directory.list(retired=True) if r.name.startswith("Le Passage"))


def test_typing_narrows_by_name_town_and_audience(qtbot: QtBot, screen: DirectoryScreen) -> None:
    narrow(qtbot, screen, "fratries namur")
    assert rows(screen).row_total() == 1


def test_checked_today(qtbot: QtBot, office: Office, screen: DirectoryScreen) -> None:
    narrow(qtbot, screen, "passage")
    press(qtbot, screen, "mark_verified")
    assert passage(office).verified_on == office.clock().date()


def test_put_aside_then_taken_back(qtbot: QtBot, office: Office, screen: DirectoryScreen) -> None:
    narrow(qtbot, screen, "passage")
    press(qtbot, screen, "retire_resource")
    assert passage(office).retired
    assert rows(screen).row_total() == 0
    shown = screen.findChild(QCheckBox, "show_retired")
    assert shown is not None
    shown.setChecked(True)
    press(qtbot, screen, "retire_resource")
    assert not passage(office).retired


def test_a_resource_is_corrected_in_its_sheet(
    qtbot: QtBot, office: Office, screen: DirectoryScreen
) -> None:
    narrow(qtbot, screen, "passage")
    press(qtbot, screen, "edit_resource")
    sheet = screen.findChild(ResourceSheet)
    assert sheet is not None
    name = sheet.findChild(QLineEdit, "resource_name")
    assert name is not None
    qtbot.keyClick(name, Qt.Key.Key_End)
    qtbot.keyClicks(name, " de Namur")
    with qtbot.waitSignal(sheet.saved):
        qtbot.mouseClick(sheet.primary_button, Qt.MouseButton.LeftButton)
    assert passage(office).name == "Le Passage de Namur"
    assert rows(screen).current_key() == passage(office).id


def test_a_new_one_without_a_name_says_so_on_its_field(
    qtbot: QtBot, office: Office, screen: DirectoryScreen
) -> None:
    before = len(office.directory.list())
    press(qtbot, screen, "add_resource")
    sheet = screen.findChild(ResourceSheet)
    assert sheet is not None
    qtbot.mouseClick(sheet.primary_button, Qt.MouseButton.LeftButton)
    name = sheet.findChild(QLineEdit, "resource_name")
    assert name is not None
    assert name.property("invalid") is True
    assert len(office.directory.list()) == before


def test_one_key_says_still_exact_and_ctrl_z_takes_it_back(
    qtbot: QtBot, office: Office, screen: DirectoryScreen
) -> None:
    only = screen.findChild(QCheckBox, "show_to_verify")
    assert only is not None
    only.setChecked(True)
    narrow(qtbot, screen, "passage")
    found = rows(screen)
    found.setFocus()
    qtbot.keyClick(found, Qt.Key.Key_V)
    assert passage(office).verified_on == office.clock().date()
    assert found.row_total() == 0
    only.setChecked(False)
    qtbot.keyClick(found, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert passage(office).verified_on is None


def test_needs_languages_and_places_are_written_in_the_sheet(
    qtbot: QtBot, office: Office, screen: DirectoryScreen
) -> None:
    narrow(qtbot, screen, "passage")
    press(qtbot, screen, "edit_resource")
    sheet = screen.findChild(ResourceSheet)
    assert sheet is not None
    needs = sheet.findChild(ChipGroup, "resource_needs")
    serves = sheet.findChild(QLineEdit, "resource_serves")
    assert needs is not None
    assert serves is not None
    needs.set_selected(["support"])
    serves.setText("Syldavie")
    qtbot.mouseClick(sheet.primary_button, Qt.MouseButton.LeftButton)
    assert serves.property("invalid")
    serves.setText("namur")
    with qtbot.waitSignal(sheet.saved):
        qtbot.mouseClick(sheet.primary_button, Qt.MouseButton.LeftButton)
    assert (passage(office).needs, passage(office).serves) == (("support",), "Namur")


def test_an_import_is_shown_then_written_then_taken_back(
    qtbot: QtBot, office: Office, screen: DirectoryScreen, tmp_path: Path
) -> None:
    before = office.directory.list(retired=True)
    file = tmp_path / "annuaire.csv"
    file.write_text("Nom;Localité\nLe Passage;Ciney\nGroupe;Liège\n;Mons\n", "cp1252")
    screen.import_file(str(file))
    sheet = screen.findChild(ImportSheet)
    assert sheet is not None
    lines = sheet.findChild(FilterList, "import_lines")
    assert lines is not None
    assert lines.row_total() == 3
    assert sheet.primary_button.text() == "Importer (2)"
    assert office.directory.list(retired=True) == before
    qtbot.mouseClick(sheet.primary_button, Qt.MouseButton.LeftButton)
    assert passage(office).city == "Ciney"
    press(qtbot, screen, "undo_import")
    assert office.directory.list(retired=True) == before


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"", None])
def test_a_file_that_is_no_table_is_refused_in_words(
    screen: DirectoryScreen, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "annuaire.csv"
    if content is not None:
        file.write_bytes(content)
    screen.import_file(str(file))
    assert screen.findChild(ImportSheet) is None
    assert any("Rien n’a été importé" in text for text in visible_texts())
    messages.close_all()
