"""The way back from a backup: which file, to which place, what it holds, and only then the swap."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from referent_desk.errors import DeskError
from ui import messages, operations, workstation
from ui.backup_words import moment_in_words
from ui.operations import Progress
from ui.unlock.restore_page import RestorePage
from ui.widgets import FileDialog

if TYPE_CHECKING:
    from referent_desk.vault import Backup, Restoration, Restored

FORGET_AFTER_MS = 5 * 60_000
"""What was looked into is put away again, with its key, if nobody decides."""


class Restoring(QObject):
    """Owns the page. `finished` gives the vault's folder and a sentence; `left` goes back."""

    ready = Signal()
    """A backup was chosen: the page is to be shown."""
    finished = Signal(Path, str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = RestorePage()
        self.page.secretGiven.connect(self._look)
        self.page.confirmed.connect(self._put_in_place)
        self.page.besideRequested.connect(self._restore_beside)
        self.page.otherFileRequested.connect(self.choose_file)
        self.page.backRequested.connect(self._leave)
        self._backup: Backup | None = None
        self._present: Path | None = None
        self._folder = Path()
        self._restoration: Restoration | None = None
        self._forget = QTimer(self, singleShot=True, interval=FORGET_AFTER_MS)
        self._forget.timeout.connect(self._start_again)

    def start(self, present: Path | None, file: str = "") -> None:
        """To the place of `present`, or to a new one; asks for the file if none is given."""
        self._present = present
        if file:
            self.take(file)
        else:
            self.choose_file()

    def choose_file(self) -> None:
        start = self._backup.file.parent if self._backup else Path.home()
        dialog = FileDialog(self.page.window(), "Choisir une sauvegarde", str(start))
        dialog.setFileMode(FileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("Sauvegardes (*.sauvegarde)")
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, file: str) -> None:
        """Looks at it without any secret, beside the window."""
        self.give_up()
        operations.run(
            lambda _progress: _describe(Path(file)),
            on_done=self._show,
            on_error=lambda error: messages.error(self.page.window(), error),
            parent=self.page,
            label="Lecture de la sauvegarde…",
            veil=False,
        )

    def give_up(self) -> None:
        """Before leaving, locking or closing: nothing extracted stays."""
        self._forget.stop()
        restoration, self._restoration = self._restoration, None
        if restoration is not None:
            restoration.give_up()

    def _show(self, backup: "Backup") -> None:
        self._backup = backup
        self._set_place(self._present or _place_for(backup))
        self.page.show_backup(backup)
        self.ready.emit()

    def _set_place(self, folder: Path) -> None:
        from referent_desk.vault import vault_in

        self._folder = folder
        found = vault_in(folder)
        ours = self._backup.vault_id if self._backup else ""
        self.page.show_place(
            folder, occupied=_occupied(folder), other_vault=found not in {"", ours}
        )

    def _restore_beside(self) -> None:
        self._start_again()
        self._set_place(_free_beside(self._folder))

    def _start_again(self) -> None:
        self.give_up()
        self.page.ask()

    def _leave(self) -> None:
        self.give_up()
        self.left.emit()

    def _look(self, secret: str, is_code: bool) -> None:
        backup, folder = self._backup, self._folder
        if backup is None:
            return
        self.give_up()

        def work(progress: Progress) -> "Restoration":
            return _prepare(backup.file, secret, folder, progress, is_code=is_code)

        operations.run(
            work,
            on_done=self._show_content,
            on_error=self.page.fail,
            parent=self.page,
            label="Lecture de la sauvegarde…",
            cancellable=True,
        )

    def _show_content(self, restoration: "Restoration") -> None:
        self._restoration = restoration
        self._forget.start()
        self.page.show_content(restoration.content)

    def _put_in_place(self) -> None:
        restoration, self._restoration = self._restoration, None
        if restoration is None:
            return
        self._forget.stop()
        operations.run(
            lambda _progress: restoration.put_in_place(),
            on_done=self._done,
            on_error=lambda error: self._failed(restoration, error),
            parent=self.page,
            label="Mise en place…",
        )

    def _done(self, restored: "Restored") -> None:
        taken = moment_in_words(self._backup.taken) if self._backup else ""
        told = f"La sauvegarde du {taken} est restaurée et vérifiée."
        if restored.aside is not None:
            told += (
                " Le coffre précédent est gardé à côté, sous le nom"
                f" «\u00a0{restored.aside.name}\u00a0»."
            )
        self.finished.emit(restored.folder, told)

    def _failed(self, restoration: "Restoration", error: DeskError) -> None:
        restoration.give_up()
        self.page.ask()
        self.page.fail(error)


def _occupied(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _place_for(backup: "Backup") -> Path:
    """Where that vault would stand on this computer: its own place, or a free one."""
    from referent_desk.vault import vault_in

    folder = workstation.vaults_folder() / f"{backup.name}.coffre"
    if not _occupied(folder) or vault_in(folder) == backup.vault_id:
        return folder
    return _free_beside(folder)


def _free_beside(folder: Path) -> Path:
    number, beside = 2, folder.with_name(f"{folder.stem} (restauré){folder.suffix}")
    while beside.exists():
        beside = folder.with_name(f"{folder.stem} (restauré {number}){folder.suffix}")
        number += 1
    return beside


# The vault brings SQLCipher and Argon2: imported beside the window, not before it.
# ruff: noqa: PLC0415


def _describe(file: Path) -> "Backup":
    from referent_desk.vault import describe_backup

    return describe_backup(file)


def _prepare(
    file: Path, secret: str, folder: Path, progress: Progress, *, is_code: bool
) -> "Restoration":
    from referent_desk.vault import Passphrase, parse_recovery_code, prepare_restoration

    def step(text: str) -> None:
        progress(text)
        progress.check()

    key = parse_recovery_code(secret) if is_code else Passphrase(secret)
    return prepare_restoration(file, key, folder, step=step)
