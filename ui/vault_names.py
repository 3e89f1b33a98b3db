"""The names of the vault, read once beside the window, to be found in what is worded."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from referent_desk.office import Office
from referent_desk.secrecy import NameFinder, NameFound, names_known
from ui import operations


class VaultNames(QObject):
    """Until they are read, nothing is found: ask `known` before calling anything ready."""

    read = Signal()

    def __init__(self, office: Office, screen: QWidget) -> None:
        super().__init__(screen)
        self._office, self._screen = office, screen
        self._finder: NameFinder | None = None
        self._reading = False

    @property
    def known(self) -> bool:
        return self._finder is not None

    def find(self, wording: str) -> tuple[NameFound, ...]:
        return self._finder.find(wording) if self._finder else ()

    def read_soon(self) -> None:
        """`read` says when; asked again, it is not read again."""
        if self._reading:
            return
        self._reading = True
        office, screen, label = self._office, self._screen, "Lecture des noms…"

        def work(_progress: operations.Progress) -> NameFinder:
            rooms = (office.families, office.meetings, office.directory, office.vocabulary)
            return NameFinder(names_known(*rooms))

        operations.run(work, on_done=self._know, parent=screen, label=label, veil=False)

    def _know(self, finder: NameFinder) -> None:
        self._finder = finder
        self.read.emit()
