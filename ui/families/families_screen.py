"""Every family, found as one types."""

from operator import attrgetter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from referent_desk.errors import DeskError
from referent_desk.families import FamilySummary
from referent_desk.figures import counted
from referent_desk.office import Office
from ui import messages
from ui.families.filter_bar import FilterBar
from ui.families.sheet import Sheet
from ui.families.sheets import FamilySheet
from ui.families.words import summary_row
from ui.veiled import veiled_row
from ui.widgets import (
    EmptyState,
    FilterList,
    LazyRows,
    PageTitle,
    PrimaryButton,
    RowData,
    SecondaryButton,
    Text,
)

_NONE_YET = (
    "Aucune famille encore. Le premier appel, ou «\u00a0Nouvelle famille\u00a0», ouvre un dossier."
)
_NONE_FOUND = "Aucune famille ne correspond à ces mots et à ces choix."


class FamiliesScreen(QWidget):
    """The filter works in memory, on what `refresh` has read."""

    familyOpened = Signal(str)
    lettersRequested = Signal(object)
    """A letter to each of those shown, by their ids."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.setObjectName("families_screen")
        self._office = office
        self._families: tuple[FamilySummary, ...] = ()
        self._found: list[str] = []
        self._title = PageTitle("Familles")
        self._filter = FilterBar(office)
        self._filter.changed.connect(self._show_matching)
        self._count = Text("", "muted")
        self._count.setObjectName("family_count")
        self._list = FilterList("Familles")
        self._list.setObjectName("family_list")
        self._list.follow(self._filter.words)
        self._list.rowActivated.connect(self.familyOpened)
        self._nothing = EmptyState("users", _NONE_YET)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._nothing)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        try:
            families = self._office.families.list()
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._families = families
        self._filter.know_names(families)
        still_open = sum(1 for family in families if family.open)
        closed = len(families) - still_open
        self._title.set_subtitle(_count(still_open, closed) if families else "")
        self._show_matching()

    def flush_draft(self) -> None:
        for sheet in self.findChildren(Sheet):
            sheet.flush_draft()

    def reopen_draft(self, kind: str, subject: str) -> bool:
        """Opens again the sheet of a new family left half typed; False for another draft."""
        if (kind, subject) != ("family", "new"):
            return False
        self.new_family()
        return True

    def new_family(self) -> None:
        sheet = FamilySheet(self._office, parent=self)
        sheet.saved.connect(self._opened)
        sheet.open()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._filter.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_matching(self) -> None:
        wanted = self._filter.wanted()
        try:
            in_need = self._filter.in_need()
        except DeskError as fault:
            messages.error(self, fault)
            return
        wards = self._filter.merged_wards()
        found = wanted.keep(self._families, self._office.clock().date(), in_need, wards)
        self._count.setText("" if wanted.empty else counted(len(found), "dossier", "dossiers"))
        self._count.setVisible(not wanted.empty and bool(found))
        self._found = [family.id for family in found]
        self._write.setEnabled(bool(found))
        self._list.set_rows(LazyRows(found, attrgetter("id"), _row))
        self._nothing.set_sentence(_NONE_FOUND if self._families else _NONE_YET)
        self._stack.setCurrentWidget(self._list if found else self._nothing)

    def _opened(self, family_id: str) -> None:
        self.refresh()
        self.familyOpened.emit(family_id)

    def _lay_out(self) -> None:
        new = PrimaryButton("Nouvelle famille", "plus")
        new.setObjectName("new_family")
        new.clicked.connect(self.new_family)
        self._write = SecondaryButton("Écrire à ces familles…", "mail")
        self._write.setObjectName("write_to_families")
        self._write.clicked.connect(lambda: self.lettersRequested.emit(self._found))
        self._title.add_action(self._write)
        self._title.add_action(new)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self._title)
        column.addWidget(self._filter)
        column.addWidget(self._count)
        column.addWidget(self._stack, 1)


def _row(family: FamilySummary) -> RowData:
    return veiled_row(summary_row, family, family.id)


def _count(still_open: int, closed: int) -> str:
    """« 12 dossiers ouverts, 1 203 clôturés »."""
    words = counted(still_open, "dossier ouvert", "dossiers ouverts")
    return f"{words}, {counted(closed, 'clôturé', 'clôturés')}" if closed else words
