"""« Enveloppe… »: the envelope of a document that goes by post, or its label."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.documents import ENVELOPES, LABELS, IssuedDocument, Mailing, Way
from referent_desk.errors import DeskError
from referent_desk.office import Office
from referent_desk.settings import declared
from ui import messages, operations
from ui.documents import leaving
from ui.documents.choosing import combo
from ui.documents.page_view import PageView
from ui.widgets import Field, IconLine, NumberEdit, SecondaryButton, SheetDialog, Text

_ON_LABELS = "labels"
_CHOICES = (
    *(
        (size.code, f"Enveloppe {size.name}, {size.width_mm:g} × {size.height_mm:g} mm")
        for size in ENVELOPES.values()
    ),
    (_ON_LABELS, f"Étiquettes, {LABELS} par feuille A4 (70 × 37 mm)"),
)
_UNCHANGED = "La lettre, elle, ne change pas\u00a0: elle reste telle qu’elle a été émise."


class EnvelopeSheet(SheetDialog):
    """Of documents that were issued; what may not be posted is told, and nothing is drawn."""

    drawn = Signal()

    def __init__(
        self, office: Office, documents: Sequence[IssuedDocument], parent: QWidget
    ) -> None:
        several = len(documents) > 1
        super().__init__(
            "Enveloppes" if several else "Enveloppe",
            parent,
            subtitle=_UNCHANGED,
            primary="Imprimer",
            close="Fermer",
        )
        self.setObjectName("envelope_sheet")
        self._office, self._documents = office, documents
        self._mailings = [office.documents.mail.to(document) for document in documents]
        self._pdf, self._asked = b"", 0
        self._format: QComboBox = combo("envelope_format", _CHOICES)
        size = office.settings.get(declared.ENVELOPE_SIZE)
        self._format.setCurrentIndex(self._format.findData(size))
        self._first = NumberEdit(1, LABELS)
        self._first.setObjectName("first_label")
        self._first_field = Field("Première étiquette libre", self._first)
        self._first_hint = Text(
            "Comptée de gauche à droite, rangée par rangée\u00a0: une planche entamée sert encore.",
            "secondary",
        )
        self._save = SecondaryButton("Enregistrer le PDF", "download")
        self._save.setObjectName("save_envelope")
        self.pages = PageView("Aperçu de l’enveloppe")
        self.primary_button.setObjectName("print_envelope")
        self._lay_out_choices()
        self._format.currentIndexChanged.connect(self._draw)
        self._first.valueChanged.connect(self._draw)
        self._save.clicked.connect(self._keep)
        self.primaryRequested.connect(self._print)
        self.resize(900, 560)
        self._draw()

    def _lay_out_choices(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(Field("Format", self._format))
        left.addWidget(self._first_field)
        left.addWidget(self._first_hint)
        for line in self._lines():
            left.addWidget(line)
        left.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left, 2)
        both.addWidget(self.pages, 3)
        self.body.addLayout(both, 1)
        self.add_footer(self._save)

    def _lines(self) -> list[QWidget]:
        """What speaks against it, once for all of them."""
        found = {c: None for mailing in self._mailings for c in mailing.concerns}
        lines: list[QWidget] = []
        for concern in found:
            if concern.stops:
                line = IconLine("circle-x", concern.reason, role="danger", look="error")
            else:
                line = IconLine("triangle-alert", concern.reason, role="warning", look="")
            line.setObjectName("obstacle" if concern.stops else "warned")
            lines.append(line)
        return lines

    def _draw(self) -> None:
        """The latest choice wins."""
        on_labels = self._format.currentData() == _ON_LABELS
        self._first_field.setVisible(on_labels)
        self._first_hint.setVisible(on_labels)
        self._allow(b"")
        if any(mailing.stopped for mailing in self._mailings):
            return
        self._asked += 1
        asked, chosen, first = self._asked, self._format.currentData(), self._first.value()

        def show(pdf: bytes) -> None:
            if asked == self._asked:
                self._allow(pdf)
                self.pages.show_pdf(pdf)
                self.drawn.emit()

        operations.run(
            lambda _progress: self._made(self._mailings, chosen, first),
            on_done=show,
            parent=self,
            label="Mise en page de l’enveloppe",
            veil=False,
        )

    def _made(self, mailings: Sequence[Mailing], chosen: str, first: int) -> bytes:
        mail = self._office.documents.mail
        return (
            mail.labels(mailings, first)
            if chosen == _ON_LABELS
            else mail.envelopes(mailings, chosen)
        )

    def _allow(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._save.setEnabled(bool(pdf))
        self.primary_button.setEnabled(bool(pdf))

    def _print(self) -> None:
        leaving.print_out(self, self._pdf, "Enveloppe", lambda: self._left("printed"))

    def _keep(self) -> None:
        day = self._office.clock().strftime("%Y-%m-%d")
        name = f"enveloppe-{day}.pdf"
        leaving.save_as(self, self._pdf, name, lambda: self._left("exported"))

    def _left(self, how: str) -> None:
        try:
            self._office.documents.mail.note_left([d.id for d in self._documents], how)
        except DeskError as fault:
            messages.error(self, fault)
        else:
            told = "Envoyé à l’imprimante" if how == "printed" else "Enregistré hors du coffre"
            messages.notify(self, told)


def offer_envelope(office: Office, document: IssuedDocument, parent: QWidget) -> None:
    """Opens the sheet, which shows what speaks against the address; or tells why there is none."""
    try:
        if document.way is Way.TRANSMITTED:
            office.documents.check_leaving(document)
        sheet = EnvelopeSheet(office, [document], parent)
    except DeskError as fault:
        messages.error(parent, fault)
        return
    sheet.open()
