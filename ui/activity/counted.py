"""What the office counts for the screen: beside the window, kept until something changes."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from referent_desk.activity import Activity, Figures, Period
from referent_desk.errors import DeskError
from ui.latest import Latest


class Counted(QObject):
    """One period at a time, so that nothing else waits long; what is wanted last comes first."""

    arrived = Signal()
    settled = Signal()
    """All that is wanted is known."""
    failed = Signal(object)
    """The DeskError; what is wanted is not counted again by itself."""

    def __init__(self, activity: Activity, parent: QWidget) -> None:
        super().__init__(parent)
        self._activity = activity
        self._latest = Latest(parent, "Comptage…")
        self._known: dict[Period, Figures] = {}
        self._wanted: list[Period] = []
        self._turn = 0
        self._counting = False

    def of(self, period: Period) -> Figures | None:
        return self._known.get(period)

    def want(self, periods: Iterable[Period]) -> None:
        """Counts those not known, in their order; what was wanted before and is not is left."""
        self._wanted = [period for period in periods if period not in self._known]
        self._next()

    def forget(self) -> None:
        """Something may have changed."""
        self._known.clear()
        self._turn += 1

    def _next(self) -> None:
        if self._counting:
            return
        if not self._wanted:
            self.settled.emit()
            return
        self._counting = True
        period, turn = self._wanted.pop(0), self._turn

        def done(figures: Figures) -> None:
            self._counting = False
            if turn == self._turn:
                self._known[period] = figures
                self.arrived.emit()
            self._next()

        def fail(fault: DeskError) -> None:
            self._counting = False
            self._wanted.clear()
            self.failed.emit(fault)

        self._latest.ask(partial(self._activity.figures, period), done, fail)
