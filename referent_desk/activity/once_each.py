"""Days in pieces, and what holds of those who are counted once however often they were there.

Of counts over periods that are nested in each other or apart nothing holds but that a period has no
fewer than each part of it, and no more than its parts together. Where some overlap, their pieces
form runs; whoever was there goes from each piece where they were to the next one where they were,
which is a flow: those who start in a piece, those who go from one to another, and those who end in
a piece are not negative, and any such flow is somebody's days. So these ties are all that there is.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from functools import cache
from itertools import combinations, pairwise

from referent_desk.activity.periods import Period

_ONE_DAY = timedelta(days=1)

Tie = tuple[tuple[Period, ...], tuple[Period, ...]]
"""The counts over the first together are no more than those over the second."""


def atoms(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The pieces between the boundaries of `periods`, without the days that none covers."""
    every = set(periods)
    cuts = sorted({p.first for p in every} | {p.last + _ONE_DAY for p in every})
    pieces = (Period(first, after - _ONE_DAY) for first, after in pairwise(cuts))
    return tuple(piece for piece in pieces if any(p.covers(piece) for p in every))


def between(periods: Collection[Period]) -> set[Period]:
    """Those that are needed to tell what ties `periods`."""
    told = {period for tie in once_each(frozenset(periods)) for side in tie for period in side}
    return told - set(periods)


@cache
def once_each(periods: frozenset[Period]) -> tuple[Tie, ...]:
    """All that ties them, through others in `between` where some overlap."""
    return tuple(_ties(periods))


def _ties(periods: Collection[Period]) -> Iterator[Tie]:
    for cluster in _overlapping(periods):
        hull = _hull(cluster)
        if hull in cluster:
            yield from _under(hull, cluster - {hull})
        else:
            yield from _crossing(cluster, cluster)


def _under(whole: Period, inside: Collection[Period]) -> Iterator[Tie]:
    parts: list[Period] = []
    for cluster in _overlapping(inside):
        hull = _hull(cluster)
        parts.append(hull)
        if hull in cluster:
            yield from _under(hull, cluster - {hull})
        else:
            yield from _crossing(cluster, [hull])
    if parts != [whole]:
        for part in parts:
            yield (part,), (whole,)
        if sum(part.days for part in parts) == whole.days:
            yield (whole,), tuple(parts)


def _crossing(cluster: Collection[Period], counted: Collection[Period]) -> Iterator[Tie]:
    """Runs within `counted`: one has, with what is in the middle of it, no more than without its
    last piece and without its first.
    """
    pieces = _cut(cluster)

    def run(first: int, last: int) -> Period | None:
        if not 0 <= first <= last < len(pieces):
            return None
        found = Period(pieces[first].first, pieces[last].last)
        return found if any(period.covers(found) for period in counted) else None

    for first, last in combinations(range(len(pieces)), 2):
        whole, early, late = run(first, last), run(first, last - 1), run(first + 1, last)
        if whole and early and late:
            middle = run(first + 1, last - 1)
            yield (whole, middle) if middle else (whole,), (early, late)
            if not run(first - 1, last):
                yield (early,), (whole,)
            if not run(first, last + 1):
                yield (late,), (whole,)
    for piece in pieces:
        yield from _under(piece, {p for p in cluster if piece.covers(p) and p != piece})


def _cut(cluster: Collection[Period]) -> tuple[Period, ...]:
    """At the ends of those that overlap; what lies within one piece does not cut it."""
    cutting = {p for p in cluster if not any(q != p and q.covers(p) for q in cluster)}
    pieces = atoms(cutting)
    while more := {p for p in cluster if not any(q.covers(p) for q in pieces)} - cutting:
        cutting |= more
        pieces = atoms(cutting)
    return pieces


def _overlapping(periods: Iterable[Period]) -> Iterator[set[Period]]:
    """Those that share days, directly or through others."""
    cluster = set[Period]()
    for period in sorted(periods):
        if cluster and period.first > max(p.last for p in cluster):
            yield cluster
            cluster = set[Period]()
        cluster.add(period)
    if cluster:
        yield cluster


def _hull(cluster: Collection[Period]) -> Period:
    return Period(min(p.first for p in cluster), max(p.last for p in cluster))
