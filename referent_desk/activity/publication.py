"""From figures to what may be printed of them: a plan, its visible share, and how to show more."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from referent_desk.activity.choice import Choice, Grouping
from referent_desk.activity.control import Auditor, Cell, Printed, Symbol, protect, tells_more
from referent_desk.activity.counted import Counted
from referent_desk.activity.counting import NOT_NOTED
from referent_desk.activity.declared import section_of
from referent_desk.activity.figures import Count, Spread, Table
from referent_desk.activity.grouping import Row, neighbours, proposed, rows_of
from referent_desk.activity.history import Issue, Problem, problem
from referent_desk.activity.indicators import SECTION_NAMES, UNKNOWN, Population, Section
from referent_desk.activity.linking import Layout, row_cell, total_cell
from referent_desk.activity.periods import Period
from referent_desk.activity.quartiles import DELAY_BRACKETS, points_of, told_by
from referent_desk.activity.report import (
    PrintedRow,
    PrintedSection,
    PrintedSpread,
    PrintedTable,
    PrintedTotal,
    PrintedWork,
    Report,
    Sender,
    Series,
)
from referent_desk.directory import Reveals
from referent_desk.families import fold

KEY_FIGURES = (
    "situations_new",
    "situations_current",
    "situations_closed",
    "persons_met",
    "contacts",
    "interviews",
)
QUARTERS_SHOWN = 8
ENOUGH, WORTH_PROPOSING = 0.75, 0.005
TOO_FEW = "Aucun nombre n’y peut être imprimé sans risquer de désigner quelqu’un."
DELAY_NAME = "Délai jusqu’au premier entretien, en jours"


@dataclass(frozen=True)
class Asked:
    """What a plan is made from, besides the counts. `telling`: names that reveal, folded."""

    period: Period
    choice: Choice
    threshold: int
    issues: tuple[Issue, ...] = ()
    telling: frozenset[str] = frozenset()
    sender: Sender = field(default_factory=Sender)
    lessons: tuple[str, ...] = ()
    version: int = 1
    auditor: Auditor = field(default_factory=Auditor, compare=False, repr=False)


@dataclass(frozen=True)
class Draft:
    """A report as it would print, what bears on it, and how much of each table shows.

    `shares`: by indicator, what was counted over the report's own period, and what of it shows.
    """

    report: Report
    layouts: tuple[Layout, ...]
    shares: Mapping[str, tuple[int, int]]
    left_out: tuple[PrintedTable, ...]


def draft(asked: Asked, counted: Counted) -> Draft:
    """What may be printed of the period under this choice, with everything issued before."""
    return _Drafting(asked, counted).made()


def visible(shares: Mapping[str, tuple[int, int]]) -> float:
    """Of what was counted in controlled tables; all of it, where nothing was."""
    every = sum(counted for counted, _ in shares.values())
    return sum(shown for _, shown in shares.values()) / every if every else 1.0


@dataclass(frozen=True)
class Proposal:
    """What would show more: groupings of one indicator, or a longer period with the same choice.

    `share`: as in `Draft.shares`, of the indicator alone.
    """

    indicator: str
    groupings: tuple[Grouping, ...]
    visible_share: float
    period: Period | None = None
    share: tuple[int, int] = (0, 0)


def together(made: Draft, found: Iterable[Proposal]) -> float:
    """The visible share with the groupings of all of them."""
    grouped = {one.indicator: one.share for one in found if one.period is None}
    return visible({**made.shares, **grouped})


def proposals(asked: Asked, counted: Counted, made: Draft) -> Iterator[Proposal]:
    """Each alone, with the share of the whole report that it would give."""
    for table in counted.figures(asked.period).tables:
        code = table.indicator.code
        if code in made.shares and _hidden(made.shares[code]) and table.total >= asked.threshold:
            found = [
                Proposal(code, groupings, visible({**made.shares, code: share}), share=share)
                for groupings in _ways(table, asked)
                if (share := shares_of(code, _grouped(asked, code, groupings), counted))
            ]
            best = max(found, key=lambda proposal: proposal.visible_share, default=None)
            if best and best.visible_share > visible(made.shares) + WORTH_PROPOSING:
                yield best
    if visible(made.shares) < ENOUGH and asked.period.is_quarter:
        yield from _longer(asked, counted, made)


def _ways(table: Table, asked: Asked) -> Iterator[tuple[Grouping, ...]]:
    now = asked.choice.groupings.get(table.indicator.code, ())
    if not table.indicator.ordered:
        yield from proposed(table.counts, now, asked.threshold)
        return
    groupings = neighbours(table.counts, asked.threshold)
    if groupings and groupings != now:
        yield groupings


def _hidden(share: tuple[int, int]) -> bool:
    counted, seen = share
    return seen < counted


def _grouped(asked: Asked, indicator: str, groupings: tuple[Grouping, ...]) -> Asked:
    merged = {**asked.choice.groupings, indicator: groupings}
    return replace(asked, choice=replace(asked.choice, groupings=merged))


def _longer(asked: Asked, counted: Counted, made: Draft) -> Iterator[Proposal]:
    """With the quarter before."""
    longer = Period(asked.period.previous.first, asked.period.last)
    shares = _Drafting(replace(asked, period=longer), counted, alone=True).shares()
    if visible(shares) > visible(made.shares) + WORTH_PROPOSING:
        yield Proposal("", (), visible(shares), longer)


def shares_of(indicator: str, asked: Asked, counted: Counted) -> tuple[int, int]:
    """As `Draft.shares`, of one indicator printed alone: what a grouping would give."""
    drafting = _Drafting(asked, counted, only=indicator)
    return drafting.shares().get(indicator, (0, 0))


@dataclass(frozen=True)
class _TableRows:
    table: Table
    rows: tuple[Row, ...]
    levels: Mapping[str, str]

    def stands_under_its_word(self, row: Row) -> bool:
        """Not where that word is printed among others, nor where the row has parts of several."""
        words = frozenset(self.levels.get(code, "") for code in row.answers)
        return len(words) == 1 and any(other.answers == words for other in self.rows)

    def layout(self, period: Period) -> Layout:
        rows = tuple(row.answers for row in self.rows)
        return Layout(self.table.population, period, self.table.indicator, rows)


class _Drafting:
    def __init__(
        self, asked: Asked, counted: Counted, *, only: str = "", alone: bool = False
    ) -> None:
        self._asked, self._counted = asked, counted
        self._figures = counted.figures(asked.period)
        self._columns = (asked.period,) if alone else self._periods()
        self._tables = tuple(
            self._table_rows(table)
            for table in self._figures.tables
            if section_of(table.indicator) in asked.choice.sections
            and table.indicator.code not in asked.choice.left_out
            and only in ("", table.indicator.code)
        )
        self._quarters = () if only or alone else self._quarters_shown()
        self._only = only
        self._problem = self._posed()
        self._protected = protect(
            self._problem.counts,
            self._problem.relations,
            self._problem.thresholds,
            self._problem.published,
            asked.auditor,
            self._problem.flow,
        )

    def made(self) -> Draft:
        sections = tuple(self._section(section) for section in self._asked.choice.sections)
        asked, figures, shares = self._asked, self._figures, self.shares()
        report = Report(
            asked.period,
            asked.version,
            None,
            asked.sender,
            asked.threshold,
            tuple(self._total(p) for p in self._key_populations()),
            sections,
            tuple(self._series(p) for p in self._key_populations() if self._has_counts),
            self._spread(figures.delay),
            PrintedWork(figures.work.direct, figures.work.indirect, figures.work.expected),
            visible(shares),
            asked.choice.comment,
            asked.lessons if asked.choice.lessons else (),
        )
        left_out = tuple(t for section in sections for t in section.tables if t.reason)
        return Draft(report, self._problem.layouts, shares, left_out)

    def shares(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for shown in self._tables:
            indicator = shown.table.indicator
            if shown.table.population.controlled:
                cells = [row_cell(indicator, row.answers, self._asked.period) for row in shown.rows]
                counts = {cell: self._counted.count(cell) for cell in cells}
                seen = sum(c for cell, c in counts.items() if isinstance(self._value(cell), int))
                found[indicator.code] = sum(counts.values()), seen
        return found

    def _periods(self) -> tuple[Period, ...]:
        """The report's own first; another only where something was counted in it."""
        own = self._asked.period
        if not self._asked.choice.compared:
            return (own,)
        others = dict.fromkeys((own.previous, own.year_before))
        return (own, *(p for p in others if any(self._counted.figures(p).totals.values())))

    def _quarters_shown(self) -> tuple[Period, ...]:
        last = self._asked.period.last
        quarter = Period.of_day(last)
        if quarter.last > last:
            quarter = quarter.previous
        quarters = [quarter]
        while len(quarters) < QUARTERS_SHOWN:
            quarters.append(quarters[-1].previous)
        return tuple(reversed(quarters))

    def _table_rows(self, table: Table) -> _TableRows:
        """Answers met in any column; each under its word of the report's own period."""
        counts = {count.code: count for count in table.counts}
        for period in self._columns[1:]:
            for other in self._counted.figures(period).tables:
                if other.indicator == table.indicator:
                    counts = _with(counts, (c for c in other.counts if c.count))
        counts = _with(counts, self._printed_before(table))
        levels = {code: count.parent for code, count in counts.items() if count.parent}
        groupings = self._asked.choice.groupings.get(table.indicator.code, ())
        unnamed = self._unnamed(table, counts.values())
        return _TableRows(table, rows_of(tuple(counts.values()), groupings, unnamed), levels)

    def _printed_before(self, table: Table) -> Iterator[Count]:
        """A row that a reader knows, and misses now, would say that nobody is in it."""
        for issue in self._asked.issues:
            for before in (t for section in issue.report.sections for t in section.tables):
                if before.indicator.code == table.indicator.code:
                    for row in before.rows:
                        if UNKNOWN in row.codes:
                            yield Count(UNKNOWN, NOT_NOTED, 0)
                        if len(row.codes) == 1:
                            yield Count(row.codes[0], row.label, 0)

    def _unnamed(self, table: Table, counts: Collection[Count]) -> set[str]:
        """Names that tell a diagnosis, of fewer than the threshold in some column."""
        threshold = self._asked.threshold
        return {
            count.code
            for count in counts
            if (count.reveals is Reveals.YES or fold(count.label) in self._asked.telling)
            and any(
                self._counted.count(row_cell(table.indicator, frozenset([count.code]), period))
                < threshold
                for period in self._columns
            )
        }

    def _key_populations(self) -> Iterator[Population]:
        return (p for p in self._populations() if p.code in KEY_FIGURES)

    def _populations(self) -> Iterator[Population]:
        chosen = self._asked.choice.sections
        return (p for p in self._figures.populations if p.section in chosen)

    def _layouts(self) -> Iterator[Layout]:
        if not self._only:
            for population in self._populations():
                yield from (Layout(population, period) for period in self._columns)
            for population in self._key_populations():
                yield from (Layout(population, period) for period in self._counting_quarters())
        for shown in self._tables:
            yield from (shown.layout(period) for period in self._columns)

    @property
    def _has_counts(self) -> bool:
        """Of any quarter that its series would show."""
        return any(True for _ in self._counting_quarters())

    def _counting_quarters(self) -> Iterator[Period]:
        """From the first in which anything was counted."""
        began = False
        for quarter in self._quarters:
            began = began or any(self._counted.total(code, quarter) for code in KEY_FIGURES)
            if began:
                yield quarter

    def _posed(self) -> Problem:
        layouts = tuple(layout for layout in self._layouts() if layout.population.controlled)
        parents = {shown.table.indicator.code: shown.levels for shown in self._tables}
        counted, asked = self._counted, self._asked
        count, who = counted.count_if_known, counted.who_if_known
        return problem(layouts, count, who, parents, asked.issues, asked.threshold)

    def _value(self, cell: Cell) -> Printed:
        """« <5 » of a report under another threshold is not « <3 »: it prints as « n.c. »."""
        shown = self._protected.printed[cell]
        if shown is Symbol.SMALL and self._problem.thresholds[cell] != self._asked.threshold:
            return Symbol.WITHHELD
        return shown

    def _printed(self, population: Population, cell: Cell) -> Printed:
        return self._value(cell) if population.controlled else self._counted.count(cell)

    def _total(self, population: Population) -> PrintedTotal:
        values = (self._printed(population, total_cell(population, p)) for p in self._columns)
        return PrintedTotal(population, self._columns, tuple(values))

    def _series(self, population: Population) -> Series:
        told = set(self._counting_quarters())
        return Series(
            population,
            tuple(
                (q, self._printed(population, total_cell(population, q)) if q in told else None)
                for q in self._quarters
            ),
        )

    def _spread(self, delay: Spread) -> PrintedSpread:
        population = delay.population
        cell = total_cell(population, self._asked.period)
        if cell not in self._protected.printed:
            return PrintedSpread(DELAY_NAME, Symbol.OMITTED)
        base = self._value(cell)
        spread = PrintedSpread(DELAY_NAME, base, *points_of(delay, self._asked.threshold))
        if not isinstance(base, int) or spread.median is None or self._gives_away(spread):
            return PrintedSpread(DELAY_NAME, base)
        return spread

    def _gives_away(self, spread: PrintedSpread) -> bool:
        """Whether brackets that are hidden would be known by it; unprinted ones count as such."""
        beside = [t for t in self._tables if t.table.indicator.code == DELAY_BRACKETS]
        if not beside or self._reason(beside[0]):
            return True
        told = [*told_by(spread, beside[0].layout(self._asked.period))]
        release = {**self._problem.published, **self._protected.printed}
        return tells_more(told, release, self._problem.relations, self._protected.thresholds)

    def _section(self, section: Section) -> PrintedSection:
        populations = (p for p in self._figures.populations if p.section is section)
        totals = tuple(self._total(population) for population in populations)
        tables = (t for t in self._tables if section_of(t.table.indicator) is section)
        return PrintedSection(
            section, SECTION_NAMES[section], totals, tuple(self._table(t) for t in tables)
        )

    def _table(self, shown: _TableRows) -> PrintedTable:
        table = shown.table
        columns = [p for p in self._columns if not self._omitted(shown, p)]
        reason = self._reason(shown)
        if reason:
            columns = []
        totals = tuple(
            self._printed(table.population, total_cell(table.population, p)) for p in columns
        )
        rows = tuple(self._row(shown, row, columns) for row in shown.rows) if columns else ()
        return PrintedTable(table.indicator, table.population, tuple(columns), totals, rows, reason)

    def _row(self, shown: _TableRows, row: Row, columns: Collection[Period]) -> PrintedRow:
        population, indicator = shown.table.population, shown.table.indicator
        values = tuple(
            self._printed(population, row_cell(indicator, row.answers, p)) for p in columns
        )
        level = int(shown.stands_under_its_word(row))
        return PrintedRow(tuple(sorted(row.answers)), row.label, values, level)

    def _omitted(self, shown: _TableRows, period: Period) -> bool:
        """Whether nothing safe was left of this column."""
        return (shown.table.indicator.code, period.label) in self._protected.omitted

    def _reason(self, shown: _TableRows) -> str:
        if not shown.table.population.controlled:
            return ""
        table = shown.table.indicator.code, self._asked.period.label
        if table in self._protected.omitted:
            return self._protected.omitted[table].value
        counted, seen = self.shares()[shown.table.indicator.code]
        return TOO_FEW if counted and not seen else ""


def _with(counts: Mapping[str, Count], others: Iterable[Count]) -> dict[str, Count]:
    """Answers met elsewhere only; what has no answer stays last."""
    new = {o.code: replace(o, count=0) for o in others if o.code not in counts}
    known = {**counts, **new}
    last = {code: known.pop(code) for code in (UNKNOWN,) if code in known}
    return {**known, **last}
