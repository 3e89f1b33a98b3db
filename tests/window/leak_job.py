"""The program itself, started as a user starts it, doing the main job: what `test_no_leak` audits.

    python -m tests.window.leak_job FOLDER DESCRIPTOR

FOLDER is a home of its own; the words that must not be found are told on DESCRIPTOR at the end.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from referent_desk import core_dumps
from tools.main_job import PASSPHRASE, MainJob
from ui import app, operations
from ui.clipboard import HINTS
from ui.families import FamilyScreen
from ui.main_window import MainWindow
from ui.vault import VaultScreen

HALF_TYPED = "Depuis, elle ne dort plus que par morceaux."
WRONG_PASSPHRASE = "carreau pendule girafe ardoise"
PATIENT = "Barnabé"


class Job:
    """What it finds wrong beside the files is in `wrong`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wrong: list[str] = []
        self.recovery = ""
        self.data_key = b""
        shown = QApplication.topLevelWidgets()
        window = next(widget for widget in shown if isinstance(widget, MainWindow))
        self.job = MainJob(window, folder / "bureau.coffre", lambda _name: self.look())

    def run(self) -> None:
        job = self.job
        QTest.qWaitForWindowExposed(job.window)
        self.recovery = job.create()
        job.call()
        self._name_the_patient()
        job.meet()
        job.write_letter(self.folder / "remise" / "lettre.pdf")
        self._copy_then_fail()
        self._save_the_journal()
        job.lock()
        self._fail_to_unlock()
        job.unlock()
        job.window.close()

    def look(self) -> None:
        """No window tells a name in the task bar."""
        for widget in QApplication.topLevelWidgets():
            title = widget.windowTitle()
            if widget.isVisible() and any(word in title for word in ("Lacroix", "Claire")):
                self.wrong.append(f"title: {title}")

    def _name_the_patient(self) -> None:
        office = self.job.office()
        [family] = office.families.list()
        self.data_key = office.vault._key()
        [situation] = office.families.open_file(family.id).situations
        office.families.save_situation(family.id, replace(situation, patient=PATIENT))

    def _copy_then_fail(self) -> None:
        """Half a form, copied; a fault that quotes it; the screen of a person."""
        job = self.job
        job.click("rail_families")
        job.key("family_list", Qt.Key.Key_Return)
        self._look_at_a_person()
        job.click("meeting")
        job.write("meeting_text", HALF_TYPED)
        job.key("meeting_text", Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        job.key("meeting_text", Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        held = QGuiApplication.clipboard().mimeData()
        if held.text() != HALF_TYPED or not set(HINTS) <= set(held.formats()):
            self.wrong.append(f"clipboard: {held.formats()}")
        _fault()
        job.until(lambda: job.dialog(QMessageBox) is not None, "the fault told")
        box = job.dialog(QMessageBox)
        if box is not None:
            box.close()
        job.settle(900)

    def _look_at_a_person(self) -> None:
        screen = self.job.find(FamilyScreen, "family_screen")
        [person] = self.job.office().families.open_file(screen.family_id).people
        screen.edit_person(person.id)
        self.job.find(QDialog, "person_sheet")
        self.look()
        QTest.keyClick(self.job.find(QWidget, "person_sheet"), Qt.Key.Key_Escape)
        self.job.until(lambda: not self.job.shows("person_sheet"), "the sheet closed")

    def _fail_to_unlock(self) -> None:
        job = self.job
        job.write("unlock_passphrase", WRONG_PASSPHRASE)
        job.key("unlock_passphrase", Qt.Key.Key_Return)
        operations.wait_for_all()
        job.settle()
        job.key("unlock_passphrase", Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    def _save_the_journal(self) -> None:
        job = self.job
        job.click("rail_vault")
        job.find(VaultScreen, "vault_screen").show_tab("journal")
        job.settle()
        job.save_pdf(self.folder / "remise" / "journal.pdf", "journal_save")
        job.settle(400)


def _fault() -> None:
    """As a slot hands it over; under QTest it would come back to the job instead."""
    try:
        raise ValueError(HALF_TYPED)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def drive(folder: Path, told: Callable[[bytes], object]) -> int:
    job = Job(folder)
    job.run()
    secrets = {
        "wrong": job.wrong,
        "recovery": job.recovery,
        "data_key": job.data_key.hex(),
        "words": [HALF_TYPED, WRONG_PASSPHRASE, PATIENT, PASSPHRASE],
    }
    told(json.dumps(secrets).encode())
    return 0


def main() -> int:
    folder, descriptor = Path(sys.argv[1]), int(sys.argv[2])
    (folder / "remise").mkdir()
    core_dumps.forbid = lambda: None  # else a plain user's strace can no longer name the files
    QApplication.exec = lambda *_: drive(folder, lambda told: os.write(descriptor, told))
    return app.main([])


if __name__ == "__main__":
    sys.exit(main())
