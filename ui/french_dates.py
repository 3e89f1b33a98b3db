"""Dates and hours as French screens write them."""

from datetime import date, datetime

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)


def day_name(day: date) -> str:
    """« lundi 23 novembre », « dimanche 1er mars »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{DAYS[day.weekday()]} {number}\u00a0{MONTHS[day.month - 1]}"


def short_date(day: date) -> str:
    """« 23/11/2026 »."""
    return f"{day:%d/%m/%Y}"


def hour(at: datetime) -> str:
    """« 14 h 30 »."""
    return f"{at.hour}\u00a0h\u00a0{at.minute:02}"


def days_ago(count: int) -> str:
    """« aujourd’hui », « hier », « il y a 3 jours »."""
    return {0: "aujourd’hui", 1: "hier"}.get(count, f"il y a {count} jours")


def first_upper(text: str) -> str:
    """The first letter alone: names further on keep theirs."""
    return text[:1].upper() + text[1:]
