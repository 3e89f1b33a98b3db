"""Notes for oneself, on paper or as a file: drawn beside the window, noted in the journal."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from referent_desk.documents import OwnNotes, render_own_notes
from referent_desk.errors import DeskError
from referent_desk.office import Office
from ui import messages, operations
from ui.documents import leaving


class OwnPaper(QObject):
    """`event` is the journal's: `event`.printed and `event`.exported, about `subject`."""

    def __init__(
        self,
        office: Office,
        screen: QWidget,
        notes: Callable[[], OwnNotes],
        event: str,
        subject: str = "",
    ) -> None:
        super().__init__(screen)
        self._office = office
        self._screen = screen
        self._notes = notes
        self._event = event
        self._subject = subject

    def print(self) -> None:
        left = partial(self._left, "printed", "Envoyé à l’imprimante")
        notes = self._notes()
        self._draw(
            notes, lambda pdf: leaving.print_out(self._screen.window(), pdf, notes.title, left)
        )

    def save(self) -> None:
        left = partial(self._left, "exported", "Enregistré hors du coffre")
        day = self._office.clock().strftime("%Y-%m-%d")
        name = f"notes-{day}.pdf"
        self._draw(
            self._notes(), lambda pdf: leaving.save_as(self._screen.window(), pdf, name, left)
        )

    def _draw(self, notes: OwnNotes, leave: Callable[[bytes], object]) -> None:
        def leaves(pdf: bytes) -> None:
            leave(pdf)

        operations.run(
            lambda _progress: render_own_notes(notes),
            on_done=leaves,
            parent=self._screen,
            label="Mise en page…",
        )

    def _left(self, how: str, told: str) -> None:
        try:
            self._office.vault.journal.record(f"{self._event}.{how}", self._subject)
        except DeskError as fault:
            messages.error(self._screen, fault)
        else:
            messages.notify(self._screen, told)
