"""Drafts of forms: stored in the vault within a second of a change, and before locking.

While one types they are stored beside the window, so that no key waits for the disk.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from referent_desk.errors import DeskError
from referent_desk.vault import Drafts
from ui import operations
from ui.operations import Operation, Progress

DELAY_MS = 700
LABEL = "Brouillon"


def _never() -> bool:
    return False


@dataclass(frozen=True)
class UnstoredDraft:
    """What could not be written (disk full, stick gone), to be sealed while the vault is locked."""

    kind: str
    subject: str
    body: dict[str, Any]
    label: str


def store(
    drafts: Drafts, draft: UnstoredDraft, unless: Callable[[], bool] = _never
) -> UnstoredDraft:
    """Gives it back. Raises DeskError when it cannot."""
    drafts.save(draft.kind, draft.subject, draft.body, label=draft.label, unless=unless)
    return draft


class AutoDraft(QObject):
    """Watches one form: call `touch` on each change; `collect` gives its JSON-ready content."""

    stored = Signal()
    """Nothing was typed since."""
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
        """What the vault does not have yet: on its way there, or refused."""
        self._storing: Operation[UnstoredDraft] | None = None
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self._store_beside)

    def restore(self) -> Mapping[str, Any] | None:
        """What was left half typed, if anything."""
        draft = self._drafts.load(self._kind, self._subject)
        return draft.body if draft else None

    def touch(self) -> None:
        """Something changed: store soon, however long the typing goes on."""
        if not self._timer.isActive():
            self._timer.start()

    def take(self) -> UnstoredDraft | None:
        """What the vault does not have yet, for whoever stores it instead."""
        taken = self._latest() if self._due else None
        self.unstored = None
        return taken

    def flush(self) -> None:
        """Stores now what `touch` announced; emits `failed` with the DeskError when it cannot."""
        if not self._due:
            return
        draft = self._latest()
        if not self._drafts.writable:
            return  # the screen said so before; sealed while the vault is locked
        try:
            store(self._drafts, draft)
        except DeskError as error:
            self._not_stored(draft, error)
        else:
            self._now_stored(draft)

    @property
    def place(self) -> tuple[str, str]:
        """Kind and subject, by which the form is opened again."""
        return self._kind, self._subject

    def discard(self) -> None:
        """The form was saved, or given up by the user's own act."""
        self._give_up_storing()
        self.unstored = None
        if self._drafts.writable:
            self._drafts.discard(self._kind, self._subject)

    @property
    def _due(self) -> bool:
        return self._timer.isActive() or self.unstored is not None

    def _store_beside(self) -> None:
        draft = self._latest()
        if not self._drafts.writable:
            return
        drafts = self._drafts

        def work(progress: Progress) -> UnstoredDraft:
            return store(drafts, draft, unless=lambda: progress.cancelled)

        self._storing = operations.run(
            work,
            on_done=self._now_stored,
            on_error=partial(self._not_stored, draft),
            parent=None,
            label=LABEL,
            veil=False,
        )

    def _latest(self) -> UnstoredDraft:
        """As the form is now; what is on its way must not come after it."""
        self._give_up_storing()
        body = dict(self._collect())
        self.unstored = UnstoredDraft(self._kind, self._subject, body, self._label())
        return self.unstored

    def _give_up_storing(self) -> None:
        self._timer.stop()
        if self._storing is not None:
            self._storing.cancel()
            self._storing = None

    def _now_stored(self, draft: UnstoredDraft) -> None:
        if not isValid(self) or self.unstored is not draft:
            return
        self.unstored = self._storing = None
        if not self._timer.isActive():
            self.stored.emit()

    def _not_stored(self, draft: UnstoredDraft, error: DeskError) -> None:
        if isValid(self) and self.unstored is draft:
            self.failed.emit(error)
