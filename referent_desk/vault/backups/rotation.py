"""Which backups are kept. Pure."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

DAYS, WEEKS, MONTHS = 7, 4, 12


def kept(moments: Iterable[datetime], just_made: datetime | None = None) -> frozenset[datetime]:
    """The newest of each of the last days, weeks and months that have a backup.

    Counted in days with a backup rather than from today's date: neither an absence nor a wrong
    clock empties the shelf. `just_made` is always kept, even by a clock that was set back.
    """
    newest_first = sorted(moments, reverse=True)
    chosen = {newest_first[0]} if newest_first else set[datetime]()
    if just_made is not None:
        chosen.add(just_made)
    for period, number in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        chosen.update(_newest_of_each(newest_first, period)[:number])
    return frozenset(chosen)


def _newest_of_each(
    newest_first: list[datetime], period: Callable[[datetime], tuple[int, ...]]
) -> list[datetime]:
    found: dict[tuple[int, ...], datetime] = {}
    for moment in newest_first:
        found.setdefault(period(moment), moment)
    return list(found.values())


def _day(moment: datetime) -> tuple[int, ...]:
    day: date = moment.date()
    return day.year, day.month, day.day


def _week(moment: datetime) -> tuple[int, ...]:
    return tuple(moment.isocalendar()[:2])


def _month(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month
