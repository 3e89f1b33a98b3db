"""« Incidents »: the sheets that were issued, each opened again as it was."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from referent_desk.documents import IssuedDocument, kind_of
from referent_desk.errors import DeskError
from referent_desk.office import Office
from ui import messages
from ui.widgets import EmptyState, FilterList, RowData, Text
from ui.widgets.typed_dates import show_date, show_time

_NONE = (
    "Aucune fiche d’incident. Des données perdues, ou vues par quelqu’un d’autre\u00a0?"
    " La fiche dit quoi noter, et pour quand la notifier."
)
_ABOUT = "Chaque fiche est gardée telle qu’elle a été émise. Ouverte, elle s’imprime à nouveau."


class IncidentsPanel(QWidget):
    documentOpened = Signal(str)
    newRequested = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._list = FilterList("Fiches d’incident")
        self._list.setObjectName("incident_sheets")
        self._list.rowActivated.connect(self.documentOpened)
        none = EmptyState("shield-alert", _NONE, "Fiche d’incident…")
        none.actionRequested.connect(self.newRequested)
        issued = QWidget()
        inside = QVBoxLayout(issued)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(Text(_ABOUT, "muted"))
        inside.addWidget(self._list, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(issued)
        self._stack.addWidget(none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.addWidget(self._stack, 1)

    def refresh(self) -> None:
        try:
            documents = self._office.documents.of_office()
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._list.set_rows([_row(document) for document in documents])
        self._stack.setCurrentIndex(0 if documents else 1)


def _row(document: IssuedDocument) -> RowData:
    at = document.issued_at
    pages = f"{document.pages}\u00a0page{'s' * (document.pages > 1)}"
    return RowData(
        f"{kind_of(document.kind).name} du {show_date(at.date())}",
        f"émise à {show_time(at.time())} par {document.issued_by} · {pages}",
        "",
        "info",
        "shield-alert",
        document.id,
    )
