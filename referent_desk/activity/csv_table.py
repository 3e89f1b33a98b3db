"""The figures of a report, one a line, as any spreadsheet or engine adds them up."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from referent_desk.activity import wording
from referent_desk.activity.control import Printed, Symbol
from referent_desk.activity.indicators import SECTION_NAMES, Population, Section
from referent_desk.activity.periods import Period
from referent_desk.activity.report import PrintedRow, PrintedTable, Report

HEAD = "section indicateur modalite periode valeur partition cumulable".split()
TOTAL = "Total"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_YES_NO = {True: "oui", False: "non"}


class Line(NamedTuple):
    """`value` is an integer, « <5 » or « n.c. ». `partition`: the lines of its indicator add up to
    their total; `adds_up`: quarters add up to their year.
    """

    section: str
    indicator: str
    answer: str
    period: str
    value: int | str
    partition: str
    adds_up: str


def csv_file(report: Report) -> bytes:
    """With a mark of UTF-8, so that Excel reads accents."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([harmless(str(text)) for text in line] for line in lines(report))
    return out.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """What a spreadsheet would take for a formula is text."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def lines(report: Report) -> tuple[Line, ...]:
    """Each figure once, in the report's order; what is omitted has no line."""
    found: dict[tuple[str, str, str], Line] = {}
    for line in _lines(report):
        found.setdefault((line.indicator, line.answer, line.period), line)
    return tuple(found.values())


def named_rows(table: PrintedTable) -> Iterator[tuple[str, PrintedRow]]:
    """A part of the row above it is named after both."""
    above = ""
    for row in table.rows:
        above = above if row.level else row.label
        yield f"{above} > {row.label}" if row.level else row.label, row


def _lines(report: Report) -> Iterator[Line]:
    threshold = report.threshold
    for total in report.key_figures:
        yield from _totals(total.population, total.columns, total.values, threshold)
    for section in report.sections:
        for total in section.totals:
            yield from _totals(total.population, total.columns, total.values, threshold)
        if section.section is Section.REQUESTS:
            yield from _delay(report)
        if section.section is Section.WORK:
            yield from _work(report)
        for table in section.tables:
            yield from _table(table, section.title, threshold)
    for series in report.series:
        periods, values = zip(*series.points, strict=True) if series.points else ((), ())
        yield from _totals(series.population, periods, values, threshold)


def _totals(
    population: Population,
    periods: Iterable[Period],
    values: Iterable[Printed | None],
    threshold: int,
) -> Iterator[Line]:
    section, adds_up = SECTION_NAMES[population.section], _YES_NO[population.adds_up]
    for period, value in zip(periods, values, strict=True):
        if (told := _value(value, threshold)) is not None:
            name = population.name
            yield Line(section, name, TOTAL, period.label, told, _YES_NO[True], adds_up)


def _table(table: PrintedTable, section: str, threshold: int) -> Iterator[Line]:
    population = table.population
    adds_up = _YES_NO[population.adds_up]
    yield from _totals(population, table.columns, table.totals, threshold) if table.totals else ()
    for label, row in named_rows(table):
        name = f"{table.indicator.name}, détail" if row.level else table.indicator.name
        of_all = _YES_NO[table.partition and not row.level]
        for period, value in zip(table.columns, row.values, strict=True):
            if (told := _value(value, threshold)) is not None:
                yield Line(section, name, label, period.label, told, of_all, adds_up)


def _delay(report: Report) -> Iterator[Line]:
    delay = report.delay
    told = (
        ("Demandes comptées", _value(delay.base, report.threshold)),
        ("Premier quartile, en jours", delay.low_quartile),
        ("Médiane, en jours", delay.median),
        ("Troisième quartile, en jours", delay.high_quartile),
    )
    for answer, value in told:
        if value is not None:
            yield _alone(Section.REQUESTS, delay.name, answer, report.period, value, adds_up=False)


def _work(report: Report) -> Iterator[Line]:
    work = report.work
    told = (
        ("Travail direct, en minutes", work.direct),
        ("Travail indirect, en minutes", work.indirect),
        ("Horaire du poste, en minutes", work.expected),
    )
    for answer, value in told:
        yield _alone(Section.WORK, "Temps de travail", answer, report.period, value, adds_up=True)


def _alone(
    section: Section, name: str, answer: str, period: Period, value: int | str, *, adds_up: bool
) -> Line:
    """One that is no part of a total."""
    title = SECTION_NAMES[section]
    return Line(title, name, answer, period.label, value, _YES_NO[False], _YES_NO[adds_up])


def _value(value: Printed | None, threshold: int) -> int | str | None:
    match value:
        case Symbol.OMITTED | None:
            return None
        case Symbol():
            return wording.symbol(value, threshold)
        case int():
            return value
