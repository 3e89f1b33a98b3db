"""The sheets of a workbook as plain data: numbers are numbers, what is hidden is text."""

from collections.abc import Iterator
from dataclasses import dataclass

from referent_desk.activity import wording
from referent_desk.activity.control import Printed, Symbol
from referent_desk.activity.csv_table import HEAD, TOTAL, lines, named_rows
from referent_desk.activity.explanations import defined, omitted
from referent_desk.activity.periods import Period
from referent_desk.activity.report import Report
from referent_desk.documents import long_date, typeset

Value = int | str
_NAME, _LONG, _SHORT, _NUMBER = 38, 90, 14, 11
_SECTION = 30
"""The longest of their names on one line."""


@dataclass(frozen=True)
class Sheet:
    """`widths` in characters. The first row is its head, which stays in sight.

    In the columns of `numbers`, text stands for a number that is not printed.
    """

    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[Value, ...], ...]
    numbers: range = range(0)


def sheets(report: Report) -> tuple[Sheet, ...]:
    """What it is, the tables as they are printed, the same one figure a line, and definitions."""
    made = (
        Sheet("Rapport", (26, _LONG), tuple(_about(report))),
        _tables(report),
        _over_time(report),
        _figures(report),
        Sheet("Définitions", (_NAME, _SHORT, _LONG), tuple(_definitions(report))),
        _omitted(report),
    )
    return tuple(sheet for sheet in made if len(sheet.rows) > 1)


def _about(report: Report) -> Iterator[tuple[Value, ...]]:
    sender, small = report.sender, wording.small(report.threshold)
    yield "Rapport d’activité", wording.period_name(report.period).capitalize()
    yield "Période", wording.period_days(report.period).capitalize()
    yield "Version", str(report.version)
    preview = "Pas encore\u00a0: un aperçu, à ne pas transmettre"
    yield "Émis le", long_date(report.issued_on) if report.issued_on else preview
    yield from (("Service", text) for text in (*sender.service, sender.name, sender.title) if text)
    if report.threshold > 1:
        yield small, f"De 1 à {report.threshold - 1}\u00a0: trop petit pour être imprimé."
        withheld = "Non communiqué\u00a0: permettrait de retrouver un autre nombre."
        yield wording.WITHHELD, withheld
    yield from (("Rectifié", typeset(text)) for text in report.rectified)


def _tables(report: Report) -> Sheet:
    """The columns of all of them, in the order in which they are met."""
    tables = [table for section in report.sections for table in section.tables]
    totals = [total for section in report.sections for total in section.totals]
    met = [period for printed in (*totals, *tables) for period in printed.columns]
    periods = tuple(dict.fromkeys(met))
    head = ("Section", "Ce qui est compté", "Question", "Réponse", "Unité", *_heads(periods))
    rows: list[tuple[Value, ...]] = [head]
    for section in report.sections:
        for total in section.totals:
            name, unit = total.population.name, total.population.unit
            cells = _cells(total.columns, total.values, periods, report)
            rows.append((section.title, name, "", TOTAL, str(unit), *cells))
        for table in section.tables:
            name, unit = table.population.name, table.population.unit
            for label, row in named_rows(table):
                cells = _cells(table.columns, row.values, periods, report)
                asked = table.indicator.name
                rows.append((section.title, name, asked, label, str(unit), *cells))
    widths = (_SECTION, 28, 54, 54, _SHORT, *(_NUMBER for _ in periods))
    return Sheet("Tableaux", widths, tuple(rows), range(5, len(widths)))


def _over_time(report: Report) -> Sheet:
    periods = tuple(sorted({period for series in report.series for period, _ in series.points}))
    rows: list[tuple[Value, ...]] = [("Totaux", "Unité", *_heads(periods))]
    for series in report.series:
        columns, values = zip(*series.points, strict=True) if series.points else ((), ())
        cells = _cells(columns, values, periods, report)
        rows.append((series.population.name, str(series.population.unit), *cells))
    widths = (_NAME, _SHORT, *(_NUMBER for _ in periods))
    return Sheet("Trimestres", widths, tuple(rows), range(2, len(widths)))


def _figures(report: Report) -> Sheet:
    """As in the CSV."""
    widths = (_SECTION, 54, 54, 12, _NUMBER, 11, 12)
    return Sheet("Chiffres", widths, (tuple(HEAD), *lines(report)), range(4, 5))


def _definitions(report: Report) -> Iterator[tuple[Value, ...]]:
    yield "Ce qui est compté", "Unité", "Définition"
    yield from ((name, str(unit), typeset(text)) for name, unit, text in defined(report))


def _omitted(report: Report) -> Sheet:
    rows = tuple((table.indicator.name, typeset(table.reason)) for table in omitted(report))
    return Sheet("Tableaux omis", (_NAME, _LONG), (("Tableau", "Raison"), *rows))


def _heads(periods: tuple[Period, ...]) -> Iterator[str]:
    return (wording.short_period(period) for period in periods)


def _cells(
    columns: tuple[Period, ...],
    values: tuple[Printed | None, ...],
    periods: tuple[Period, ...],
    report: Report,
) -> Iterator[Value]:
    by_period = dict(zip(columns, values, strict=True))
    return (_cell(by_period.get(period), report.threshold) for period in periods)


def _cell(value: Printed | None, threshold: int) -> Value:
    match value:
        case None:
            return ""
        case Symbol():
            return wording.symbol(value, threshold)
        case int():
            return value
