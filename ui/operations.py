"""Background work, once: one thread, progress, failure, and the veil over what must wait.

Work runs one piece after the other, so that a vault is never used by two threads of work at once.
What calculates for seconds does so on a thread of its own, and asks for what it reads by pieces.
"""

import atexit
import logging
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from referent_desk.errors import DeskError
from ui import garbage, messages
from ui.widgets.busy import Busy

T = TypeVar("T")

LEAVING_MS = 50
_FOR_EVER = -1
_LOOK_AGAIN_S = 0.02
_log = logging.getLogger("referent_desk.ui")


class UnexpectedFault(DeskError):
    """A bug: nothing the user did. The log has its kind and its place, nothing of the data."""

    what = "Le programme a rencontré une erreur imprévue."
    next_step = (
        "Recommencez\u00a0; si cela se répète, dites au service informatique ce que vous faisiez."
    )


class Cancelled(Exception):
    """Raised in the work by `Progress.check` once the user has given up."""


class Progress:
    """What work is handed: call it with a sentence to show, `check` it where stopping is safe."""

    def __init__(self, tell: Callable[[str], None] = lambda _text: None) -> None:
        self._tell = tell
        self._stop = Event()
        self.pieces: list[_Task] = []

    def __call__(self, text: str) -> None:
        self._tell(text)

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def cancel(self) -> None:
        self._stop.set()

    def check(self) -> None:
        """Raises Cancelled once the user has given up."""
        if self.cancelled:
            raise Cancelled

    def read(self, work: Callable[[], T]) -> T:
        """In a calculation: a short piece, in its turn on the thread that uses the vault.

        Raises what it raises, and Cancelled, at once.
        """
        piece = _Piece(work, self.check)
        task = _Task(piece.run)
        self.pieces.append(task)
        _pool.start(task)
        while not piece.ended.wait(_LOOK_AGAIN_S):
            self.check()
        self.check()
        return piece.result()


class Operation(QObject, Generic[T]):
    """One piece of work under way. Its callbacks run on the window's thread, or not at all."""

    told = Signal(str)
    _succeeded = Signal(object)
    _failed = Signal(object)

    def __init__(
        self,
        on_done: Callable[[T], None],
        on_error: Callable[[DeskError], None] | None,
        parent: QWidget | None,
        busy: Busy | None,
    ) -> None:
        super().__init__()
        self.progress = Progress(self.told.emit)
        self.running = True
        self.task: _Task | None = None
        self.abandoned = False
        self._on_done = on_done
        self._on_error = on_error
        self._parent = parent
        self._busy = busy
        self._succeeded.connect(self._deliver)
        self._failed.connect(self._deliver_failure)
        if busy is not None:
            self.told.connect(busy.set_text)
            busy.cancelRequested.connect(self.cancel)

    def cancel(self) -> None:
        """Asks the work to stop where it is safe; then neither callback runs."""
        self.progress.cancel()

    def abandon(self) -> None:
        """As `cancel`, and neither callback runs even if the work goes on to its end."""
        self.abandoned = True
        self.cancel()

    def work_on(self, work: Callable[[Progress], T]) -> None:
        """On the worker thread."""
        try:
            self.progress.check()
            result = work(self.progress)
        except Cancelled:
            self._failed.emit(None)
        except DeskError as error:
            self._failed.emit(error)
        except Exception as error:
            log_fault(error)
            self._failed.emit(UnexpectedFault())
        else:
            self._succeeded.emit(result)

    def _deliver(self, result: T) -> None:
        if self._ends():
            self._on_done(result)

    def _deliver_failure(self, error: DeskError | None) -> None:
        if not self._ends() or error is None:
            return
        if self._on_error is not None:
            self._on_error(error)
        else:
            messages.error(self._parent, error)

    def _ends(self) -> bool:
        """Lifts the veil; False when who asked is gone meanwhile."""
        self.running = False
        _under_way.discard(self)
        _outlive_the_worker(self)
        if self._busy is not None and isValid(self._busy):
            self._busy.lift()
        return not self.abandoned and (self._parent is None or isValid(self._parent))


class _Piece(Generic[T]):
    """What another thread does for the one that waits."""

    def __init__(self, work: Callable[[], T], check: Callable[[], None]) -> None:
        self.ended = Event()
        self._work, self._check = work, check
        self._made: list[T] = []
        self._fault: BaseException | None = None

    def run(self) -> None:
        try:
            self._check()
            self._made.append(self._work())
        except BaseException as fault:
            self._fault = fault
        finally:
            self.ended.set()

    def result(self) -> T:
        if self._fault is not None:
            raise self._fault
        return self._made[0]


class _Task(QRunnable):
    """Kept by its operation: the pool must not destroy what Python still holds.

    The pool's Python half keeps the last one for good: it has to forget what it worked on.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._work: Callable[[], None] | None = work

    def run(self) -> None:
        if self._work is not None:
            self._work()

    def forget(self) -> None:
        """Once the worker has left it."""
        self._work = None


_pool = QThreadPool()
_pool.setMaxThreadCount(1)
_aside = QThreadPool()
_aside.setMaxThreadCount(1)
"""For what takes long and keeps off the vault's connection: all else goes on meanwhile."""
_calculating = QThreadPool()
_calculating.setMaxThreadCount(1)
"""Likewise; a check of the whole vault may keep the other for minutes."""
_under_way: set[Operation[object]] = set()
"""Kept alive until delivered."""
_delivered: list[Operation[Any]] = []
"""Kept alive until the worker has left them: else it would destroy them, on its own thread."""


def run(
    work: Callable[[Progress], T],
    *,
    on_done: Callable[[T], None],
    on_error: Callable[[DeskError], None] | None = None,
    parent: QWidget | None,
    label: str,
    cancellable: bool = False,
    veil: bool = True,
    aside: bool = False,
) -> Operation[T]:
    """Does `work` beside the window. With `veil`, `parent` takes no input until it is done.

    `aside`, it holds up no other work: it may be long, and must check its progress often.

    Without `on_error`, a failure is shown. If `parent` is gone by then, nothing is called.
    """
    busy = Busy(parent, label, cancellable=cancellable) if veil and parent is not None else None
    operation = Operation(on_done, on_error, parent, busy)
    return _start(operation, work, _aside if aside else _pool)


def calculate(
    work: Callable[[Progress], T],
    *,
    on_done: Callable[[T], None],
    on_error: Callable[[DeskError], None] | None = None,
    parent: QWidget | None,
) -> Operation[T]:
    """As `run`, without a veil, for seconds of calculation that hold up nothing.

    It reads of the vault through `Progress.read` alone, and must check its progress often.
    """
    return _start(Operation(on_done, on_error, parent, None), work, _calculating)


def _start(
    operation: Operation[T], work: Callable[[Progress], T], lane: QThreadPool
) -> Operation[T]:
    _under_way.add(operation)  # pyright: ignore[reportArgumentType]
    operation.task = _Task(partial(operation.work_on, work))
    lane.start(operation.task)
    return operation


def busy() -> bool:
    """Whether anything is under way, or waits for its turn."""
    return bool(_under_way)


def abandon_all() -> None:
    """Before locking: what runs may finish or stop where it is safe, and tells nobody.

    What was delivered a moment ago still holds its screen: it counts as abandoned too, so that the
    screen is collected once the worker has left it.
    """
    for operation in (*_under_way, *_delivered):
        operation.abandon()


def wait_for_all(milliseconds: int = 5000) -> bool:
    """Before leaving or closing the vault: True once no work is under way on the thread."""
    return all(lane.waitForDone(milliseconds) for lane in (_calculating, _aside, _pool))


@atexit.register
def _end_before_qt() -> None:
    """Once Qt has taken its objects apart, work that ends has nobody left to tell."""
    abandon_all()
    wait_for_all(_FOR_EVER)


def _outlive_the_worker(operation: Operation[Any]) -> None:
    _delivered.append(operation)
    QTimer.singleShot(LEAVING_MS, _let_go)


def _let_go() -> None:
    if any(lane.activeThreadCount() for lane in (_calculating, _aside, _pool)):
        QTimer.singleShot(LEAVING_MS, _let_go)
        return
    if _forget_delivered():  # it held until now the screens that the lock took away
        garbage.collect_all()


def _forget_delivered() -> bool:
    """Whether some had been abandoned."""
    abandoned = any(operation.abandoned for operation in _delivered)
    for operation in _delivered:
        if operation.task is not None:
            operation.task.forget()
            operation.task = None
        for piece in operation.progress.pieces:
            piece.forget()
        operation.progress.pieces.clear()
    _delivered.clear()
    return abandoned


def log_fault(error: BaseException) -> None:
    """Kind and place only: an exception's message may quote what was typed."""
    place = "unknown"
    traceback = error.__traceback__
    while traceback is not None:
        place = f"{traceback.tb_frame.f_code.co_qualname}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    _log.error("unexpected %s at %s", type(error).__name__, place)
