"""One kind of work beside the window, of which only what was asked last is told."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from referent_desk.errors import DeskError
from ui import operations
from ui.operations import Operation, Progress

T = TypeVar("T")


class Latest(QObject):
    """What was asked before, or by a screen that is gone, is not begun any more, nor told."""

    def __init__(self, parent: QWidget, label: str) -> None:
        super().__init__(parent)
        self._widget, self._label = parent, label
        self._asked: list[Operation[Any]] = []
        self.destroyed.connect(partial(_abandon, self._asked))

    def ask(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[DeskError], None],
    ) -> None:
        _abandon(self._asked)
        self._asked.append(
            operations.run(
                lambda _progress: work(),
                on_done=on_done,
                on_error=on_error,
                parent=self._widget,
                label=self._label,
                veil=False,
            )
        )

    def calculate(
        self,
        work: Callable[[Progress], T],
        on_done: Callable[[T], None],
        on_error: Callable[[DeskError], None],
    ) -> None:
        """As `ask`, for seconds of work that reads through its progress."""
        _abandon(self._asked)
        self._asked.append(
            operations.calculate(work, on_done=on_done, on_error=on_error, parent=self._widget)
        )

    def drop(self) -> None:
        """What was asked is not wanted any more."""
        _abandon(self._asked)


def _abandon(asked: list[Operation[Any]], *_gone: object) -> None:
    for operation in asked:
        operation.abandon()
    asked.clear()
