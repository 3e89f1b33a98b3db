"""The full check of an open vault: once a week beside the work, or when asked for."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from referent_desk.errors import DeskError
from referent_desk.vault import Finding, Vault
from ui import messages, operations

EVERY = timedelta(days=7)
SOON_MS = 3 * 60_000
"""After the unlock, when the first rush is over."""


class FullCheck(QObject):
    """One at a time; it goes on while screens come and go, and stops when the vault is locked."""

    told = Signal(str)
    ended = Signal()

    def __init__(self, vault: Vault, owner: QWidget) -> None:
        super().__init__(owner)
        self._vault, self._owner = vault, owner
        self._operation: operations.Operation[list[Finding]] | None = None
        self.sentence = ""
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._start_quietly)

    @property
    def running(self) -> bool:
        return self._operation is not None

    def start_soon_if_due(self) -> None:
        last = self._vault.last_full_check
        due = last is None or datetime.now().astimezone() - last.at > EVERY
        if due and not self._vault.read_only:
            self._soon.start()

    def start(self) -> None:
        self._start(self._failed)

    def cancel(self) -> None:
        if self._operation is not None:
            self._operation.cancel()
            self._end()

    def _start_quietly(self) -> None:
        """Nobody asked: a full disk is no reason to interrupt; the next unlock tries again."""
        self._start(lambda _error: self._end())

    def _start(self, failed: Callable[[DeskError], None]) -> None:
        if self._operation is not None:
            return
        self._soon.stop()
        self._operation = operations.run(
            lambda progress: self._vault.check(thorough=True, progress=progress),
            on_done=lambda _findings: self._end(),
            on_error=failed,
            parent=self._owner,
            label="Vérification du coffre…",
            veil=False,
            aside=True,
        )
        self._operation.told.connect(self._tell)
        self._tell("Vérification du coffre…")

    def _tell(self, sentence: str) -> None:
        self.sentence = sentence
        self.told.emit(sentence)

    def _failed(self, error: DeskError) -> None:
        self._end()
        messages.error(self._owner, error)

    def _end(self) -> None:
        self._operation = None
        self.ended.emit()
