"""What ties those counted once over several periods: true of everybody's days, and all there is."""

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

import highspy
import pytest

from referent_desk.activity.once_each import Tie, atoms, between, once_each
from referent_desk.activity.periods import Period

T1, T2, T3, T4 = YEAR = [Period.quarter(2026, number) for number in (1, 2, 3, 4)]
WHOLE = Period.year(2026)
FIRST = date(2026, 1, 1)

Key = Period | tuple[Period, ...]
Row = tuple[Mapping[Key, int], int, int | None]


def days(first: int, last: int) -> Period:
    return Period(FIRST + timedelta(days=first), FIRST + timedelta(days=last))


def ties(periods: Iterable[Period]) -> set[Tie]:
    return {*once_each(frozenset(periods))}


def some(chance: random.Random, most: int, length: int) -> set[Period]:
    ends = (sorted(chance.sample(range(length + 1), 2)) for _ in range(chance.randrange(2, most)))
    return {days(first, last - 1) for first, last in ends}


def test_atoms_are_the_pieces_between_all_boundaries() -> None:
    assert atoms([T1, T2, WHOLE]) == (T1, T2, Period(T3.first, T4.last))
    assert atoms([T1, T4]) == (T1, T4), "what none covers is none"
    assert atoms([T3]) == (T3,)


def test_a_year_has_no_fewer_than_each_quarter_and_no_more_than_all() -> None:
    told = ties([WHOLE, *YEAR])
    assert told == {((WHOLE,), (T1, T2, T3, T4)), *(((q,), (WHOLE,)) for q in YEAR)}
    assert not between([WHOLE, *YEAR])


def test_periods_apart_are_not_tied() -> None:
    assert not ties([T1, T3, T4])


def test_two_that_overlap_have_no_more_together_than_without_what_they_share() -> None:
    early, late = Period(T1.first, T3.last), Period(T2.first, T4.last)
    middle = Period(T2.first, T3.last)
    assert ((WHOLE, middle), (early, late)) in ties([early, late, middle, WHOLE])
    assert between([early, late]) == {T1, middle, T4}


@pytest.mark.parametrize("seed", range(60))
def test_they_hold_of_everybody(seed: int) -> None:
    chance = random.Random(seed)
    periods = some(chance, 9, 12)
    people = [[days(d, d) for d in range(12) if chance.random() < 0.3] for _ in range(20)]

    def count(period: Period) -> int:
        return sum(any(period.covers(day) for day in there) for there in people)

    for fewer, more in ties(periods):
        assert sum(map(count, fewer)) <= sum(map(count, more))


@pytest.mark.parametrize("seed", range(25))
def test_nothing_else_holds(seed: int) -> None:
    """Against all that people could do: how many come on which days, each way a variable."""
    chance = random.Random(seed)
    periods = sorted(some(chance, 6, 5))
    ways = [
        way for size in range(1, 6) for way in combinations([days(d, d) for d in range(5)], size)
    ]
    people = {way: chance.choice([0, 0, 0, 1, 4]) for way in ways}
    met = {p: [way for way in ways if any(map(p.covers, way))] for p in periods}
    known = {p: sum(people[way] for way in met[p]) for p in periods[1:]}
    tied: list[Row] = [
        ({**dict.fromkeys(more, 1), **dict.fromkeys(fewer, -1)}, 0, None)
        for fewer, more in ties(periods)
    ]
    lived: list[Row] = [({p: -1, **dict.fromkeys(met[p], 1)}, 0, 0) for p in periods]
    by_ties = ends([*periods, *between(periods)], tied, known, periods[0])
    assert by_ties == pytest.approx(ends([*ways, *periods], lived, known, periods[0]))


def ends(
    keys: Sequence[Key], rows: Sequence[Row], known: Mapping[Period, int], wanted: Key
) -> list[float]:
    """The least and the greatest value of one."""
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    column = {key: number for number, key in enumerate(keys)}
    for key in keys:
        count = known.get(key) if isinstance(key, Period) else None
        solver.addVar(0 if count is None else count, 1_000 if count is None else count)
    for terms, low, high in rows:
        most = highspy.kHighsInf if high is None else high
        solver.addRow(low, most, len(terms), [column[key] for key in terms], [*terms.values()])
    found: list[float] = []
    for cost in (1, -1):
        solver.changeColCost(column[wanted], cost)
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        found.append(solver.getSolution().col_value[column[wanted]])
    return found
