"""The search from anywhere: its window over whatever is open, its index in step."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from referent_desk.office import Office
from ui.search.keeping import IndexKeeper
from ui.search.search_window import SearchWindow


class Searching(QObject):
    """One window at a time."""

    chosen = Signal(object)
    """The Hit."""

    def __init__(
        self, office: Office, parent: QWidget, *, present: Callable[[], Collection[str]]
    ) -> None:
        super().__init__(parent)
        self._office, self._parent, self._present = office, parent, present
        self._index = IndexKeeper(office, parent)
        self._window: SearchWindow | None = None

    @property
    def open(self) -> bool:
        return self._window is not None

    def start(self) -> None:
        if self._window is not None:
            self._window.raise_()
            return
        over = QApplication.activeModalWidget() or self._parent.window()
        self._window = SearchWindow(self._office, over, present=self._present)
        self._window.chosen.connect(self.chosen)
        self._window.finished.connect(self._forget)
        self._index.advanced.connect(self._window.look)
        self._window.open()
        self._index.now()

    def follow(self) -> None:
        """Something may have been noted: the index takes it in, once it is quiet."""
        self._index.soon()

    def _forget(self) -> None:
        self._window = None
