"""What the attacker knows of those who are counted once, however often they were there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from referent_desk.activity.control import Printed, Symbol
from referent_desk.activity.declared import population
from referent_desk.activity.periods import Period
from referent_desk.activity.report import PrintedTotal
from tests.referent_desk.activity.attacker import ALL, Figure, Found, attack
from tests.referent_desk.activity.reports import EMPTY

MET = population("persons_met")
T2, T3, T4 = (Period.quarter(2026, number) for number in (2, 3, 4))
EARLY, LATE, MIDDLE = (
    Period(date(2026, 1, 1), T3.last),
    Period(T2.first, T4.last),
    Period(T2.first, T3.last),
)
YEAR = Period.year(2026)
WINTER, SPRING, SUMMER, AUTUMN = (date(2026, month, 9) for month in (1, 5, 8, 11))


def attacked(people: list[set[date]], shown: Mapping[Period, Printed]) -> Found:
    """`people`: when each was met."""

    def truth(figure: Figure) -> frozenset[int]:
        there = Period(figure.first, figure.last)
        return frozenset(
            number
            for number, days in enumerate(people)
            if any(there.covers(Period(day, day)) for day in days)
        )

    total = PrintedTotal(MET, tuple(shown), tuple(shown.values()))
    return attack([(replace(EMPTY, key_figures=(total,), threshold=5), truth)], {})


def year_of(found: list[Figure]) -> bool:
    return Figure(MET.code, ALL, YEAR.first, YEAR.last) in found


def test_the_shortest_way_through_a_year_bounds_it() -> None:
    """« <5 » and « <5 » make eight at most; the longer period beside them would make nine."""
    people = [{WINTER}, {SPRING}, *[{SUMMER, AUTUMN}] * 2, *[{AUTUMN}] * 2]
    shown = {
        EARLY: Symbol.SMALL,
        T4: Symbol.SMALL,
        LATE: 5,
        YEAR: Symbol.WITHHELD,
    }
    assert year_of(attacked(people, shown).narrowed)


def test_what_two_periods_share_is_counted_in_both() -> None:
    """Ten until autumn, ten from spring on, and the same ten in between: no one else came."""
    shown = {EARLY: 10, LATE: 10, MIDDLE: 10, YEAR: Symbol.WITHHELD}
    assert year_of(attacked([{SUMMER}] * 10, shown).pinned)
