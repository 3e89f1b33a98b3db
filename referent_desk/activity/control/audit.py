"""The attacker: all that a reader can infer of each hidden cell, by integer programming.

Knows nothing of how cells were chosen. Bounds on what is not printed are tighter than a reader's,
so that an interval found here is never wider than the one that a reader is left with.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from referent_desk.activity.control.model import (
    Cell,
    Interval,
    Printed,
    Relation,
    Release,
    Symbol,
    Threshold,
    Thresholds,
)

if TYPE_CHECKING:
    from referent_desk.activity.control.solving import Solver

_SLACK = 1e-6
_BEYOND = 10_000
"""More than any office counts of persons or situations in years."""


class Contradiction(Exception):
    """No counts at all fit what is printed: the release or its relations are wrong."""


def exposed(release: Release, relations: Collection[Relation], threshold: Threshold) -> list[Cell]:
    """The hidden cells that a reader can narrow below their rule. Empty: the audit passes.

    SMALL must leave 1 and threshold - 1 possible; WITHHELD, these or two counts threshold - 1
    apart; what is narrowed already, no less than it was.
    Raises Contradiction.
    """
    groups = linked(release, relations)
    return [cell for group in groups for cell in exposed_of(group, release, threshold)]


def tells_more(
    told: Collection[Relation],
    release: Release,
    relations: Collection[Relation],
    threshold: Threshold,
) -> bool:
    """Whether a hidden cell is `exposed` to who knows `told` too, and else is not."""
    tied = {cell for relation in told for cell in relation.cells}
    found = [
        {
            cell
            for group in linked(release, known, tied)
            if not tied.isdisjoint(group.hidden)
            for cell in exposed_of(group, release, threshold)
        }
        for known in ([*relations, *told], relations)
    ]
    return not found[0] <= found[1]


def exposed_of(group: "Group", release: Release, threshold: Threshold) -> Iterator[Cell]:
    """As `exposed`, of one group, as they are found."""
    attack = _Attack(release, group, Thresholds.of(threshold))
    return (cell for cell in group.hidden if not attack.safe(cell))


def intervals(
    release: Release, relations: Collection[Relation], threshold: Threshold
) -> dict[Cell, Interval]:
    """Of every hidden cell. Raises Contradiction."""
    found: dict[Cell, Interval] = {}
    for group in linked(release, relations):
        attack = _Attack(release, group, Thresholds.of(threshold))
        found |= {cell: attack.interval(cell) for cell in group.hidden}
    return found


def narrowed(
    release: Release, relations: Collection[Relation], threshold: Threshold
) -> Iterator[dict[Cell, Interval]]:
    """Of the cells that are `exposed`, those that bear on each other together.

    Raises Contradiction.
    """
    for group in linked(release, relations):
        attack = _Attack(release, group, Thresholds.of(threshold))
        yield {cell: attack.interval(cell) for cell in group.hidden if not attack.safe(cell)}


@dataclass(frozen=True)
class Group:
    """Hidden cells that bear on each other; the other groups say nothing of them."""

    hidden: tuple[Cell, ...]
    relations: tuple[Relation, ...]


def linked(
    release: Release, relations: Iterable[Relation], first: Iterable[Cell] = ()
) -> Iterator[Group]:
    """Solved apart, since exact cells tie nothing. Those of `first` begin."""
    around: defaultdict[Cell, list[Relation]] = defaultdict(list)
    for relation in relations:
        for cell in relation.cells:
            if isinstance(release.get(cell, Symbol.OMITTED), Symbol):
                around[cell].append(relation)
    hidden = (cell for cell, shown in release.items() if isinstance(shown, Symbol))
    waiting = dict.fromkeys([*(cell for cell in first if cell in around), *hidden])
    while waiting:
        yield _group(next(iter(waiting)), around, waiting)


def _group(
    first: Cell, around: Mapping[Cell, Sequence[Relation]], waiting: dict[Cell, None]
) -> Group:
    cells, relations, border = {first: None}, dict[Relation, None](), [first]
    while border:
        for relation in around.get(border.pop(), ()):
            relations[relation] = None
            for cell in relation.cells:
                if cell in around and cell not in cells:
                    cells[cell] = None
                    border.append(cell)
    for cell in cells:
        waiting.pop(cell, None)
    return Group(tuple(cells), tuple(relations))


class _Attack:
    """One group's program. Each solution found also shows what other cells can be."""

    def __init__(self, release: Release, group: Group, thresholds: Thresholds) -> None:
        self._thresholds = thresholds
        self._shown: dict[Cell, Printed] = {
            cell: release.get(cell, Symbol.OMITTED) for cell in group.hidden
        }
        self._column = {cell: number for number, cell in enumerate(group.hidden)}
        self._reached: dict[Cell, tuple[int, int]] = {}
        self._ends: dict[tuple[Cell, bool], int] = {}
        self._release, self._group = release, group
        self._fractions = self._program()
        self._whole: Solver | None = None
        for cost in (1, -1):
            self._look(range(len(group.hidden)), cost)

    def safe(self, cell: Cell) -> bool:
        shown, most = self._shown[cell], self._thresholds[cell] - 1
        known = self._thresholds.narrowed.get(cell)
        if known is not None:
            return self._can(cell, lambda low, high: low <= known.low and high >= known.high)
        if shown is Symbol.SMALL:
            return self._can(cell, lambda low, high: low <= 1 and high >= most)
        if shown is Symbol.WITHHELD:
            return self._can(
                cell, lambda low, high: high - low >= most or (low <= 1 and high >= most)
            )
        return True

    def interval(self, cell: Cell) -> Interval:
        return Interval(self._end(cell, highest=False), self._end(cell, highest=True))

    def _can(self, cell: Cell, enough: Callable[[int, int], bool]) -> bool:
        for highest in (False, True):
            if cell in self._reached and enough(*self._reached[cell]):
                return True
            self._end(cell, highest=highest)
        return enough(*self._reached[cell])

    def _end(self, cell: Cell, *, highest: bool) -> int:
        if (cell, highest) not in self._ends:
            column = self._column[cell]
            self._ends[cell, highest] = self._look([column], -1 if highest else 1)[column]
        return self._ends[cell, highest]

    def _look(self, columns: Collection[int], cost: int) -> list[int]:
        """Counts that fit all that is printed, those of `columns` as low or as high as can be.

        Without the need to be whole the answer comes at once, and mostly is whole already.
        """
        values = _found(self._fractions, columns, cost)
        if any(abs(value - round(value)) > _SLACK for value in values):
            self._whole = self._whole or self._program(whole=True)
            values = _found(self._whole, columns, cost)
        counts = [round(value) for value in values]
        for cell, number in self._column.items():
            low, high = self._reached.get(cell, (counts[number], counts[number]))
            self._reached[cell] = min(low, counts[number]), max(high, counts[number])
        return counts

    def _program(self, *, whole: bool = False) -> "Solver":
        from referent_desk.activity.control.solving import Solver  # noqa: PLC0415  (slow to load)

        most = self._most(self._release, self._group)
        bounds = [
            (1, self._thresholds[cell] - 1) if shown is Symbol.SMALL else (0, most)
            for cell, shown in self._shown.items()
        ]
        rows = [self._row(relation) for relation in self._group.relations]
        return Solver(bounds, rows, whole=whole)

    def _row(self, relation: Relation) -> tuple[dict[int, int], int | None, int | None]:
        """Of what is hidden, the rest taken into its bounds."""
        known, terms = 0, defaultdict[int, int](int)
        for cell, coefficient in relation.terms:
            shown = self._release.get(cell, Symbol.OMITTED)
            if isinstance(shown, Symbol):
                terms[self._column[cell]] += coefficient
            else:
                known += coefficient * shown
        low = None if relation.low is None else relation.low - known
        high = None if relation.high is None else relation.high - known
        return terms, low, high

    def _most(self, release: Release, group: Group) -> int:
        """A bound that no count near the printed ones needs to pass."""
        cells = (cell for relation in group.relations for cell in relation.cells)
        known = [shown for cell in cells if isinstance(shown := release.get(cell), int)]
        return 2 * (max(known, default=0) + self._thresholds.most) + _BEYOND


def _found(solver: "Solver", columns: Collection[int], cost: int) -> list[float]:
    values = solver.solved(columns, cost)
    if values is None:
        raise Contradiction
    return values
