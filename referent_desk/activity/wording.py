"""How periods and printed figures are written, on paper, in tables of figures and on screen."""

from referent_desk.activity.control import Printed, Symbol
from referent_desk.activity.indicators import Unit
from referent_desk.activity.periods import Period
from referent_desk.documents import long_date
from referent_desk.figures import figures

WITHHELD, OMITTED = "n.c.", "omis"
NOTHING = "–"
_TO = "\u00a0– "
_ORDINALS = ("1er", "2e", "3e", "4e")


def period_name(period: Period) -> str:
    """« 3e trimestre 2026 », « année 2026 », « du 15 janvier au 28 février 2026 »."""
    if period.is_year:
        return f"année\u00a0{period.first.year}"
    if period.is_quarter:
        return f"{quarter_name(period)}\u00a0trimestre\u00a0{period.first.year}"
    return period_days(period)


def quarter_name(period: Period) -> str:
    """« 1er », « 3e »."""
    return _ORDINALS[period.number - 1]


def of_period(period: Period) -> str:
    """As after « rapport »: « du 3e trimestre 2026 », « de l’année 2026 »."""
    name = period_name(period)
    if period.is_year:
        return f"de l’{name}"
    return f"du {name}" if period.is_quarter else name


def period_days(period: Period) -> str:
    """« du 1er juillet au 30 septembre 2026 »."""
    first = long_date(period.first)
    if period.first.year == period.last.year:
        first = first.removesuffix(f" {period.first.year}")
    return f"du {first} au {long_date(period.last)}"


def short_period(period: Period) -> str:
    """« T3 2026 », « 2026 », « 15/01/26 – 28/02/26 »."""
    if period.is_year:
        return f"{period.first.year}"
    if period.is_quarter:
        return f"T{period.number}\u00a0{period.first.year}"
    return f"{period.first:%d/%m/%y}{_TO}{period.last:%d/%m/%y}"


def column_period(period: Period) -> str:
    """For the head of a column: two days one under the other."""
    return short_period(period).replace(_TO, " –\n")


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
