"""A family found as one types, for what is noted away from its file."""

from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.families import FamilySummary, fold
from referent_desk.office import Office
from ui.families.words import summary_row
from ui.veiled import veiled_row
from ui.widgets import Field, FilterList, LazyRows, LinkButton, Row, RowData, SearchEdit
from ui.widgets.row_painting import ROW_HEIGHT

_SHOWN = 3
_FRAME = 10


class FamilyPicker(QWidget):
    """Up, Down and Enter choose from the line itself; `chosen` is emitted on every choice."""

    chosen = Signal(str)

    def __init__(self, office: Office, label: str = "Famille", *, stays_open: bool = False) -> None:
        super().__init__()
        self._office = office
        self._stays_open = stays_open
        self._families: tuple[FamilySummary, ...] | None = None
        self.family_id = ""
        self.line = SearchEdit(label, "Un nom, un prénom…")
        self.line.setObjectName("contact_family")
        self._field = Field(label, self.line)
        self._list = FilterList("Familles trouvées")
        self._list.setObjectName("contact_families")
        self._list.follow(self.line)
        self._list.rowActivated.connect(self._choose)
        self._list.hide()
        self._row = Row("")
        self._row.setEnabled(False)
        self._other = LinkButton("Changer")
        self._other.setObjectName("contact_other_family")
        self._other.clicked.connect(self._change)
        self._kept = QWidget()
        kept = QHBoxLayout(self._kept)
        kept.setContentsMargins(0, 0, 0, 0)
        kept.addWidget(self._row, 1)
        kept.addWidget(self._other)
        self._kept.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._field, self._list, self._kept):
            column.addWidget(part)
        self.line.textChanged.connect(self._search)

    def pick(self, family_id: str) -> None:
        """Shows that family as chosen; an unknown one chooses none."""
        found = next((f for f in self._all() if f.id == family_id), None)
        self.family_id = found.id if found else ""
        if found:
            self._row.set_data(veiled_row(summary_row, found, found.id))
        self._kept.setVisible(bool(found))
        self._field.setVisible(not found)
        self._list.hide()

    def set_error(self, text: str) -> None:
        self._field.set_error(text)
        if text:
            self.line.setFocus()

    def _choose(self, family_id: str) -> None:
        if self._stays_open:
            self.line.clear()
        else:
            self.pick(family_id)
        self._field.clear_error()
        self.chosen.emit(family_id)

    def _change(self) -> None:
        self.pick("")
        self.chosen.emit("")
        self.line.setFocus()

    def _search(self) -> None:
        words = fold(self.line.text()).split()
        found = [f for f in self._all() if all(word in f.haystack for word in words)]
        self._list.set_rows(LazyRows(found, attrgetter("id"), _row))
        self._list.setFixedHeight(min(len(found), _SHOWN) * ROW_HEIGHT + _FRAME)
        self._list.setVisible(bool(words and found))
        nobody = bool(words) and not found
        self._field.set_hint("Aucune famille ne correspond à ces mots." if nobody else "")

    def _all(self) -> tuple[FamilySummary, ...]:
        if self._families is None:
            self._families = self._office.families.list()
        return self._families


def _row(family: FamilySummary) -> RowData:
    return veiled_row(summary_row, family, family.id)
