"""Dates and times as one types them in Belgium. Pure functions, no widget."""

import re
from datetime import date, time, timedelta

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_RELATIVE = {
    "aujourd'hui": 0,
    "auj": 0,
    "demain": 1,
    "après-demain": 2,
    "hier": -1,
    "avant-hier": -2,
}
_NUMERIC = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAYS_FROM_NOW = re.compile(r"\+\s*(\d{1,3})")
_TIME = re.compile(r"(\d{1,2})\s*(?:h|:)?\s*(\d{2})?\s*(?:min)?")
_CENTURY = 2000


def parse_date(text: str, today: date, *, nearest: bool = True) -> date:
    """« 23/11/2026 », « 23/11 », « demain », « jeudi », « +7 ». ValueError when it is none of them.

    Without a year, the date nearest to today if `nearest`, else in the year of today.
    """
    words = text.strip().casefold().replace("’", "'")
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    if words in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS.index(words) - today.weekday() - 1) % 7 + 1)
    if ahead := _DAYS_FROM_NOW.fullmatch(words):
        return today + timedelta(days=int(ahead[1]))
    if iso := _ISO.fullmatch(words):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric := _NUMERIC.fullmatch(words):
        return _from_numbers(numeric, today, nearest=nearest)
    raise ValueError(text)


def parse_time(text: str) -> time:
    """« 14 h 30 », « 14h », « 14:30 », « 1430 ». ValueError when it is none of them."""
    words = re.sub(r"\s+", " ", text.strip().casefold())
    match = _TIME.fullmatch(words)
    if match is None:
        raise ValueError(text)
    return time(int(match[1]), int(match[2] or 0))


def show_date(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def show_time(moment: time) -> str:
    """« 14 h 30 », with no-break spaces."""
    return f"{moment.hour}\u00a0h\u00a0{moment.minute:02}"


def _from_numbers(numeric: re.Match[str], today: date, *, nearest: bool) -> date:
    day, month, year = int(numeric[1]), int(numeric[2]), numeric[3]
    if year:
        return date(int(year) if len(year) > 2 else _CENTURY + int(year), month, day)
    if not nearest:
        return date(today.year, month, day)
    around = [made for year in (-1, 0, 1) if (made := _valid(today.year + year, month, day))]
    if not around:
        raise ValueError(numeric[0])
    return min(around, key=lambda made: abs(made - today))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
