"""Which period: a year with its four quarters, or two dates of one's own."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from referent_desk.activity import InvalidPeriod, Period
from ui.widgets import ChipGroup, DateEdit, IconButton, SecondaryButton, Text, named

_GAP = 8
YEAR, OWN = "year", "own"
YEAR_BEFORE, YEAR_AFTER = "Alt+Left", "Alt+Right"
_QUARTERS = [(str(number), f"T{number}") for number in (1, 2, 3, 4)]


class PeriodBar(QWidget):
    chosen = Signal(object)
    """The Period."""
    refused = Signal(str)
    """Why two dates are none; empty once they are."""

    def __init__(self, period: Period, today: Callable[[], date]) -> None:
        super().__init__()
        self._period = period
        self._year = period.first.year
        self._shown = Text("", "heading", wrap=False)
        self._shown.setObjectName("activity_year")
        self._before = named(IconButton("chevron-left", "Année précédente (Alt+Gauche)"), "before")
        self._after = named(IconButton("chevron-right", "Année suivante (Alt+Droite)"), "after")
        entries = [*_QUARTERS, (YEAR, "Année"), (OWN, "Deux dates")]
        self._which = ChipGroup("Période", entries, multiple=False, required=True)
        self._which.setObjectName("activity_period")
        chips = self._which.chips()
        widths = [chip.sizeHint().width() for chip in chips]
        self._which.setFixedSize(
            sum(widths) + _GAP * (len(chips) - 1), chips[0].sizeHint().height()
        )
        self._first, self._last = DateEdit(today=today), DateEdit(today=today)
        self.own = self._make_own()
        """The two dates, laid out by whoever has the room; hidden while they are not wanted."""
        self._lay_out()
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after.clicked.connect(lambda: self._turn(1))
        self._which.changed.connect(self._choose)
        for keys, step in ((YEAR_BEFORE, -1), (YEAR_AFTER, 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=step: self._turn(by))
        self.show_period(period)

    @property
    def year(self) -> Period:
        return Period.year(self._year)

    def show_period(self, period: Period) -> None:
        """Without telling anyone."""
        self._period, self._year = period, period.first.year
        self._shown.setText(str(self._year))
        own = not (period.is_year or period.is_quarter)
        code = OWN if own else YEAR if period.is_year else str(period.number)
        self._which.set_selected([code])
        self.own.setVisible(own)
        self._first.set_date(period.first)
        self._last.set_date(period.last)

    def _turn(self, years: int) -> None:
        """The same period of another year."""
        year = self._year + years
        if not date.min.year < year < date.max.year:
            return
        period = self._period
        if period.is_quarter:
            self._set(Period.quarter(year, period.number))
        elif period.is_year:
            self._set(Period.year(year))
        else:
            later = Period(_moved(period.first, years), _moved(period.last, years))
            self._set(period.year_before if years < 0 else later)

    def _choose(self, codes: list[str]) -> None:
        code = "".join(codes)
        if code == OWN:
            self.own.show()
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            year = self._year
            self._set(Period.year(year) if code == YEAR else Period.quarter(year, int(code)))

    def _take_dates(self) -> None:
        first, last = self._first.date(), self._last.date()
        if first is None or last is None:
            self.refused.emit(self._first.problem() or self._last.problem() or "Donnez deux dates.")
            return
        try:
            self._set(Period(first, last))
        except InvalidPeriod as fault:
            self.refused.emit(f"{fault.what} {fault.next_step}")

    def _set(self, period: Period) -> None:
        self.show_period(period)
        self.refused.emit("")
        self.chosen.emit(period)

    def _make_own(self) -> QWidget:
        for edit, name, says in (
            (self._first, "own_first", "Premier jour"),
            (self._last, "own_last", "Dernier jour, compris"),
        ):
            edit.setObjectName(name)
            edit.setAccessibleName(says)
            edit.setFixedWidth(132)
            edit.returnPressed.connect(self._take_dates)
        take = named(SecondaryButton("Compter"), "own_take")
        take.clicked.connect(self._take_dates)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addStretch(1)
        for words, edit in (("du", self._first), ("au", self._last)):
            label = QLabel(words)
            label.setBuddy(edit)
            line.addWidget(label)
            line.addWidget(edit)
        line.addWidget(take)
        return whole

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._before)
        line.addWidget(self._shown)
        line.addWidget(self._after)
        line.addSpacing(12)
        line.addWidget(self._which)


def _moved(day: date, years: int) -> date:
    """The 29th of February falls on the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
