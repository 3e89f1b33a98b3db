import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.errors import DiskFull, ReadOnlyVault
from ui import messages
from ui.widgets.toast import Toast


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(400, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(page: QWidget) -> QMessageBox:
    box = page.findChild(QMessageBox)
    assert box is not None
    return box


def press(qtbot: QtBot, box: QMessageBox, text: str) -> None:
    button = next(button for button in box.buttons() if button.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_error_says_its_three_sentences(page: QWidget) -> None:
    messages.error(page, DiskFull())
    box = shown(page)
    assert box.text() == DiskFull.what
    assert DiskFull.safe in box.informativeText()
    assert DiskFull.next_step in box.informativeText()
    box.close()


def test_markup_in_a_message_stays_text(page: QWidget) -> None:
    messages.info(page, "<b>gras</b>")
    assert shown(page).textFormat() == Qt.TextFormat.PlainText
    messages.close_all()


@pytest.mark.parametrize(("answer", "heard"), [("Clôturer", ["yes"]), ("Annuler", ["no"])])
def test_a_question_calls_back(qtbot: QtBot, page: QWidget, answer: str, heard: list[str]) -> None:
    calls: list[str] = []
    box = messages.question(
        page,
        "Clôturer cette situation\u202f?",
        yes="Clôturer",
        on_yes=lambda: calls.append("yes"),
        on_no=lambda: calls.append("no"),
    )
    press(qtbot, box, answer)
    assert calls == heard


@pytest.mark.parametrize(("danger", "expected"), [(False, "Clôturer"), (True, "Annuler")])
def test_enter_does_not_undo_by_mistake(page: QWidget, danger: bool, expected: str) -> None:
    box = messages.question(page, "?", yes="Clôturer", on_yes=lambda: None, danger=danger)
    assert box.defaultButton().text() == expected
    messages.close_all()


def test_escape_means_no(qtbot: QtBot, page: QWidget) -> None:
    calls: list[str] = []
    box = messages.question(
        page, "?", yes="Oui", on_yes=lambda: calls.append("yes"), on_no=lambda: calls.append("no")
    )
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert calls == ["no"]


def test_locking_takes_messages_away_unanswered(page: QWidget) -> None:
    calls: list[str] = []
    messages.question(
        page, "?", yes="Oui", on_yes=lambda: calls.append("y"), on_no=lambda: calls.append("n")
    )
    messages.close_all()
    assert calls == []


def test_notify_uses_one_toast_a_window(page: QWidget) -> None:
    messages.notify(page, "Enregistré")
    messages.notify(page, "Copié")
    toasts = page.findChildren(Toast)
    assert [toast.text() for toast in toasts] == ["Copié"]
    assert toasts[0].isVisible()
    assert page.rect().contains(toasts[0].geometry())


@pytest.mark.parametrize("hidden", [True, False])
def test_without_an_active_window_it_is_shown_all_the_same(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, hidden: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setHidden(hidden)
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    messages.error(None, ReadOnlyVault())
    gc.collect()
    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    [box] = [box for box in boxes if box.isVisible()]
    assert box.parentWidget() is (None if hidden else window)
    box.close()
