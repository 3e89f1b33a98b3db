"""The reports that were issued: read again, printed, saved, and what changed since."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from referent_desk.activity import (
    Activity,
    Difference,
    Form,
    IssuedReport,
    Period,
    latest,
    of_period,
    period_name,
)
from referent_desk.errors import DeskError
from referent_desk.figures import counted
from ui import messages
from ui.activity.words import difference_line, refusal
from ui.documents import leaving
from ui.documents.page_view import PageView
from ui.french_dates import first_upper
from ui.latest import Latest
from ui.widgets import (
    Card,
    EmptyState,
    FilterList,
    FlowLayout,
    IconLine,
    LinkButton,
    RowData,
    Scrolling,
    SecondaryButton,
    Text,
    at_left,
    empty,
    named,
)

_NONE = "Aucun rapport émis. Un trimestre se prépare et s’émet dans l’onglet «\u00a0Rapport\u00a0»."
_UNCHANGED = "Rien n’a changé depuis\u00a0: les chiffres d’aujourd’hui sont ceux du rapport."
_LOOKING = "Comparaison avec les chiffres d’aujourd’hui…"
_REPLACED = "Une version plus récente a été émise."
_NOT_NOTED = "Coffre en lecture seule\u00a0: le journal des accès ne le note pas."
_RECTIFY = "issued_rectify"
_SIDE = 400


class IssuedPanel(QWidget):
    rectifyRequested = Signal(object)
    """The Period of a report whose figures changed."""

    def __init__(self, activity: Activity) -> None:
        super().__init__()
        self.setObjectName("issued_panel")
        self._activity = activity
        self._latest = Latest(self, _LOOKING)
        self._reports: Mapping[str, IssuedReport] = {}
        self._list = FilterList("Rapports émis")
        self._list.setObjectName("issued_list")
        self._card = Card()
        self._card.setObjectName("issued_card")
        self._since = Card("Corrigé depuis", icon="history")
        self._since.setObjectName("issued_since")
        self._about = Text()
        self._told, self._changes = QVBoxLayout(), QVBoxLayout()
        """What is said first, and one by one, further down than what to do about it."""
        self._again = named(LinkButton("Émettre une version rectifiée", "rotate-ccw"), _RECTIFY)
        self._make_card()
        self._pages = PageView("Rapport émis")
        self._pages.fit_width()
        self._stack = QStackedWidget()
        self._lay_out()
        self._list.currentKeyChanged.connect(self._show_one)

    def refresh(self) -> None:
        try:
            reports = self._activity.issued()
        except DeskError as fault:
            messages.error(self, fault)
            return
        newest = sorted(reports, key=lambda r: (r.issued_at, r.version), reverse=True)
        self._reports = {report.id: report for report in newest}
        replaced = {report.replaces for report in newest}
        self._list.set_rows([_row(r, replaced=r.id in replaced) for r in newest])
        self._stack.setCurrentIndex(0 if newest else 1)
        self._show_one(self._list.current_key())

    def show_report(self, report_id: str) -> None:
        self._list.select_key(report_id)

    def show_period(self, period: Period) -> None:
        """Its latest version, unless one of its versions is in front."""
        current = self._current()
        last = latest(self._reports.values(), period)
        if last is not None and (current is None or current.period != period):
            self.show_report(last.id)

    def take_focus(self) -> None:
        """On the report in front."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def print(self) -> None:
        if (report := self._current()) is not None:
            title = f"Rapport d’activité {of_period(report.period)}"
            left = partial(self._left, report.id, "printed", "Envoyé à l’imprimante")
            self._leave(
                report, Form.PDF, lambda pdf: leaving.print_out(self.window(), pdf, title, left)
            )

    def save(self, form: Form) -> None:
        if (report := self._current()) is not None:
            name = f"rapport-{report.period.label}-v{report.version}.{form.value}"
            left = partial(self._left, report.id, "exported", "Enregistré hors du coffre")
            self._leave(report, form, lambda file: leaving.save_as(self.window(), file, name, left))

    def _current(self) -> IssuedReport | None:
        return self._reports.get(self._list.current_key())

    def _leave(self, report: IssuedReport, form: Form, leave: Callable[[bytes], object]) -> None:
        try:
            leave(self._activity.file(report.id, form))
        except DeskError as fault:
            messages.error(self, fault)

    def _left(self, report_id: str, how: str, told: str) -> None:
        try:
            noted = self._activity.note_left(report_id, how)
        except DeskError as fault:
            messages.error(self, fault)
        else:
            messages.notify(self, told if noted else f"{told}. {_NOT_NOTED}")

    def _show_one(self, report_id: str) -> None:
        report = self._reports.get(report_id)
        self._since.setVisible(report is not None)
        self._card.setVisible(report is not None)
        if report is None:
            self._pages.show_pdf(b"")
            return
        self._show_card(report)
        self._leave(report, Form.PDF, self._pages.show_pdf)
        self._look_since(report)

    def _show_card(self, report: IssuedReport) -> None:
        self._card.set_title(first_upper(f"rapport {of_period(report.period)}"))
        day = report.issued_at.strftime("%d/%m/%Y à %H\u00a0h\u00a0%M")
        self._about.setText(f"Version {report.version}, émise le {day} par {report.issued_by}.")

    def _make_card(self) -> None:
        printing = named(SecondaryButton("Imprimer", "printer"), "issued_print")
        printing.clicked.connect(self.print)
        ways = FlowLayout(gap=8)
        for form in Form:
            saving = named(SecondaryButton(form.value.upper()), f"issued_{form.value}")
            saving.setAccessibleName(f"Enregistrer en {form.value.upper()}")
            saving.setToolTip(f"Enregistrer en {form.value.upper()}, hors du coffre")
            saving.clicked.connect(partial(self.save, form))
            ways.addWidget(saving)
        self._card.add(self._about)
        self._card.add_layout(at_left(printing))
        self._card.add(Text("Enregistrer hors du coffre", "label"))
        self._card.add_layout(ways)
        self._again.clicked.connect(self._rectify)
        self._changes.setSpacing(6)
        self._since.add_layout(self._told)
        self._since.add(self._again)
        self._since.add_layout(self._changes)

    def _rectify(self) -> None:
        if (report := self._current()) is not None:
            self.rectifyRequested.emit(report.period)

    def _look_since(self, report: IssuedReport) -> None:
        self._tell_since(Text(_LOOKING, "muted"))
        work = partial(self._activity.differences, report.id)
        self._latest.ask(work, partial(self._show_since, report), self._fail)

    def _fail(self, fault: DeskError) -> None:
        self._tell_since(IconLine("circle-alert", refusal(fault), role="danger"))

    def _show_since(self, report: IssuedReport, differences: tuple[Difference, ...]) -> None:
        if not differences:
            self._tell_since(IconLine("circle-check", _UNCHANGED))
            return
        told = counted(len(differences), "écart", "écarts")
        lines = [Text(difference_line(one, report.period), "secondary") for one in differences]
        replaced = any(other.replaces == report.id for other in self._reports.values())
        after = [Text(_REPLACED, "secondary")] if replaced else []
        head = IconLine("history", f"{told} avec les chiffres d’aujourd’hui.", look="")
        self._tell_since(head, *after, *lines)
        self._again.setVisible(not replaced)

    def _tell_since(self, told: QWidget, *lines: QWidget) -> None:
        empty(self._told)
        empty(self._changes)
        self._told.addWidget(told)
        for line in lines:
            self._changes.addWidget(line)
        self._again.hide()

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._list, 1)
        column.addWidget(Scrolling.over(self._card, self._since), 2)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(24)
        line.addWidget(side)
        line.addWidget(self._pages, 1)
        self._stack.addWidget(both)
        self._stack.addWidget(EmptyState("file-text", _NONE))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 12, 0, 0)
        outer.addWidget(self._stack)


def _row(report: IssuedReport, *, replaced: bool) -> RowData:
    version = f"version {report.version}" if report.version > 1 else ""
    tag = ", ".join(part for part in (version, "remplacée" if replaced else "") if part)
    day = report.issued_at.strftime("%d/%m/%Y")
    return RowData(
        first_upper(period_name(report.period)),
        f"émis le {day} par {report.issued_by}",
        tag,
        icon="file-text",
        key=report.id,
    )
