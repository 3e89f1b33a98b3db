import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets import DateEdit, Field, PlainTextEdit, TimeEdit

TODAY = dt.date(2026, 11, 23)


def date_edit(qtbot: QtBot) -> DateEdit:
    made = DateEdit(today=lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_error_is_seen_and_said(qtbot: QtBot) -> None:
    field = Field("Code postal", QLineEdit(), hint="Quatre chiffres.")
    qtbot.addWidget(field)
    assert field.editor.accessibleName() == "Code postal"
    assert field.editor.accessibleDescription() == "Quatre chiffres."
    field.set_error("Un code postal belge a quatre chiffres.")
    assert field.error() == "Un code postal belge a quatre chiffres."
    assert field.editor.accessibleDescription() == field.error()
    field.clear_error()
    assert field.error() == ""
    assert field.editor.accessibleDescription() == "Quatre chiffres."


def test_what_is_pasted_is_plain(qtbot: QtBot) -> None:
    edit = PlainTextEdit()
    qtbot.addWidget(edit)
    pasted = QMimeData()
    pasted.setHtml("<b>Elle</b> dit")
    pasted.setText("Elle dit")
    edit.insertFromMimeData(pasted)
    assert edit.text() == "Elle dit"


def test_tab_leaves_a_text(qtbot: QtBot, show_active: Callable[[QWidget], None]) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    edit, after = PlainTextEdit(), QLineEdit()
    column.addWidget(edit)
    column.addWidget(after)
    qtbot.addWidget(page)
    show_active(page)
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert edit.text() == ""


def test_a_growing_text_grows_up_to_its_limit(qtbot: QtBot) -> None:
    edit = PlainTextEdit(lines=2, grows=True, most_lines=6)
    qtbot.addWidget(edit)
    edit.show()
    small = edit.sizeHint().height()
    edit.set_text("un\ndeux\ntrois\nquatre")
    middle = edit.sizeHint().height()
    edit.set_text("\n".join("mot" for _ in range(50)))
    assert small < middle < edit.sizeHint().height() < 300


def test_typed_dates_are_read_and_tidied(
    qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> None:
    edit = date_edit(qtbot)
    with qtbot.waitSignal(edit.dateChanged) as heard:
        edit.setText("demain")
    assert heard.args == [dt.date(2026, 11, 24)]
    show_active(edit)
    edit.setFocus()
    edit.clearFocus()
    assert edit.text() == "24/11/2026"


def test_a_text_that_is_no_date_is_told(qtbot: QtBot) -> None:
    edit = date_edit(qtbot)
    assert edit.problem() == ""
    edit.setText("31/2/2026")
    assert edit.date() is None
    assert "23/11/2026" in edit.problem()


def test_keys_move_a_date_by_a_day(qtbot: QtBot) -> None:
    edit = date_edit(qtbot)
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    assert edit.date() == dt.date(2026, 11, 24)
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    assert edit.date() == TODAY


@pytest.mark.parametrize(("typed", "expected"), [("14h30", dt.time(14, 30)), ("tôt", None)])
def test_typed_times(qtbot: QtBot, typed: str, expected: dt.time | None) -> None:
    edit = TimeEdit()
    qtbot.addWidget(edit)
    edit.setText(typed)
    assert edit.time() == expected
    assert bool(edit.problem()) is (expected is None)


def test_the_calendar_gives_its_day(qtbot: QtBot) -> None:
    from PySide6.QtCore import QDate
    from PySide6.QtWidgets import QCalendarWidget

    edit = date_edit(qtbot)
    edit.open_calendar()
    calendar = edit.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.clicked.emit(QDate(2026, 12, 1))
    assert edit.date() == dt.date(2026, 12, 1)


def test_no_break_spaces_stay_as_they_were_written(qtbot: QtBot) -> None:
    edit = PlainTextEdit()
    qtbot.addWidget(edit)
    edit.set_text("Elle dit\u00a0: «\u00a0non\u00a0».\nPuis rien\u202f!")
    assert edit.text() == "Elle dit\u00a0: «\u00a0non\u00a0».\nPuis rien\u202f!"


def test_every_end_of_a_line_is_the_same_one(qtbot: QtBot) -> None:
    edit = PlainTextEdit()
    qtbot.addWidget(edit)
    edit.insertPlainText("un\u2028deux\u2029trois\nquatre")
    assert edit.text() == "un\ndeux\ntrois\nquatre"
