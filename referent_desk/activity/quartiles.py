"""What a median and quartiles tell of the brackets printed beside them."""

import math
from collections.abc import Iterator

from referent_desk.activity.control import Relation
from referent_desk.activity.figures import Spread
from referent_desk.activity.linking import Layout, answers_of
from referent_desk.activity.report import BASE_OF_A_SPREAD, PrintedSpread
from referent_desk.activity.statements import DELAYS

DELAY_BRACKETS = "first_meetings.delay"
_SHARES = (0.25, 0.5, 0.75)


def points_of(delay: Spread, threshold: int) -> tuple[int | None, int | None, int | None]:
    """To the day, each where as many as the threshold are on either side: « a quarter waited three
    days at most » counts those who did.
    """
    points = delay.low_quartile, delay.median, delay.high_quartile

    def printed(share: float, point: float | None) -> int | None:
        if point is None or delay.count < BASE_OF_A_SPREAD * threshold:
            return None
        place = share * (delay.count - 1)
        fewest = min(math.floor(place) + 1, delay.count - math.ceil(place))
        return round(point) if fewest >= threshold else None

    low, median, high = map(printed, _SHARES, points)
    return low, median, high


def told_by(spread: PrintedSpread, brackets: Layout) -> Iterator[Relation]:
    """How many are at or under each bound that the rows of `brackets` part.

    A quartile lies between two values of the sorted days, and is printed to the day.
    """
    points = spread.low_quartile, spread.median, spread.high_quartile
    for share, point in zip(_SHARES, points, strict=True):
        if point is None or not isinstance(spread.base, int):
            continue
        place = share * (spread.base - 1)
        for number, (bound, _) in enumerate(DELAYS, 1):
            under = {code for _, code in DELAYS[:number]}
            rows = [cell for cell in brackets.cells[1:] if answers_of(cell) <= under]
            if frozenset(under) != frozenset[str]().union(*map(answers_of, rows)):
                continue
            terms = tuple((cell, 1) for cell in rows)
            if point <= bound:
                yield Relation(terms, math.floor(place) + 1, None)
            else:
                yield Relation(terms, 0, math.ceil(place))
