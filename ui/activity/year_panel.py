"""The year at a glance: its four quarters and itself, key figures and where each report stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from referent_desk.activity import (
    Figures,
    IssuedReport,
    Period,
    Population,
    Section,
    latest,
    period_name,
    quarter_name,
)
from ui.activity.counted import Counted
from ui.activity.figure_tables import NOT_COUNTED, nothing_noted, words_of
from ui.activity.words import Standing, hours, standing, standing_line
from ui.widgets import Card, LinkButton, Rule, Scrolling, SecondaryButton, Tag, Text, named

FIGURES, REPORT, ISSUED = "figures", "report", "issued"
_NOT_YET = "–"
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_DOES = {
    Standing.UNDER_WAY: ("Voir l’aperçu", REPORT),
    Standing.TO_ISSUE: ("Préparer", REPORT),
    Standing.ISSUED: ("Ouvrir", ISSUED),
    Standing.CORRECTED: ("Voir les écarts", ISSUED),
}


class YearPanel(QWidget):
    chosen = Signal(object, str)
    """A Period, and the part of the screen to open it in."""

    def __init__(self, counted: Counted) -> None:
        super().__init__()
        self.setObjectName("year_panel")
        self._counted = counted
        self._year: Period | None = None
        self._today = date.min
        self._issued: Sequence[IssuedReport] = ()
        self._changed: Mapping[str, bool] = {}
        self._card = Card()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(Scrolling.over(self._card))
        counted.arrived.connect(self._show)

    def show_year(
        self,
        year: Period,
        today: date,
        issued: Sequence[IssuedReport],
        changed: Mapping[str, bool],
    ) -> None:
        """`changed`: by the id of what was issued, whether its figures are others now."""
        self._year, self._today, self._issued, self._changed = year, today, issued, changed
        self._show()

    def wanted(self, year: Period, today: date) -> tuple[Period, ...]:
        """What it counts."""
        return tuple(p for p in (*year.quarters, year) if p.first <= today)

    def _show(self) -> None:
        year = self._year
        if year is None:
            return
        focused = QApplication.focusWidget()
        place = focused.objectName() if focused and self.isAncestorOf(focused) else ""
        self._card.clear()
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 2)
        periods = (*year.quarters, year)
        for column, period in enumerate(periods, start=1):
            grid.setColumnMinimumWidth(column, 140)
            grid.setColumnStretch(column, 1)
            self._head(grid, column, period)
        grid.addWidget(Rule(), 2, 0, 1, len(periods) + 1)
        row = self._key_figures(grid, periods)
        grid.addWidget(Rule(), row, 0, 1, len(periods) + 1)
        for column, period in enumerate(periods, start=1):
            self._foot(grid, row + 1, column, period)
        self._card.add_layout(grid)
        if place and (again := self.findChild(QWidget, place)) is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self, grid: QGridLayout, column: int, period: Period) -> None:
        words = f"{quarter_name(period)}\u00a0trimestre" if period.is_quarter else "Année"
        head = named(LinkButton(words), f"year_{period.label}")
        head.setAccessibleName(f"Chiffres, {period_name(period)}")
        head.clicked.connect(partial(self.chosen.emit, period, FIGURES))
        grid.addWidget(head, 0, column, _MIDDLE)
        state, last = self._standing(period)
        tag = Tag(state.value, state.tag)
        tag.setObjectName(f"standing_{period.label}")
        tag.setToolTip(standing_line(state, last))
        tag.setAccessibleName(f"Rapport, {period_name(period)}\u00a0: {standing_line(state, last)}")
        grid.addWidget(tag, 1, column, _MIDDLE)

    def _key_figures(self, grid: QGridLayout, periods: Sequence[Period]) -> int:
        """Gives the next free row."""
        counted = [self._counted.of(period) for period in periods]
        known = next((one for one in counted if one is not None), None)
        row = 3
        for population in key_populations(known) if known else ():
            grid.addWidget(Text(population.name), row, 0)
            for column, (one, period) in enumerate(zip(counted, periods, strict=True), start=1):
                value = None if one is None else one.totals.get(population.code, 0)
                words = self._missing(period) if value is None else words_of(population, value)
                self._figure(grid, row, column, words)
            row += 1
        grid.addWidget(Text("Temps de travail noté" if known else "Comptage…"), row, 0)
        for column, (one, period) in enumerate(zip(counted, periods, strict=True), start=1):
            spent = self._missing(period) if one is None else _spent(one)
            self._figure(grid, row, column, spent)
        return row + 1

    def _foot(self, grid: QGridLayout, row: int, column: int, period: Period) -> None:
        state, last = self._standing(period)
        if last is not None:
            day = Text(f"le {last.issued_at:%d/%m/%Y}", "secondary", wrap=False)
            grid.addWidget(day, row, column, _MIDDLE)
        if state in _DOES:
            words, part = _DOES[state]
            does = named(SecondaryButton(words), f"does_{period.label}")
            does.setAccessibleName(f"{words}\u00a0: rapport, {period_name(period)}")
            does.clicked.connect(partial(self.chosen.emit, period, part))
            grid.addWidget(does, row + 1, column, _MIDDLE)

    def _figure(self, grid: QGridLayout, row: int, column: int, words: str) -> None:
        text = Text(words, "heading", wrap=False)
        text.setAlignment(_MIDDLE)
        grid.addWidget(text, row, column)

    def _missing(self, period: Period) -> str:
        return _NOT_YET if period.first > self._today else NOT_COUNTED

    def _standing(self, period: Period) -> tuple[Standing, IssuedReport | None]:
        last = latest(self._issued, period)
        changed = last is not None and self._changed.get(last.id, False)
        counted = self._counted.of(period)
        noted = counted is None or not nothing_noted(counted)
        return standing(period, self._today, last, changed=changed, noted=noted), last


def key_populations(figures: Figures) -> list[Population]:
    """The first of each section, but for work, which is told as time."""
    first: dict[str, Population] = {}
    for population in figures.populations:
        if population.section is not Section.WORK:
            first.setdefault(population.section, population)
    return list(first.values())


def _spent(figures: Figures) -> str:
    return hours(figures.work.direct + figures.work.indirect)
