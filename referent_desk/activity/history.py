"""What was issued before, beside what is to be printed now: one problem for disclosure control.

A count that later corrections changed is another cell under its own label, « 2026-T3~1 »: both
were printed, and both are audited.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from referent_desk.activity.control import (
    Cell,
    Printed,
    Relation,
    Symbol,
    Thresholds,
)
from referent_desk.activity.linking import Count, Known, Layout, Parents, linked
from referent_desk.activity.periods import Period
from referent_desk.activity.report import Report


@dataclass(frozen=True)
class Issue:
    """A report that left: what it printed, and the counts behind it on that day."""

    report: Report
    counts: Mapping[Cell, int]


@dataclass(frozen=True)
class Problem:
    """As `protect` takes it. `known` are the counts as they are now, to be kept with the issue."""

    counts: Mapping[Cell, int]
    relations: tuple[Relation, ...]
    published: Mapping[Cell, Printed]
    thresholds: Thresholds
    known: Mapping[Cell, int]


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


def bearing_on(layouts: Iterable[Layout], issues: Iterable[Issue]) -> tuple[Layout, ...]:
    """Those issued over days that are told of now, or of what those tell of, and so on."""
    every = {layout for issue in issues for layout in layouts_of(issue.report)}
    periods = {layout.period for layout in layouts}
    while more := {
        layout.period
        for layout in every
        if layout.period not in periods and any(_overlap(layout.period, p) for p in periods)
    }:
        periods |= more
    return tuple(layout for layout in every if layout.period in periods)


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


def problem(
    asked: Collection[Layout],
    count: Count,
    parents: Parents,
    issues: Collection[Issue],
    threshold: int,
) -> Problem:
    """`count` tells the counts of today, of any cell."""
    before = bearing_on(asked, issues)
    now = linked([*before, *asked], count, parents)
    cells = {cell for layout in asked for cell in layout.cells}
    states = _Vintages(now, parents)
    published = _Published(threshold)
    told = set(before)
    for issue in issues:
        names = states.of(issue, told)
        published.add(issue, names)
    printed: dict[Cell, Printed] = dict(published.printed)
    between = states.counts.keys() - cells - printed.keys()
    for cell in between:
        if 0 < states.counts[cell] < threshold:
            printed[cell] = Symbol.WITHHELD
    return Problem(
        {cell: now.counts[cell] for cell in cells},
        tuple(states.relations),
        printed,
        Thresholds(threshold, published.thresholds),
        now.counts,
    )


class _Vintages:
    """Counts and relations of today and of the days of issue, a cell a count."""

    def __init__(self, now: Known, parents: Parents) -> None:
        self._now = now.counts
        self._parents = parents
        self._older = defaultdict[Cell, list[int]](list)
        self._told: set[Layout] = set()
        self.counts: dict[Cell, int] = dict(now.counts)
        self.relations: dict[Relation, None] = dict.fromkeys(now.relations)

    def of(self, issue: Issue, bearing: Collection[Layout]) -> dict[Cell, Cell]:
        """The cell of each one printed; what it told of the days that matter is taken in."""
        here = {layout for layout in layouts_of(issue.report) if layout in bearing}
        self._told |= here
        printed = {cell for layout in here for cell in layout.cells}
        if all(issue.counts.get(cell) == self._now[cell] for cell in printed & self._now.keys()):
            return {cell: cell for cell in printed}
        then = linked(self._told, issue.counts.get, self._parents)
        names = {cell: self._name(cell, count) for cell, count in then.counts.items()}
        self.counts |= {names[cell]: count for cell, count in then.counts.items()}
        self.relations |= dict.fromkeys(_renamed(relation, names) for relation in then.relations)
        return {cell: names[cell] for cell in printed if cell in names}

    def _name(self, cell: Cell, count: int) -> Cell:
        if self._now.get(cell, count) == count:
            return cell
        older = self._older[cell]
        if count not in older:
            older.append(count)
        return cell._replace(period=f"{cell.period}~{older.index(count) + 1}")


def _renamed(relation: Relation, names: Mapping[Cell, Cell]) -> Relation:
    terms = tuple((names[cell], factor) for cell, factor in relation.terms)
    return Relation(terms, relation.low, relation.high)


class _Published:
    """What readers hold of each cell: the form that tells most."""

    def __init__(self, threshold: int) -> None:
        self._usual = threshold
        self.printed: dict[Cell, Printed] = {}
        self.thresholds: dict[Cell, int] = {}

    def add(self, issue: Issue, names: Mapping[Cell, Cell]) -> None:
        threshold = issue.report.threshold
        for cell, shown in printed_in(issue.report).items():
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
