"""The program itself, started as a user starts it, doing the main job: what `test_no_leak` audits.

    python -m tests.window.leak_job FOLDER DESCRIPTOR

FOLDER is a home of its own; the words that must not be found are told on DESCRIPTOR at the end.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from referent_desk import core_dumps
from referent_desk.vault import Passphrase, SystemKeyring
from tools.main_job import PASSPHRASE, MainJob
from ui import app, operations, workstation
from ui.clipboard import HINTS
from ui.families import FamilyScreen
from ui.main_window import MainWindow
from ui.vault import VaultScreen
from ui.vault.backups_panel import BackupsPanel
from ui.widgets import Row

HALF_TYPED = "Depuis, elle ne dort plus que par morceaux."
WRONG_PASSPHRASE = "carreau pendule girafe ardoise"
PATIENT = "Barnabé"
SESSION_PASSWORD = "mot de passe de la session"
SECRETS = "org.freedesktop.secrets"


class Job:
    """What it finds wrong beside the files is in `wrong`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wrong: list[str] = []
        self.recovery = ""
        self.data_key = b""
        self.kept_secret = b""
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
        self._print_the_letter(self.folder / "remise" / "imprime.pdf")
        self._copy_then_fail()
        self._save_the_journal()
        with keyring_of_the_session() as there:
            job.until(there, "the keyring")
            self._remember_here()
            self._back_up_then_restore()
            self._fail_to_unlock()
            job.unlock()
            job.lock()
            job.click("unlock_keyring")
            job.until(lambda: not job.window.locked, "the office that the keyring opens")
        job.window.close()

    def look(self) -> None:
        """No window tells a name in the task bar."""
        for widget in QApplication.topLevelWidgets():
            title = widget.windowTitle()
            if widget.isVisible() and any(word in title for word in ("Lacroix", "Claire")):
                self.wrong.append(f"title: {title}")

    def _print_the_letter(self, target: Path) -> None:
        """By Qt's own printer to a file: what else prints is the system's."""
        job = self.job
        job.click("print_letter")
        job.until(lambda: job.dialog(QPrintDialog) is not None, "the print dialog")
        self.look()
        printers = job.find(QComboBox, "printers")
        printers.setCurrentIndex(printers.count() - 1)
        job.find(QLineEdit, "filename").setText(str(target))
        dialog = job.dialog(QPrintDialog)
        if dialog is not None:
            _button(dialog, "Imprimer").click()
        job.until(target.exists, "the printed page")
        job.settle(400)

    def _remember_here(self) -> None:
        opened = self.job.office().vault
        way = opened.ways.remember_here(Passphrase(PASSPHRASE), SystemKeyring(), "ici")
        workstation.remember_keyring_slot(opened.folder, way.id)
        self.kept_secret = SystemKeyring().get(way.id).material

    def _back_up_then_restore(self) -> None:
        """To a stick, by the screen; then what it holds is looked at, and put in place."""
        job, stick = self.job, self.folder / "cle"
        job.click("rail_vault")
        job.find(VaultScreen, "vault_screen").show_tab("backups")
        panel = job.window.findChild(BackupsPanel)
        if panel is None:
            self.wrong.append("no backups tab")
            return
        panel.choose(str(stick))
        job.click("backup_now")
        job.until(lambda: list(stick.glob("*.sauvegarde")), "the backup")
        job.until(lambda: panel.findChildren(Row), "the backup in the list")
        job.settle()
        panel.findChildren(Row)[0].click()
        job.until(lambda: job.dialog(QMessageBox) is not None, "the question")
        box = job.dialog(QMessageBox)
        if box is not None:
            _button(box, "Verrouiller et regarder").click()
        job.write("restore_passphrase", PASSPHRASE)
        job.click("restore_look")
        self.look()
        job.click("restore_confirm")
        job.find(QWidget, "unlock_passphrase")

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


def _button(dialog: QDialog, text: str) -> QAbstractButton:
    buttons = dialog.findChildren(QAbstractButton)
    return next(b for b in buttons if b.text().replace("&", "") == text)


@contextmanager
def keyring_of_the_session() -> Generator[Callable[[], bool]]:
    """Traced as the rest; given what tells that it has come."""
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if daemon.stdin is not None:
        daemon.stdin.write(SESSION_PASSWORD.encode())
        daemon.stdin.close()
    bus = QDBusConnection.sessionBus().interface()
    try:
        yield lambda: bool(bus.isServiceRegistered(SECRETS).value())
    finally:
        daemon.terminate()
        daemon.wait()


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
        "kept_secret": job.kept_secret.hex(),
        "words": [HALF_TYPED, WRONG_PASSPHRASE, PATIENT, PASSPHRASE],
    }
    told(json.dumps(secrets).encode())
    return 0


def main() -> int:
    folder, descriptor = Path(sys.argv[1]), int(sys.argv[2])
    (folder / "remise").mkdir()
    (folder / "cle").mkdir()
    core_dumps.forbid = lambda: None  # else a plain user's strace can no longer name the files
    QApplication.exec = lambda *_: drive(folder, lambda told: os.write(descriptor, told))
    return app.main([])


if __name__ == "__main__":
    sys.exit(main())
