"""From the open office to the closed vault: the backup of the day, then the key forgotten."""

# ruff: noqa: PLC0415

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from referent_desk.errors import DeskError
from ui import operations, workstation
from ui.operations import Cancelled

if TYPE_CHECKING:
    from referent_desk.office import Office
    from referent_desk.vault import SealedBytes

DONE = "La sauvegarde du jour est faite et vérifiée."
ABSENT = (
    "La clé des sauvegardes n’est pas branchée\u00a0: la sauvegarde se fera une prochaine fois."
)


def backup_due(office: "Office", today: date) -> Path | None:
    """Where today's backup goes; None when it is done, unwanted, or of invented families.

    A vault that takes no writing has nothing new, and may be damaged.
    """
    from referent_desk.settings import declared

    folder = office.settings.get(declared.BACKUP_FOLDER)
    vault = office.vault
    if not folder or vault.read_only or workstation.is_demo(vault.folder):
        return None
    try:
        return Path(folder) if vault.backups.due(today) else None
    except DeskError:
        return None


class Leaving(QObject):
    """Closes the office, after the work under way, what is half typed, and the backup.

    `store` puts what is half typed away, and gives back, sealed, what the disk refused. Work runs
    one piece after the other: an unlock asked meanwhile waits for its turn.
    """

    told = Signal(str)
    ended = Signal(str)
    """A calm sentence about the backup; empty when there was none."""

    def __init__(
        self, office: "Office", store: "Callable[[], SealedBytes | None]", window: QWidget
    ) -> None:
        super().__init__(window)
        self.sealed: SealedBytes | None = None
        self._window = window
        self._office = office
        self._store = store
        self._folder: Path | None = None
        self._given_up = Event()

    def backup_due(self) -> bool:
        """Asked while no work is under way; then `start` makes the backup."""
        self._folder = backup_due(self._office, self._office.clock().date())
        return self.backs_up

    @property
    def backs_up(self) -> bool:
        return self._folder is not None

    def finish(self) -> None:
        """Here and now: the key is forgotten when this returns."""
        self.ended.emit(self._work())

    def start(self) -> None:
        """Beside the window."""
        operations.run(
            lambda _progress: self._work(),
            on_done=self.ended.emit,
            on_error=lambda error: self.ended.emit(error.what),
            parent=self._window,
            label="Sauvegarde en cours…",
            veil=False,
        )

    def give_up(self) -> None:
        """The backup stops where it is safe; the vault is closed all the same."""
        self._given_up.set()

    def _work(self) -> str:
        try:
            self.sealed = self._store()
            return self._back_up()
        finally:
            self._office.close()

    def _back_up(self) -> str:
        from referent_desk.vault import BackupFolderMissing

        if self._folder is None:
            return ""
        try:
            self._office.vault.backups.make(self._folder, self._step)
        except Cancelled:
            return ""
        except BackupFolderMissing:
            return ABSENT
        except DeskError as error:
            return f"{error.what} {error.next_step}"
        return DONE

    def _step(self, text: str) -> None:
        if isValid(self):
            self.told.emit(text)
        if self._given_up.is_set():
            raise Cancelled
