"""Quartiles bound the brackets beside them, and are not printed where that tells too much."""

import math
import random
from itertools import combinations

import pytest

from referent_desk.activity.control import Cell, Printed, Symbol, adds_up, intervals, tells_more
from referent_desk.activity.counting import _quantile  # pyright: ignore[reportPrivateUsage]
from referent_desk.activity.declared import indicator, population
from referent_desk.activity.figures import Spread
from referent_desk.activity.linking import Layout
from referent_desk.activity.periods import Period
from referent_desk.activity.quartiles import DELAY_BRACKETS, points_of, told_by
from referent_desk.activity.report import PrintedSpread
from referent_desk.activity.statements import DELAYS

CODES = [code for _, code in DELAYS] + ["from_31"]
T3 = Period.quarter(2026, 3)


def layout(*rows: set[str]) -> Layout:
    answers = tuple(frozenset(row) for row in rows)
    return Layout(population("first_meetings"), T3, indicator(DELAY_BRACKETS), answers)


SINGLE = layout(*({code} for code in CODES))


def bracket(days: int) -> str:
    return next((code for bound, code in DELAYS if days <= bound), "from_31")


def spread(days: list[int]) -> PrintedSpread:
    points = [_quantile(sorted(days), share) for share in (0.25, 0.5, 0.75)]
    return PrintedSpread("délai", len(days), *(round(p) for p in points if p is not None))


@pytest.mark.parametrize("seed", range(60))
def test_what_they_tell_is_true(seed: int) -> None:
    chance = random.Random(seed)
    days = [chance.choice([7, 8, 14, 15, 30, 31, chance.randrange(60)]) for _ in range(10 + seed)]
    rows = chance.choice([SINGLE, layout({CODES[0], CODES[1]}, {CODES[2]}, {CODES[3]})])
    counts = {
        cell: sum(bracket(day) in cell.modality.split("+") for day in days)
        for cell in rows.cells[1:]
    }
    assert sum(counts.values()) == len(days)
    for told in told_by(spread(days), rows):
        found = sum(factor * counts[cell] for cell, factor in told.terms)
        assert found >= (told.low or 0)
        assert told.high is None or found <= told.high


def test_rows_that_part_no_bound_are_told_nothing_of() -> None:
    assert not [*told_by(spread([9] * 12), layout({CODES[0], CODES[3]}, {CODES[1], CODES[2]}))]


def test_nothing_is_told_by_a_base_alone() -> None:
    assert not [*told_by(PrintedSpread("délai", 12), SINGLE)]


def test_a_median_alone_tells_too() -> None:
    assert [*told_by(PrintedSpread("délai", 12, None, 6, None), SINGLE)]


def test_hidden_brackets_are_narrowed_and_that_is_seen() -> None:
    """Three quarters waited 14 days at most: of the others, who waited long are few."""
    total, *cells = SINGLE.cells
    release: dict[Cell, Printed] = {
        total: 16,
        **dict(zip(cells, (Symbol.WITHHELD, 8, Symbol.SMALL, Symbol.WITHHELD), strict=True)),
    }
    whole = [adds_up(total, cells)]
    told = [*told_by(spread([5] * 5 + [12] * 8 + [14] + [20] * 2), SINGLE)]
    assert intervals(release, [*whole, *told], 5)[cells[3]].high < 4
    assert tells_more(told, release, whole, 5)


def test_where_all_brackets_are_printed_they_tell_nothing_more() -> None:
    total, *cells = SINGLE.cells
    release: dict[Cell, Printed] = {total: 16, **dict(zip(cells, (5, 9, 0, 2), strict=True))}
    assert not tells_more([*told_by(spread([5] * 5 + [12] * 9 + [40] * 2), SINGLE)], release, [], 5)


def small_counts_told(points: tuple[int | None, ...], base: int, threshold: int) -> bool:
    """The attacker: of those who waited between two days, how many at least, how many at most."""

    def at_most(day: float) -> tuple[int, int]:
        low, high = (0, base) if day < math.inf else (base, base)
        for share, point in zip((0.25, 0.5, 0.75), points, strict=True):
            if point is not None:
                place = share * (base - 1)
                if point <= day:
                    low = max(low, math.floor(place) + 1)
                else:
                    high = min(high, math.ceil(place))
        return (0, 0) if day < 0 else (low, high)

    known = [point for point in points if point is not None]
    days = sorted({-1, *(point - 1 for point in known), *known, math.inf})
    for after, last in combinations(days, 2):
        (low_after, high_after), (low, high) = at_most(after), at_most(last)
        least, most = max(0, low - high_after), high - low_after
        if 0 < least < threshold and most - least < threshold - 1:
            return True
    return False


@pytest.mark.parametrize("threshold", [3, 5, 8])
@pytest.mark.parametrize("base", [9, 10, 12, 15, 16, 17, 19, 20, 21, 31, 32, 33, 50])
def test_no_part_that_they_cut_off_is_small(base: int, threshold: int) -> None:
    points = points_of(Spread(population("first_meetings"), base, 4.0, 9.0, 17.0), threshold)
    assert not small_counts_told(points, base, threshold)


def test_quartiles_of_few_would_count_those_who_waited_least() -> None:
    """Of ten, three to five."""
    assert small_counts_told((4, 9, 17), 10, 5)


def test_a_median_is_printed_of_fewer_than_quartiles_are() -> None:
    waited = [Spread(population("first_meetings"), n, 3.5, 9.5, 17.0) for n in (9, 10, 16, 17)]
    assert [points_of(delay, 5) for delay in waited] == [
        (None, None, None),
        (None, 10, None),
        (None, 10, None),
        (4, 10, 17),
    ]
