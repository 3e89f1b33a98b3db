"""In a process of its own: where Qt keeps its settings is decided once."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SAVED = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from ui.widgets import file_dialog
made = getattr(file_dialog, sys.argv[1])
app = QApplication([])
page = QWidget()
dialog = made(page, "Enregistrer", sys.argv[2])
dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
dialog.open()
dialog.findChild(QLineEdit).setText(sys.argv[2] + "/lettre.pdf")
dialog.accept()
dialog.deleteLater()
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
del dialog, page
"""


def test_no_question_about_a_file_goes_around_it() -> None:
    asking = [
        file.name
        for file in (ROOT / "ui").rglob("*.py")
        if re.search(r"\bQFileDialog\(|QFileDialog\.get", file.read_text(encoding="utf-8"))
    ]
    assert asking == []


@pytest.mark.parametrize(("kind", "leaves"), [("FileDialog", False), ("QFileDialog", True)])
def test_nothing_remembers_where_a_file_was_saved(kind: str, leaves: bool, tmp_path: Path) -> None:
    """Qt's own, beside it, shows that the trace would be there."""
    home, chosen = tmp_path / "home", tmp_path / "Dossier Lacroix"
    home.mkdir()
    chosen.mkdir()
    places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(home))
    subprocess.run(
        [sys.executable, "-c", SAVED, kind, str(chosen)],
        cwd=ROOT,
        env={**os.environ, **places},
        check=True,
        timeout=60,
    )
    written = [file.read_text() for file in home.rglob("*") if file.is_file()]
    assert any("Lacroix" in text for text in written) is leaves
    assert bool(written) is leaves
