"""The tables of a section as the screen shows them, from what was counted. Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from referent_desk.activity import (
    TOTAL,
    Count,
    Figures,
    Period,
    Population,
    Section,
    Spread,
    Table,
    Unit,
    period_name,
    section_of,
    short_period,
)
from referent_desk.figures import figures
from ui.activity.marks import Marks
from ui.activity.words import hours
from ui.french_dates import first_upper

IN_REPORT = "dans le rapport"
NOT_COUNTED = "…"
_NO_DELAY = (
    "Le rapport n’imprime pas ce délai\u00a0: trop peu de demandes, ou il en ferait retrouver."
)
_DELAY = "Délai jusqu’au premier entretien, en jours"


@dataclass(frozen=True)
class Asked:
    """What stands behind a figure is asked of the office by these."""

    population: str
    indicator: str | None
    answer: str | None
    period: Period
    title: str
    table: str = ""
    """The name of its table, where it is an answer."""


@dataclass(frozen=True)
class Figure:
    """`mark`: what the report prints instead; without `asked`, nothing opens."""

    words: str
    mark: str = ""
    asked: Asked | None = None
    value: int = 0

    @property
    def spoken(self) -> str:
        return f"{self.words}, {self.mark} {IN_REPORT}" if self.mark else self.words


@dataclass(frozen=True)
class Line:
    """`note`: what the report does with the whole row. `depth`: 1 under its family."""

    label: str
    figures: tuple[Figure, ...]
    note: str = ""
    depth: int = 0


@dataclass(frozen=True)
class FigureTable:
    """`omitted`: why the report leaves it out. `below`: what stands under it, a line each."""

    code: str
    title: str
    definition: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    below: tuple[str, ...] = ()
    omitted: str = ""

    @property
    def bars(self) -> bool:
        """Whether its lines compare: answers to one question."""
        return len(self.lines) > 1 and "." in self.code


def totals_table(
    section: Section, counted: Sequence[Figures | None], periods: Sequence[Period], marks: Marks
) -> FigureTable:
    """The populations of the section, each a line."""
    lines = [
        Line(
            population.name,
            tuple(
                _total(population, one, period, marks)
                for one, period in zip(counted, periods, strict=True)
            ),
        )
        for population in _first(counted).populations
        if population.section is section
    ]
    if section is Section.WORK:
        lines.append(post_line(counted))
    return FigureTable("", "En tout", "", _heads(periods), tuple(lines))


def tables_of(
    section: Section, counted: Sequence[Figures | None], periods: Sequence[Period], marks: Marks
) -> list[FigureTable]:
    """Those of its indicators, in the order of declaration; the first is the period's own."""
    return [
        _table(table, counted, periods, marks)
        for table in _first(counted).tables
        if section_of(table.indicator) is section
    ]


def post_line(counted: Sequence[Figures | None]) -> Line:
    """What time worked is compared with: the hours of the post."""
    expected = (one and one.work.expected for one in counted)
    figures_of = (Figure(NOT_COUNTED if e is None else hours(e), value=e or 0) for e in expected)
    return Line("Heures du poste sur la période", tuple(figures_of))


def delay_table(
    counted: Sequence[Figures | None], periods: Sequence[Period], marks: Marks
) -> FigureTable:
    """The quartiles; how many it stands on, which opens."""
    spreads = [one.delay if one else None for one in counted]
    population = _first(counted).delay.population

    def days(values: Iterable[float | None]) -> tuple[Figure, ...]:
        return tuple(Figure("–" if v is None else f"{v:g}".replace(".", ",")) for v in values)

    base = tuple(
        _base(spread, period, population.name)
        for spread, period in zip(spreads, periods, strict=True)
    )
    lines = (
        Line("Un quart a attendu au plus", days(s and s.low_quartile for s in spreads)),
        Line("La moitié a attendu au plus (médiane)", days(s and s.median for s in spreads)),
        Line("Trois quarts ont attendu au plus", days(s and s.high_quartile for s in spreads)),
        Line("Compté sur", base),
    )
    below = (_NO_DELAY,) if marks.no_delay else ()
    return FigureTable("delay", _DELAY, population.definition, _heads(periods), lines, below)


def nothing_noted(own: Figures) -> bool:
    """No figure of the period has anything behind it."""
    work = own.work.direct + own.work.indirect
    return not any(own.totals.values()) and not work and not own.delay.count


def words_of(population: Population, value: int) -> str:
    return hours(value) if population.unit is Unit.MINUTES else figures(value)


def _first(counted: Sequence[Figures | None]) -> Figures:
    first = counted[0]
    if first is None:
        raise ValueError("the period itself is not counted")
    return first


def _heads(periods: Sequence[Period]) -> tuple[str, ...]:
    return tuple(short_period(period) for period in periods)


def _total(population: Population, one: Figures | None, period: Period, marks: Marks) -> Figure:
    if one is None:
        return Figure(NOT_COUNTED)
    value = one.totals.get(population.code, 0)
    return Figure(
        words_of(population, value),
        marks.of(population.code, "", TOTAL, period),
        Asked(population.code, None, None, period, f"{population.name} · {period_name(period)}"),
        value,
    )


def _table(
    table: Table, counted: Sequence[Figures | None], periods: Sequence[Period], marks: Marks
) -> FigureTable:
    tables = [one and _same(one, table) for one in counted]
    codes = {count.code for count in table.counts}
    lines: list[Line] = []
    nobody: list[str] = []
    for count in table.counts:
        values = [found and _value(found, count.code) for found in tables]
        cells = [
            _cell(table, count, value, period, marks)
            for value, period in zip(values, periods, strict=True)
        ]
        row = marks.merged.get((table.indicator.code, count.code), "")
        if not any(values) and (row or not any(cell.mark for cell in cells)):
            nobody.append(count.label)
            continue
        note = f"{IN_REPORT}, avec «\u00a0{row}\u00a0»" if row else ""
        lines.append(Line(first_upper(count.label), tuple(cells), note, int(count.parent in codes)))
    below = [f"À zéro\u00a0: {', '.join(nobody)}."] if nobody else []
    if table.indicator.several:
        below.insert(0, "Plusieurs réponses possibles\u00a0: leur somme peut dépasser le total.")
    return FigureTable(
        table.indicator.code,
        table.indicator.name,
        table.indicator.definition,
        _heads(periods),
        tuple(lines),
        tuple(below),
        marks.reasons.get(table.indicator.code, ""),
    )


def _same(one: Figures, table: Table) -> Table | None:
    code = table.indicator.code
    return next((other for other in one.tables if other.indicator.code == code), None)


def _value(table: Table, code: str) -> int:
    return next((count.count for count in table.counts if count.code == code), 0)


def _cell(table: Table, count: Count, value: int | None, period: Period, marks: Marks) -> Figure:
    if value is None:
        return Figure(NOT_COUNTED)
    population, indicator = table.population, table.indicator
    mark = marks.of(population.code, indicator.code, count.code, period)
    title = f"{first_upper(count.label)} · {period_name(period)}"
    asked = Asked(population.code, indicator.code, count.code, period, title, indicator.name)
    return Figure(words_of(population, value), mark, asked, value)


def _base(spread: Spread | None, period: Period, name: str) -> Figure:
    if spread is None:
        return Figure(NOT_COUNTED)
    title = f"{name} · {period_name(period)}"
    asked = Asked(spread.population.code, None, None, period, title)
    return Figure(figures(spread.count), "", asked, spread.count)
