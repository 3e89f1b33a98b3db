"""What the report prints instead of each figure, so that the référent sees it. Pure functions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from referent_desk.activity import (
    TOTAL,
    Period,
    Printed,
    PrintedTable,
    Report,
    Symbol,
    symbol_words,
)

_At = tuple[str, str, str, Period]
"""Population, indicator (empty: the population itself), answer (TOTAL: all), period."""


@dataclass(frozen=True)
class Marks:
    """`printed`: what stands there instead; `merged`: the row that an answer is printed in."""

    printed: Mapping[_At, str] = field(default_factory=dict[_At, str])
    merged: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    """Why the table of an indicator is left out."""
    no_delay: bool = False
    """The report prints none, though something was counted for it."""

    def of(self, population: str, indicator: str, answer: str, period: Period) -> str:
        return self.printed.get((population, indicator, answer, period), "")


def marks_of(report: Report, left_out: Iterable[PrintedTable]) -> Marks:
    """Nothing for what the user chose not to print."""
    printed: dict[_At, str] = {}
    merged: dict[tuple[str, str], str] = {}
    for section in report.sections:
        for total in section.totals:
            code = total.population.code
            for period, value in zip(total.columns, total.values, strict=True):
                printed[code, "", TOTAL, period] = told(value, report.threshold)
    tables = [table for section in report.sections for table in section.tables]
    for table in (*tables, *left_out):
        printed.update(_of_table(table, report.threshold))
        for row in table.rows:
            if len(row.codes) > 1:
                merged.update({(table.indicator.code, code): row.label for code in row.codes})
    reasons = {t.indicator.code: t.reason for t in (*tables, *left_out) if t.reason}
    asked_for = report.delay.base not in {0, Symbol.OMITTED}
    no_delay = asked_for and report.delay.median is None
    return Marks({at: mark for at, mark in printed.items() if mark}, merged, reasons, no_delay)


def told(value: Printed, threshold: int) -> str:
    """Empty for a figure that prints as it is."""
    return symbol_words(value, threshold) if isinstance(value, Symbol) else ""


def _of_table(table: PrintedTable, threshold: int) -> Iterator[tuple[_At, str]]:
    about = table.population.code, table.indicator.code
    for period, value in zip(table.columns, table.totals, strict=False):
        yield (*about, TOTAL, period), told(value, threshold)
    for row in table.rows:
        for period, value in zip(table.columns, row.values, strict=True):
            for code in row.codes:
                yield (*about, code, period), told(value, threshold)
