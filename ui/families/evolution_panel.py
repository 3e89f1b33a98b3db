"""The tab « Évolution »: what was noted over time, its table, and where each need stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from referent_desk.documents import render_listing
from referent_desk.drawings import draw_timeline, to_svg
from referent_desk.errors import DeskError
from referent_desk.families import FamilyFile
from referent_desk.office import Office
from referent_desk.overview import Evolution
from ui import messages, operations
from ui.documents import leaving
from ui.drawn import DrawnOnPage
from ui.families.evolution_words import TABLE, Told, evolution_listing, need_row, table, timeline
from ui.families.form import ChoiceEdit
from ui.families.late_panel import FamilyPanel
from ui.families.need_state_sheet import NeedStateSheet
from ui.theme.tokens import CONTROL_HEIGHT
from ui.widgets import Card, EmptyState, Field, Row, Scrolling, SecondaryButton, Text
from ui.widgets.typed_dates import show_date

_EVERYONE = "everyone"
_NOBODY = "nobody"
_EMPTY = (
    "Rien à montrer encore\u00a0: les émotions et les besoins notés dans les entretiens"
    " apparaîtront ici, à leur date."
)
_ABOUT = "Des points, tels que notés\u00a0; ni score, ni total. Un vide n’est pas un zéro."


class _Chart(DrawnOnPage):
    largest = 1.25


class EvolutionPanel(FamilyPanel):
    def __init__(self, office: Office, family_id: str) -> None:
        super().__init__()
        self.setObjectName("evolution_panel")
        self._office, self._family_id = office, family_id
        self._all = Evolution()
        self._told: Told | None = None
        self._who = ChoiceEdit(())
        self._who.setObjectName("evolution_person")
        self._who.currentIndexChanged.connect(self._show)
        self._chart = _Chart("Évolution dans le temps")
        self._chart.setObjectName("evolution_chart")
        self._chart.setAccessibleDescription("Le tableau en dessous dit la même chose en mots.")
        self._table = _table()
        self._needs = Card("Où en sont les besoins", icon="heart-handshake")
        self._print = SecondaryButton("Imprimer", "printer")
        self._print.setObjectName("evolution_print")
        self._print.clicked.connect(self.print)
        self._stack = QStackedWidget()
        self._lay_out()

    def refresh(self) -> None:
        try:
            file = self._office.families.open_file(self._family_id)
            self._all = self._office.overview.evolution(self._family_id)
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._told = Told(file, self._office.vocabulary)
        self._offer_people(file)
        self._stack.setCurrentIndex(1 if self._all.empty else 0)
        self._print.setEnabled(not self._all.empty)
        self._show()

    def set_state(self, need_id: str) -> None:
        need = next((n for n in self._all.needs if n.latest_id == need_id), None)
        if need and self._told:
            sheet = NeedStateSheet(self._office, self._family_id, need, self._told, self)
            sheet.saved.connect(self._saved)
            sheet.open()

    def reopen_draft(self, kind: str, record: str) -> bool:
        """Opens again the sheet of that draft; False when it is none of this tab."""
        if kind != "need_state":
            return False
        self.refresh()
        self.set_state(record)
        return True

    def print(self) -> None:
        """The chart with its table, drawn beside the window."""
        if self._told is None:
            return
        shown, told, day = self._shown(), self._told, show_date(self._office.clock().date())
        about = (
            f"Famille {told.file.family.name}",
            _ABOUT,
            f"Édité le {day} par {self._office.vault.holder}. Confidentiel.",
        )

        def leave(pdf: bytes) -> None:
            leaving.print_out(self.window(), pdf, "Évolution", self._printed)

        operations.run(
            lambda _progress: render_listing(evolution_listing(shown, told, about)),
            on_done=leave,
            parent=self,
            label="Mise en page de l’évolution…",
        )

    def _printed(self) -> None:
        try:
            self._office.vault.journal.record("evolution.printed", self._family_id)
        except DeskError as fault:
            messages.error(self, fault)
        else:
            messages.notify(self, "Évolution envoyée à l’imprimante")

    def _saved(self) -> None:
        self.refresh()
        messages.notify(self, "Enregistré")

    def _shown(self) -> Evolution:
        code = self._who.code()
        if code in {"", _EVERYONE}:
            return self._all
        return self._all.of_person(None if code == _NOBODY else code)

    def _show(self) -> None:
        if self._told is None:
            return
        told, shown = self._told, self._shown()
        chart = timeline(shown, told)
        self._chart.show_drawing(lambda colours: to_svg(draw_timeline(chart, colours)))
        self._fill(table(shown, told))
        self._needs.clear()
        for need in shown.needs:
            row = Row.of(need_row(need, told))
            row.setEnabled(not self._office.vault.read_only)
            row.activated.connect(self.set_state)
            self._needs.add(row)
        if not shown.needs:
            self._needs.add(Text("Aucun besoin noté.", "muted"))

    def _fill(self, lines: list[tuple[str, str, str, str]]) -> None:
        self._table.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, words in enumerate(line):
                self._table.setItem(row, column, QTableWidgetItem(words))
        self._table.resizeRowsToContents()
        heights = sum(self._table.rowHeight(row) for row in range(len(lines)))
        head = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(heights + head + 16)

    def _offer_people(self, file: FamilyFile) -> None:
        """Everyone of whom something was noted."""
        kept = self._who.code()
        named = {e.person_id for e in self._all.emotions} | {n.person_id for n in self._all.needs}
        self._who.blockSignals(True)
        self._who.clear()
        self._who.addItem("Tout le monde", _EVERYONE)
        for person in file.people:
            if person.id in named:
                self._who.addItem(person.told, person.id)
        if None in named:
            self._who.addItem("Personne non précisée", _NOBODY)
        self._who.setCurrentIndex(max(self._who.findData(kept), 0))
        self._who.blockSignals(False)

    def _lay_out(self) -> None:
        who = Field("Qui", self._who)
        who.setFixedWidth(280)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(who)
        about = Text(_ABOUT, "muted")
        about.setMinimumHeight(CONTROL_HEIGHT)
        head.addWidget(about, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._print, 0, Qt.AlignmentFlag.AlignBottom)
        chart = Card("Au fil du temps", icon="chart-column")
        chart.add(self._chart)
        chart.add(self._table)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(Scrolling.over(chart), 7)
        line.addWidget(Scrolling.over(self._needs), 3)
        self._stack.addWidget(both)
        self._stack.addWidget(EmptyState("chart-column", _EMPTY))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)


def _table() -> QTableWidget:
    made = QTableWidget(0, len(TABLE))
    made.setObjectName("evolution_table")
    made.setAccessibleName("Évolution, en tableau")
    made.setHorizontalHeaderLabels(list(TABLE))
    made.verticalHeader().hide()
    made.setShowGrid(False)
    made.setWordWrap(True)
    made.setTabKeyNavigation(False)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    made.horizontalHeader().setHighlightSections(False)
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    fixed = QHeaderView.ResizeMode.ResizeToContents
    made.horizontalHeader().setSectionResizeMode(0, fixed)
    return made
