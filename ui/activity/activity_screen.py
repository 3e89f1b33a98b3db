"""« Activité »: the year, the figures of a period, what misses, its report, those issued."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from referent_desk.activity import (
    Behind,
    Difference,
    InvalidPeriod,
    IssuedReport,
    Period,
    Plan,
    latest,
    period_name,
)
from referent_desk.errors import DeskError
from referent_desk.office import Office
from ui import messages
from ui.activity.counted import Counted
from ui.activity.figures_panel import FiguresPanel
from ui.activity.issued_panel import IssuedPanel
from ui.activity.marks import marks_of
from ui.activity.period_bar import PeriodBar
from ui.activity.planner import Planner
from ui.activity.report_panel import ReportPanel, choice_now
from ui.activity.to_complete_panel import ToCompletePanel
from ui.activity.words import refusal
from ui.activity.year_panel import YearPanel
from ui.french_dates import first_upper
from ui.latest import Latest
from ui.widgets import Banner, PageTitle, empty

YEAR, FIGURES, TO_COMPLETE, REPORT, ISSUED = "year", "figures", "to_complete", "report", "issued"
_TABS = {
    YEAR: "Année",
    FIGURES: "Chiffres",
    TO_COMPLETE: "À compléter",
    REPORT: "Rapport",
    ISSUED: "Rapports émis",
}


class ActivityScreen(QWidget):
    """`place` is a period and a part: « 2026-T3/report ». Each part is made when first shown."""

    recordOpened = Signal(object)
    """A Behind: what a figure counts, or what misses something."""

    def __init__(
        self,
        office: Office,
        place: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName("activity_screen")
        self._office, self._activity = office, office.activity
        label, _, part = place.partition("/")
        self._period = self._read_period(label)
        self._planner = Planner(office.activity)
        self._counted = Counted(office.activity, self)
        self._planning = Latest(self, "Contrôle des chiffres…")
        self._comparing = Latest(self, "Comparaison avec les chiffres d’aujourd’hui…")
        self._changed: dict[str, bool] = {}
        self._title = PageTitle("Activité")
        self._bar = PeriodBar(self._period, self._today)
        self._problem = Banner("", "warning")
        self._problem.setObjectName("activity_problem")
        self._problem.hide()
        self._year = YearPanel(self._counted)
        self._figures = FiguresPanel(office.activity, self._counted)
        self._to_complete = ToCompletePanel(office.activity)
        self._report: ReportPanel | None = None
        self._report_place = QWidget()
        self._report_column = QVBoxLayout(self._report_place)
        self._issued = IssuedPanel(office.activity)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("activity_tabs")
        for named_so in (self._tabs, self._tabs.tabBar()):
            named_so.setAccessibleName("Vues de l’activité")
        self._lay_out()
        self.show_tab(part or YEAR)
        self._show()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def tab(self) -> str:
        """To come back to."""
        return f"{self._period.label}/{self._part}"

    def refresh(self) -> None:
        """Counts anew: something may have changed elsewhere."""
        self._counted.forget()
        self._planner.forget()
        self._changed.clear()
        self._figures.again()
        if self._part != REPORT:
            self._drop_report()
        self._show(again=True)

    def flush_draft(self) -> None:
        if self._report is not None:
            self._report.flush_draft()

    def show_tab(self, part: str) -> None:
        if part in _TABS:
            self._tabs.setCurrentIndex(list(_TABS).index(part))

    @property
    def _part(self) -> str:
        return list(_TABS)[self._tabs.currentIndex()]

    def _today(self) -> date:
        return self._office.clock().date()

    def _read_period(self, label: str) -> Period:
        """The quarter of today, unless told."""
        try:
            return Period.read(label)
        except InvalidPeriod:
            return Period.of_day(self._today())

    def _choose(self, period: Period) -> None:
        self._planning.drop()
        self._period = period
        self._show()

    def _open(self, period: Period, part: str) -> None:
        """From the year to one of its periods."""
        self._period = period
        self._bar.show_period(period)
        if part == ISSUED and (last := latest(self._activity.issued(), period)) is not None:
            self._issued.refresh()
            self._issued.show_report(last.id)
        before = self._part
        self.show_tab(part)
        if part == before:
            self._show()

    def _show(self, *, again: bool = False) -> None:
        """The part in front, of the period chosen."""
        self._title.set_subtitle(self._subtitle())
        shows = {
            YEAR: self._show_year,
            FIGURES: self._show_figures,
            TO_COMPLETE: lambda: self._to_complete.show_period(self._period, again=again),
            REPORT: lambda: self._show_report(again=again),
            ISSUED: self._show_issued,
        }
        try:
            shows[self._part]()
        except DeskError as fault:
            messages.error(self, fault)
        if self._part != TO_COMPLETE:
            self._to_complete.show_period(self._period, again=again)

    def _turn(self) -> None:
        self._show()

    def _subtitle(self) -> str:
        told = first_upper(period_name(self._period))
        return told if self._period.is_over(self._today()) else f"{told}, en cours"

    def _show_year(self) -> None:
        year, today = self._bar.year, self._today()
        issued = self._activity.issued()
        self._year.show_year(year, today, issued, self._changed)
        self._counted.want(self._year.wanted(year, today))
        last = (latest(issued, period) for period in (*year.quarters, year))
        self._look_since([one.id for one in last if one and one.id not in self._changed])

    def _look_since(self, report_ids: list[str]) -> None:
        """Whether their figures are others now, one report at a time."""
        if not report_ids:
            return
        first, *others = report_ids

        def done(differences: tuple[Difference, ...]) -> None:
            self._changed[first] = bool(differences)
            if differences and self._part == YEAR:
                self._show_year()
            else:
                self._look_since(others)

        self._comparing.ask(partial(self._activity.differences, first), done, self._fail)

    def _show_figures(self) -> None:
        self._figures.show_period(self._period)

    def _plan(self) -> None:
        """What the report would print instead of the figures, once those are counted."""
        if self._part != FIGURES:
            return
        period = self._period
        try:
            choice = choice_now(self._office, period)
        except DeskError as fault:
            self._fail(fault)
            return
        work = partial(self._planner.plan, period, choice)
        self._planning.calculate(work, partial(self._mark, period), self._fail)

    def _mark(self, period: Period, plan: Plan) -> None:
        if period == self._period:
            self._figures.set_marks(marks_of(plan.report, plan.left_out_tables))

    def _show_report(self, *, again: bool) -> None:
        self._counted.want([self._period])
        if self._report is not None and self._report.period == self._period:
            if again:
                self._report.refresh()
            return
        self._drop_report()
        self._report = ReportPanel(
            self._office,
            self._period,
            self._counted,
            self._planner,
            lambda: self._to_complete.count,
        )
        self._report.issued.connect(self._report_issued)
        self._report.periodRequested.connect(self._prepare)
        self._report_column.addWidget(self._report)

    def _show_issued(self) -> None:
        self._issued.refresh()
        self._issued.show_period(self._period)

    def _drop_report(self) -> None:
        """It is made anew when it is shown again; its draft stays."""
        if self._report is not None:
            self._report.flush_draft()
            self._report = None
            empty(self._report_column)

    def _report_issued(self, report: IssuedReport) -> None:
        """What is issued counts for whatever is planned from now on."""
        self._planner.forget()
        self._changed.clear()
        self._drop_report()
        self._issued.refresh()
        self._issued.show_report(report.id)
        self.show_tab(ISSUED)
        self._issued.take_focus()
        messages.notify(self, f"Rapport émis\u00a0: {period_name(report.period)}")

    def _prepare(self, period: Period) -> None:
        self._open(period, REPORT)

    def _found(self, count: int) -> None:
        at = list(_TABS).index(TO_COMPLETE)
        words = _TABS[TO_COMPLETE]
        self._tabs.setTabText(at, f"{words} ({count})" if count else words)

    def _fail(self, fault: DeskError) -> None:
        self._figures.tell(refusal(fault))
        self._tell(refusal(fault))

    def _tell(self, problem: str) -> None:
        if problem:
            self._problem.show_text(problem, "warning")
        else:
            self._problem.hide()

    def _open_record(self, record: Behind) -> None:
        self.recordOpened.emit(record)

    def _connect(self) -> None:
        self._bar.chosen.connect(self._choose)
        self._bar.refused.connect(self._tell)
        self._tabs.currentChanged.connect(self._turn)
        self._counted.failed.connect(self._fail)
        self._counted.settled.connect(self._plan)
        self._year.chosen.connect(self._open)
        self._figures.opened.connect(self._open_record)
        self._to_complete.opened.connect(self._open_record)
        self._to_complete.found.connect(self._found)
        self._issued.rectifyRequested.connect(self._prepare)

    def _lay_out(self) -> None:
        self._report_column.setContentsMargins(0, 0, 0, 0)
        panels = (
            self._year,
            self._figures,
            self._to_complete,
            self._report_place,
            self._issued,
        )
        for words, panel in zip(_TABS.values(), panels, strict=True):
            self._tabs.addTab(panel, words)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(10)
        self._title.add_action(self._bar)
        for part in (self._title, self._bar.own, self._problem):
            outer.addWidget(part)
        outer.addWidget(self._tabs, 1)
