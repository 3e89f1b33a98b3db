"""Drafts of forms: stored in the vault within a second of a change, and before locking."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from referent_desk.errors import DeskError
from referent_desk.vault import Drafts

DELAY_MS = 700


@dataclass(frozen=True)
class UnstoredDraft:
    """What could not be written (disk full, stick gone), to be sealed while the vault is locked."""

    kind: str
    subject: str
    body: dict[str, Any]
    label: str


def store(drafts: Drafts, draft: UnstoredDraft) -> None:
    """Raises DeskError when it cannot."""
    drafts.save(draft.kind, draft.subject, draft.body, label=draft.label)


class AutoDraft(QObject):
    """Watches one form: call `touch` on each change; `collect` gives its JSON-ready content."""

    stored = Signal()
    failed = Signal(object)

    def __init__(
        self,
        drafts: Drafts,
        kind: str,
        subject: str,
        collect: Callable[[], Mapping[str, Any]],
        parent: QObject,
        label: Callable[[], str] = lambda: "",
    ) -> None:
        super().__init__(parent)
        self._drafts, self._kind, self._subject = drafts, kind, subject
        self._collect, self._label = collect, label
        self.unstored: UnstoredDraft | None = None
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.flush)

    def restore(self) -> Mapping[str, Any] | None:
        """What was left half typed, if anything."""
        draft = self._drafts.load(self._kind, self._subject)
        return draft.body if draft else None

    def touch(self) -> None:
        """Something changed: store soon."""
        self._timer.start()

    def take(self) -> UnstoredDraft | None:
        """What the vault does not have yet, for whoever stores it instead."""
        due = self._timer.isActive() or self.unstored is not None
        self._timer.stop()
        return self._gathered() if due else None

    def flush(self) -> None:
        """Stores now what `touch` announced; emits `failed` with the DeskError when it cannot."""
        due = self._timer.isActive() or self.sender() is self._timer
        if not due and self.unstored is None:
            return
        self._timer.stop()
        draft = self._gathered()
        if not self._drafts.writable:
            self.unstored = draft  # the screen said so before; sealed while the vault is locked
            return
        try:
            store(self._drafts, draft)
        except DeskError as error:
            self.unstored = draft
            self.failed.emit(error)
        else:
            self.unstored = None
            self.stored.emit()

    @property
    def place(self) -> tuple[str, str]:
        """Kind and subject, by which the form is opened again."""
        return self._kind, self._subject

    def discard(self) -> None:
        """The form was saved, or given up by the user's own act."""
        self._timer.stop()
        self.unstored = None
        if self._drafts.writable:
            self._drafts.discard(self._kind, self._subject)

    def _gathered(self) -> UnstoredDraft:
        return UnstoredDraft(self._kind, self._subject, dict(self._collect()), self._label())
