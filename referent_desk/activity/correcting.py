"""What was corrected since a report was issued, and what a rectified one says of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from referent_desk.activity.control import Cell, Printed, Symbol
from referent_desk.activity.counted import Counted
from referent_desk.activity.linking import row_cell, total_cell
from referent_desk.activity.periods import Period
from referent_desk.activity.report import Report
from referent_desk.activity.wording import short_period


@dataclass(frozen=True)
class Difference:
    """Of a row, or of a population where there is no `indicator`. Both counts are true ones."""

    population: str
    indicator: str
    label: str
    was: int
    now: int
    period: Period


@dataclass(frozen=True)
class _Place:
    """A figure of a report, by its words."""

    cell: Cell
    population: str
    indicator: str
    label: str
    period: Period
    shown: Printed

    @property
    def words(self) -> str:
        return " – ".join(part for part in (self.indicator or self.population, self.label) if part)


def differences(
    report: Report, counts: Mapping[Cell, int], counted: Counted
) -> tuple[Difference, ...]:
    """`counts` were kept with the report; what is not controlled was printed as it was."""
    found: list[Difference] = []
    for place in _places(report):
        was = counts.get(place.cell, place.shown)
        now = counted.count_if_known(place.cell)
        if isinstance(was, int) and now is not None and was != now:
            found.append(
                Difference(place.population, place.indicator, place.label, was, now, place.period)
            )
    return tuple(found)


def changes_told(before: Report, after: Report) -> tuple[str, ...]:
    """In what is printed only: a change that stays hidden is not told.

    Under another threshold much is hidden otherwise, though nothing was corrected: told once.
    """
    earlier = {place.cell: place.shown for place in _places(before)}
    moved = before.threshold != after.threshold
    lines = [
        f"{place.words}{_of_period(place.period, after)}\u00a0: {_word(place.shown, after)}"
        f" au lieu de {_word(earlier[place.cell], before)}"
        for place in _places(after)
        if place.cell in earlier
        and _word(earlier[place.cell], before) != _word(place.shown, after)
        and not (moved and _hidden(place.shown, earlier[place.cell]))
    ]
    if moved:
        told = f"Seuil\u00a0: {after.threshold} au lieu de {before.threshold}"
        lines.insert(0, f"{told}\u00a0; des nombres se cachent ou se montrent autrement")
    return tuple(dict.fromkeys(lines))


def _hidden(*shown: Printed) -> bool:
    return any(isinstance(one, Symbol) for one in shown)


def _of_period(period: Period, report: Report) -> str:
    return "" if period == report.period else f" ({short_period(period)})"


def _word(shown: Printed, report: Report) -> str:
    if isinstance(shown, int):
        return str(shown)
    return f"<{report.threshold}" if shown is Symbol.SMALL else "n.c."


def _places(report: Report) -> Iterator[_Place]:
    """Each once; a key figure stands in its section too."""
    for section in report.sections:
        for total in section.totals:
            population = total.population
            for period, shown in zip(total.columns, total.values, strict=True):
                yield _Place(total_cell(population, period), population.name, "", "", period, shown)
        for table in section.tables:
            for row in table.rows:
                for period, shown in zip(table.columns, row.values, strict=True):
                    yield _Place(
                        row_cell(table.indicator, frozenset(row.codes), period),
                        table.population.name,
                        table.indicator.name,
                        row.label,
                        period,
                        shown,
                    )
