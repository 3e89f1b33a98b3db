"""The real print dialog open over the journal, on a real screen: the lock takes it away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tools.main_job import MainJob
from ui.vault import VaultScreen

pytestmark = pytest.mark.window


@pytest.mark.parametrize(
    ("button", "kind"), [("journal_print", QPrintDialog), ("journal_save", QFileDialog)]
)
def test_the_lock_takes_the_dialog_away_and_nothing_leaves(
    job: MainJob, button: str, kind: type[QWidget]
) -> None:
    job.create()
    job.click("rail_vault")
    job.find(VaultScreen, "vault_screen").show_tab("journal")
    job.settle()
    job.click(button)
    job.until(lambda: job.dialog(kind) is not None, "the dialog")
    dialog = job.dialog(kind)
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    job.until(lambda: job.window.locked, "the locked window")
    job.settle()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [job.window]
    job.unlock()
    journal = [entry.event for entry in job.office().vault.journal.entries()]
    assert not {"journal.printed", "journal.exported"} & set(journal)
