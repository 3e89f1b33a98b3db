from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTextBrowser, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from referent_desk import resource_files
from ui.help.memo import Memo, MemoButton


def test_it_opens_once_and_leaves_the_form_to_be_written(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = MemoButton()
    QVBoxLayout(window).addWidget(button)
    window.show()
    for _ in range(2):
        button.click()
    (memo,) = window.findChildren(Memo)
    assert memo.isVisible()
    assert not memo.isModal()
    page = memo.findChild(QTextBrowser)
    assert page is not None
    assert "Whitley" in page.toPlainText()


def test_a_key_opens_it_and_closing_it_comes_back_to_the_writing(
    qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    line = QLineEdit()
    column.addWidget(line)
    column.addWidget(MemoButton())
    qtbot.addWidget(window)
    show_active(window)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    (memo,) = window.findChildren(Memo)
    assert memo.isVisible()
    qtbot.keyClick(memo, Qt.Key.Key_Escape)
    assert not memo.isVisible()
    window.activateWindow()
    qtbot.waitUntil(line.hasFocus)


def test_each_part_says_its_source_and_no_penalty_is_printed() -> None:
    text = resource_files.text("manual/21-aide-memoire.md")
    assert text.count("\nSource\u00a0: ") == 6
    assert not any(word in text.casefold() for word in ("prison", "amende", "€", "peine"))
