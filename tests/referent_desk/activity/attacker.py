"""A reader who holds every report that left, knows what is counted and how, and calculates.

Shares no code with what hides: it writes all figures as sums over the finest answers and the finest
periods, and asks a linear program for the least and the greatest value of each hidden one. Which
figures were corrected between two reports it is told, to make it as strong as can be.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

import highspy

from referent_desk.activity.control import Printed, Symbol
from referent_desk.activity.indicators import Indicator, Population
from referent_desk.activity.periods import Period
from referent_desk.activity.report import Report

Codes = frozenset[str]
ALL: Codes = frozenset()
Span = tuple[date, date]
Row = tuple[float, frozenset[tuple[int, int]]]
"""The most that factors times figures add up to; nothing is the least."""
NOBODY = "unknown"
DAY = timedelta(days=1)
SLACK, MOST = 1e-4, 10_000


@dataclass(frozen=True)
class Figure:
    """What a reader sees: a population, or an indicator's answers, over days."""

    of: str
    codes: Codes
    first: date
    last: date


@dataclass(frozen=True)
class Seen:
    figure: Figure
    shown: Printed
    threshold: int


@dataclass
class Found:
    """`pinned` to one value, or `narrowed` below the rule; `attacked` figures, hidden or unsaid.

    What a lower threshold left may be too narrow for a higher one: then only pinned ones count.
    « n.c. » that earlier reports leave no wider, and show to be no small count, tells nothing.
    """

    attacked: int = 0
    pinned: list[Figure] = field(default_factory=list[Figure])
    narrowed: list[Figure] = field(default_factory=list[Figure])


Truth = Callable[[Figure], frozenset[int]]
"""Who is counted, at one moment: used only to know which figures are the same as before, and which
relations hold.
"""


def attack(reports: Iterable[tuple[Report, Truth]], parents: dict[str, str]) -> Found:
    world = _World(parents)
    for report, truth in reports:
        world.read(report, truth)
    return world.attacked()


def seen_in(report: Report) -> Iterator[tuple[Seen, Population, Indicator | None]]:
    """All that is printed of persons and situations."""

    def of(population: Population, codes: Codes, period: Period, shown: Printed) -> Seen:
        return Seen(
            Figure(population.code, codes, period.first, period.last), shown, report.threshold
        )

    totals = [*report.key_figures, *(t for s in report.sections for t in s.totals)]
    for total in totals:
        for period, shown in zip(total.columns, total.values, strict=True):
            yield of(total.population, ALL, period, shown), total.population, None
    for series in report.series:
        for period, shown in series.points:
            if shown is not None:
                yield of(series.population, ALL, period, shown), series.population, None
    for table in (t for s in report.sections for t in s.tables):
        for at, period in enumerate(table.columns):
            total = of(table.population, ALL, period, table.totals[at])
            yield total, table.population, None
            for row in table.rows:
                figure = Figure(
                    table.indicator.code, frozenset(row.codes), period.first, period.last
                )
                yield (
                    Seen(figure, row.values[at], report.threshold),
                    table.population,
                    table.indicator,
                )


class _World:
    def __init__(self, parents: dict[str, str]) -> None:
        self._parents = parents
        self._readings: list[tuple[list[Seen], Truth]] = []
        self._populations: dict[str, Population] = {}
        self._indicators: dict[str, Indicator] = {}
        self._thresholds: set[int] = set()
        self._spans: Mapping[str, set[Span]] = {}
        self._finest: dict[str, list[Codes]] = {}
        self._numbers: dict[tuple[Figure, frozenset[int]], int] = {}
        self._rows: dict[Row, None] = {}
        self._prints: list[tuple[int, int, Seen]] = []
        self._rules: dict[int, tuple[Symbol, int]] = {}

    def read(self, report: Report, truth: Truth) -> None:
        seen: list[Seen] = []
        for one, population, indicator in seen_in(report):
            if population.controlled and one.shown is not Symbol.OMITTED:
                seen.append(one)
                self._populations[population.code] = population
                if indicator:
                    self._indicators[indicator.code] = indicator
        self._readings.append((seen, truth))
        self._thresholds.add(report.threshold)

    def attacked(self) -> Found:
        for at, (seen, truth) in enumerate(self._readings):
            told = [one.figure for other, _ in self._readings[: at + 1] for one in other]
            self._state(dict.fromkeys(told), truth)
            for one in seen:
                self._print(at, one, self._number(one.figure, truth))
        return self._solve()

    def _number(self, figure: Figure, truth: Truth) -> int:
        """The same figure of others, after a correction, is another unknown."""
        key = figure, truth(figure)
        return self._numbers.setdefault(key, len(self._numbers))

    def _bounds(self, reports: int) -> dict[int, tuple[float, float]]:
        """What the first `reports` print."""
        bounds: dict[int, tuple[float, float]] = dict.fromkeys(self._numbers.values(), (0, MOST))
        for at, number, one in self._prints:
            if at < reports:
                low, high = bounds[number]
                if isinstance(one.shown, int):
                    bounds[number] = one.shown, one.shown
                elif one.shown is Symbol.SMALL:
                    bounds[number] = max(low, 1), min(high, one.threshold - 1)
        return bounds

    def _print(self, at: int, one: Seen, number: int) -> None:
        self._prints.append((at, number, one))
        if isinstance(one.shown, int):
            return
        rule = self._rules.get(number)
        if rule is None or rule[0] is Symbol.WITHHELD:
            least = min(one.threshold, rule[1]) if rule else one.threshold
            self._rules[number] = one.shown, least

    def _sum(self, truth: Truth, whole: Figure, parts: Iterable[Figure]) -> None:
        """Not where an answer that no report prints is missing."""
        parts = list(parts)
        if sum(len(truth(part)) for part in parts) != len(truth(whole)):
            return
        terms = defaultdict[int, int](int)
        terms[self._number(whole, truth)] += 1
        for part in parts:
            terms[self._number(part, truth)] -= 1
        self._rows[0, frozenset(terms.items())] = None

    def _no_more(self, truth: Truth, parts: Iterable[Figure], whole: Iterable[Figure]) -> None:
        """The sum of `parts` is at most that of `whole`; where it is true."""
        parts, whole = list(parts), list(whole)
        if sum(len(truth(f)) for f in parts) > sum(len(truth(f)) for f in whole):
            return
        terms = defaultdict[int, int](int)
        for figure in whole:
            terms[self._number(figure, truth)] += 1
        for figure in parts:
            terms[self._number(figure, truth)] -= 1
        self._rows[highspy.kHighsInf, frozenset(terms.items())] = None

    def _state(self, told: Iterable[Figure], truth: Truth) -> None:
        """All that is tied at one moment."""
        by = defaultdict[str, set[Figure]](set)
        for figure in told:
            by[figure.of].add(figure)
        days = defaultdict[str, set[Span]](set)
        for code, figures in by.items():
            of = self._indicators[code].population if code in self._indicators else code
            days[of] |= {(figure.first, figure.last) for figure in figures}
        self._spans = days
        for code, population in self._populations.items():
            if population.flow and by[code]:
                self._flow(code, population.flow, by[code], truth, days)
        for code, population in self._populations.items():
            pieces = _pieces(days[code]) if population.adds_up else _runs(days[code])
            self._over_time(code, {ALL}, population, days[code], pieces, truth)
            for indicator in self._indicators.values():
                if indicator.population == code and by[indicator.code]:
                    rows = {figure.codes for figure in by[indicator.code]}
                    spans = {(figure.first, figure.last) for figure in by[indicator.code]}
                    inside = [piece for piece in pieces if _within(piece, spans)]
                    self._answers(indicator, rows, population, spans, inside, truth)
        self._within(days, truth)

    def _flow(
        self,
        stock: str,
        flow: tuple[str, str],
        figures: set[Figure],
        truth: Truth,
        days: dict[str, set[Span]],
    ) -> None:
        came, went = flow
        for figure in figures:
            span = figure.first, figure.last
            for code, day in ((came, figure.first), (went, figure.last + DAY)):
                if code in self._populations:
                    days[code].add(span)
                    self._sum(
                        truth,
                        figure,
                        [Figure(code, ALL, *span), Figure(f"{stock} at", ALL, day, day)],
                    )

    def _over_time(
        self,
        of: str,
        rows: Iterable[Codes],
        population: Population,
        spans: Iterable[Span],
        pieces: Sequence[Span],
        truth: Truth,
    ) -> None:
        for codes in rows:
            if not population.adds_up:
                self._once_each(of, codes, {*spans, *pieces}, truth)
                continue
            for first, last in sorted(spans):
                inside = [span for span in pieces if first <= span[0] and span[1] <= last]
                others = [Figure(of, codes, *span) for span in inside if span != (first, last)]
                if others:
                    self._sum(truth, Figure(of, codes, first, last), others)

    def _once_each(self, of: str, codes: Codes, spans: set[Span], truth: Truth) -> None:
        """Who was there in some days: no fewer in more days, and whoever is in both of two runs of
        pieces that differ by their ends counts in each. Nothing else holds of such counts: they are
        those who go from one piece where they are to the next one, a flow.
        """
        pieces = _pieces(spans)
        for first, last in _runs(spans):
            inside = [piece for piece in pieces if first <= piece[0] and piece[1] <= last]
            if len(inside) < 2:
                continue
            whole, early, late = (
                Figure(of, codes, *days)
                for days in ((first, last), (first, inside[-2][1]), (inside[1][0], last))
            )
            both = [Figure(of, codes, late.first, early.last)] if len(inside) > 2 else []
            self._no_more(truth, [early], [whole])
            self._no_more(truth, [late], [whole])
            self._no_more(truth, [whole, *both], [early, late])

    def _answers(
        self,
        indicator: Indicator,
        rows: set[Codes],
        population: Population,
        spans: set[Span],
        pieces: Sequence[Span],
        truth: Truth,
    ) -> None:
        finest = self._finest[indicator.code] = _finest(rows)
        self._over_time(indicator.code, {*rows, *finest}, population, spans, pieces, truth)
        for span in {*spans, *pieces}:
            total = Figure(population.code, ALL, *span)
            fine = [Figure(indicator.code, codes, *span) for codes in finest]
            if indicator.several:
                self._several(indicator, rows, finest, total, span, truth)
                continue
            self._sum(truth, total, fine)
            if not any(NOBODY in codes for codes in rows):
                self._sum(truth, total, [f for f in fine if NOBODY not in f.codes])
            for codes in rows - set(finest):
                parts = [Figure(indicator.code, part, *span) for part in finest if part <= codes]
                self._sum(truth, Figure(indicator.code, codes, *span), parts)

    def _several(
        self,
        indicator: Indicator,
        rows: set[Codes],
        finest: Sequence[Codes],
        total: Figure,
        span: Span,
        truth: Truth,
    ) -> None:
        every = [Figure(indicator.code, codes, *span) for codes in {*rows, *finest}]
        nobody = Figure(indicator.code, frozenset([NOBODY]), *span)
        fine = [f for f in every if f.codes in finest]
        self._no_more(truth, [total], fine)
        if not any(NOBODY in codes for codes in rows):
            self._no_more(truth, [total], [f for f in fine if NOBODY not in f.codes])
        for figure in every:
            beside = (
                [nobody] if frozenset([NOBODY]) in finest and NOBODY not in figure.codes else []
            )
            self._no_more(truth, [figure, *beside], [total])
            self._no_more(
                truth, [figure], [f for f in every if f.codes in finest and f.codes <= figure.codes]
            )
            for other in every:
                above = {self._parents.get(code, "-") for code in figure.codes}
                if other != figure and (figure.codes < other.codes or above <= other.codes):
                    self._no_more(truth, [figure], [other])

    def _within(self, days: dict[str, set[Span]], truth: Truth) -> None:
        for code, population in self._populations.items():
            for whole in population.within:
                for span in days[code] & days[whole]:
                    self._no_more(truth, [Figure(code, ALL, *span)], [Figure(whole, ALL, *span)])

    def _of_itself(self, figure: Figure) -> bool:
        """Not printed, and no mere sum of hidden ones, which any table tells by its total."""
        if figure.codes not in self._finest.get(figure.of, [figure.codes]):
            return False
        of = self._indicators[figure.of].population if figure.of in self._indicators else figure.of
        if of not in self._populations or not self._populations[of].adds_up:
            return True
        spans = self._spans[of]
        pairs = ({one, other} for one in spans for other in spans - {one} if _within(one, [other]))
        span = figure.first, figure.last
        return span in _pieces(spans) or any(span in _pieces(pair) for pair in pairs)

    def _solve(self) -> Found:
        bounds = self._bounds(len(self._readings))
        solver = _solver(len(self._numbers), bounds, self._rows)
        found = Found()
        for (figure, who), number in self._numbers.items():
            count = len(who)
            low, high = bounds[number]
            rule = self._rules.get(number)
            unsaid = rule is None and 0 < count < min(self._thresholds) and self._of_itself(figure)
            if low == high or not (rule or unsaid):
                continue
            found.attacked += 1
            least, most = _ends(solver, number)
            assert least <= count <= most, (figure, least, count, most)
            if least == most:
                found.pinned.append(figure)
            elif rule and self._narrow(number, least, most, *rule):
                found.narrowed.append(figure)
        return found

    def _narrow(self, number: int, least: int, most: int, symbol: Symbol, threshold: int) -> bool:
        if len(self._thresholds) > 1 or _wide(least, most, symbol, threshold):
            return False
        return not self._told_before(number, least, most, symbol, threshold)

    def _told_before(
        self, number: int, least: int, most: int, symbol: Symbol, threshold: int
    ) -> bool:
        """No small count, and as narrow without the reports that print it."""
        if symbol is not Symbol.WITHHELD or least < threshold:
            return False
        began = min(at for at, printed, _ in self._prints if printed == number)
        before = _solver(len(self._numbers), self._bounds(began), self._rows)
        return _ends(before, number) == (least, most)


def _wide(least: int, most: int, symbol: Symbol, threshold: int) -> bool:
    if least <= 1 and most >= threshold - 1:
        return True
    return symbol is Symbol.WITHHELD and most - least >= threshold - 1


def _solver(
    size: int, bounds: Mapping[int, tuple[float, float]], rows: Iterable[Row]
) -> highspy.Highs:
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    for number in range(size):
        solver.addVar(*bounds[number])
    for high, terms in rows:
        kept = {number: factor for number, factor in sorted(terms) if factor}
        solver.addRow(0, high, len(kept), list(kept), list(kept.values()))
    return solver


def _ends(solver: highspy.Highs, number: int) -> tuple[int, int]:
    ends: list[float] = []
    for cost in (1, -1):
        solver.changeColCost(number, cost)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            solver.clearSolver()
            solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, solver.getModelStatus()
        ends.append(solver.getSolution().col_value[number])
    solver.changeColCost(number, 0)
    return math.ceil(ends[0] - SLACK), math.floor(ends[1] + SLACK)


def _pieces(spans: set[Span]) -> list[Span]:
    cuts = sorted({first for first, _ in spans} | {last + DAY for _, last in spans})
    found = [(first, after - DAY) for first, after in pairwise(cuts)]
    return [piece for piece in found if _within(piece, spans)]


def _within(piece: Span, spans: Iterable[Span]) -> bool:
    return any(first <= piece[0] and piece[1] <= last for first, last in spans)


def _runs(spans: set[Span]) -> list[Span]:
    """Pieces that follow each other, within one of `spans`: one, two or more of them."""
    pieces = _pieces(spans)
    found: set[Span] = set()
    for span in spans:
        inside = [piece for piece in pieces if _within(piece, [span])]
        found |= {(one[0], other[1]) for one in inside for other in inside if one <= other}
    return sorted(found)


def _finest(rows: set[Codes]) -> list[Codes]:
    """The lack of an answer among them: everybody knows that there is one."""
    places = defaultdict[frozenset[Codes], set[str]](set)
    for code in {NOBODY, *(code for row in rows for code in row)}:
        places[frozenset(row for row in rows if code in row)].add(code)
    return sorted((frozenset(codes) for codes in places.values()), key=sorted)
