"""What became of the referrals to each resource, in figures that point at nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from referent_desk.followup.model import ReferralState


class Hidden(StrEnum):
    """Why a figure is not told: it is small, or it would tell a small one."""

    SMALL = "small"
    BESIDE = "beside"


Figure = int | Hidden


@dataclass(frozen=True)
class Outcome:
    """Referrals to one resource, and how many stand where."""

    resource_id: str
    resource: str
    total: Figure
    states: Mapping[ReferralState, Figure]


def outcome(
    resource_id: str, resource: str, counts: Mapping[ReferralState, int], threshold: int
) -> Outcome:
    total, states = told(tuple(counts.get(state, 0) for state in ReferralState), threshold)
    by_state = dict(zip(ReferralState, states, strict=True))
    return Outcome(resource_id, resource, total, by_state)


def told(counts: Sequence[int], threshold: int) -> tuple[Figure, tuple[Figure, ...]]:
    """The sum and its parts, so that no part below `threshold` can be worked out.

    A small sum is told as small, its parts not at all. Else the small parts are hidden, then the
    next smallest beside them, until the sum leaves each hidden part more than one value.
    """
    total = sum(counts)
    if 0 < total < threshold:
        return Hidden.SMALL, (Hidden.BESIDE,) * len(counts)
    small = {at for at, count in enumerate(counts) if 0 < count < threshold}
    hidden = set(small)
    others = sorted(set(range(len(counts))) - small, key=lambda at: (not counts[at], counts[at]))
    while hidden and others and _worked_out(counts, small, hidden, threshold):
        hidden.add(others.pop(0))
    parts: list[Figure] = list(counts)
    for at in hidden:
        parts[at] = Hidden.SMALL if at in small else Hidden.BESIDE
    if hidden and _worked_out(counts, small, hidden, threshold):
        return Hidden.BESIDE, tuple(parts)
    return total, tuple(parts)


def _worked_out(counts: Sequence[int], small: set[int], hidden: set[int], threshold: int) -> bool:
    """Whether the sum of what is hidden leaves some small part one value only."""
    rest = sum(counts[at] for at in hidden)
    bounds = {at: (1, threshold - 1) if at in small else (0, rest) for at in hidden}
    lowest, highest = (sum(bound[end] for bound in bounds.values()) for end in (0, 1))
    for at in small:
        low, high = bounds[at]
        least = max(low, rest - (highest - high))
        most = min(high, rest - (lowest - low))
        if least == most:
            return True
    return False
