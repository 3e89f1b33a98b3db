"""In a process of its own: these hooks are the whole process's."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECRET = "Madame Lacroix est épuisée"
PRELUDE = """
import sys, threading, warnings, logging
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from ui import faults
faults.log_without_words()
app = QApplication([])
faults.catch_all()
SECRET = sys.argv[1]

def fails():
    raise ValueError(SECRET)

class Fading:
    def __del__(self):
        fails()

def told():
    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    print(len(boxes), boxes[0].text() if boxes else "", flush=True)
"""


def run(body: str) -> tuple[str, str]:
    """Standard output and standard error."""
    done = subprocess.run(
        [sys.executable, "-c", PRELUDE + body, SECRET],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout, done.stderr


def test_a_fault_in_a_slot_is_told_once_and_logged_without_its_words() -> None:
    said, logged = run(
        """
window = QWidget()
window.show()
for delay in (0, 10, 20):
    QTimer.singleShot(delay, fails)
QTimer.singleShot(200, lambda: (told(), app.quit()))
app.exec()
print(hasattr(sys, "last_value"))
"""
    )
    assert said.splitlines() == ["1 Le programme a rencontré une erreur imprévue.", "False"]
    assert logged.count("unexpected ValueError at fails:") == 3
    assert SECRET not in logged
    assert "Traceback" not in logged


def test_a_fault_that_has_its_own_words_keeps_them() -> None:
    said, _logged = run(
        """
from referent_desk.errors import DamagedDatabase
def reads_a_damaged_page():
    raise DamagedDatabase
window = QWidget()
window.show()
QTimer.singleShot(0, reads_a_damaged_page)
QTimer.singleShot(200, lambda: (told(), app.quit()))
app.exec()
"""
    )
    assert said.splitlines() == ["1 La base de données du coffre est abîmée."]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("thread = threading.Thread(target=fails); thread.start(); thread.join()", "ValueError"),
        ("fading = Fading(); del fading", "ValueError"),
        ("qWarning(SECRET)", "Qt: default"),
        ("warnings.warn(SECRET)", "WARNING py.warnings"),
        ("logging.getLogger('library').warning('%s', SECRET)", "WARNING library"),
    ],
)
def test_what_anything_says_of_itself_keeps_only_its_kind_and_place(
    body: str, expected: str
) -> None:
    _said, logged = run(body)
    assert expected in logged
    assert "Lacroix" not in logged


def test_a_record_that_cannot_be_formatted_is_not_printed_whole() -> None:
    _said, logged = run("logging.getLogger('referent_desk').warning('%d', SECRET)")
    assert "Lacroix" not in logged
