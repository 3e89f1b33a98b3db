"""What was issued before, beside what is to be printed now: one problem for disclosure control.

What later corrections made a count of other records is another cell under its own label,
« 2026-T3~1 »: both were printed, and both are audited.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from referent_desk.activity.control import (
    TOTAL,
    Cell,
    Flow,
    Printed,
    Relation,
    Symbol,
    Thresholds,
)
from referent_desk.activity.indicators import UNKNOWN, Indicator, Population
from referent_desk.activity.linking import (
    Count,
    Known,
    Layout,
    Parents,
    answers_of,
    linked,
    row_cell,
    there_at,
    total_cell,
    without_row,
)
from referent_desk.activity.once_each import atoms, between
from referent_desk.activity.periods import Period
from referent_desk.activity.quartiles import DELAY_BRACKETS, told_by
from referent_desk.activity.report import Report

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Issue:
    """A report that left: what it printed, and the counts behind it on that day.

    `who`: another number for other records counted.
    """

    report: Report
    counts: Mapping[Cell, int]
    who: Mapping[Cell, int]

    @cached_property
    def layouts(self) -> tuple[Layout, ...]:
        return tuple(layouts_of(self.report))

    @cached_property
    def printed(self) -> Mapping[Cell, Printed]:
        return printed_in(self.report)


@dataclass(frozen=True)
class Problem:
    """As `protect` takes it. `layouts`: all that bears on what is asked, and this itself."""

    counts: Mapping[Cell, int]
    relations: tuple[Relation, ...]
    published: Mapping[Cell, Printed]
    thresholds: Thresholds
    layouts: tuple[Layout, ...]
    flow: Flow


def layouts_of(report: Report) -> Iterator[Layout]:
    """Of what describes persons or situations."""
    return (layout for layout, _ in _columns(report))


def printed_in(report: Report) -> dict[Cell, Printed]:
    """What the pages tell, cell by cell."""
    return {
        cell: shown
        for layout, values in _columns(report)
        for cell, shown in zip(layout.cells, values, strict=True)
    }


def _columns(report: Report) -> Iterator[tuple[Layout, tuple[Printed, ...]]]:
    found = (*_totals(report), *_rows(report))
    return (column for column in found if column[0].population.controlled)


def _totals(report: Report) -> Iterator[tuple[Layout, tuple[Printed, ...]]]:
    totals = [*report.key_figures, *(t for section in report.sections for t in section.totals)]
    for total in totals:
        for period, shown in zip(total.columns, total.values, strict=True):
            yield Layout(total.population, period), (shown,)
    for series in report.series:
        for period, shown in series.points:
            if shown is not None:
                yield Layout(series.population, period), (shown,)


def _rows(report: Report) -> Iterator[tuple[Layout, tuple[Printed, ...]]]:
    """With the total first; those of a table that was left out are none."""
    for table in (t for section in report.sections for t in section.tables):
        rows = tuple(frozenset(row.codes) for row in table.rows)
        for at, period in enumerate(table.columns):
            values = (table.totals[at], *(row.values[at] for row in table.rows))
            yield Layout(table.population, period, table.indicator, rows), values


def bearing_on(layouts: Collection[Layout], issues: Iterable[Issue]) -> tuple[Layout, ...]:
    """Those issued over days that are told of now, or of what those tell of, and so on.

    Who is there at the end of a period is there at the beginning of the next.
    """
    every = {layout for issue in issues for layout in issue.layouts}
    found: list[Layout] = []
    for kin in _kin({layout.population for layout in (*every, *layouts)}):
        reach = _ONE_DAY * any(population.flow for population in kin)
        related = {layout for layout in every if layout.population in kin}
        near = {layout.period for layout in layouts if layout.population in kin}
        while more := {
            layout.period
            for layout in related
            if layout.period not in near and any(_meet(layout.period, p, reach) for p in near)
        }:
            near |= more
        found += (layout for layout in related if layout.period in near)
    return tuple(found)


def _kin(populations: Collection[Population]) -> list[set[Population]]:
    """Populations tied to each other, each in one set."""
    groups: list[set[Population]] = []
    for population in populations:
        near = {population.code, *population.within, *(population.flow or ())}
        tied = [
            group
            for group in groups
            if any(
                other.code in near or population.code in (*other.within, *(other.flow or ()))
                for other in group
            )
        ]
        groups = [group for group in groups if group not in tied]
        groups.append({population}.union(*tied))
    return groups


def _meet(one: Period, other: Period, reach: timedelta) -> bool:
    return one.first <= other.last + reach and other.first <= one.last + reach


def problem(
    asked: Collection[Layout],
    count: Count,
    who: Count,
    parents: Parents,
    issues: Collection[Issue],
    threshold: int,
) -> Problem:
    """`count` tells the counts of today, of any cell; `who`, another number for other records."""
    before = bearing_on(asked, issues)
    now = linked([*before, *asked], count, parents, threshold, who if before else None)
    cells = {cell for layout in asked for cell in layout.cells}
    states = _Vintages(now, parents, (*before, *asked), threshold)
    published = _Published(threshold)
    told = set[Layout]()
    for issue in issues:
        told.update(issue.layouts)
        names = states.of(issue, [layout for layout in before if layout in told])
        published.add(issue, names)
        states.add(_of_quartiles(issue.report, names))
    printed: dict[Cell, Printed] = dict(published.printed)
    for cell in without_row(before, (*before, *asked)):
        if now.counts.get(cell) == 0:
            printed[cell] = 0
    between = states.counts.keys() - cells - printed.keys()
    for cell in between:
        if 0 < states.counts[cell] < threshold:
            printed[cell] = Symbol.WITHHELD
    return Problem(
        {cell: now.counts[cell] for cell in cells},
        tuple(states.relations),
        printed,
        Thresholds(threshold, published.thresholds),
        (*before, *asked),
        Flow(frozenset(_moving(asked)), _foreseen(asked, before, now.counts, threshold)),
    )


def _moving(asked: Iterable[Layout]) -> Iterator[Cell]:
    """Totals of who came and who left."""
    for layout in asked:
        for code in layout.population.flow or ():
            yield Cell(code, TOTAL, layout.period.label)


def _foreseen(
    asked: Iterable[Layout], before: Iterable[Layout], counts: Mapping[Cell, int], small: int
) -> dict[Cell, int]:
    """Who is there after the last day told of, which the next report will tell; not where few came
    or left just before: then it is the next period that hides more.
    """
    found: dict[Cell, int] = {}
    stocks = {layout for layout in asked if layout.population.flow}
    every = {layout for layout in (*before, *stocks) if layout.population.flow}
    end = max((layout.period.last for layout in every), default=None)
    last = [layout for layout in every if layout.period.last == end]
    for layout in stocks.intersection(last):
        cell = there_at(layout.population, layout.period.last + _ONE_DAY)
        moved = (
            counts.get(Cell(code, TOTAL, other.period.label), 0)
            for other in last
            for code in other.population.flow or ()
        )
        if cell in counts and not any(0 < count < small for count in moved):
            found[cell] = counts[cell]
    return found


def to_keep(layouts: Collection[Layout], count: Count) -> dict[Cell, int]:
    """With an issue: every figure by the finest answers and pieces of time, quarters too.

    Later reports may part figures otherwise, when the counts of that day can be had no more.
    """
    cells = {cell for layout in layouts for cell in layout.cells}
    for population, indicator, periods, codes in _by_table(layouts):
        quarters = {q for period in periods for q in _quarters_in(period)}
        told = periods | quarters
        for piece in {
            *atoms(told),
            *periods,
            *(() if population.adds_up else told | between(told)),
        }:
            cells.add(total_cell(population, piece))
            if indicator:
                cells |= {row_cell(indicator, frozenset([code]), piece) for code in codes}
    return {cell: found for cell in cells if (found := count(cell)) is not None}


def _by_table(
    layouts: Iterable[Layout],
) -> Iterator[tuple[Population, Indicator | None, set[Period], set[str]]]:
    populations = {layout.population.code: layout.population for layout in layouts}
    indicators = {layout.indicator.code: layout.indicator for layout in layouts if layout.indicator}
    periods, codes = defaultdict[str, set[Period]](set), defaultdict[str, set[str]](set)
    for layout in layouts:
        for moved in (layout.population.code, *(layout.population.flow or ())):
            periods[moved].add(layout.period)
        if layout.indicator:
            codes[layout.indicator.code] |= {code for row in layout.rows for code in row}
    for code, population in populations.items():
        yield population, None, periods[code], set()
        for indicator in indicators.values():
            if indicator.population == code:
                yield population, indicator, periods[code], codes[indicator.code] | {UNKNOWN}


def _quarters_in(period: Period) -> Iterator[Period]:
    quarter = Period.of_day(period.first)
    while quarter.first <= period.last:
        if period.covers(quarter):
            yield quarter
        quarter = Period.of_day(quarter.last + _ONE_DAY)


def _of_quartiles(report: Report, names: Mapping[Cell, Cell]) -> Iterator[Relation]:
    for layout in layouts_of(report):
        beside = layout.indicator is not None and layout.indicator.code == DELAY_BRACKETS
        if beside and layout.period == report.period and names.keys() >= set(layout.cells):
            yield from (_renamed(told, names) for told in told_by(report.delay, layout))


class _Vintages:
    """Counts and relations of today and of the days of issue, a cell for each set of records."""

    def __init__(
        self, now: Known, parents: Parents, layouts: Collection[Layout], small: int
    ) -> None:
        self._now = now.who
        self._plain = dict(now.who)
        self._small = small
        self._parents = parents
        self._layouts = layouts
        self._older = defaultdict[Cell, list[int]](list)
        self.counts: dict[Cell, int] = dict(now.counts)
        self.relations: dict[Relation, None] = dict.fromkeys(now.relations)

    def of(self, issue: Issue, told: Collection[Layout]) -> dict[Cell, Cell]:
        """The cell of each one known; what tied them on that day is taken in.

        `told` until that day tie the pieces of then, which may be cut smaller since.
        """
        names = {cell: cell for cell in issue.counts}
        changed = any(self._now.get(cell, who) != who for cell, who in issue.who.items())
        for layouts in (told, self._layouts) if changed else (told,):
            count, who = (_Then(kept, layouts).count for kept in (issue.counts, issue.who))
            then = linked(layouts, count, self._parents, self._small, who)
            names |= {cell: self._name(cell, then.who[cell]) for cell in then.counts}
            self.counts |= {names[cell]: count for cell, count in then.counts.items()}
            self.add(_renamed(relation, names) for relation in then.relations)
        return names

    def add(self, ties: Iterable[Relation]) -> None:
        """Of a day of issue."""
        self.relations |= dict.fromkeys(ties)

    def _name(self, cell: Cell, who: int) -> Cell:
        if self._plain.setdefault(cell, who) == who:
            return cell
        older = self._older[cell]
        if who not in older:
            older.append(who)
        return cell._replace(period=f"{cell.period}~{older.index(who) + 1}")


class _Then:
    """Counts of the day of an issue: kept, or added up of what was."""

    def __init__(self, kept: Mapping[Cell, int], layouts: Iterable[Layout]) -> None:
        self._kept = kept
        self._adding = {layout.population.code: layout.population.adds_up for layout in layouts}
        self._single: set[str] = set()
        for layout in layouts:
            if layout.indicator:
                self._adding[layout.indicator.code] = layout.population.adds_up
                if not layout.indicator.several:
                    self._single.add(layout.indicator.code)
        self._periods = defaultdict[tuple[str, str], list[Period]](list)
        for cell in kept:
            self._periods[cell.indicator, cell.modality].append(Period.read(cell.period))

    def count(self, cell: Cell) -> int | None:
        if cell in self._kept:
            return self._kept[cell]
        answers = answers_of(cell)
        if len(answers) > 1:
            if cell.indicator not in self._single:
                return None
            return _all_of(self.count(cell._replace(modality=answer)) for answer in answers)
        return _all_of(self._pieces(cell)) if self._adding.get(cell.indicator) else None

    def _pieces(self, cell: Cell) -> Iterator[int | None]:
        """Side by side from the first day to the last; None where one is missing."""
        period = Period.read(cell.period)
        there = sorted(self._periods[cell.indicator, cell.modality])
        day = period.first
        while day <= period.last:
            piece = next((p for p in there if p.first == day and p.last <= period.last), None)
            if piece is None:
                yield None
                return
            yield self._kept[cell._replace(period=piece.label)]
            day = piece.last + _ONE_DAY


def _all_of(counts: Iterable[int | None]) -> int | None:
    found = list(counts)
    return None if None in found else sum(count for count in found if count is not None)


def _renamed(relation: Relation, names: Mapping[Cell, Cell]) -> Relation:
    terms = tuple((names.get(cell, cell), factor) for cell, factor in relation.terms)
    return Relation(terms, relation.low, relation.high)


class _Published:
    """What readers hold of each cell: the form that tells most."""

    def __init__(self, threshold: int) -> None:
        self._usual = threshold
        self.printed: dict[Cell, Printed] = {}
        self.thresholds: dict[Cell, int] = {}

    def add(self, issue: Issue, names: Mapping[Cell, Cell]) -> None:
        threshold = issue.report.threshold
        for cell, shown in issue.printed.items():
            name = names.get(cell)
            if name is None or shown is Symbol.OMITTED:
                continue
            if self._tells_more(name, shown, threshold):
                self.printed[name] = shown
                self.thresholds.pop(name, None)
                if threshold != self._usual:
                    self.thresholds[name] = threshold

    def _tells_more(self, cell: Cell, shown: Printed, threshold: int) -> bool:
        known = self.printed.get(cell)
        if known is None or known is Symbol.WITHHELD:
            return shown is not Symbol.WITHHELD or known is None
        if isinstance(known, int):
            return False
        return isinstance(shown, int) or (
            shown is Symbol.SMALL and threshold < self.thresholds.get(cell, self._usual)
        )
