"""A document that left: its exact bytes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from referent_desk.documents import MAILED, Way, kind_of
from referent_desk.office import Office
from ui.documents.envelope_sheet import offer_envelope
from ui.documents.outgoing import Outgoing
from ui.documents.page_view import PageView
from ui.documents.ways import WAY_WORDS
from ui.widgets import PageTitle, PrimaryButton, SecondaryButton


class DocumentScreen(QWidget):
    """Raises NotFound when made for a document that is not there."""

    closeRequested = Signal()

    def __init__(self, office: Office, document_id: str) -> None:
        super().__init__()
        self.setObjectName("document_screen")
        self._office = office
        self._document = office.documents.document(document_id)
        self.pages = PageView("Document émis")
        self._outgoing = Outgoing(office, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self._make_title())
        column.addWidget(self.pages, 1)
        self.refresh()

    @property
    def family_id(self) -> str:
        return self._document.family_id

    def refresh(self) -> None:
        self.pages.show_pdf(self._office.documents.content(self._document.id))

    def flush_draft(self) -> None:
        """Nothing is typed here."""

    def _make_title(self) -> PageTitle:
        document = self._document
        day = document.issued_at.strftime("%d/%m/%Y")
        issued = f"émis le {day} par {document.issued_by}"
        parts = (self._whose(), issued, f"pour {document.recipient}", self._way())
        title = PageTitle(kind_of(document.kind).name, " · ".join(p for p in parts if p))
        if document.way in MAILED:
            envelope = SecondaryButton("Enveloppe…", "mail")
            envelope.setObjectName("envelope")
            envelope.clicked.connect(lambda: offer_envelope(self._office, document, self))
            title.add_action(envelope)
        save = SecondaryButton("Enregistrer le PDF", "download")
        save.setObjectName("save_pdf")
        save.clicked.connect(lambda: self._outgoing.save(document, _ignore))
        again = PrimaryButton("Imprimer", "printer")
        again.setObjectName("print_document")
        again.clicked.connect(lambda: self._outgoing.print(document, _ignore))
        title.add_action(save)
        title.add_action(again)
        return title

    def _whose(self) -> str:
        family_id = self._document.family_id
        if not family_id:
            return "Bureau"
        return f"Famille {self._office.families.open_file(family_id).family.name}"

    def _way(self) -> str:
        document = self._document
        words = WAY_WORDS[document.way]
        if not self._office.documents.has_left(document):
            return words.waiting
        if document.way is not Way.HANDED:
            return words.told
        bearer = self._office.families.open_file(document.family_id).person(document.carried_by)
        return f"remis à {bearer.short}" if bearer and bearer.short else ""


def _ignore(_document_id: str) -> None:
    """The screen stays as it is."""
