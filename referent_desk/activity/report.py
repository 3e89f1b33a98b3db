"""A report as plain data: what its pages, its tables of figures and its screen all print."""

from dataclasses import dataclass, field
from datetime import date

from referent_desk.activity.control import Printed
from referent_desk.activity.indicators import Indicator, Population, Section
from referent_desk.activity.periods import Period

BASE_OF_A_SPREAD = 2
"""Times the threshold: a median of fewer would speak of one."""


@dataclass(frozen=True)
class PrintedRow:
    """`codes`: the answers that the row stands for, one or merged; `values`: one a column.

    `level` 1 stands under the row of level 0 above it, which counts it too.
    """

    codes: tuple[str, ...]
    label: str
    values: tuple[Printed, ...]
    level: int = 0


@dataclass(frozen=True)
class PrintedTable:
    """`columns` are periods, the report's own first. Left out, it has a `reason` and no rows."""

    indicator: Indicator
    population: Population
    columns: tuple[Period, ...]
    totals: tuple[Printed, ...]
    rows: tuple[PrintedRow, ...]
    reason: str = ""

    @property
    def partition(self) -> bool:
        return not self.indicator.several


@dataclass(frozen=True)
class PrintedTotal:
    """A population's count, one value a column: a key figure where the report says so."""

    population: Population
    columns: tuple[Period, ...]
    values: tuple[Printed, ...]


@dataclass(frozen=True)
class PrintedSection:
    """`totals` first, then tables and their charts."""

    section: Section
    title: str
    totals: tuple[PrintedTotal, ...]
    tables: tuple[PrintedTable, ...]


@dataclass(frozen=True)
class Series:
    """A small chart over time: eight quarters at most, the latest last; None: nothing printed."""

    population: Population
    points: tuple[tuple[Period, Printed | None], ...]


@dataclass(frozen=True)
class PrintedSpread:
    """In whole days; empty where the base is small, or where they would give brackets away."""

    name: str
    base: Printed
    low_quartile: int | None = None
    median: int | None = None
    high_quartile: int | None = None


@dataclass(frozen=True)
class PrintedWork:
    """In minutes, exact."""

    direct: int
    indirect: int
    expected: int


@dataclass(frozen=True)
class Sender:
    """Who reports, as the settings say it: lines as printed."""

    name: str = ""
    title: str = ""
    service: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """`version` 2 and up rectify what was issued before. `issued_on` is None for a preview."""

    period: Period
    version: int
    issued_on: date | None
    sender: Sender
    threshold: int
    key_figures: tuple[PrintedTotal, ...]
    sections: tuple[PrintedSection, ...]
    series: tuple[Series, ...]
    delay: PrintedSpread
    work: PrintedWork
    visible_share: float
    comment: str = ""
    lessons: tuple[str, ...] = ()
    rectified: tuple[str, ...] = field(default=())
    """What changed since the version before, a sentence a line."""
