"""The audit finds what an attacker who tries every count finds."""

import random

import pytest

from referent_desk.activity.control import (
    Auditor,
    Cell,
    Contradiction,
    Interval,
    Relation,
    Release,
    Symbol,
    Thresholds,
    adds_up,
    at_most,
    at_most_together,
    exposed,
    intervals,
)
from referent_desk.activity.control.audit import Links
from tests.referent_desk.activity.control.attack import partition, possible

T1, T2, YEAR = "2026-T1", "2026-T2", "2026"
TOTAL = Cell("situations", "", T1)
A, B, C = (Cell("ward", modality, T1) for modality in "abc")
SUM = [adds_up(TOTAL, [A, B, C])]


def test_a_lone_hidden_cell_is_found_again() -> None:
    release: Release = {TOTAL: 20, A: Symbol.SMALL, B: 7, C: 10}
    assert intervals(release, SUM, 5) == {A: Interval(3, 3)}
    assert exposed(release, SUM, 5) == [A]


def test_a_second_one_protects_the_first() -> None:
    release: Release = {TOTAL: 20, A: Symbol.SMALL, B: Symbol.WITHHELD, C: 10}
    assert intervals(release, SUM, 5) == {A: Interval(1, 4), B: Interval(6, 9)}
    assert exposed(release, SUM, 5) == [B], "7 to 9 would be told within less than five"


def test_a_withheld_count_may_leave_what_a_small_one_does() -> None:
    release: Release = {TOTAL: Symbol.SMALL, A: Symbol.WITHHELD, B: 0, C: 0}
    assert intervals(release, SUM, 5)[A] == Interval(1, 4)
    assert exposed(release, SUM, 5) == []


@pytest.mark.parametrize(("total", "left"), [(4, (1, 3)), (5, (1, 4)), (6, (2, 4))])
def test_a_small_count_leaves_all_of_its_range(total: int, left: tuple[int, int]) -> None:
    release: Release = {TOTAL: total, A: Symbol.SMALL, B: Symbol.SMALL, C: 0}
    assert intervals(release, SUM, 5) == dict.fromkeys((A, B), Interval(*left))
    assert exposed(release, SUM, 5) == ([] if left == (1, 4) else [A, B])


@pytest.mark.parametrize(("total", "safe"), [(6, True), (7, False), (3, False)])
def test_what_earlier_reports_narrowed_leaves_no_less_than_they_do(total: int, safe: bool) -> None:
    release: Release = {TOTAL: total, A: Symbol.SMALL, B: Symbol.SMALL, C: 0}
    known = Thresholds(5, narrowed=dict.fromkeys((A, B), Interval(2, 4)))
    assert exposed(release, SUM, known) == ([] if safe else [A, B])


def test_counts_are_whole() -> None:
    """Each two of three add up to five: halves would fit."""
    pairs = [(A, B), (B, C), (A, C)]
    sums = [adds_up(Cell("pairs", str(n), T1), pair) for n, pair in enumerate(pairs)]
    release: Release = {relation.cells[0]: 5 for relation in sums}
    with pytest.raises(Contradiction):
        exposed(release | dict.fromkeys((A, B, C), Symbol.WITHHELD), sums, 5)


def test_who_trusted_a_cell_once_remembers_nothing_of_it() -> None:
    release: Release = {TOTAL: 4, A: Symbol.SMALL, B: Symbol.SMALL, C: 0}
    auditor, thresholds = Auditor(), Thresholds(5)
    [group] = Links(SUM).groups(release)
    assert list(auditor.exposed_of(group, release, thresholds, trusted={A})) == [B]
    assert list(auditor.exposed_of(group, release, thresholds)) == [A, B]


def test_a_difference_of_two_totals_tells() -> None:
    """The year minus three quarters."""
    quarters = [Cell("ward", "a", f"2026-T{number}") for number in (1, 2, 3, 4)]
    year = Cell("ward", "a", YEAR)
    release: Release = dict.fromkeys(quarters, 6) | {quarters[3]: Symbol.SMALL, year: 20}
    assert exposed(release, [adds_up(year, quarters)], 5) == [quarters[3]]


def test_persons_of_a_year_bound_those_of_its_quarters() -> None:
    quarters = [Cell("people", "brother", f"2026-T{number}") for number in (1, 2)]
    year = Cell("people", "brother", YEAR)
    relations: list[Relation] = [at_most(quarter, year) for quarter in quarters]
    relations.append(at_most_together(year, quarters))
    release: Release = {quarters[0]: Symbol.SMALL, quarters[1]: Symbol.SMALL, year: 2}
    assert intervals(release, relations, 5) == dict.fromkeys(quarters, Interval(1, 2))
    assert exposed(release, relations, 5) == quarters


def test_what_cannot_be_is_said() -> None:
    with pytest.raises(Contradiction):
        exposed({TOTAL: 3, A: Symbol.SMALL, B: 7, C: 0}, SUM, 5)


def test_cells_that_are_not_printed_are_unknown() -> None:
    assert exposed({TOTAL: 20, A: Symbol.SMALL, B: 7}, SUM, 5) == []


@pytest.mark.parametrize("seed", range(40))
def test_as_by_trying_every_count(seed: int) -> None:
    """Two modalities over two quarters and their sum, four of the nine cells hidden."""
    chance = random.Random(seed)
    threshold, most = chance.choice([3, 5]), 14
    counts = {
        Cell("ward", modality, period): chance.choice([0, 1, 2, 3, 4, 5])
        for modality in "ab"
        for period in (T1, T2)
    }
    relations = [
        *(adds_up(Cell("ward", m, YEAR), [Cell("ward", m, p) for p in (T1, T2)]) for m in "ab"),
        *partition("ward", "ab", (T1, T2, YEAR)),
    ]
    for relation in relations:
        total, *parts = relation.cells
        counts[total] = sum(counts[part] for part in parts)
    release: dict[Cell, int | Symbol] = dict(counts)
    for cell in chance.sample(sorted(counts), 4):
        small = 0 < counts[cell] < threshold
        release[cell] = Symbol.SMALL if small else Symbol.WITHHELD
    found = intervals(release, relations, threshold)
    if all(interval.high <= most for interval in found.values()):
        every = possible(release, relations, threshold, most)
        assert found == {c: Interval(min(of), max(of)) for c, of in every.items()}
    else:
        assert all(
            interval.low <= counts[cell] <= interval.high for cell, interval in found.items()
        )
