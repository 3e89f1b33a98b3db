"""Undo over a small form, with real keys; what each form does with it stands beside that form."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.undo import MOST_STEPS, FormState, FormUndo
from ui.widgets import ChipGroup, PlainTextEdit

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class SmallForm(QWidget):
    """Reads its line without the spaces around, as forms do."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.line = PlainTextEdit("Texte"), QLineEdit()
        self.text.setObjectName("text")
        self.line.setObjectName("line")
        self.chips = ChipGroup("Mots", [("joy", "joie"), ("fear", "peur")])
        column = QVBoxLayout(self)
        for widget in (self.text, self.line, self.chips):
            column.addWidget(widget)
        self.undo = FormUndo(self, self.read, self.write)
        self.text.textChanged.connect(self.undo.touch)
        self.line.textChanged.connect(self.undo.touch)
        self.chips.changed.connect(self.undo.touch)

    def read(self) -> FormState:
        return FormState(
            {
                "text": self.text.text(),
                "line": self.line.text().strip(),
                "chips": self.chips.selected(),
            }
        )

    def write(self, state: FormState) -> None:
        """The chips are built anew, as forms do with what depends on something else."""
        self.text.set_text(state.content["text"])
        self.line.setText(state.content["line"])
        self.chips.set_entries([(chip.code, chip.text()) for chip in self.chips.chips()])
        self.chips.set_selected(state.content["chips"])

    def shown(self) -> tuple[str, str, list[str]]:
        return self.text.text(), self.line.text(), self.chips.selected()


@pytest.fixture
def form(qtbot: QtBot, show_active: Callable[[QWidget], None]) -> SmallForm:
    made = SmallForm()
    qtbot.addWidget(made)
    show_active(made)
    made.text.setFocus()
    return made


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def go_through(form: SmallForm) -> None:
    """A word in each field, then a chip."""
    QTest.keyClicks(form.text, "Elle dort")
    form.line.setFocus()
    QTest.keyClicks(form.line, "demain ")
    form.chips.setFocus()
    press(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)


def test_what_was_done_is_undone_in_order_wherever_the_focus_is(form: SmallForm) -> None:
    go_through(form)
    press(Qt.Key.Key_Z)
    assert form.shown() == ("Elle dort", "demain ", [])
    QApplication.processEvents()
    joy = form.chips.chip("joy")
    assert joy is not None
    assert joy.hasFocus()
    press(Qt.Key.Key_Z)
    assert form.shown() == ("Elle dort", "", [])
    assert form.line.hasFocus()
    press(Qt.Key.Key_Z)
    assert form.shown() == ("", "", [])
    assert form.text.hasFocus()
    press(Qt.Key.Key_Z)
    assert form.shown() == ("", "", [])


@pytest.mark.parametrize(
    ("key", "modifiers"), [(Qt.Key.Key_Y, CONTROL), (Qt.Key.Key_Z, CONTROL | SHIFT)]
)
def test_what_was_undone_is_redone(
    form: SmallForm, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    go_through(form)
    for _ in range(3):
        press(Qt.Key.Key_Z)
    for shown in (("Elle dort", "", []), ("Elle dort", "demain ", [])):
        press(key, modifiers)
        assert form.shown() == shown
    assert form.line.hasFocus()
    press(key, modifiers)
    press(key, modifiers)
    assert form.shown() == ("Elle dort", "demain ", ["joy"])


def test_something_new_leaves_what_was_undone_behind(form: SmallForm) -> None:
    go_through(form)
    press(Qt.Key.Key_Z)
    form.line.setFocus()
    QTest.keyClicks(form.line, "matin")
    press(Qt.Key.Key_Y)
    assert form.shown() == ("Elle dort", "demain matin", [])
    press(Qt.Key.Key_Z)
    assert form.shown() == ("Elle dort", "demain ", [])


def test_a_sentence_is_a_step_and_so_is_what_is_pasted(form: SmallForm) -> None:
    QTest.keyClicks(form.text, "Elle dort.")
    QApplication.processEvents()
    QTest.keyClicks(form.text, " Il veille")
    QApplication.clipboard().setText(", seul")
    press(Qt.Key.Key_V)
    for text in (
        "Elle dort. Il veille, seul",
        "Elle dort. Il veille",
        "Elle dort.",
        "",
    ):
        assert form.text.text() == text
        press(Qt.Key.Key_Z)


def test_a_pause_ends_a_step(form: SmallForm, qtbot: QtBot) -> None:
    QTest.keyClicks(form.text, "peur")
    qtbot.waitUntil(lambda: not form.undo.pending)
    QTest.keyClicks(form.text, " et honte")
    press(Qt.Key.Key_Z)
    assert form.text.text() == "peur"


def test_the_cursor_is_where_something_came_back(form: SmallForm) -> None:
    form.text.set_text("Elle 🌙 ne dort pas")
    form.undo.settle()
    cursor = form.text.textCursor()
    cursor.setPosition(len("Elle 🌙 ne ") + 1)  # two units for the moon
    form.text.setTextCursor(cursor)
    QTest.keyClicks(form.text, "presque ")
    form.line.setFocus()
    press(Qt.Key.Key_Z)
    QTest.keyClicks(form.text, "re")
    assert form.text.text() == "Elle 🌙 ne redort pas"


def test_what_an_input_method_composed_is_typed_text(form: SmallForm) -> None:
    for text in ("é", "t"):
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(form.text, event)
    press(Qt.Key.Key_Z)
    assert form.text.text() == ""
    press(Qt.Key.Key_Y)
    assert form.text.text() == "ét"


def test_what_the_program_adds_goes_with_the_step_that_caused_it(form: SmallForm) -> None:
    QTest.keyClicks(form.text, "peur")
    form.undo.settle()
    form.chips.set_selected(["fear"])
    form.undo.amend()
    press(Qt.Key.Key_Z)
    assert form.shown() == ("", "", [])
    press(Qt.Key.Key_Y)
    assert form.shown() == ("peur", "", ["fear"])


def test_steps_are_counted(form: SmallForm) -> None:
    for number in range(MOST_STEPS + 5):
        form.line.setText(str(number))
        form.undo.settle()
    for _ in range(MOST_STEPS + 5):
        press(Qt.Key.Key_Z)
    assert form.line.text() == "5"


def test_a_field_deleted_under_the_cursor_is_not_read_any_more(
    form: SmallForm, qtbot: QtBot
) -> None:
    """What is half taken down is still a child of the form when the focus leaves it."""
    row = QWidget(form)
    line = QLineEdit(row)
    line.setObjectName("row")
    column = form.layout()
    assert column is not None
    column.addWidget(row)
    QApplication.processEvents()
    line.setFocus()
    QTest.keyClicks(line, "parti")
    form.undo.touch()
    assert form.undo.pending
    del line
    delete(row)
    assert QApplication.focusWidget() is None
    qtbot.waitUntil(lambda: not form.undo.pending)
