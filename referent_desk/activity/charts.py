"""Printed figures as bars: what is hidden has no length, and a look that says which kind it is."""

from collections.abc import Sequence

from referent_desk.activity import wording
from referent_desk.activity.control import Printed, Symbol
from referent_desk.activity.periods import Period
from referent_desk.drawings import Bar, Look

_HIDDEN = {Symbol.SMALL: Look.HATCHED, Symbol.WITHHELD: Look.OPEN, Symbol.OMITTED: Look.NONE}


def bar(value: Printed | None, told: str, label: str = "", *, full: bool = True) -> Bar:
    """`told` is the figure as printed."""
    if isinstance(value, Symbol):
        return Bar(label, None, told, _HIDDEN[value])
    if value is None:
        return Bar(label, None, told, Look.NONE)
    return Bar(label, value, told, Look.FULL if full else Look.PALE)


def longest(bars: Sequence[Bar]) -> float:
    """The length of the longest one that is known."""
    return max((bar.length for bar in bars if bar.length is not None), default=0)


def tall_bar(period: Period, value: Printed | None, told: str, *, latest: bool) -> Bar:
    """One of a small chart over time."""
    return bar(value, told, wording.short_period(period), full=latest)
