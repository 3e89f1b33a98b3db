"""What ties together all that is printed, or was: periods, groupings, populations, corrections.

Pure. A column of a table is a `Layout`. Cells that nothing prints stand between those printed at
different levels: the quarter that a year lacks, the answer that one grouping holds and another does
not. A small one of these must not be worked out either.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import permutations

from referent_desk.activity.control import (
    TOTAL,
    Cell,
    Relation,
    adds_up,
    at_most,
    at_most_together,
)
from referent_desk.activity.indicators import UNKNOWN, Indicator, Population
from referent_desk.activity.once_each import atoms, between, once_each
from referent_desk.activity.periods import Period

Answers = frozenset[str]
"""Codes that are counted together."""
ALL: Answers = frozenset()

_ONE_DAY = timedelta(days=1)
_JOIN = "+"


@dataclass(frozen=True)
class Layout:
    """One period of a population: its total, and its rows where an indicator is given."""

    population: Population
    period: Period
    indicator: Indicator | None = None
    rows: tuple[Answers, ...] = ()

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The total first."""
        total = total_cell(self.population, self.period)
        if self.indicator is None:
            return (total,)
        return (total, *(row_cell(self.indicator, row, self.period) for row in self.rows))


@dataclass(frozen=True)
class Known:
    """Cells with their counts, as they were at one moment, and what ties them."""

    counts: Mapping[Cell, int]
    relations: tuple[Relation, ...]
    who: Mapping[Cell, int]
    """Where it is asked for: the same number, the same records counted."""


Count = Callable[[Cell], int | None]
"""None where nothing tells."""
Parents = Mapping[str, Mapping[str, str]]
"""By indicator and code, the answer that holds all that this one counts."""


def total_cell(population: Population, period: Period) -> Cell:
    return Cell(population.code, TOTAL, period.label)


def there_at(stock: Population, day: date) -> Cell:
    """Who was there before the day began."""
    return Cell(f"{stock.code}.before", TOTAL, day.isoformat())


def row_cell(indicator: Indicator, answers: Answers, period: Period) -> Cell:
    return Cell(indicator.code, _JOIN.join(sorted(answers)), period.label)


def answers_of(cell: Cell) -> Answers:
    """Those that the cell counts; ALL for a total."""
    return frozenset(cell.modality.split(_JOIN)) if cell.modality else ALL


def linked(
    layouts: Collection[Layout],
    count: Count,
    parents: Parents | None = None,
    small: int = 0,
    who: Count | None = None,
) -> Known:
    """Every cell of `layouts`, those between them, and the relations that hold of their counts.

    A relation that the counts belie is none: whoever trusts it errs. What a period has beyond
    a shorter one that begins or ends with it is a cell too where it is under `small`. `who` tells
    the records counted apart, and adds up as `count` does.
    """
    flows = dict(_flows(layouts))
    links = [*_of_populations(layouts), *_of_indicators(layouts, parents or {}), *flows]
    cells = {cell for layout in layouts for cell in layout.cells}
    cells |= {cell for relation in links for cell in relation.cells} - set(flows.values())
    counts = {cell: found for cell in cells if (found := count(cell)) is not None}
    records = {cell: (who(cell) or 0) if who else 0 for cell in counts}
    for relation, start in flows.items():
        stock, moved, _ = relation.cells
        if stock in counts and moved in counts:
            counts.setdefault(start, counts[stock] - counts[moved])
            records.setdefault(start, records[stock] - records[moved])
    for whole, part, rest in _beyond(layouts):
        left = counts.get(whole, 0) - counts.get(part, 0)
        if 0 < left < small and counts.setdefault(rest, left) == left:
            records.setdefault(rest, records.get(whole, 0) - records.get(part, 0))
            links.append(adds_up(whole, [part, rest]))
    kept = dict.fromkeys(relation for relation in links if _holds(relation, counts))
    return Known(counts, tuple(kept), records)


def _holds(relation: Relation, counts: Mapping[Cell, int]) -> bool:
    if any(cell not in counts for cell in relation.cells):
        return False
    found = sum(factor * counts[cell] for cell, factor in relation.terms)
    low = relation.low is None or relation.low <= found
    return low and (relation.high is None or found <= relation.high)


def _of_populations(layouts: Collection[Layout]) -> Iterator[Relation]:
    """Totals over periods, and within each other."""
    populations = {layout.population.code: layout.population for layout in layouts}
    periods = _periods_of_totals(layouts)
    for code, population in populations.items():
        yield from _over_periods(
            {Cell(code, TOTAL, p.label): p for p in periods[code]}, adding=population.adds_up
        )
        if population.adds_up:
            periods[code] |= set(atoms(periods[code]))
    for code, population in populations.items():
        for whole in population.within:
            for period in sorted(periods[code] & periods.get(whole, set())):
                label = period.label
                yield at_most(Cell(code, TOTAL, label), Cell(whole, TOTAL, label))


def _periods_of_totals(layouts: Iterable[Layout]) -> dict[str, set[Period]]:
    """By population: those printed, and the pieces that its rows are parted in."""
    periods = defaultdict[str, set[Period]](set)
    tables = defaultdict[tuple[str, str], set[Period]](set)
    for layout in layouts:
        for code in (layout.population.code, *(layout.population.flow or ())):
            periods[code].add(layout.period)
        if layout.indicator:
            tables[layout.population.code, layout.indicator.code].add(layout.period)
    for (population, _), printed in tables.items():
        periods[population] |= set(atoms(printed))
    for population in {layout.population for layout in layouts if not layout.population.adds_up}:
        periods[population.code] |= between(periods[population.code])
    return periods


def _beyond(layouts: Iterable[Layout]) -> Iterator[tuple[Cell, Cell, Cell]]:
    """A period, a shorter one at one of its ends, and what is left of it."""
    periods = defaultdict[tuple[str, str], set[Period]](set)
    for layout in layouts:
        if layout.population.adds_up:
            for cell in layout.cells:
                periods[cell.indicator, cell.modality].add(layout.period)
    for (of, modality), there in periods.items():
        for whole, part in permutations(sorted(there), 2):
            rest = _rest(whole, part) if whole.covers(part) else None
            if rest is not None:
                yield (
                    Cell(of, modality, whole.label),
                    Cell(of, modality, part.label),
                    Cell(of, modality, rest.label),
                )


def _rest(whole: Period, part: Period) -> Period | None:
    """None where it is in two pieces."""
    if whole.first == part.first:
        return Period(part.last + _ONE_DAY, whole.last)
    if whole.last == part.last:
        return Period(whole.first, part.first - _ONE_DAY)
    return None


def _flows(layouts: Iterable[Layout]) -> Iterator[tuple[Relation, Cell]]:
    """Who is there: those of the first day and who came in; and who went out, of the next day."""
    for layout in dict.fromkeys(layouts):
        if layout.population.flow is None:
            continue
        came_in, went_out = layout.population.flow
        code, period = layout.population.code, layout.period
        for other, day in ((came_in, period.first), (went_out, period.last + _ONE_DAY)):
            start = there_at(layout.population, day)
            label = period.label
            yield adds_up(Cell(code, TOTAL, label), [Cell(other, TOTAL, label), start]), start


def _over_periods(cells: Mapping[Cell, Period], *, adding: bool) -> Iterator[Relation]:
    """The same count over several periods."""
    if len(cells) < 2:
        return
    code, modality, _ = next(iter(cells))

    def at(period: Period) -> Cell:
        return Cell(code, modality, period.label)

    if not adding:
        for fewer, more in once_each(frozenset(cells.values())):
            terms = (*((at(period), 1) for period in more), *((at(period), -1) for period in fewer))
            yield Relation(terms, 0, None)
        return
    pieces = atoms(cells.values())
    for cell, period in sorted(cells.items()):
        parts = [piece for piece in pieces if period.covers(piece)]
        if parts != [period]:
            yield adds_up(cell, [at(piece) for piece in parts])


@dataclass(frozen=True)
class _Question:
    """One indicator, all that is printed of it. `classes`: answers that no row ever parts.

    The lack of an answer is one of them, printed or not.
    """

    indicator: Indicator
    population: Population
    rows: Mapping[Period, set[Answers]]
    classes: tuple[Answers, ...]


def _of_indicators(layouts: Collection[Layout], parents: Parents) -> Iterator[Relation]:
    questions = _questions(layouts)
    for layout in layouts:
        yield from _within_total(layout)
    spans = _periods_of_totals(layouts)
    for code, question in questions.items():
        above = parents.get(code, {})
        yield from _between_levels(question, sorted(spans[question.population.code]), above)


def _questions(layouts: Iterable[Layout]) -> dict[str, _Question]:
    rows = defaultdict[str, dict[Period, set[Answers]]](dict)
    asked: dict[str, tuple[Indicator, Population]] = {}
    for layout in layouts:
        if layout.indicator is not None:
            asked[layout.indicator.code] = layout.indicator, layout.population
            rows[layout.indicator.code].setdefault(layout.period, set()).update(layout.rows)
    return {
        code: _Question(*of_what, rows[code], _classes(rows[code]))
        for code, of_what in asked.items()
    }


def _classes(rows: Mapping[Period, set[Answers]]) -> tuple[Answers, ...]:
    every = {frozenset([UNKNOWN]), *(row for printed in rows.values() for row in printed)}
    places = defaultdict[frozenset[Answers], set[str]](set)
    for code in {code for row in every for code in row}:
        places[frozenset(row for row in every if code in row)].add(code)
    return tuple(sorted((frozenset(codes) for codes in places.values()), key=sorted))


def _within_total(layout: Layout) -> Iterator[Relation]:
    """As a reader adds up the table that they see."""
    total, *rows = layout.cells
    indicator = layout.indicator
    if indicator is None or not rows:
        return
    if not indicator.several:
        yield adds_up(total, rows)
        return
    yield at_most_together(total, rows)
    yield from _beside_silence(layout)


def _beside_silence(layout: Layout) -> Iterator[Relation]:
    """Whoever gave an answer is not among those without any."""
    total, *rows = layout.cells
    silent = [cell for cell in rows if cell.modality == UNKNOWN]
    for row in rows:
        beside = [(cell, -1) for cell in silent if cell != row]
        yield Relation(((total, 1), (row, -1), *beside), 0, None)


def _within_others(
    indicator: Indicator, rows: Collection[Answers], period: Period, parents: Mapping[str, str]
) -> Iterator[Relation]:
    """Answers among others, and an answer with the one that it stands under."""
    for row in rows:
        held = {parents.get(code, "") for code in row}
        for other in rows:
            if row < other or (other != row and held <= other):
                yield at_most(*(row_cell(indicator, answers, period) for answers in (row, other)))


def _between_levels(
    question: _Question, spans: Collection[Period], parents: Mapping[str, str]
) -> Iterator[Relation]:
    """`spans`: the periods of the population's totals."""
    indicator, population = question.indicator, question.population
    rows = {
        period: printed | _without_row(question, printed)
        for period, printed in question.rows.items()
    }
    _add_pieces(rows, atoms(spans) if population.adds_up else spans)
    if indicator.several and not population.adds_up:
        every_row = {row for printed in rows.values() for row in printed}
        rows = dict.fromkeys(rows, every_row)
    for answers in sorted({row for printed in rows.values() for row in printed}, key=sorted):
        yield from _same_row_over_periods(question, answers, rows)
    whole = set(question.classes)
    for period, printed in sorted(rows.items()):
        coarse, finest = printed - whole, _finest(question, printed)
        if indicator.several:
            every = sorted({*printed, *finest}, key=sorted)
            yield from _within_others(indicator, every, period, parents)
            yield from _beside_silence(Layout(population, period, indicator, tuple(every)))
        for row in sorted(coarse, key=sorted):
            parts = [answers for answers in question.classes if answers <= row]
            yield from _apart(indicator, row, parts, period)
        if coarse or printed != question.rows.get(period):
            yield from _within_total(Layout(population, period, indicator, finest))
            for answers in finest:
                yield from _same_row_over_periods(question, answers, rows)


def without_row(tables: Iterable[Layout], layouts: Collection[Layout]) -> Iterator[Cell]:
    """Answers that others of `layouts` tell apart and these tables do not: nobody gave them."""
    questions = _questions(layouts)
    for table in tables:
        if table.indicator and table.rows:
            for answers in _without_row(questions[table.indicator.code], table.rows):
                yield row_cell(table.indicator, answers, table.period)


def _without_row(question: _Question, printed: Iterable[Answers]) -> set[Answers]:
    there = {code for row in printed for code in row}
    return {answers for answers in question.classes if answers.isdisjoint(there)}


def _same_row_over_periods(
    question: _Question, answers: Answers, rows: Mapping[Period, set[Answers]]
) -> Iterator[Relation]:
    """Printed, or a class within what is printed."""
    atomic = answers in question.classes
    cells = {
        row_cell(question.indicator, answers, period): period
        for period, printed in rows.items()
        if answers in printed or (atomic and any(answers <= row for row in printed))
    }
    yield from _over_periods(cells, adding=question.population.adds_up)


def _add_pieces(rows: dict[Period, set[Answers]], pieces: Collection[Period]) -> None:
    """What a longer period prints has its part in each piece of it."""
    for period, printed in tuple(rows.items()):
        inside = [piece for piece in pieces if period.covers(piece)]
        if inside != [period]:
            for piece in inside:
                rows.setdefault(piece, set()).update(printed)


def _finest(question: _Question, printed: set[Answers]) -> tuple[Answers, ...]:
    """The classes that stand in these rows."""
    there = {code for row in printed for code in row}
    return tuple(answers for answers in question.classes if answers <= there)


def _apart(
    indicator: Indicator, row: Answers, parts: Sequence[Answers], period: Period
) -> Iterator[Relation]:
    whole = row_cell(indicator, row, period)
    cells = [row_cell(indicator, part, period) for part in parts]
    if not indicator.several:
        yield adds_up(whole, cells)
        return
    for cell in cells:
        yield at_most(cell, whole)
    yield at_most_together(whole, cells)
