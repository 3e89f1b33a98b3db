"""The figures of a period, a section at a time: tables, bars, and what stands behind each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from referent_desk.activity import SECTION_NAMES, Activity, Figures, Period, Section
from ui.activity.bars import Bars
from ui.activity.behind_panel import BehindPanel
from ui.activity.counted import Counted
from ui.activity.figure_tables import (
    FigureTable,
    delay_table,
    nothing_noted,
    tables_of,
    totals_table,
)
from ui.activity.figures_grid import FiguresGrid
from ui.activity.marks import Marks
from ui.widgets import READABLE, Card, ChipGroup, EmptyState, IconLine, Scrolling, Text, empty

_COUNTING = "Comptage en cours… L’écran reste utilisable."
_NOTHING = "Rien n’est encore noté dans cette période\u00a0: les chiffres viendront d’eux-mêmes."
_LEGEND = (
    "Chiffres réels. Devant un chiffre, l’étiquette est ce que le rapport imprime à sa place"
    " («\u00a0n.c.\u00a0»\u00a0: non communiqué)."
)
_OMITTED = "Tableau omis du rapport"
_SIDE = 380


class FiguresPanel(QWidget):
    opened = Signal(object)
    """A Behind, to be opened."""

    def __init__(self, activity: Activity, counted: Counted) -> None:
        super().__init__()
        self.setObjectName("figures_panel")
        self._counted = counted
        self._period: Period | None = None
        self._marks = Marks()
        self._grids: dict[str, FiguresGrid] = {}
        self._shape: object = None
        entries = [(section.value, SECTION_NAMES[section]) for section in Section]
        self._sections = ChipGroup("Partie", entries, multiple=False, required=True)
        self._sections.setObjectName("activity_sections")
        self._sections.set_selected([Section.SITUATIONS.value])
        self._sections.changed.connect(self._show)
        self._state = EmptyState("chart-column", _COUNTING)
        self._tables = QVBoxLayout()
        self._behind = BehindPanel(activity)
        self._behind.opened.connect(self.opened)
        self._stack = QStackedWidget()
        self._lay_out()
        counted.arrived.connect(self._show)

    @property
    def section(self) -> Section:
        return Section("".join(self._sections.selected()))

    def show_period(self, period: Period) -> None:
        """Asks for what it needs: the period first, then those it is compared with."""
        if period != self._period:
            self._period = period
            self._marks = Marks()
            self._behind.show_hint()
        self._show()
        self._counted.want(_columns(period))

    def set_marks(self, marks: Marks) -> None:
        self._marks = marks
        self._show()

    def again(self) -> None:
        """What is behind the figure that is open may have changed."""
        self._behind.again()

    def tell(self, problem: str) -> None:
        if self._period is None or self._counted.of(self._period) is None:
            self._state.set_sentence(problem)

    def _show(self) -> None:
        period = self._period
        if period is None:
            return
        counted = [self._counted.of(one) for one in _columns(period)]
        if (own := counted[0]) is None or nothing_noted(own):
            self._state.set_sentence(_COUNTING if own is None else _NOTHING)
            self._stack.setCurrentIndex(0)
            return
        self._stack.setCurrentIndex(1)
        tables = self._tables_of(counted, _columns(period))
        shape = [_shape(table) for table in tables]
        if (period, shape) == self._shape:
            self._refill(tables)
        else:
            self._shape = (period, shape)
            self._build(tables)

    def _tables_of(
        self, counted: Sequence[Figures | None], columns: Sequence[Period]
    ) -> list[FigureTable]:
        section = self.section
        tables = [totals_table(section, counted, columns, self._marks)]
        own = counted[0]
        if own is not None and own.delay.population.section is section:
            tables.append(delay_table(counted, columns, self._marks))
        tables += tables_of(section, counted, columns, self._marks)
        return [table for table in tables if table.lines or table.below]

    def _refill(self, tables: Sequence[FigureTable]) -> None:
        """The comparisons and the marks come later: the place in a table stays."""
        for table in tables:
            if table.code in self._grids:
                self._grids[table.code].show_table(table)

    def _build(self, tables: Sequence[FigureTable]) -> None:
        codes = [code for code, grid in self._grids.items() if grid.hasFocus()]
        place = [(code, self._grids[code].current_place()) for code in codes]
        empty(self._tables)
        self._grids.clear()
        for table in tables:
            self._tables.addWidget(self._card(table))
        self._tables.addStretch(1)
        if self._grids:
            self._behind.come_after(list(self._grids.values())[-1])
        for code, here in place:
            if code in self._grids:
                self._grids[code].go_to(here)

    def _card(self, table: FigureTable) -> Card:
        card = Card(table.title)
        if table.definition:
            card.body.addWidget(Text(table.definition, "secondary"))
        if table.omitted:
            card.body.addWidget(IconLine("eye-off", f"{_OMITTED}. {table.omitted}"))
        if table.lines:
            grid = FiguresGrid(table)
            grid.opened.connect(self._behind.explain)
            self._grids[table.code] = grid
            card.body.addWidget(grid)
            if table.bars:
                card.body.addWidget(Bars(table))
        for sentence in table.below:
            card.body.addWidget(Text(sentence, "secondary"))
        return card

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text(_LEGEND, "secondary"))
        self._tables.setSpacing(12)
        column.addLayout(self._tables, 1)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        tables = Scrolling(inside)
        tables.setMaximumWidth(READABLE)
        line.addWidget(tables, 1)
        self._behind.setMinimumWidth(_SIDE)
        line.addWidget(self._behind)
        self._stack.addWidget(self._state)
        self._stack.addWidget(both)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 12, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self._sections)
        outer.addWidget(self._stack, 1)


def _columns(period: Period) -> tuple[Period, ...]:
    """The same year before is the previous year: said once."""
    return tuple(dict.fromkeys((period, period.previous, period.year_before)))


def _shape(table: FigureTable) -> object:
    """Two of the same shape differ by their figures alone."""
    return table.code, table.omitted, table.below, [(line.label, line.note) for line in table.lines]
