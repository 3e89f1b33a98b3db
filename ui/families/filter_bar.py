"""What narrows the list of families: one's words, four choices, and the filters kept by name."""

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.errors import DeskError
from referent_desk.families import (
    FamilyFilter,
    FamilySummary,
    SavedFilter,
    Standing,
    fold,
    initials,
)
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui import messages
from ui.discretion import discretion
from ui.families.filter_sheets import FilterNameSheet, FiltersSheet
from ui.families.form import ChoiceEdit
from ui.widgets import IconButton, LinkButton, SearchEdit, SecondaryButton

SILENCES = (14, 30, 60, 90, 180, 365)
NONE_CHOSEN = "Filtres gardés"
_STANDINGS = (
    (Standing.ANY, "Ouverts et clôturés"),
    (Standing.OPEN, "Dossiers ouverts"),
    (Standing.CLOSED, "Dossiers clôturés"),
)


class FilterBar(QWidget):
    """`changed` follows every key and choice."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._saved: tuple[SavedFilter, ...] = ()
        self._families: Sequence[FamilySummary] = ()
        self._names: frozenset[str] | None = None
        self.words = SearchEdit("Chercher une famille", "Un nom, un prénom, un mot…")
        self.words.setObjectName("family_filter")
        self._kept = _choice("filter_saved", "Filtre gardé", [("", NONE_CHOSEN)])
        self._standing = _choice("filter_standing", "Dossiers ouverts ou clôturés", _STANDINGS)
        self._ward = _choice("filter_ward", "Unité de soins", self._wards())
        self._need = _choice("filter_need", "Besoin encore ouvert", self._needs())
        self._silence = _choice("filter_silence", "Sans contact depuis", _silences())
        self._save = SecondaryButton("Garder ce filtre", "save")
        self._save.setObjectName("filter_save")
        self._manage = IconButton("list-filter", "Ranger les filtres gardés")
        self._manage.setObjectName("filter_manage")
        self._clear = LinkButton("Tout montrer")
        self._clear.setObjectName("filter_clear")
        self._lay_out()
        self._connect()

    def wanted(self) -> FamilyFilter:
        return FamilyFilter(
            self.words.text(),
            Standing(self._standing.code()),
            self._ward.code(),
            self._need.code(),
            int(self._silence.code() or 0),
        ).tidy()

    def show_filter(self, wanted: FamilyFilter) -> None:
        """In the line and the choices; the list follows once."""
        self._offer_gone(self._ward, Catalogue.WARDS, wanted.ward)
        self._offer_gone(self._need, Catalogue.NEEDS, wanted.need)
        choices = (self._standing, self._ward, self._need, self._silence)
        values = (wanted.standing, wanted.ward, wanted.need, str(wanted.silent_days or ""))
        for choice, value in zip(choices, values, strict=True):
            choice.set_code(value)
        with QSignalBlocker(self.words):
            self.words.setText(wanted.words)
        self._follow()

    def in_need(self) -> Collection[str]:
        """The families whose chosen need is open, under the words merged into it too."""
        need = self._need.code()
        if not need:
            return ()
        return self._office.meetings.families_in_need({need} | self._merged(Catalogue.NEEDS, need))

    def merged_wards(self) -> Collection[str]:
        """What the chosen ward was called before some became one."""
        return self._merged(Catalogue.WARDS, self._ward.code())

    def _merged(self, catalogue: Catalogue, into: str) -> set[str]:
        entries = self._office.vocabulary.all(catalogue)
        return {entry.code for entry in entries if into and entry.merged_into == into}

    def _offer_gone(self, choice: ChoiceEdit, catalogue: Catalogue, code: str) -> None:
        """A word retired since the filter was kept, by its name."""
        if choice.findData(code) < 0:
            choice.addItem(self._office.vocabulary.label(catalogue, code), code)

    def know_names(self, families: Sequence[FamilySummary]) -> None:
        """Of these, no kept filter shows a name while the screen is discreet."""
        self._families, self._names = families, None
        self.refresh()

    def refresh(self) -> None:
        """Reads the kept filters anew."""
        try:
            self._saved = self._office.filters.all()
        except DeskError as fault:
            messages.error(self, fault)
        self._offer()

    def _offer(self) -> None:
        with QSignalBlocker(self._kept):
            self._kept.clear()
            self._kept.addItem(NONE_CHOSEN, "")
            for saved in self._saved:
                self._kept.addItem(self.shown_name(saved.name), saved.id)
        self._say()

    def shown_name(self, name: str) -> str:
        """By initials where it names a family and the screen is discreet."""
        named = discretion().veils("") and not self._known_names().isdisjoint(fold(name).split())
        return initials(name) if named else name

    def _known_names(self) -> frozenset[str]:
        """Gathered where they are first asked for: of thousands of families it takes a moment."""
        if self._names is None:
            words = (word for family in self._families for word in family.haystack.split())
            self._names = frozenset(words)
        return self._names

    def _say(self) -> None:
        """Which kept filter this is, if it is one; what can be done with it."""
        wanted = self.wanted()
        same = next((saved.id for saved in self._saved if saved.filter == wanted), "")
        self._kept.setCurrentIndex(max(0, self._kept.findData(same)))
        can_write = not self._office.vault.read_only
        self._save.setEnabled(can_write and not wanted.empty and not same)
        self._manage.setEnabled(can_write and bool(self._saved))
        self._clear.setEnabled(not wanted.empty)

    def _follow(self) -> None:
        self._say()
        self.changed.emit()

    def _choose(self) -> None:
        chosen = self._kept.code()
        found = (saved.filter for saved in self._saved if saved.id == chosen)
        self.show_filter(next(found, FamilyFilter()))

    def show_all(self) -> None:
        self.show_filter(FamilyFilter())

    def _keep_it(self) -> None:
        wanted = self.wanted()

        def write(name: str, confirmed: bool) -> None:
            self._office.filters.add(name, wanted, national_number_confirmed=confirmed)

        sheet = FilterNameSheet(self._proposed(), write, self)
        sheet.finished.connect(self.refresh)
        sheet.open()

    def _proposed(self) -> str:
        """What is chosen, in the words of the choices."""
        choices = (self._standing, self._ward, self._need, self._silence)
        chosen = [choice.currentText() for choice in choices if choice.code()]
        return ", ".join([*chosen, self.wanted().words]).strip(", ")

    def _open_manager(self) -> None:
        sheet = FiltersSheet(self._office.filters, self.shown_name, self)
        sheet.finished.connect(self.refresh)
        sheet.open()

    def _wards(self) -> list[tuple[str, str]]:
        offered = self._office.vocabulary.entries(Catalogue.WARDS)
        return [("", "Toutes les unités"), *((e.code, e.label) for e in offered)]

    def _needs(self) -> list[tuple[str, str]]:
        offered = self._office.vocabulary.entries(Catalogue.NEEDS)
        return [("", "Tous les besoins"), *((e.code, f"Besoin\u00a0: {e.label}") for e in offered)]

    def _connect(self) -> None:
        self.words.textChanged.connect(self._follow)
        for choice in (self._standing, self._ward, self._need, self._silence):
            choice.activated.connect(self._follow)
        self._kept.activated.connect(self._choose)
        self._save.clicked.connect(self._keep_it)
        self._manage.clicked.connect(self._open_manager)
        self._clear.clicked.connect(self.show_all)
        discretion().changed.connect(self._offer)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setSpacing(8)
        first.addWidget(self.words, 5)
        first.addWidget(self._kept, 2)
        first.addWidget(self._save)
        first.addWidget(self._manage)
        for choice in (self._standing, self._ward, self._need, self._silence):
            second.addWidget(choice, 1)
        second.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)


def _silences() -> list[tuple[str, str]]:
    each = ((str(days), f"Sans contact depuis {days} jours") for days in SILENCES)
    return [("", "Dernier contact\u00a0: peu importe"), *each]


def _choice(name: str, label: str, entries: Iterable[tuple[str, str]]) -> ChoiceEdit:
    choice = ChoiceEdit(entries)
    choice.setObjectName(name)
    choice.setAccessibleName(label)
    choice.setToolTip(label)
    return choice
