"""Qt's offscreen clipboard never says that it is ours; the real one: tests/window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ui.clipboard import HINTS, ClipboardGuard


@pytest.fixture
def guard(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[ClipboardGuard]:
    monkeypatch.setattr(ClipboardGuard, "_is_ours", lambda _self, _mode: True)
    owner = QObject()
    yield ClipboardGuard(owner)
    QApplication.clipboard().clear()


def test_what_a_field_copies_is_marked_for_the_histories(
    qtbot: QtBot, guard: ClipboardGuard
) -> None:
    field = QLineEdit("Elle ne dort plus")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    held = QApplication.clipboard().mimeData()
    assert held.text() == "Elle ne dort plus"
    assert {name: bytes(held.data(name).data()) for name in HINTS} == HINTS


def test_a_text_leaves_its_formatting_behind(qtbot: QtBot, guard: ClipboardGuard) -> None:
    text = QPlainTextEdit("Elle ne dort plus")
    qtbot.addWidget(text)
    text.selectAll()
    text.copy()
    held = QApplication.clipboard().mimeData()
    assert held.text() == "Elle ne dort plus"
    assert not held.hasHtml()


def test_marking_ends_with_itself(guard: ClipboardGuard) -> None:
    clipboard = QApplication.clipboard()
    changes: list[QClipboard.Mode] = []
    clipboard.changed.connect(changes.append)
    clipboard.setText("Elle ne dort plus")
    clipboard.changed.disconnect(changes.append)
    assert len(changes) == 2  # ours, after the field's


def test_it_goes_by_itself(qtbot: QtBot, guard: ClipboardGuard) -> None:
    guard.forget_after(20)
    QApplication.clipboard().setText("Elle ne dort plus")
    assert QApplication.clipboard().text()
    qtbot.waitUntil(lambda: not QApplication.clipboard().text())


def test_what_another_program_copied_stays(
    guard: ClipboardGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = QApplication.clipboard()
    monkeypatch.setattr(ClipboardGuard, "_is_ours", lambda _self, _mode: False)
    foreign = QMimeData()
    foreign.setText("un autre programme")
    clipboard.setMimeData(foreign)
    guard.clear()
    assert clipboard.text() == "un autre programme"
    assert not set(HINTS) & set(clipboard.mimeData().formats())
