from datetime import date

import pytest

from referent_desk.meetings import day_off, working_day, working_days_after


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 28), "un samedi"),
        (date(2026, 11, 29), "un dimanche"),
        (date(2026, 12, 25), "férié (Noël)"),
        (date(2026, 7, 21), "férié (Fête nationale)"),
        (date(2026, 11, 24), ""),
    ],
)
def test_why_a_day_is_no_working_day(day: date, why: str) -> None:
    assert day_off(day) == why


def test_proposed_dates_step_over_holidays_and_weekends() -> None:
    assert working_day(date(2026, 12, 25)) == date(2026, 12, 28)
    assert working_day(date(2026, 11, 24)) == date(2026, 11, 24)
    assert working_days_after(date(2026, 12, 24), 2) == date(2026, 12, 29)
