"""The tab « Documents » of a family's file: what left, to whom, by which way; and a new one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from referent_desk.documents import IssuedDocument, kind_of
from referent_desk.errors import DeskError
from referent_desk.office import Office
from ui import messages
from ui.documents import ICONS, WAY_WORDS, NewDocumentButton
from ui.families.late_panel import FamilyPanel
from ui.widgets import EmptyState, FilterList, RowData, Text
from ui.widgets.typed_dates import show_date

_EMPTY = (
    "Aucun document n’est encore sorti de ce dossier. Lettre, mémo à emporter, accord,"
    " attestation\u00a0: chacun est gardé ici tel qu’il est parti."
)


class DocumentsPanel(FamilyPanel):
    documentOpened = Signal(str)
    documentRequested = Signal(str)
    """The DocumentKind."""

    def __init__(self, office: Office, family_id: str) -> None:
        super().__init__()
        self.setObjectName("documents_panel")
        self._office, self._family_id = office, family_id
        self._list = FilterList("Documents émis")
        self._list.setObjectName("issued_documents")
        self._list.rowActivated.connect(self.documentOpened)
        self._stack = QStackedWidget()
        new = NewDocumentButton()
        new.kindChosen.connect(self.documentRequested)
        head = QHBoxLayout()
        head.addWidget(
            Text("Tout ce qui est sorti de ce dossier, le plus récent d’abord.", "muted"), 1
        )
        head.addWidget(new)
        none = EmptyState("file-text", _EMPTY, "Nouveau document…")
        none.actionRequested.connect(new.offer)
        self._stack.addWidget(self._list)
        self._stack.addWidget(none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def refresh(self) -> None:
        try:
            documents = self._office.documents.issued(self._family_id)
            rows = [self._row(document) for document in documents]
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._list.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)

    def reopen_draft(self, kind: str, record: str, /) -> bool:  # noqa: ARG002
        """No sheet of its own."""
        return False

    def _row(self, document: IssuedDocument) -> RowData:
        words = WAY_WORDS[document.way]
        way = words.told if self._office.documents.has_left(document) else words.waiting
        pages = f"{document.pages}\u00a0page{'s' * (document.pages > 1)}"
        title = f"{kind_of(document.kind).name} · {show_date(document.issued_at.date())}"
        about = " · ".join(part for part in (f"pour {document.recipient}", way, pages) if part)
        return RowData(title, about, "", "info", ICONS[document.kind], document.id)
