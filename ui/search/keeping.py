"""The index of the search, brought up to date beside the window, a little at a time."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from referent_desk.errors import DeskError
from referent_desk.office import Office
from ui import operations

QUIET_MS = 2000
"""So long after the last change of screen or save, so that nobody waits behind it."""
BETWEEN_MS = 5
_TOLD_EACH = 20
LABEL = "Index de la recherche"


class IndexKeeper(QObject):
    """Each piece of work is short: what else is to be done beside the window goes in between."""

    advanced = Signal()
    """The index knows more than before."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._window = parent
        self._running = False
        self._turns = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._work)

    def soon(self) -> None:
        if not self._office.vault.read_only:
            self._timer.start(QUIET_MS)

    def now(self) -> None:
        if not self._running:
            self._timer.start(0)

    def _work(self) -> None:
        if self._running:
            return
        self._running = True
        search = self._office.search
        operations.run(
            lambda _progress: search.catch_up(),
            on_done=self._done,
            on_error=self._failed,
            parent=self._window,
            label=LABEL,
            veil=False,
        )

    def _done(self, more: bool) -> None:
        self._running = False
        self._turns += 1
        if not more or self._turns % _TOLD_EACH == 0:
            self.advanced.emit()
        if more:
            self._timer.start(BETWEEN_MS)

    def _failed(self, _fault: DeskError) -> None:
        """The next save, or the next search, tries again; what is there is searched meanwhile."""
        self._running = False
