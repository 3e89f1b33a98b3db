"""Days as they are typed in a filter: « 2026 », « mars 2026 », « 12/11/2026 ». Pure."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from referent_desk.families import fold

Period = tuple[date, date]
_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_SHORTEST_MONTH = 3
_YEAR = re.compile(r"(\d{4})\Z")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})\Z|(\d{1,2})/(\d{4})\Z")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z|(\d{1,2})/(\d{1,2})/(\d{4})\Z")


def period(typed: str, today: date) -> Period | None:
    """First and last day, both in; None when it says no period. `a..b` goes from one to another."""
    first, between, last = typed.strip().partition("..")
    begins = _one(first.strip(), today)
    if not between or begins is None:
        return begins
    ends = _one(last.strip(), today) if last.strip() else (today, date.max)
    return (begins[0], ends[1]) if ends and ends[1] >= begins[0] else None


def _one(typed: str, today: date) -> Period | None:
    try:
        return _in_figures(typed) or _in_words(fold(typed), today)
    except ValueError:  # no such day: 31/02
        return None


def _in_figures(typed: str) -> Period | None:
    if found := _DAY.match(typed):
        year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
        return (only := date(int(year), int(month), int(day)), only)
    if found := _MONTH.match(typed):
        year, month = found.group(1, 2) if found[1] else found.group(4, 3)
        return _month(int(year), int(month))
    if found := _YEAR.match(typed):
        return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
    return None


def _in_words(typed: str, today: date) -> Period | None:
    if typed in _LATELY:
        return _LATELY[typed](today), today
    if typed == "hier":
        return (yesterday := today - timedelta(days=1), yesterday)
    name, _, year = typed.partition(" ")
    number = _month_number(name)
    if not number or (year and not year.isdigit()):
        return None
    latest = today.year if number <= today.month else today.year - 1
    return _month(int(year or latest), number)


def _month_number(name: str) -> int:
    months = _MONTHS.split()
    fitting = [n for n, month in enumerate(months, 1) if month.startswith(name)]
    return fitting[0] if len(name) >= _SHORTEST_MONTH and len(fitting) == 1 else 0


def _month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


_LATELY: dict[str, Callable[[date], date]] = {
    "aujourd hui": lambda today: today,
    "semaine": lambda today: today - timedelta(days=7),
    "mois": lambda today: today - timedelta(days=31),
    "trimestre": lambda today: today - timedelta(days=92),
    "annee": lambda today: today - timedelta(days=366),
}
