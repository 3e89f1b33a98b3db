"""Settings are kept when one leaves them; words are added, renamed, moved and put aside."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
)
from pytestqt.qtbot import QtBot

from referent_desk.office import Office
from referent_desk.settings import declared
from referent_desk.vocabulary import Catalogue
from ui.settings import SettingsScreen
from ui.settings.words_panel import WordsPanel
from ui.widgets import SecondaryButton, Text
from ui.workspace.rail import WIDTH


@pytest.fixture
def screen(qtbot: QtBot, office: Office) -> SettingsScreen:
    made = SettingsScreen(office)
    qtbot.addWidget(made)
    made.resize(1154, 710)
    made.show()
    combo = part(made, QComboBox, "catalogue")
    combo.setCurrentIndex(combo.findData(Catalogue.NEEDS))
    return made


def part(screen: SettingsScreen, kind: type, name: str) -> Any:
    found = screen.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: QtBot, screen: SettingsScreen, name: str) -> None:
    qtbot.mouseClick(part(screen, QPushButton, name), Qt.MouseButton.LeftButton)


def needs(office: Office) -> list[str]:
    return [entry.label for entry in office.vocabulary.entries(Catalogue.NEEDS)]


def type_word(qtbot: QtBot, screen: SettingsScreen, word: str) -> None:
    line = part(screen, QLineEdit, "word_label")
    line.clear()
    qtbot.keyClicks(line, word)


def test_the_smallest_window_shows_whole_lines(qtbot: QtBot, screen: SettingsScreen) -> None:
    screen.resize(1000 - WIDTH, 540)
    areas = [area for area in screen.findChildren(QScrollArea) if area.isVisible()]
    assert areas
    qtbot.waitUntil(lambda: not any(a.horizontalScrollBar().maximum() for a in areas))


def test_a_line_is_kept_with_enter(qtbot: QtBot, office: Office, screen: SettingsScreen) -> None:
    line = part(screen, QLineEdit, "referent_name")
    qtbot.keyClicks(line, "Camille Dumont")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert office.settings.get(declared.REFERENT_NAME) == "Camille Dumont"


def test_what_is_out_of_bounds_is_told_and_not_kept(
    qtbot: QtBot, office: Office, screen: SettingsScreen
) -> None:
    line = part(screen, QLineEdit, "lock_idle_minutes")
    line.clear()
    qtbot.keyClicks(line, "600")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.property("invalid") is True
    assert office.settings.get(declared.IDLE_MINUTES) == declared.IDLE_MINUTES.default


def test_a_decimal_comma_is_understood(
    qtbot: QtBot, office: Office, screen: SettingsScreen
) -> None:
    line = part(screen, QLineEdit, "envelope_dx_mm")
    line.clear()
    qtbot.keyClicks(line, "1,5")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert office.settings.get(declared.WINDOW_DX) == 1.5


def test_a_tick_is_kept(qtbot: QtBot, office: Office, screen: SettingsScreen) -> None:
    tick = part(screen, QCheckBox, "letter_reply_slip")
    before = office.settings.get(declared.REPLY_SLIP)
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert office.settings.get(declared.REPLY_SLIP) is not before


def test_a_word_is_added_then_renamed(qtbot: QtBot, office: Office, screen: SettingsScreen) -> None:
    type_word(qtbot, screen, "calme")
    press(qtbot, screen, "add_word")
    assert needs(office)[-1] == "calme"
    type_word(qtbot, screen, "temps pour soi")
    press(qtbot, screen, "reword")
    assert needs(office)[-1] == "temps pour soi"


def test_a_word_already_there_is_refused_on_its_field(
    qtbot: QtBot, office: Office, screen: SettingsScreen
) -> None:
    before = needs(office)
    type_word(qtbot, screen, before[0])
    press(qtbot, screen, "add_word")
    assert needs(office) == before
    assert part(screen, QLineEdit, "word_label").property("invalid") is True


def test_down_then_up(qtbot: QtBot, office: Office, screen: SettingsScreen) -> None:
    before = needs(office)
    part(screen, QListWidget, "words").setCurrentRow(0)
    press(qtbot, screen, "word_down")
    assert needs(office)[:2] == [before[1], before[0]]
    press(qtbot, screen, "word_up")
    assert needs(office) == before


def test_put_aside_and_taken_back(qtbot: QtBot, office: Office, screen: SettingsScreen) -> None:
    before = needs(office)
    press(qtbot, screen, "retire_word")
    assert needs(office) == before[1:]
    press(qtbot, screen, "retire_word")
    assert needs(office) == before


def test_a_word_joins_another_and_leaves_it(
    qtbot: QtBot, office: Office, screen: SettingsScreen
) -> None:
    before = needs(office)
    words = part(screen, WordsPanel, "")
    codes = [entry.code for entry in office.vocabulary.entries(Catalogue.NEEDS)]
    office.vocabulary.add(Catalogue.NEEDS, "calme")
    words.refresh(office.vocabulary.entries(Catalogue.NEEDS)[-1].code)
    words.merge_with(office.vocabulary.entries(Catalogue.NEEDS)[-1].code, codes[0])
    assert needs(office) == before
    press(qtbot, screen, "merge_word")
    assert needs(office) == [*before, "calme"]


def test_a_low_window_lays_no_word_over_a_button(screen: SettingsScreen) -> None:
    screen.resize(1020, 520)
    QApplication.processEvents()
    panel = screen.findChild(WordsPanel)
    assert panel is not None
    (note,) = (label for label in panel.findChildren(Text) if label.text().startswith("Un mot"))
    lowest = max(button.geometry().bottom() for button in panel.findChildren(SecondaryButton))
    assert note.geometry().top() > lowest
