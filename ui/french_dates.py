"""Days in words, as French screens write them; in figures: `ui.widgets.typed_dates`."""

from datetime import date

from ui.widgets.typed_dates import WEEKDAYS

MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)

_THREE_MONTHS = 91


def day_name(day: date) -> str:
    """« lundi 23 novembre », « dimanche 1er mars »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{WEEKDAYS[day.weekday()]} {number}\u00a0{MONTHS[day.month - 1]}"


def days_ago(count: int) -> str:
    """« aujourd’hui », « hier », « il y a 3 jours », « il y a 5 mois »."""
    return {0: "aujourd’hui", 1: "hier"}.get(count, f"il y a {for_days(count)}")


def for_days(count: int) -> str:
    """« aujourd’hui », « 1 jour », « 91 jours », « 5 mois »: nobody counts months in days."""
    if count > _THREE_MONTHS:
        return f"{round(count * 12 / 365.25)} mois"
    return {0: "aujourd’hui", 1: "1 jour"}.get(count, f"{count} jours")


def first_upper(text: str) -> str:
    """The first letter alone: names further on keep theirs."""
    return text[:1].upper() + text[1:]
