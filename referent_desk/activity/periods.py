"""What a report is about: a quarter, a year, or the days between two dates."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from referent_desk.activity.errors import InvalidPeriod

_QUARTER = re.compile(r"(\d{4})-T([1-4])", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_BETWEEN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """Whole days, the last one included, in local time as everything is noted."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if not _FIRST_YEAR <= self.first.year <= self.last.year <= _LAST_YEAR:
            raise InvalidPeriod
        if self.first > self.last:
            raise InvalidPeriod

    @classmethod
    def quarter(cls, year: int, number: int) -> "Period":
        """`number` from 1 to 4."""
        month = 3 * number
        last = date(year, month, calendar.monthrange(year, month)[1])
        return cls(date(year, month - 2, 1), last)

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of_day(cls, day: date) -> "Period":
        """The quarter that the day is in."""
        return cls.quarter(day.year, (day.month + 2) // 3)

    @classmethod
    def read(cls, label: str) -> "Period":
        """From a label: 2026-T3, 2026 or 2026-01-15..2026-02-28. Raises InvalidPeriod."""
        try:
            if found := _QUARTER.fullmatch(label):
                return cls.quarter(int(found[1]), int(found[2]))
            if _YEAR.fullmatch(label):
                return cls.year(int(label))
            if found := _BETWEEN.fullmatch(label):
                return cls(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
        except ValueError:
            pass
        raise InvalidPeriod

    @cached_property
    def label(self) -> str:
        """As `read` takes it; it sorts by year, then quarter."""
        if self.is_year:
            return f"{self.first.year:04}"
        if self.is_quarter:
            return f"{self.first.year:04}-T{self.number}"
        return f"{self.first}..{self.last}"

    @property
    def number(self) -> int:
        """From 1 to 4, of the quarter that its first day is in."""
        return (self.first.month + 2) // 3

    @property
    def is_quarter(self) -> bool:
        return self == Period.of_day(self.first)

    @property
    def is_year(self) -> bool:
        return self == Period.year(self.first.year)

    @property
    def quarters(self) -> tuple["Period", ...]:
        """Those of a year; none of any other period."""
        if not self.is_year:
            return ()
        return tuple(Period.quarter(self.first.year, number) for number in (1, 2, 3, 4))

    @property
    def previous(self) -> "Period":
        """The same kind of period, just before: as many whole months, or as many days."""
        before = self.first - _ONE_DAY
        if self.is_year:
            return Period.year(before.year)
        if self.is_quarter:
            return Period.of_day(before)
        if months := self._whole_months:
            ahead = self.first.year * 12 + self.first.month - 1 - months
            return Period(date(ahead // 12, ahead % 12 + 1, 1), before)
        return Period(self.first - (self.last - self.first) - _ONE_DAY, before)

    @property
    def _whole_months(self) -> int:
        after = self.last + _ONE_DAY
        if self.first.day != 1 or after.day != 1:
            return 0
        return (after.year - self.first.year) * 12 + after.month - self.first.month

    @property
    def year_before(self) -> "Period":
        return Period(_a_year_before(self.first), _a_year_before(self.last))

    @property
    def bounds(self) -> tuple[str, str]:
        """As text compares, for days as for hours: from the first, before the second."""
        return self.first.isoformat(), (self.last + _ONE_DAY).isoformat()

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def is_over(self, today: date) -> bool:
        return self.last < today

    def covers(self, other: "Period") -> bool:
        return self.first <= other.first and other.last <= self.last


def _a_year_before(day: date) -> date:
    """The last day of February stays the last."""
    year = day.year - 1
    last = calendar.monthrange(year, day.month)[1]
    ends = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, day.month, last if ends else min(day.day, last))
