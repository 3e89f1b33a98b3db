"""A small office's year, issued after its quarters: few situations closed in one of them."""

import random

import pytest

from referent_desk.activity.choice import Choice
from referent_desk.activity.control import Printed, Symbol
from referent_desk.activity.counted import Counted
from referent_desk.activity.history import Issue, to_keep
from referent_desk.activity.periods import Period
from referent_desk.activity.publication import Asked, draft
from referent_desk.activity.report import Report
from tests.referent_desk.activity.attacker import attack
from tests.referent_desk.activity.invented_figures import Invented
from tests.referent_desk.activity.test_attack import truth_of

YEAR = Period.year(2026)
NEW, CURRENT, CLOSED = "situations_new", "situations_current", "situations_closed"


def issued(office: Invented) -> list[Report]:
    """The quarters, then their year; nobody works out what they hide."""
    issues = list[Issue]()
    for period in (*YEAR.quarters, YEAR):
        counted = Counted(office)
        made = draft(Asked(period, Choice(compared=False), 5, tuple(issues)), counted)
        reads = counted.count_if_known, counted.who_if_known
        issues.append(Issue(made.report, *(to_keep(made.layouts, read) for read in reads)))
    reports = [issue.report for issue in issues]
    found = attack([(report, truth_of(office)) for report in reports], {})
    assert not found.pinned
    assert not found.narrowed
    return reports


def totals(report: Report) -> dict[str, Printed]:
    return {total.population.code: total.values[0] for total in report.key_figures}


@pytest.mark.parametrize(("seed", "few"), [(5, 1), (13, 2), (0, 3)])
def test_its_totals_are_printed(seed: int, few: int) -> None:
    """The number of the next quarter is hidden beside it, and so their sum may be told."""
    office = Invented(random.Random(seed), 12, [])
    assert 0 < office.total(CLOSED, Period.quarter(2026, few)) < 5
    *quarters, year = map(totals, issued(office))
    assert {code: year[code] for code in (NEW, CURRENT, CLOSED)} == {
        code: office.total(code, YEAR) for code in (NEW, CURRENT, CLOSED)
    }
    assert [isinstance(quarter[CLOSED], Symbol) for quarter in quarters] == [
        number in {few, few + 1} for number in (1, 2, 3, 4)
    ]
    assert not any(isinstance(quarter[NEW], Symbol) for quarter in quarters)


def test_few_in_its_last_quarter_leave_only_those_closed_unsaid() -> None:
    """No quarter of that year is left in which as many could have been closed."""
    year = totals(issued(Invented(random.Random(1), 12, []))[-1])
    assert year[CLOSED] is Symbol.WITHHELD
    assert isinstance(year[NEW], int)
    assert isinstance(year[CURRENT], int)
