from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.widgets import Chip, ChipGroup

ENTRIES = [("guilt", "culpabilité"), ("fear", "peur"), ("anger", "colère")]


def shown(qtbot: QtBot, group: ChipGroup) -> ChipGroup:
    qtbot.addWidget(group)
    group.show()
    return group


def chip(group: ChipGroup, code: str) -> Chip:
    found = group.chip(code)
    assert found is not None
    return found


def press(qtbot: QtBot, group: ChipGroup, code: str) -> None:
    qtbot.mouseClick(chip(group, code), Qt.MouseButton.LeftButton)


def test_several_can_be_ticked(qtbot: QtBot) -> None:
    group = shown(qtbot, ChipGroup("Émotions", ENTRIES))
    press(qtbot, group, "anger")
    with qtbot.waitSignal(group.changed) as heard:
        press(qtbot, group, "guilt")
    assert heard.args == [["guilt", "anger"]]
    assert group.selected() == ["guilt", "anger"]


def test_one_choice_at_most(qtbot: QtBot) -> None:
    group = shown(qtbot, ChipGroup("Canal", ENTRIES, multiple=False))
    press(qtbot, group, "guilt")
    press(qtbot, group, "fear")
    assert group.selected() == ["fear"]
    press(qtbot, group, "fear")
    assert group.selected() == []


def test_a_required_choice_stays(qtbot: QtBot) -> None:
    group = shown(qtbot, ChipGroup("Canal", ENTRIES, multiple=False, required=True))
    press(qtbot, group, "guilt")
    press(qtbot, group, "guilt")
    assert group.selected() == ["guilt"]


def test_the_program_ticks_in_silence(qtbot: QtBot) -> None:
    group = shown(qtbot, ChipGroup("Émotions", ENTRIES))
    with qtbot.assertNotEmitted(group.changed):
        group.set_selected(["fear", "unknown"])
    assert group.selected() == ["fear"]


def test_new_entries_keep_what_was_ticked(qtbot: QtBot) -> None:
    group = shown(qtbot, ChipGroup("Émotions", ENTRIES))
    group.set_selected(["fear", "anger"])
    group.set_entries([("shame", "honte"), ("fear", "peur")])
    assert group.selected() == ["fear"]


def test_tab_enters_once_and_arrows_move(
    qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    before, after = QLineEdit(), QLineEdit()
    group = ChipGroup("Émotions", ENTRIES)
    for widget in (before, group, after):
        column.addWidget(widget)
    qtbot.addWidget(page)
    show_active(page)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert chip(group, "guilt").hasFocus()
    qtbot.keyClick(chip(group, "guilt"), Qt.Key.Key_Right)
    qtbot.keyClick(chip(group, "fear"), Qt.Key.Key_Space)
    assert group.selected() == ["fear"]
    qtbot.keyClick(chip(group, "fear"), Qt.Key.Key_Tab)
    assert after.hasFocus()
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert chip(group, "fear").hasFocus()


def test_a_letter_goes_to_its_chip(qtbot: QtBot, show_active: Callable[[QWidget], None]) -> None:
    group = shown(qtbot, ChipGroup("Émotions", ENTRIES))
    show_active(group)
    chip(group, "guilt").setFocus()
    qtbot.keyClicks(chip(group, "guilt"), "p")
    assert chip(group, "fear").hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_tick(qtbot: QtBot, key: Qt.Key) -> None:
    group = shown(qtbot, ChipGroup("Émotions", ENTRIES))
    qtbot.keyClick(chip(group, "guilt"), key)
    assert group.selected() == ["guilt"]


def test_ticking_moves_nothing(qtbot: QtBot) -> None:
    group = shown(qtbot, ChipGroup("Émotions", ENTRIES))
    group.resize(400, 60)
    before = [one.geometry() for one in group.chips()]
    group.set_selected(["guilt"])
    assert [one.geometry() for one in group.chips()] == before


def test_chips_made_later_keep_the_place_of_their_group(
    qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    before, after = QLineEdit(), QLineEdit()
    group = ChipGroup("Qui est là")
    for widget in (before, group, after):
        column.addWidget(widget)
    qtbot.addWidget(page)
    show_active(page)
    group.set_entries(ENTRIES)
    group.set_entries(ENTRIES[1:])
    qtbot.waitUntil(chip(group, "fear").isVisible)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert chip(group, "fear").hasFocus()
    qtbot.keyClick(chip(group, "fear"), Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_where_one_choice_is_made_a_letter_makes_it(
    qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> None:
    group = shown(qtbot, ChipGroup("Civilité", [("Mme", "Mme"), ("M.", "M.")], multiple=False))
    show_active(group)
    chip(group, "Mme").setFocus()
    with qtbot.waitSignal(group.changed):
        qtbot.keyClicks(chip(group, "Mme"), "m")
    assert group.selected() == ["Mme"]
    qtbot.keyClicks(chip(group, "Mme"), "m")
    assert group.selected() == ["M."]
    assert chip(group, "M.").hasFocus()


@pytest.mark.parametrize(
    ("typed", "chosen"), [("m", "Mme"), ("mm", "M."), ("mme", "Mme"), ("Mme", "Mme"), ("m.", "M.")]
)
def test_a_short_word_may_be_typed_whole(
    qtbot: QtBot, show_active: Callable[[QWidget], None], typed: str, chosen: str
) -> None:
    group = ChipGroup("Civilité", [("Mme", "Mme"), ("M.", "M.")], multiple=False)
    qtbot.addWidget(group)
    show_active(group)
    group.setFocus()
    for letter in typed:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClicks(focus, letter)
    assert group.selected() == [chosen]


def test_chips_replaced_at_once_never_stand_alone(
    qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> None:
    page = QWidget()
    group = ChipGroup("Qui est là")
    QVBoxLayout(page).addWidget(group)
    qtbot.addWidget(page)
    show_active(page)
    group.set_entries(ENTRIES)
    first = group.chips()
    group.set_entries(reversed(ENTRIES))
    qtbot.waitUntil(chip(group, "fear").isVisible)
    assert not any(isValid(one) and one.isVisible() for one in first)


def test_a_word_too_long_for_its_place_is_shortened_and_pushes_nothing(qtbot: QtBot) -> None:
    name = "Mme Marie-Françoise Van den Broeck-Delahaye de Montpellier d’Annevoie"
    group = ChipGroup("Pour qui", [("long", name), ("short", "Apolline")])
    qtbot.addWidget(group)
    group.resize(240, 100)
    group.show()
    assert group.minimumSizeHint().width() < 240 < group.sizeHint().width()
    shown: list[str] = []
    for one in group.chips():
        option = QStyleOptionButton()
        one.initStyleOption(option)
        shown.append(str(option.text))
        assert one.geometry().right() <= 240
    assert shown[0].endswith("…")
    assert shown[1] == "Apolline"
    assert group.chips()[0].text() == name
