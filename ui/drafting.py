"""Drafts of forms: stored in the vault within a second of a change, and before locking."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from referent_desk.errors import DeskError
from referent_desk.vault import Drafts

DELAY_MS = 700


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
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.flush)

    def restore(self) -> Mapping[str, Any] | None:
        """What was left half typed, if anything."""
        draft = self._drafts.load(self._kind, self._subject)
        return draft.body if draft else None

    def touch(self) -> None:
        """Something changed: store soon."""
        self._timer.start()

    def flush(self) -> None:
        """Stores now what `touch` announced; emits `failed` with the DeskError when it cannot."""
        if not self._timer.isActive() and self.sender() is not self._timer:
            return
        self._timer.stop()
        try:
            self._drafts.save(self._kind, self._subject, self._collect(), label=self._label())
        except DeskError as error:
            self.failed.emit(error)
        else:
            self.stored.emit()

    def discard(self) -> None:
        """The form was saved, or given up by the user's own act."""
        self._timer.stop()
        self._drafts.discard(self._kind, self._subject)
