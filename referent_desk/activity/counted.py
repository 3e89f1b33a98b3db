"""The counts behind cells, whichever cells are asked for: each question goes to the vault once."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Protocol, TypeVar

from referent_desk.activity.control import TOTAL, Cell
from referent_desk.activity.figures import Figures
from referent_desk.activity.linking import answers_of
from referent_desk.activity.periods import Period

T = TypeVar("T")


class Source(Protocol):
    """What `Counting` gives."""

    def figures(self, period: Period) -> Figures: ...
    def total(self, population_code: str, period: Period) -> int: ...
    def answers(self, indicator_code: str, period: Period) -> Mapping[str, int]: ...
    def together(self, indicator_code: str, answers: Collection[str], period: Period) -> int: ...
    def ids(self, code: str, period: Period) -> Mapping[str, Collection[str]]: ...


class Read(Protocol):
    """Does a piece of reading, here or on the thread that reads."""

    def __call__(self, work: Callable[[], T], /) -> T: ...


def at_once(work: Callable[[], T], /) -> T:
    return work()


class ReadingSource:
    """A `Source` each question of which is one piece of reading."""

    def __init__(self, source: Source, read: Read) -> None:
        self._source = source
        self._read = read

    def figures(self, period: Period) -> Figures:
        return self._read(partial(self._source.figures, period))

    def total(self, population_code: str, period: Period) -> int:
        return self._read(partial(self._source.total, population_code, period))

    def answers(self, indicator_code: str, period: Period) -> Mapping[str, int]:
        return self._read(partial(self._source.answers, indicator_code, period))

    def together(self, indicator_code: str, answers: Collection[str], period: Period) -> int:
        return self._read(partial(self._source.together, indicator_code, answers, period))

    def ids(self, code: str, period: Period) -> Mapping[str, Collection[str]]:
        return self._read(partial(self._source.ids, code, period))


class Counted:
    """Of one moment: what was asked once is not asked again."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._figures: dict[Period, Figures] = {}
        self._cells: dict[Cell, int] = {}
        self._answers: dict[tuple[str, str], Mapping[str, int]] = {}
        self._several: dict[str, bool] = {}
        self._ids: dict[tuple[str, str], Mapping[str, Collection[str]]] = {}
        self._marks: dict[str, int] = {}
        self._who: dict[Cell, int] = {}

    def figures(self, period: Period) -> Figures:
        if period not in self._figures:
            figures = self._figures[period] = self._source.figures(period)
            for code, total in figures.totals.items():
                self._cells[Cell(code, TOTAL, period.label)] = total
            for table in figures.tables:
                self._several[table.indicator.code] = table.indicator.several
                counts = {count.code: count.count for count in table.counts}
                self._answers[table.indicator.code, period.label] = counts
        return self._figures[period]

    def total(self, population_code: str, period: Period) -> int:
        return self.count(Cell(population_code, TOTAL, period.label))

    def count(self, cell: Cell) -> int:
        if cell not in self._cells:
            self._cells[cell] = self._asked(cell)
        return self._cells[cell]

    def count_if_known(self, cell: Cell) -> int | None:
        """None for what an earlier version of the program counted, and this one does not."""
        try:
            return self.count(cell)
        except KeyError:
            return None

    def who_if_known(self, cell: Cell) -> int | None:
        """Another number for each set of records counted; it adds up wherever counts do."""
        try:
            if cell not in self._who:
                self._who[cell] = sum(map(self._mark, self._members(cell)))
            return self._who[cell]
        except KeyError:
            return None

    def _members(self, cell: Cell) -> Collection[str]:
        key = cell.indicator, cell.period
        if key not in self._ids:
            self._ids[key] = self._source.ids(cell.indicator, Period.read(cell.period))
        by_answer, answers = self._ids[key], answers_of(cell) or {TOTAL}
        return {member for answer in answers for member in by_answer.get(answer, ())}

    def _mark(self, member: str) -> int:
        if member not in self._marks:
            self._marks[member] = int.from_bytes(hashlib.sha256(member.encode()).digest()[:8])
        return self._marks[member]

    def _asked(self, cell: Cell) -> int:
        period, answers = Period.read(cell.period), answers_of(cell)
        if not answers:
            return self._source.total(cell.indicator, period)
        if len(answers) == 1 or not self._several[cell.indicator]:
            return sum(self._of(cell).get(answer, 0) for answer in answers)
        return self._source.together(cell.indicator, answers, period)

    def _of(self, cell: Cell) -> Mapping[str, int]:
        key = cell.indicator, cell.period
        if key not in self._answers:
            self._answers[key] = self._source.answers(cell.indicator, Period.read(cell.period))
        return self._answers[key]
