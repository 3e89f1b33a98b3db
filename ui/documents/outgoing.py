"""An issued document leaves the vault, printed, exported or handed over: the journal notes it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from referent_desk.documents import IssuedDocument, Way
from referent_desk.errors import DeskError
from referent_desk.office import Office
from ui import messages
from ui.documents import leaving
from ui.documents.ways import WAY_WORDS


class TakenBack(DeskError):
    """An agreement was withdrawn between the issue and the sending."""

    safe = "Le document reste dans le coffre et au registre, où il compte comme pas encore parti."
    next_step = "Ne l’envoyez pas\u00a0; demandez à nouveau l’accord si c’est possible."


Finished = Callable[[str], None]


class Outgoing(QObject):
    """Each way takes what to call with the document's id once it is over."""

    Way = Callable[[IssuedDocument, Finished], None]

    def __init__(self, office: Office, screen: QWidget) -> None:
        super().__init__(screen)
        self._office = office
        self._screen = screen

    def save(self, document: IssuedDocument, finished: Finished) -> None:
        """The name proposed says nothing of the family."""
        if not self._may_go(document):
            return
        day = document.issued_at.strftime("%Y-%m-%d")
        dialog = leaving.save_as(
            self._screen.window(),
            self._office.documents.content(document.id),
            f"document-{day}.pdf",
            partial(self._left, document.id, "exported", "PDF enregistré hors du coffre"),
        )
        self._when_over(dialog, document.id, finished)

    def print(self, document: IssuedDocument, finished: Finished) -> None:
        if not self._may_go(document):
            return
        dialog = leaving.print_out(
            self._screen.window(),
            self._office.documents.content(document.id),
            "Document",
            partial(self._left, document.id, "printed", "Document envoyé à l’imprimante"),
        )
        self._when_over(dialog, document.id, finished)

    def hand_over(self, document: IssuedDocument, finished: Finished) -> None:
        """Nothing is printed from here: it has gone its way, or goes by other means."""
        if not self._may_go(document):
            return
        try:
            if document.way is Way.HANDED:
                self._office.documents.hand_over(document.id)
            elif document.way is not Way.KEPT:
                self._office.documents.note_sent(document.id)
        except DeskError as error:
            messages.error(self._screen, error)
        else:
            messages.notify(self._screen.window(), f"Noté\u00a0: {WAY_WORDS[document.way].told}")
            finished(document.id)

    def _may_go(self, document: IssuedDocument) -> bool:
        """What stands in its way since it was issued is told."""
        try:
            held_back = self._office.documents.held_back(document)
        except DeskError as error:
            messages.error(self._screen, error)
            return False
        if held_back:
            messages.error(self._screen, TakenBack("\n".join(held_back)))
        return not held_back

    def _left(self, document_id: str, how: str, told: str) -> None:
        try:
            self._office.documents.note_left(document_id, how)
        except DeskError as error:
            messages.error(self._screen, error)
        else:
            messages.notify(self._screen.window(), told)

    def _when_over(self, dialog: QDialog, document_id: str, finished: Finished) -> None:
        dialog.finished.connect(lambda: finished(document_id))
