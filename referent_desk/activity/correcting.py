"""What was corrected since a report was issued, and what a rectified one says of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from referent_desk.activity import wording
from referent_desk.activity.control import Cell, Printed, Symbol
from referent_desk.activity.counted import Counted
from referent_desk.activity.figures import Figures
from referent_desk.activity.indicators import Section, Unit
from referent_desk.activity.linking import row_cell, total_cell
from referent_desk.activity.periods import Period
from referent_desk.activity.report import PrintedSpread, Report

_POST = "Horaire du poste"
COMMENT_CHANGED = "Commentaire modifié"
_QUARTILES = "premier quartile", "médiane", "troisième quartile"


@dataclass(frozen=True)
class Difference:
    """Of a row, or of what stands alone where there is no `indicator`. Both figures are true ones,
    `minutes` or not.
    """

    population: str
    indicator: str
    label: str
    was: int
    now: int
    period: Period
    minutes: bool = False


@dataclass(frozen=True)
class _Place:
    """A figure of a report, by its words."""

    cell: Cell
    population: str
    indicator: str
    label: str
    period: Period
    shown: Printed
    unit: Unit

    @property
    def words(self) -> str:
        return " – ".join(part for part in (self.indicator or self.population, self.label) if part)


def differences(
    report: Report, counts: Mapping[Cell, int], counted: Counted
) -> tuple[Difference, ...]:
    """`counts` were kept with the report; what is not controlled was printed as it was."""
    own = counted.figures(report.period)
    found: list[Difference] = []
    for place in _places(report):
        was = counts.get(place.cell, place.shown)
        now = counted.count_if_known(place.cell)
        if isinstance(was, int) and now is not None and was != now:
            about = place.population, place.indicator, place.label
            minutes = place.unit is Unit.MINUTES
            found.append(Difference(*about, was, now, place.period, minutes))
    return *found, *_alone(report, own)


def changes_told(
    before: Report, after: Report, *, chosen_otherwise: bool = False
) -> tuple[str, ...]:
    """In what is printed only: a change that stays hidden is not told.

    Under another threshold much is hidden otherwise, though nothing was corrected: told once.
    """
    earlier = {place.cell: place.shown for place in _places(before)}
    moved = before.threshold != after.threshold
    lines = [
        f"{place.words}{_of_period(place.period, after)}\u00a0: {_word(place, place.shown, after)}"
        f" au lieu de {_word(place, earlier[place.cell], before)}"
        for place in _places(after)
        if place.cell in earlier
        and _word(place, earlier[place.cell], before) != _word(place, place.shown, after)
        and not (moved and _hidden(place.shown, earlier[place.cell]))
    ]
    lines += [*_delay_told(before, after), *_post_told(before, after), *_texts_told(before, after)]
    if chosen_otherwise:
        lines.append("Autre choix de parties, de tableaux ou de regroupements")
    if moved:
        told = f"Seuil\u00a0: {after.threshold} au lieu de {before.threshold}"
        lines.insert(0, f"{told}\u00a0; des nombres se cachent ou se montrent autrement")
    return tuple(dict.fromkeys(lines))


def _alone(report: Report, now: Figures) -> Iterator[Difference]:
    """What was printed beside the tables."""
    days = now.delay.low_quartile, now.delay.median, now.delay.high_quartile
    for label, was, point in zip(_QUARTILES, _days(report.delay), days, strict=True):
        if was is not None and point is not None and was != round(point):
            yield Difference(report.delay.name, "", label, was, round(point), report.period)
    expected = now.work.expected
    if _prints_work(report) and report.work.expected != expected:
        yield Difference(_POST, "", "", report.work.expected, expected, report.period, minutes=True)


def _delay_told(before: Report, after: Report) -> Iterator[str]:
    """Of delays that both print."""
    days = zip(_QUARTILES, _days(before.delay), _days(after.delay), strict=True)
    for label, was, now in days:
        if was is not None and now is not None and was != now:
            yield f"{after.delay.name} – {label}\u00a0: {now} au lieu de {was}"


def _post_told(before: Report, after: Report) -> Iterator[str]:
    was, now = before.work.expected, after.work.expected
    if _prints_work(before) and _prints_work(after) and was != now:
        yield f"{_POST}\u00a0: {wording.hours(now)} au lieu de {wording.hours(was)}"


def _texts_told(before: Report, after: Report) -> Iterator[str]:
    """What a reader sees besides the figures, without saying it twice."""
    if before.comment != after.comment:
        yield COMMENT_CHANGED
    if before.lessons != after.lessons:
        yield "«\u00a0Ce que les familles nous apprennent\u00a0» modifié"
    if before.sender != after.sender:
        yield "En-tête modifié"


def _days(delay: PrintedSpread) -> tuple[int | None, int | None, int | None]:
    return delay.low_quartile, delay.median, delay.high_quartile


def _prints_work(report: Report) -> bool:
    return any(section.section is Section.WORK for section in report.sections)


def _hidden(*shown: Printed) -> bool:
    return any(isinstance(one, Symbol) for one in shown)


def _of_period(period: Period, report: Report) -> str:
    return "" if period == report.period else f" ({wording.short_period(period)})"


def _word(place: _Place, shown: Printed, report: Report) -> str:
    return wording.figure(shown, report.threshold, place.unit)


def _places(report: Report) -> Iterator[_Place]:
    """Each once; a key figure stands in its section too."""
    for section in report.sections:
        for total in section.totals:
            population = total.population
            for period, shown in zip(total.columns, total.values, strict=True):
                cell = total_cell(population, period)
                yield _Place(cell, population.name, "", "", period, shown, population.unit)
        for table in section.tables:
            population, asked = table.population, table.indicator
            for row in table.rows:
                for period, shown in zip(table.columns, row.values, strict=True):
                    cell = row_cell(asked, frozenset(row.codes), period)
                    about = population.name, asked.name, row.label
                    yield _Place(cell, *about, period, shown, population.unit)
