"""The clipboard as another program sees it."""

import json
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.clipboard import ClipboardGuard

pytestmark = pytest.mark.window
OTHER_PROGRAM = """
import json
from PySide6.QtWidgets import QApplication
app = QApplication([])
held = QApplication.clipboard().mimeData()
hint = bytes(held.data("x-kde-passwordManagerHint").data()).decode()
print(json.dumps([held.text(), hint]))
"""


def seen(qtbot: QtBot) -> tuple[str, str]:
    """The text and the hint; the window goes on meanwhile, since it is asked for them."""
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_PROGRAM], stdout=subprocess.PIPE, text=True
    ) as other:
        qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
        text, hint = json.loads(other.stdout.read() if other.stdout else "")
    return text, hint


def test_another_program_is_told_that_it_is_secret_and_it_goes(qtbot: QtBot) -> None:
    owner = QObject()
    guard = ClipboardGuard(owner)
    field = QLineEdit("Elle ne dort plus")
    qtbot.addWidget(field)
    field.show()
    field.selectAll()
    field.copy()
    assert seen(qtbot) == ("Elle ne dort plus", "secret")
    guard.clear()
    assert not QApplication.clipboard().text()
    assert seen(qtbot) == ("", "")


def test_what_another_program_copied_since_is_left_to_it(qtbot: QtBot) -> None:
    owner = QObject()
    guard = ClipboardGuard(owner)
    QApplication.clipboard().setText("Elle ne dort plus")
    copying = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
QApplication.clipboard().setText("un autre programme")
QTimer.singleShot(5000, app.quit)
print("done", flush=True)
app.exec()
"""
    with subprocess.Popen([sys.executable, "-c", copying], stdout=subprocess.PIPE) as other:
        clipboard = QApplication.clipboard()
        qtbot.waitUntil(lambda: clipboard.text() == "un autre programme", timeout=20_000)
        guard.clear()
        assert clipboard.text() == "un autre programme"
        other.terminate()
