"""The attacker: all that a reader can infer of each hidden cell, by integer programming.

Knows nothing of how cells were chosen. Bounds on what is not printed are tighter than a reader's,
so that an interval found here is never wider than the one that a reader is left with.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import sub
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
    from referent_desk.activity.control.solving import Row, Solver

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
    auditor, thresholds = Auditor(), Thresholds.of(threshold)
    groups = Links(relations).groups(release)
    return [cell for group in groups for cell in auditor.exposed_of(group, release, thresholds)]


def tells_more(
    told: Collection[Relation],
    release: Release,
    relations: Collection[Relation],
    threshold: Threshold,
) -> bool:
    """Whether a hidden cell is `exposed` to who knows `told` too, and else is not."""
    auditor, thresholds = Auditor(), Thresholds.of(threshold)
    tied = {cell for relation in told for cell in relation.cells}
    found = [
        {
            cell
            for group in Links(known).groups_at(tied, release)
            for cell in auditor.exposed_of(group, release, thresholds)
        }
        for known in ([*relations, *told], relations)
    ]
    return not found[0] <= found[1]


def intervals(
    release: Release, relations: Collection[Relation], threshold: Threshold
) -> dict[Cell, Interval]:
    """Of every hidden cell. Raises Contradiction."""
    found: dict[Cell, Interval] = {}
    for group in Links(relations).groups(release):
        attack = _Attack(release, group, Thresholds.of(threshold))
        found |= {cell: attack.interval(cell) for cell in group.hidden}
    return found


@dataclass(frozen=True)
class Group:
    """Hidden cells that bear on each other; the other groups say nothing of them."""

    hidden: tuple[Cell, ...]
    relations: tuple[Relation, ...]


class Auditor:
    """Remembers each program that it solved: in one plan most come back, choice after choice.

    `check` is called before each look, and may raise to stop it all.
    """

    def __init__(self, check: Callable[[], None] = lambda: None) -> None:
        self._check = check
        self._known: dict[Hashable, tuple[int, ...]] = {}

    def exposed_of(
        self,
        group: Group,
        release: Release,
        thresholds: Thresholds,
        trusted: Collection[Cell] = frozenset(),
    ) -> Iterator[Cell]:
        """As `exposed`, of one group, as they are found; nobody looks at those `trusted`."""
        looked_at = [*enumerate(group.hidden)]
        if trusted:
            looked_at = [(column, cell) for column, cell in looked_at if cell not in trusted]
        if not looked_at:
            return
        attack = _Attack(release, group, thresholds, self._check)
        if attack.program in self._known:
            yield from (group.hidden[column] for column in self._known[attack.program])
            return
        found: list[int] = []
        for column, cell in looked_at:
            if not attack.safe(cell):
                found.append(column)
                yield cell
        if len(looked_at) == len(group.hidden):
            self._known[attack.program] = tuple(found)

    def narrowed(
        self, release: Release, links: "Links", thresholds: Thresholds
    ) -> Iterator[dict[Cell, Interval]]:
        """Of the cells that are `exposed`, those that bear on each other together.

        Raises Contradiction.
        """
        for group in links.groups(release):
            if exposed := [*self.exposed_of(group, release, thresholds)]:
                attack = _Attack(release, group, thresholds, self._check)
                yield {cell: attack.interval(cell) for cell in exposed}


class Links:
    """The relations around each cell: gathered once, asked about one release after the other."""

    def __init__(self, relations: Iterable[Relation]) -> None:
        self._around = defaultdict[Cell, list[Relation]](list)
        for relation in relations:
            for cell in relation.cells:
                self._around[cell].append(relation)

    def around(self, cell: Cell) -> Sequence[Relation]:
        return self._around.get(cell, ())

    def groups(self, release: Release) -> Iterator[Group]:
        """Solved apart, since exact cells tie nothing."""
        hidden = (cell for cell, shown in release.items() if isinstance(shown, Symbol))
        return self.groups_at(hidden, release)

    def groups_at(self, cells: Iterable[Cell], release: Release) -> Iterator[Group]:
        """Those that these cells are in."""
        seen = set[Cell]()
        for cell in cells:
            if cell not in seen and isinstance(release.get(cell, Symbol.OMITTED), Symbol):
                group = self._group(cell, release)
                seen.update(group.hidden)
                yield group

    def _group(self, first: Cell, release: Release) -> Group:
        cells, relations, border = {first: None}, dict[Relation, None](), [first]
        while border:
            for relation in self.around(border.pop()):
                if relation in relations:
                    continue
                relations[relation] = None
                for cell in relation.cells:
                    if cell not in cells and isinstance(release.get(cell, Symbol.OMITTED), Symbol):
                        cells[cell] = None
                        border.append(cell)
        return Group(tuple(cells), tuple(relations))


class _Attack:
    """One group's program. Each solution found also shows what other cells can be."""

    def __init__(
        self,
        release: Release,
        group: Group,
        thresholds: Thresholds,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._thresholds = thresholds
        self._check = check
        self._shown: dict[Cell, Printed] = {
            cell: release.get(cell, Symbol.OMITTED) for cell in group.hidden
        }
        self._column = {cell: number for number, cell in enumerate(group.hidden)}
        self._lows: list[int] = []
        self._highs: list[int] = []
        self._ends: dict[tuple[Cell, bool], int] = {}
        self._solvers: dict[bool, Solver] = {}
        most = self._most(release, group)
        self._bounds = tuple(
            (1, thresholds[cell] - 1) if shown is Symbol.SMALL else (0, most)
            for cell, shown in self._shown.items()
        )
        self._rows = tuple(dict.fromkeys(self._row(release, r) for r in group.relations))

    @property
    def program(self) -> Hashable:
        """All that decides which of its columns are safe."""
        narrowed = self._thresholds.narrowed
        rules = tuple(
            (shown, self._thresholds[cell], narrowed.get(cell))
            for cell, shown in self._shown.items()
        )
        return rules, self._bounds, self._rows

    def safe(self, cell: Cell) -> bool:
        self._look_around()
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
        self._look_around()
        return Interval(self._end(cell, highest=False), self._end(cell, highest=True))

    def _can(self, cell: Cell, enough: Callable[[int, int], bool]) -> bool:
        for highest in (False, True):
            if enough(*self._reached(cell)):
                return True
            self._end(cell, highest=highest)
        return enough(*self._reached(cell))

    def _reached(self, cell: Cell) -> tuple[int, int]:
        column = self._column[cell]
        return self._lows[column], self._highs[column]

    def _end(self, cell: Cell, *, highest: bool) -> int:
        if (cell, highest) not in self._ends:
            column = self._column[cell]
            self._ends[cell, highest] = self._look([column], -1 if highest else 1)[column]
        return self._ends[cell, highest]

    def _look_around(self) -> None:
        if not self._lows:
            for cost in (1, -1):
                self._look(range(len(self._column)), cost)

    def _look(self, columns: Collection[int], cost: int) -> list[int]:
        """Counts that fit all that is printed, those of `columns` as low or as high as can be.

        Without the need to be whole the answer comes at once, and mostly is whole already.
        """
        self._check()
        values = _found(self._solver(whole=False), columns, cost)
        counts = [*map(round, values)]
        if max(map(abs, map(sub, values, counts)), default=0) > _SLACK:
            counts = [*map(round, _found(self._solver(whole=True), columns, cost))]
        self._lows = [*map(min, self._lows or counts, counts)]
        self._highs = [*map(max, self._highs or counts, counts)]
        return counts

    def _solver(self, *, whole: bool) -> "Solver":
        from referent_desk.activity.control.solving import Solver  # noqa: PLC0415  (slow to load)

        if whole not in self._solvers:
            self._solvers[whole] = Solver(self._bounds, self._rows, whole=whole)
        return self._solvers[whole]

    def _row(self, release: Release, relation: Relation) -> "Row":
        """Of what is hidden, the rest taken into its bounds."""
        known, terms = 0, defaultdict[int, int](int)
        for cell, coefficient in relation.terms:
            shown = release.get(cell, Symbol.OMITTED)
            if isinstance(shown, Symbol):
                terms[self._column[cell]] += coefficient
            else:
                known += coefficient * shown
        low = None if relation.low is None else relation.low - known
        high = None if relation.high is None else relation.high - known
        return tuple(terms.items()), low, high

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
