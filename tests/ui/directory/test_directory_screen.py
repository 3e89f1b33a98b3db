"""The directory: found as one types, corrected in a sheet, checked, put aside and taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from referent_desk.directory import Resource
from referent_desk.office import Office
from ui.directory import DirectoryScreen, ResourceSheet
from ui.widgets import FilterList


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
