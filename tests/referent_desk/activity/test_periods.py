"""Quarters, years and the days between two dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.activity.errors import InvalidPeriod
from referent_desk.activity.periods import Period

DAYS = st.dates(date(1990, 1, 1), date(2190, 12, 31))


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2026-T1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-T3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2024-T4", date(2024, 10, 1), date(2024, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-01-15..2026-02-28", date(2026, 1, 15), date(2026, 2, 28)),
    ],
)
def test_a_label_is_read_and_written_alike(label: str, first: date, last: date) -> None:
    period = Period.read(label)
    assert (period.first, period.last, period.label) == (first, last, label)


@pytest.mark.parametrize(
    "label",
    [
        *("", "2026-T5", "2026-T0", "T3", "26", "2026-01-15", " 2026", "٢٠٢٦"),
        *("2026-02-28..2026-01-15", "2026-02-30..2026-03-01"),
        *("0000", "0001", "9999", "2026-01-01..9999-12-31"),
    ],
)
def test_what_is_no_period_is_refused(label: str) -> None:
    with pytest.raises(InvalidPeriod):
        Period.read(label)


@given(DAYS)
def test_a_day_is_in_one_quarter_of_its_year(day: date) -> None:
    year = Period.year(day.year)
    [holding] = [quarter for quarter in year.quarters if quarter.first <= day <= quarter.last]
    assert holding == Period.of_day(day)
    assert year.covers(holding)
    assert sum(quarter.days for quarter in year.quarters) == year.days


@given(DAYS, st.integers(0, 800))
def test_the_previous_period_ends_the_day_before(day: date, length: int) -> None:
    for period in (Period.of_day(day), Period.year(day.year), Period(day, day + timedelta(length))):
        assert period.previous.last == period.first - timedelta(days=1)
    quarter = Period.of_day(day)
    assert quarter.previous.is_quarter
    assert quarter.year_before == quarter.previous.previous.previous.previous
    assert Period.year(day.year).year_before == Period.year(day.year).previous


def test_the_end_of_february_stays_the_end() -> None:
    assert Period(date(2025, 2, 1), date(2025, 2, 28)).year_before.last == date(2024, 2, 29)
    assert Period(date(2024, 2, 29), date(2024, 2, 29)).year_before.first == date(2023, 2, 28)


def test_bounds_hold_the_last_second_and_nothing_after() -> None:
    first, after = Period.quarter(2026, 1).bounds
    inside = ("2026-01-01", "2026-01-01T00:00", "2026-03-31T23:59:59", "2026-03-31")
    outside = ("2025-12-31T23:59:59", "2026-04-01", "2026-04-01T00:00", "2026-04-01T00:00:00")
    assert all(first <= day < after for day in inside)
    assert not any(first <= day < after for day in outside)


def test_a_period_is_over_the_day_after() -> None:
    quarter = Period.quarter(2026, 4)
    assert not quarter.is_over(date(2026, 12, 31))
    assert quarter.is_over(date(2027, 1, 1))


def test_half_a_year_is_compared_with_the_half_before() -> None:
    half = Period(date(2026, 1, 1), date(2026, 6, 30))
    assert half.previous == Period(date(2025, 7, 1), date(2025, 12, 31))
    assert Period(date(2024, 2, 1), date(2024, 2, 29)).previous == Period(
        date(2024, 1, 1), date(2024, 1, 31)
    )
    assert Period(date(2026, 2, 10), date(2026, 2, 19)).previous.days == 10
