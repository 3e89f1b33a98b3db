from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.office import Office
from referent_desk.settings import declared
from referent_desk.vocabulary import Catalogue
from ui.settings import SettingsScreen
from ui.widgets import Button, FilterList, PlainTextEdit

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def screen(qtbot: QtBot, office: Office) -> SettingsScreen:
    shown = SettingsScreen(office)
    qtbot.addWidget(shown)
    shown.resize(1150, 760)
    shown.show()
    return shown


def part(screen: SettingsScreen, kind: type[W], name: str) -> W:
    found = screen.findChild(kind, name)
    assert found is not None, name
    return found


def test_a_number_is_kept_when_it_is_good_and_pointed_at_when_not(
    qtbot: QtBot, screen: SettingsScreen, office: Office
) -> None:
    line = part(screen, QLineEdit, declared.IDLE_MINUTES.key)
    line.clear()
    qtbot.keyClicks(line, "12")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert office.settings.get(declared.IDLE_MINUTES) == 12
    line.clear()
    qtbot.keyClicks(line, "500")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert office.settings.get(declared.IDLE_MINUTES) == 12
    assert line.property("invalid")


def test_ticks_and_blocks_are_kept_at_once(screen: SettingsScreen, office: Office) -> None:
    part(screen, QCheckBox, declared.REPLY_SLIP.key).click()
    assert office.settings.get(declared.REPLY_SLIP) is False
    part(screen, PlainTextEdit, declared.SENDER.key).set_text("Bureau 3\n5000 Namur")
    assert office.settings.get(declared.SENDER) == "Bureau 3\n5000 Namur"


def test_a_word_is_added_moved_and_retired(
    qtbot: QtBot, screen: SettingsScreen, office: Office
) -> None:
    words = part(screen, FilterList, "words_list")
    word = part(screen, QLineEdit, "words_word")
    words.select_key("hope")
    word.setText("jalousie")
    part(screen, Button, "words_add").click()
    added = words.current_key()
    labels = [e.label for e in office.vocabulary.entries(Catalogue.EMOTIONS)]
    assert labels[-1] == "jalousie"
    part(screen, Button, "words_up").click()
    assert [e.code for e in office.vocabulary.entries(Catalogue.EMOTIONS)][-2] == added
    part(screen, Button, "words_retire").click()
    assert "jalousie" not in [e.label for e in office.vocabulary.entries(Catalogue.EMOTIONS)]
    part(screen, Button, "words_retire").click()
    assert "jalousie" in [e.label for e in office.vocabulary.entries(Catalogue.EMOTIONS)]


def test_a_double_word_is_pointed_at(screen: SettingsScreen, office: Office) -> None:
    part(screen, FilterList, "words_list").select_key("hope")
    word = part(screen, QLineEdit, "words_word")
    word.setText("Culpabilité")
    part(screen, Button, "words_add").click()
    assert word.property("invalid")
    assert office.vocabulary.label(Catalogue.EMOTIONS, "guilt") == "culpabilité"
