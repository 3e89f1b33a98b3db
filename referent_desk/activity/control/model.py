"""What a report publishes: cells, the relations that tie them, and how each cell is printed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

TOTAL = ""


class Cell(NamedTuple):
    """One count. `modality` is TOTAL for all of them; `period` is a label such as 2026-T3."""

    indicator: str
    modality: str
    period: str

    @property
    def table(self) -> tuple[str, str]:
        """What is omitted together: an indicator over a period."""
        return self.indicator, self.period


class Symbol(StrEnum):
    """Printed instead of a count.

    SMALL, « <5 »: from 1 to below the threshold. WITHHELD, « n.c. »: any count, also a small one
    where « <5 » would say too much beside others. OMITTED: its whole table is left out.
    """

    SMALL = "small"
    WITHHELD = "withheld"
    OMITTED = "omitted"


Printed = int | Symbol
Release = Mapping[Cell, Printed]


@dataclass(frozen=True)
class Interval:
    """Both ends can be reached."""

    low: int
    high: int


@dataclass(frozen=True)
class Thresholds:
    """`usual`, but for cells that were printed when it was another.

    `narrowed`: what earlier releases already say of a cell, though it is less than its rule leaves.
    """

    usual: int
    others: Mapping[Cell, int] = field(default_factory=dict[Cell, int])
    narrowed: Mapping[Cell, Interval] = field(default_factory=dict[Cell, Interval])

    def __getitem__(self, cell: Cell) -> int:
        return self.others.get(cell, self.usual)

    @property
    def most(self) -> int:
        return max(self.usual, *self.others.values(), 1)

    @classmethod
    def of(cls, threshold: "Threshold") -> "Thresholds":
        return cls(threshold) if isinstance(threshold, int) else threshold


Threshold = int | Thresholds


@dataclass(frozen=True)
class Relation:
    """`low` ≤ the sum of coefficient × cell ≤ `high` (None: no bound), whatever the counts are."""

    terms: tuple[tuple[Cell, int], ...]
    low: int | None
    high: int | None

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.terms, self.low, self.high))

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for cell, _ in self.terms)

    @property
    def adds_up(self) -> bool:
        return self.low == self.high


def adds_up(total: Cell, parts: Iterable[Cell]) -> Relation:
    """One answer each: a total of its parts, a year of its quarters."""
    return Relation(((total, 1), *((part, -1) for part in parts)), 0, 0)


def at_most(part: Cell, whole: Cell) -> Relation:
    """Several answers, or a period within a longer one."""
    return Relation(((whole, 1), (part, -1)), 0, None)


def at_most_together(whole: Cell, parts: Iterable[Cell]) -> Relation:
    """Persons seen in a year: no more than those of its quarters added up."""
    return Relation((*((part, 1) for part in parts), (whole, -1)), 0, None)
