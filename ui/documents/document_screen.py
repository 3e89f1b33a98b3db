"""A document that was issued: its exact bytes, and whether it went its way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from referent_desk.documents import MAILED, Way, kind_of
from referent_desk.errors import DeskError
from referent_desk.office import Office
from ui.documents.envelope_sheet import offer_envelope
from ui.documents.outgoing import Outgoing
from ui.documents.page_view import PageView
from ui.documents.ways import WAY_WORDS, way_back
from ui.widgets import Banner, PageTitle, PrimaryButton, SecondaryButton


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
        self._held_back = Banner("", "warning")
        self._held_back.setObjectName("held_back")
        self._title = PageTitle(kind_of(self._document.kind).name, back=way_back(self.family_id))
        self._title.backRequested.connect(self.closeRequested)
        self._hand_over = SecondaryButton(WAY_WORDS[self._document.way].yes, "hand-heart")
        self._hand_over.setObjectName("hand_over")
        self._lay_out()
        self.refresh()

    @property
    def family_id(self) -> str:
        return self._document.family_id

    def refresh(self) -> None:
        self.pages.show_pdf(self._office.documents.content(self._document.id))
        self._follow()

    def flush_draft(self) -> None:
        """Nothing is typed here."""

    def _follow(self, _document_id: str = "") -> None:
        """Where it stands now."""
        document = self._document
        day = document.issued_at.strftime("%d/%m/%Y")
        issued = f"émis le {day} par {document.issued_by}"
        parts = (self._whose(), issued, f"pour {document.recipient}", self._way())
        self._title.set_subtitle(" · ".join(part for part in parts if part))
        self._hand_over.setVisible(not self._office.documents.has_left(document))
        try:
            self._office.documents.check_leaving(document)
        except DeskError as fault:
            self._held_back.show_text(f"{fault.what} {fault.next_step}", "warning")
        else:
            self._held_back.hide()

    def _lay_out(self) -> None:
        document, title = self._document, self._title
        self._hand_over.clicked.connect(lambda: self._outgoing.hand_over(document, self._follow))
        title.add_action(self._hand_over)
        if document.way in MAILED:
            envelope = SecondaryButton("Enveloppe…", "mail")
            envelope.setObjectName("envelope")
            envelope.clicked.connect(lambda: offer_envelope(self._office, document, self))
            title.add_action(envelope)
        save = SecondaryButton("Enregistrer le PDF", "download")
        save.setObjectName("save_pdf")
        save.clicked.connect(lambda: self._outgoing.save(document, self._follow))
        again = PrimaryButton("Imprimer", "printer")
        again.setObjectName("print_document")
        again.clicked.connect(lambda: self._outgoing.print(document, self._follow))
        title.add_action(save)
        title.add_action(again)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        for part in (title, self._held_back):
            column.addWidget(part)
        column.addWidget(self.pages, 1)

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
