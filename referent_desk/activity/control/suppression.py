"""What is hidden: small counts first, then as little more as the audit asks for."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from referent_desk.activity.control import audit
from referent_desk.activity.control.model import (
    TOTAL,
    Cell,
    Interval,
    Printed,
    Relation,
    Release,
    Symbol,
    Threshold,
    Thresholds,
)

Table = tuple[str, str]
_Exposed = tuple[audit.Group, list[Cell]]


class Reason(Enum):
    """Why a table says nothing."""

    ALREADY_TOLD = "Avec ce qui a déjà été publié, des effectifs cachés pourraient être retrouvés."


@dataclass(frozen=True)
class Protected:
    """`printed` covers every cell asked for; `omitted` tells which tables say nothing, and why.

    `thresholds`: those asked for, with what earlier releases leave.
    """

    printed: Mapping[Cell, Printed]
    omitted: Mapping[Table, Reason]
    thresholds: Thresholds = field(default_factory=lambda: Thresholds(1))


@dataclass(frozen=True)
class Flow:
    """Who came and who left, of those who are there.

    `totals`: a later period tells how many were there, and a year adds these up. So a small one is
    « n.c. » at once, since « <5 » would leave a second one too narrow; and rather the same count of
    another period is hidden beside it, which leaves their sum alone.
    `foreseen`: what the next period will tell, taken for told unless that leaves no way.
    """

    totals: frozenset[Cell] = frozenset()
    foreseen: Mapping[Cell, int] = field(default_factory=dict[Cell, int])


def protect(
    counts: Mapping[Cell, int],
    relations: Collection[Relation],
    threshold: Threshold,
    published: Release | None = None,
    auditor: audit.Auditor | None = None,
    flow: "Flow | None" = None,
) -> Protected:
    """The release of `counts`, which together with all that was `published` passes the audit.

    What was published stays as it was printed; tables of which nothing safe is left are omitted.
    What earlier releases expose by themselves cannot be mended; no more is told of it. What they
    show to be no small count is hidden in vain: it needs to leave no more than they do, and prints
    where they tell it. A threshold of one hides nothing. An `auditor` that saw the like before is
    quicker.
    """
    auditor, flow = auditor or audit.Auditor(), flow or Flow()

    def worked(flow: Flow) -> _Suppression:
        work = _Suppression(
            counts, relations, Thresholds.of(threshold), published or {}, auditor, flow
        )
        work.break_unanimity()
        work.hide_until_safe()
        work.show_what_was_hidden_for_nothing()
        return work

    work = worked(flow)
    if flow.foreseen and (work.omitted or work.lost):
        work = worked(replace(flow, foreseen={}))
    printed = {cell: work.printed[cell] for cell in counts}
    return Protected(printed, work.omitted, work.thresholds)


class _Suppression:
    def __init__(
        self,
        counts: Mapping[Cell, int],
        relations: Collection[Relation],
        thresholds: Thresholds,
        published: Release,
        auditor: audit.Auditor,
        flow: Flow,
    ) -> None:
        self._auditor = auditor
        self._flowing = flow.totals
        self._counts = counts
        self._relations = relations
        self._links = audit.Links(relations)
        found = self._told_before(thresholds, published)
        large = {c: i for c, i in found.items() if c in published or i.low >= thresholds[c]}
        self.thresholds = replace(thresholds, narrowed=large)
        self._useless = {
            cell for cell, known in found.items() if cell not in large or known.low == known.high
        }
        self._published = published
        self._safe: set[Cell] = set()
        self.lost: set[Cell] = set()
        self._unanimous: set[Cell] = set()
        self.omitted: dict[Table, Reason] = {}
        self.printed: dict[Cell, Printed] = {cell: self._plainest(cell) for cell in counts}
        self.printed |= {**flow.foreseen, **published}
        moving = {cell.indicator for cell in flow.totals}
        self._moved = tuple(
            cell for cell in self.printed if cell.indicator in moving and cell.modality == TOTAL
        )

    def _told_before(self, thresholds: Thresholds, published: Release) -> dict[Cell, Interval]:
        """What earlier releases leave of each cell, were nothing told of it now; narrow ones alone.

        Where they expose small counts that they hid, of what they hid alone: no more is safe near
        it.
        """
        found: dict[Cell, Interval] = {}
        if published:
            untold = dict.fromkeys(self._counts, Symbol.WITHHELD)
            release = {**untold, **published}
            for near in self._auditor.narrowed(release, self._links, thresholds):
                hidden = {cell: known for cell, known in near.items() if cell in published}
                small = any(known.low < thresholds[cell] for cell, known in hidden.items())
                found |= hidden if small else near
        return found

    def break_unanimity(self) -> None:
        """All in one part: with zeros beside it, it says of everybody where they are."""
        if self.thresholds.usual <= 1:
            return
        for _, parts in self._partitions():
            full = [part for part in parts if self._counts[part]]
            zeros = sorted(part for part in parts if not self._counts[part])
            if len(full) != 1 or not zeros or self._useless.issuperset((full[0], zeros[0])):
                continue
            if not self._published.keys() & {full[0], zeros[0]}:
                for cell in (full[0], zeros[0]):
                    self.printed[cell] = Symbol.WITHHELD
                    self._unanimous.add(cell)

    def hide_until_safe(self) -> None:
        """What is safe stays so as more is hidden: looked at again once, at the end."""
        groups = [*self._links.groups(self.printed)]
        while found := self._exposed(groups) or self._exposed_after_all():
            hidden = self._to_hide(found)
            before = dict(self.printed)
            for cell in hidden:
                self.printed[cell] = Symbol.WITHHELD
            exposed = {cell for _, cells in found for cell in cells}
            if not hidden:
                self._give_up({cell for group, _ in found for cell in group.hidden}, exposed)
            changed = [cell for cell, shown in self.printed.items() if shown != before[cell]]
            self._safe.difference_update(changed)
            groups = [*self._links.groups_at([*changed, *exposed], self.printed)]

    def _to_hide(self, found: Iterable[_Exposed]) -> set[Cell]:
        """The cheapest that shares a relation with what is exposed, or with a cell linked to it."""
        hidden: set[Cell] = set()
        for group, cells in found:
            near = [(cell, self._cheapest(self._links.around(cell))) for cell in cells]
            hidden.update(beside for _, beside in near if beside)
            if not all(beside for _, beside in near) and (far := self._cheapest(group.relations)):
                hidden.add(far)
        return hidden

    def show_what_was_hidden_for_nothing(self) -> None:
        """Later choices may have made an earlier one superfluous; what costs most first."""
        kept = self._unanimous | set(self._published)
        hidden = {cell for cell, shown in self.printed.items() if shown is Symbol.WITHHELD} - kept
        for cell in sorted(hidden, key=lambda cell: (-self._cost(cell), cell)):
            self.printed[cell] = self._plainest(cell)
            if self._breaks(cell):
                self.printed[cell] = Symbol.WITHHELD

    def _breaks(self, changed: Cell) -> bool:
        """Whether what is printed is no longer safe around this cell."""
        near = (cell for relation in self._links.around(changed) for cell in relation.cells)
        return any(
            cell not in self.lost
            for group in self._links.groups_at(near, self.printed)
            for cell in self._auditor.exposed_of(group, self.printed, self.thresholds)
        )

    def _plainest(self, cell: Cell) -> Printed:
        """As it is printed when nothing else asks for more."""
        count = self._counts[cell]
        if 0 < count < self.thresholds[cell]:
            return Symbol.WITHHELD if cell in self._flowing else Symbol.SMALL
        return count

    def _partitions(self) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
        """Totals of one period with their parts, all asked for now."""
        for relation in self._relations:
            total, *parts = relation.cells
            if (
                relation.adds_up
                and total.modality == TOTAL
                and all(part.period == total.period for part in parts)
                and all(cell in self._counts for cell in relation.cells)
            ):
                yield total, tuple(parts)

    def _exposed(self, groups: Iterable[audit.Group]) -> list[_Exposed]:
        """By group, but for what was found safe before."""
        found: list[_Exposed] = []
        for group in groups:
            exposed = self._auditor.exposed_of(group, self.printed, self.thresholds, self._safe)
            if cells := [cell for cell in exposed if cell not in self.lost]:
                found.append((group, cells))
            self._safe.update(set(group.hidden) - set(cells) - self.lost)
        return found

    def _exposed_after_all(self) -> list[_Exposed]:
        self._safe.clear()
        return self._exposed(self._links.groups(self.printed))

    def _cheapest(self, relations: Iterable[Relation]) -> Cell | None:
        cells = {cell for relation in relations for cell in relation.cells if self._may_hide(cell)}
        return min(cells, key=lambda cell: (self._cost(cell), cell), default=None)

    def _may_hide(self, cell: Cell) -> bool:
        if cell not in self._counts or cell in self._published or cell in self._useless:
            return False
        return self.printed[cell] not in {Symbol.WITHHELD, Symbol.OMITTED}

    def _cost(self, cell: Cell) -> int:
        """Little is lost with a small count, much with a total; one hidden alone asks for more."""
        alone = sum(
            relation.adds_up
            and not any(
                isinstance(self.printed.get(other), Symbol)
                for other in relation.cells
                if other != cell
            )
            for relation in self._links.around(cell)
        )
        worth = max(self._counts[cell], self.thresholds.usual)
        breaks = cell in self._flowing and not self._beside_its_like(cell)
        return worth + 1_000 * alone + 10_000 * (cell.modality == TOTAL) + 100_000 * breaks

    def _beside_its_like(self, cell: Cell) -> bool:
        """Whether the same count of another period is hidden."""
        return any(
            isinstance(self.printed[other], Symbol)
            for other in self._moved
            if other.indicator == cell.indicator and other != cell
        )

    def _give_up(self, near: set[Cell], exposed: set[Cell]) -> None:
        """Omits the tables now asked for that bear on these cells; their totals last.

        Where nothing asked for bears on them, what else could be known exposes them: see `protect`.
        """
        new = self._asked_near(near)
        tables = {c.table for c in new}
        if not tables:
            self.lost |= exposed
            return
        parts = {c.table for c in new if c.modality != TOTAL} - set(self.omitted)
        for table in parts or tables:
            self._omit(table, Reason.ALREADY_TOLD, whole=not parts)

    def _asked_near(self, cells: set[Cell]) -> set[Cell]:
        """Those that may still be omitted, as near to these as there are any."""
        reached, border = set(cells), set(cells)
        while border:
            around = {
                c for cell in border for r in self._links.around(cell) for c in r.cells
            } - reached
            if new := {c for c in around | border if self._may_omit(c)}:
                return new
            reached |= around
            border = {c for c in around if isinstance(self.printed.get(c, Symbol.OMITTED), Symbol)}
        return set()

    def _may_omit(self, cell: Cell) -> bool:
        asked = cell in self._counts and cell not in self._published
        return asked and self.printed[cell] is not Symbol.OMITTED

    def _omit(self, table: Table, reason: Reason, *, whole: bool = False) -> None:
        self.omitted.setdefault(table, reason)
        for cell in self._counts:
            parts = whole or cell.modality != TOTAL
            if cell.table == table and parts and cell not in self._published:
                self.printed[cell] = Symbol.OMITTED
