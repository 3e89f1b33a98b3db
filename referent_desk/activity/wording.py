"""How periods and printed figures are written, on paper as in tables of figures."""

from referent_desk.activity.control import Printed, Symbol
from referent_desk.activity.indicators import Unit
from referent_desk.activity.periods import Period
from referent_desk.documents import long_date
from referent_desk.figures import figures

WITHHELD, OMITTED = "n.c.", "omis"
NOTHING = "–"
_ORDINALS = ("", "1er", "2e", "3e", "4e")


def period_name(period: Period) -> str:
    """« 3e trimestre 2026 », « Année 2026 », « Du 15 janvier au 28 février 2026 »."""
    if period.is_year:
        return f"Année {period.first.year}"
    if period.is_quarter:
        return f"{_ORDINALS[period.number]} trimestre {period.first.year}"
    return period_days(period)


def period_days(period: Period) -> str:
    """« Du 1er juillet au 30 septembre 2026 »."""
    first = long_date(period.first)
    if period.first.year == period.last.year:
        first = first.removesuffix(f" {period.first.year}")
    return f"Du {first} au {long_date(period.last)}"


def short_period(period: Period) -> str:
    """For the head of a column: « T3 2026 », « 2026 », or two days one under the other."""
    if period.is_year:
        return f"{period.first.year}"
    if period.is_quarter:
        return f"T{period.number}\u00a0{period.first.year}"
    return f"{period.first:%d/%m/%y} –\n{period.last:%d/%m/%y}"


def small(threshold: int) -> str:
    return f"<{threshold}"


def symbol(shown: Symbol, threshold: int) -> str:
    """What stands instead of a count."""
    match shown:
        case Symbol.SMALL:
            return small(threshold)
        case Symbol.WITHHELD:
            return WITHHELD
        case Symbol.OMITTED:
            return OMITTED


def figure(value: Printed | None, threshold: int, unit: Unit) -> str:
    """As the pages print it; minutes as hours."""
    match value:
        case None:
            return NOTHING
        case Symbol():
            return symbol(value, threshold)
        case int():
            return hours(value) if unit is Unit.MINUTES else figures(value)


def hours(minutes: int) -> str:
    """« 26 h 05 », « 14 h »."""
    whole, rest = divmod(minutes, 60)
    return f"{figures(whole)}\u00a0h\u00a0{rest:02}" if rest else f"{figures(whole)}\u00a0h"
