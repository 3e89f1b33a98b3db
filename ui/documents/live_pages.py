"""Pages drawn beside the window a moment after the last key: one at a time, the latest wins."""

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer, Signal

from referent_desk.errors import DeskError
from ui import operations
from ui.documents.page_view import PageView
from ui.operations import Operation, Progress

R = TypeVar("R")
Work = Callable[[Progress], R]
LABEL = "Mise en page du document"


class LivePages(PageView, Generic[R]):
    """`wanted` gives the work that draws what is on screen now; None while something misses."""

    delay_ms = 50
    """After the last change: longer where the pages are many, so that they come in a pause."""
    drawn = Signal(object)
    """What the work gave."""
    stopped = Signal(str)
    """Why no page could be drawn, in a sentence; empty when all is well."""

    def __init__(self, name: str, wanted: Callable[[], Work[R] | None]) -> None:
        super().__init__(name)
        self._wanted = wanted
        self._under_way: list[Operation[R]] = []
        self._again = False
        self.destroyed.connect(partial(_abandon, self._under_way))
        self._timer = QTimer(self, singleShot=True, interval=self.delay_ms)
        self._timer.timeout.connect(self._draw)

    def pages_of(self, drawn: R) -> tuple[bytes, str]:
        """Its PDF, and what is to be told of it."""
        raise NotImplementedError

    def ask(self) -> None:
        """Something changed."""
        self._timer.start()

    @property
    def up_to_date(self) -> bool:
        """Nothing is awaited since the last drawing."""
        return not self._timer.isActive() and not self._under_way

    def hold(self) -> None:
        """No more drawings."""
        self._timer.stop()
        self._again = False
        self._wanted = _nothing

    def still_of_use(self) -> bool:
        """Whether what is being drawn is awaited, though something changed; else it is given up."""
        return True

    def _draw(self) -> None:
        if self._under_way and self.still_of_use():
            self._again = True
            return
        _abandon(self._under_way)
        work = self._wanted()
        if work is not None:
            self._under_way.append(self._begin(work))

    def _begin(self, work: Work[R]) -> Operation[R]:
        return operations.run(
            work, on_done=self._show, on_error=self._fail, parent=self, label=LABEL, veil=False
        )

    def _show(self, drawn: R) -> None:
        if self._ends():
            return
        pdf, told = self.pages_of(drawn)
        self.show_pdf(pdf)
        self.stopped.emit(told)
        self.drawn.emit(drawn)

    def _fail(self, error: DeskError) -> None:
        """No page rather than that of another choice."""
        if not self._ends():
            self.show_pdf(b"")
            self.stopped.emit(f"{error.what} {error.next_step}")

    def _ends(self) -> bool:
        """True when what was drawn is already out of date."""
        self._under_way.clear()
        if self._again:
            self._again = False
            self._draw()
            return True
        return self._wanted is _nothing


def _abandon(under_way: list[Operation[R]], *_gone: object) -> None:
    for operation in under_way:
        operation.abandon()
    under_way.clear()


def _nothing() -> None:
    return None
