import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets import PlainTextEdit
from ui.workspace.cursor import Cursor, cursor_in, go_to_cursor


def form(qtbot: QtBot) -> QWidget:
    """A text, two lines of the same name, and one without a name inside a named part."""
    made = QWidget()
    made.setObjectName("form")
    column = QVBoxLayout(made)
    text, part = PlainTextEdit(), QWidget()
    text.setObjectName("text")
    part.setObjectName("part")
    QVBoxLayout(part).addWidget(QLineEdit("sans nom"))
    for widget in (text, QLineEdit("un"), QLineEdit("deux"), part):
        column.addWidget(widget)
        if isinstance(widget, QLineEdit):
            widget.setObjectName("line")
    column.addWidget(QLineEdit("sans nom non plus"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_selection_comes_back_in_its_direction(qtbot: QtBot) -> None:
    before, after = form(qtbot), form(qtbot)
    for made in (before, after):
        made.findChildren(PlainTextEdit)[0].set_text("Elle ne dort plus.")
    go_to_cursor(before, Cursor("text", anchor=12, position=5))
    found = cursor_in(before)
    assert found is not None
    assert found == Cursor("text", 0, -1, 12, 5)
    go_to_cursor(after, found)
    text = after.findChildren(PlainTextEdit)[0]
    assert after.focusWidget() is text
    assert text.textCursor().selectedText() == "ne dort"
    assert (text.textCursor().anchor(), text.textCursor().position()) == (12, 5)


def test_lines_of_one_name_are_told_apart(qtbot: QtBot) -> None:
    before, after = form(qtbot), form(qtbot)
    for anchor, position in ((3, 1), (1, 3), (2, 2)):
        go_to_cursor(before, Cursor("line", 1, anchor=anchor, position=position))
        found = cursor_in(before)
        assert found is not None
        assert found == Cursor("line", 1, -1, anchor, position)
        go_to_cursor(after, found)
        assert after.findChildren(QLineEdit, "line")[1] is after.focusWidget()
        assert cursor_in(after) == found


@pytest.mark.parametrize(("which", "part"), [(2, "part"), (3, "")])
def test_a_widget_without_a_name_is_found_within_its_part(
    qtbot: QtBot, which: int, part: str
) -> None:
    before, after = form(qtbot), form(qtbot)
    before.findChildren(QLineEdit)[which].setFocus()
    found = cursor_in(before)
    assert found is not None
    assert found.name == part
    go_to_cursor(after, found)
    assert after.focusWidget() is after.findChildren(QLineEdit)[which]


def test_no_focus_no_cursor(qtbot: QtBot) -> None:
    made = form(qtbot)
    assert cursor_in(made) is None
    made.setFocus()
    assert cursor_in(made) is None


def test_what_is_gone_or_shorter_is_no_obstacle(qtbot: QtBot) -> None:
    made = form(qtbot)
    for gone in (Cursor("absent"), Cursor("line", 7), Cursor("part", inner=9)):
        go_to_cursor(made, gone)
    assert cursor_in(made) is None
    go_to_cursor(made, Cursor("line", 0, -1, 40, 60))
    assert cursor_in(made) == Cursor("line", 0, -1, 2, 2)
