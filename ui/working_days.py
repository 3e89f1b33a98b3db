"""A day that is no working day may be chosen, and its field says so."""

from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.meetings import day_off, working_day, working_days_after
from ui.french_dates import day_name
from ui.widgets import DateEdit, Field, LinkButton


def say_day_off(field: Field[DateEdit], hint: str = "") -> None:
    """Below the field, whenever the date in it is a weekend's or a public holiday."""

    def say(day: date | None) -> None:
        why = day_off(day) if day else ""
        field.set_hint(f"{day_name(day)}\u00a0: {why}" if day and why else hint)

    field.editor.dateChanged.connect(say)
    say(field.editor.date())


class ProposedDay(QWidget):
    """A date with the working days that one most often means, a click away."""

    def __init__(self, field: Field[DateEdit], today: date, name: str) -> None:
        super().__init__()
        say_day_off(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        line = QHBoxLayout()
        line.setSpacing(0)
        for at, (words, day) in enumerate(proposals(today)):
            link = LinkButton(words)
            link.setObjectName(f"{name}_{at}")
            link.setAccessibleName(f"{words}, {day_name(day)}")
            link.setToolTip(day_name(day))
            link.clicked.connect(lambda _checked=False, day=day: field.editor.set_date(day))
            line.addWidget(link)
        line.addStretch(1)
        column.addLayout(line)


def proposals(today: date) -> tuple[tuple[str, date], ...]:
    """(words, working day)."""
    return (
        ("jour ouvrable suivant", working_days_after(today)),
        ("dans une semaine", working_day(today + timedelta(days=7))),
        ("dans deux semaines", working_day(today + timedelta(days=14))),
    )
