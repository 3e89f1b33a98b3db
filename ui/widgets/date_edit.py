"""Entries for a date or a time, typed as one says it; the calendar is there for who wants it."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ui.theme import current_tokens, set_icon
from ui.widgets.typed_dates import parse_date, parse_time, show_date, show_time


class DateEdit(QLineEdit):
    """Up and Down move by a day, Alt+Down opens the calendar."""

    dateChanged = Signal(object)
    """The new date, or None while it is empty or not a date."""

    def __init__(
        self, *, today: Callable[[], dt.date] = dt.date.today, calendar: bool = True
    ) -> None:
        super().__init__()
        self._today = today
        self._last: dt.date | None = None
        self.setPlaceholderText("jj/mm/aaaa")
        self.textChanged.connect(self._tell)
        if calendar:
            self._add_calendar_action()

    def date(self) -> dt.date | None:
        try:
            return parse_date(self.text(), self._today())
        except ValueError:
            return None

    def set_date(self, day: dt.date | None) -> None:
        self.setText(show_date(day) if day else "")

    def problem(self) -> str:
        """What to tell when the text is no date; empty when all is well, or nothing typed."""
        if not self.text().strip() or self.date():
            return ""
        return "Cette date n’est pas lisible\u00a0: écrivez par exemple 23/11/2026 ou demain."

    def open_calendar(self) -> None:
        popup = CalendarPopup(self, self.date() or self._today())
        popup.dayChosen.connect(self.set_date)
        popup.move(self.mapToGlobal(self.rect().bottomLeft()))
        popup.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if day := self.date():
            self.set_date(day)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif step:
            self.set_date((self.date() or self._today()) + dt.timedelta(days=step))
        else:
            super().keyPressEvent(event)

    def _add_calendar_action(self) -> None:
        action = QAction("Choisir dans le calendrier", self)
        set_icon(action, "calendar", "muted")
        action.triggered.connect(self.open_calendar)
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)

    def _tell(self) -> None:
        day = self.date()
        if day != self._last:
            self._last = day
            self.dateChanged.emit(day)


class TimeEdit(QLineEdit):
    """Up and Down move by a quarter of an hour."""

    timeChanged = Signal(object)
    """The new time, or None while it is empty or not a time."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dt.time | None = None
        self.setPlaceholderText("14\u00a0h\u00a030")
        self.textChanged.connect(self._tell)

    def time(self) -> dt.time | None:
        try:
            return parse_time(self.text())
        except ValueError:
            return None

    def set_time(self, moment: dt.time | None) -> None:
        self.setText(show_time(moment) if moment else "")

    def problem(self) -> str:
        """What to tell when the text is no time; empty when all is well, or nothing typed."""
        if not self.text().strip() or self.time():
            return ""
        return "Cette heure n’est pas lisible\u00a0: écrivez par exemple 14\u00a0h\u00a030."

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if moment := self.time():
            self.set_time(moment)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 15, Qt.Key.Key_Down: -15}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        start = self.time() or dt.time(9, 0)
        minutes = (start.hour * 60 + start.minute + step) % (24 * 60)
        self.set_time(dt.time(minutes // 60, minutes % 60))

    def _tell(self) -> None:
        moment = self.time()
        if moment != self._last:
            self._last = moment
            self.timeChanged.emit(moment)


class CalendarPopup(QFrame):
    """A month to choose a day from, with the keyboard too."""

    dayChosen = Signal(object)

    def __init__(self, parent: QWidget, day: dt.date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = _french_calendar()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.clicked.connect(self._choose)
        calendar.activated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(calendar)
        calendar.setFocus()

    def _choose(self, chosen: QDate) -> None:
        self.dayChosen.emit(dt.date(chosen.year(), chosen.month(), chosen.day()))
        self.close()


def _french_calendar() -> QCalendarWidget:
    calendar = QCalendarWidget()
    calendar.setAccessibleName("Calendrier")
    calendar.setLocale(QLocale(QLocale.Language.French, QLocale.Country.Belgium))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setMinimumSize(320, 280)
    weekend = QTextCharFormat()
    weekend.setForeground(QColor(current_tokens().muted))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, weekend)
    _name_arrow(calendar, "qt_calendar_prevmonth", "chevron-left", "Mois précédent")
    _name_arrow(calendar, "qt_calendar_nextmonth", "chevron-right", "Mois suivant")
    return calendar


def _name_arrow(calendar: QCalendarWidget, part: str, icon: str, name: str) -> None:
    arrow = calendar.findChild(QToolButton, part)
    if arrow is not None:
        set_icon(arrow, icon, "muted")
        arrow.setAccessibleName(name)
