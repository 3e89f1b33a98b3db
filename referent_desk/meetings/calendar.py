"""Belgian working days: what dates are proposed on, and why a chosen one is not such a day."""

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import holidays

_WEEKEND = {5: "un samedi", 6: "un dimanche"}


def day_off(day: date) -> str:
    """« un samedi », « férié (Noël) »; empty for a working day."""
    name = _public_holidays().get(day)
    return f"férié ({name})" if name else _WEEKEND.get(day.weekday(), "")


def working_day(day: date) -> date:
    """That day, or the first working day after it."""
    while day_off(day):
        day += timedelta(days=1)
    return day


def working_days_after(day: date, count: int = 1) -> date:
    """The `count`-th working day after `day`."""
    for _ in range(count):
        day = working_day(day + timedelta(days=1))
    return day


@cache
def _public_holidays() -> "holidays.HolidayBase":
    """Imported when first asked for: the library takes its time, and few screens need it."""
    import holidays  # noqa: PLC0415

    return holidays.country_holidays("BE", language="fr")
