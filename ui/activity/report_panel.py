"""Preparing the report of a period: the choices at the left, its pages at the right."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.activity import (
    Choice,
    IssuedReport,
    NamesInComment,
    Period,
    PeriodNotOver,
    Plan,
    latest,
    of_period,
    period_name,
    section_of,
)
from referent_desk.errors import DeskError, ReadOnlyVault
from referent_desk.figures import counted as told_count
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.office import Office
from referent_desk.secrecy import NameFound
from ui import messages, national_number, operations
from ui.activity.choice_draft import from_body, to_body
from ui.activity.comment_edit import CommentEdit
from ui.activity.counted import Counted
from ui.activity.groupings_edit import GroupingsEdit
from ui.activity.issue_card import IssueCard
from ui.activity.planner import DrawnReport, Planner, Weighed
from ui.activity.sections_edit import SectionsEdit
from ui.activity.words import refusal, share, totals_unsaid
from ui.documents.live_pages import LivePages, Work
from ui.drafting import AutoDraft
from ui.operations import Operation, Progress
from ui.undo import FormState, FormUndo
from ui.widgets import Banner, Card, LinkButton, PrimaryButton, Scrolling, Text, named
from ui.widgets.typed_dates import show_date

DRAFT = "report"
_WEIGHING = "Calcul de la part visible…"
_PREPARING = "Aperçu en préparation…"
_BEFORE = "D’avant la dernière modification."
_LEAVES = (
    "Un rapport s’imprime et s’enregistre une fois émis\u00a0: rien ne sort sans être contrôlé."
)


class ReportPages(LivePages[DrawnReport]):
    """The plan under way gives way to that of a newer choice; not to a newer comment."""

    delay_ms = 400

    def __init__(self, planner: Planner, asked: Callable[[], tuple[Period, Choice]]) -> None:
        super().__init__("Aperçu du rapport", self._work)
        self._planner, self._asked = planner, asked
        self._weighed: Weighed | None = None

    def pages_of(self, drawn: DrawnReport) -> tuple[bytes, str]:
        return drawn.pdf, ""

    def still_of_use(self) -> bool:
        return self._weighed == self._planner.weighed(*self._asked())

    def _work(self) -> Work[DrawnReport]:
        period, choice = self._asked()
        self._weighed = self._planner.weighed(period, choice)
        return partial(self._planner.draw, period, choice)

    def _begin(self, work: Work[DrawnReport]) -> Operation[DrawnReport]:
        return operations.calculate(work, on_done=self._show, on_error=self._fail, parent=self)


class ReportPanel(QWidget):
    """Of one period. What is chosen and written is a draft until it is issued."""

    issued = Signal(object)
    """The IssuedReport."""
    periodRequested = Signal(object)
    """A longer Period, of which more may be printed."""

    def __init__(
        self,
        office: Office,
        period: Period,
        counted: Counted,
        planner: Planner,
        to_complete: Callable[[], int],
    ) -> None:
        super().__init__()
        self.setObjectName("report_panel")
        self._office, self._activity, self.period = office, office.activity, period
        self._counted, self._planner, self._to_complete = counted, planner, to_complete
        self._plan: Plan | None = None
        self._seen = False
        """Whether the pages show what would be issued now."""
        self._stopped = ""
        """Why they cannot."""
        self._warned: Sequence[NameFound] = ()
        """The names in the comment that the question told."""
        self._share = named(Text("Part visible", "heading"), "visible_share")
        self._rule = Text(_WEIGHING, "secondary")
        self._more = named(LinkButton("", "arrow-down"), "report_more")
        self._more.hide()
        self._unsaid = named(Text("", "secondary"), "totals_unsaid")
        self._unsaid.hide()
        self._sections = SectionsEdit()
        self._compared = QCheckBox("Comparer à la période précédente et à l’année d’avant")
        self._compared.setObjectName("report_compared")
        self._lessons = QCheckBox("Ajouter «\u00a0Ce que les familles nous apprennent\u00a0»")
        self._lessons.setObjectName("report_lessons")
        self._groupings = GroupingsEdit()
        self._comment = CommentEdit(office.activity)
        self._problem = Banner("", "danger")
        self._problem.setObjectName("report_problem")
        self._problem.hide()
        self._issue = named(PrimaryButton("Émettre…", "file-text"), "report_issue")
        self._ask = IssueCard()
        self._ask.hide()
        self.pages = ReportPages(planner, lambda: (self.period, self.choice()))
        self.pages.fit_width()
        self._draft = AutoDraft(
            office.vault.drafts,
            DRAFT,
            draft_subject(period),
            lambda: to_body(self.choice()),
            self,
            label=partial(period_name, period),
        )
        self._lay_out()
        self._groupings.come_after(self._comment.text_edit)
        self._offer_tables()
        self.show_choice(choice_now(office, period))
        self._undo = FormUndo(self, self._state, self._show_state)
        self._connect()
        self._ask_for_pages()

    def choice(self) -> Choice:
        return Choice(
            self._sections.sections(),
            self._sections.left_out(),
            self._groupings.groupings(),
            self._compared.isChecked(),
            self._lessons.isChecked(),
            self._comment.text(),
        )

    def show_choice(self, choice: Choice) -> None:
        self._sections.set_choice(choice.sections, choice.left_out)
        self._groupings.set_groupings(choice.groupings)
        self._compared.setChecked(choice.compared)
        self._lessons.setChecked(choice.lessons)
        self._comment.set_text(choice.comment)

    def refresh(self) -> None:
        """What is counted may have changed."""
        self._ask_for_pages()

    def flush_draft(self) -> None:
        self._draft.flush()

    def _state(self) -> FormState:
        return FormState(to_body(self.choice()))

    def _show_state(self, state: FormState) -> None:
        self.show_choice(from_body(state.content))
        self._changed()

    def _connect(self) -> None:
        for changed in (
            self._sections.changed,
            self._groupings.changed,
            self._comment.changed,
            self._compared.toggled,
            self._lessons.toggled,
        ):
            changed.connect(self._changed)
        self._counted.arrived.connect(self._offer_tables)
        self.pages.drawn.connect(self._drawn)
        self.pages.stopped.connect(self._stop)
        self._draft.failed.connect(self._not_stored)
        self._issue.clicked.connect(self._ask_to_issue)
        self._groupings.periodRequested.connect(self.periodRequested)
        self._ask.confirmed.connect(self._issue_now)
        self._ask.refused.connect(self._not_yet)
        self._more.clicked.connect(self._show_proposals)

    def _changed(self) -> None:
        self._ask.hide()
        self._draft.touch()
        self._undo.touch()
        self._rule.setText(_WEIGHING)
        self._ask_for_pages()

    def _ask_for_pages(self) -> None:
        self._seen = False
        self._ask.let_issue(seen=False)
        self.pages.tell(_PREPARING)
        self.pages.ask()

    def _offer_tables(self) -> None:
        figures = self._counted.of(self.period)
        if figures is None:
            return
        tables = (
            (section_of(t.indicator), t.indicator.code, t.indicator.name) for t in figures.tables
        )
        self._sections.offer(tables)
        if self._plan is not None:
            self._groupings.offer(figures, self._plan.proposals, self._plan.together)

    def _drawn(self, drawn: DrawnReport) -> None:
        plan = self._plan = drawn.plan
        self._share.setText(f"{share(plan.visible_share)} visibles")
        omitted = len(plan.left_out_tables)
        told = told_count(omitted, "tableau omis", "tableaux omis")
        self._rule.setText(
            "Part de ce qui est compté sur des personnes ou des situations et qui s’imprime."
            f" Seuil\u00a0: {plan.report.threshold}." + (f" {told}." if omitted else "")
        )
        unsaid = totals_unsaid(plan.report)
        self._unsaid.setText(unsaid)
        self._unsaid.setVisible(bool(unsaid))
        self._groupings.offer(self._counted.of(self.period), plan.proposals, plan.together)
        self._offer_more(plan)
        self._seen = self.pages.up_to_date
        self._ask.let_issue(seen=self._seen)

    def _offer_more(self, plan: Plan) -> None:
        """What is proposed stands further down, out of sight on a low screen."""
        found = sum(proposal.period is None for proposal in plan.proposals)
        told = told_count(found, "regroupement proposé", "regroupements proposés")
        self._more.setText(f"{told}\u00a0: jusqu’à {share(plan.together)} visibles")
        self._more.setVisible(bool(found))

    def _show_proposals(self) -> None:
        if (row := self._groupings.first_proposal()) is not None:
            self._left.ensureWidgetVisible(row, 0, 200)
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self, problem: str) -> None:
        """What cannot be printed cannot be issued."""
        self._stopped = problem
        self._tell(problem)
        if problem:
            self._ask.hide()
            before = _BEFORE if self._plan else ""
            self._rule.setText(before)
            self.pages.tell(before)

    def _tell(self, problem: str) -> None:
        if problem:
            self._problem.show_text(problem, "danger")
        else:
            self._problem.hide()

    def _ask_to_issue(self) -> None:
        problem = self._why_not()
        self._tell(problem)
        if problem:
            return
        last = latest(self._activity.issued(), self.period)
        again = f", version rectifiée n°\u00a0{last.version + 1}" if last else ""
        self._ask.ask(
            f"Émettre le rapport {of_period(self.period)}{again}\u202f?",
            self._warnings(),
            seen=self._seen,
        )

    def _why_not(self) -> str:
        if not self.period.is_over(self._office.clock().date()):
            return refusal(PeriodNotOver())
        if self._office.vault.read_only:
            return refusal(ReadOnlyVault())
        return self._stopped

    def _warnings(self) -> list[str]:
        warnings: list[str] = []
        if missing := self._to_complete():
            lines = told_count(missing, "ligne reste", "lignes restent")
            warnings.append(f"{lines} à compléter\u00a0: ce qui y manque manquera au rapport.")
        self._warned = self._comment.found
        if found := len(self._warned):
            names = told_count(found, "nom possible", "noms possibles")
            told = "Émettre dit que vous les avez relus, et que personne n’est nommé."
            warnings.append(f"{names} dans le commentaire. {told}")
        return warnings

    def _not_stored(self, fault: DeskError) -> None:
        messages.error(self, fault)

    def _not_yet(self) -> None:
        self._ask.hide()
        self._issue.setFocus()

    def _issue_now(self) -> None:
        self._issue_it()

    def _issue_it(self, *, national_number_confirmed: bool = False) -> None:
        """The names told when it was asked were seen; those found since stop it."""
        self._ask.hide()
        choice, period, seen = self.choice(), self.period, self._warned
        activity, drafts = self._activity, self._office.vault.drafts
        self._draft.flush()

        def work(_progress: Progress) -> IssuedReport:
            report = activity.issue(
                period, choice, seen=seen, national_number_confirmed=national_number_confirmed
            )
            with suppress(DeskError):  # a lock meanwhile leaves no draft of what has left
                drafts.discard(DRAFT, draft_subject(period))
            return report

        operations.run(
            work,
            on_done=self._done,
            on_error=self._refused,
            parent=self,
            label=f"Émission du rapport {of_period(period)}…",
        )

    def _refused(self, fault: DeskError) -> None:
        """On the screen; names that were not seen yet are listed under the comment."""
        if isinstance(fault, NationalNumberSuspected):
            national_number.ask(
                self,
                fault,
                record=lambda: self._issue_it(national_number_confirmed=True),
                go_back=lambda _fault: self._comment.text_edit.setFocus(),
            )
            return
        if isinstance(fault, NamesInComment):
            self._comment.show_found(fault.found)
        self._tell(refusal(fault))

    def _done(self, report: IssuedReport) -> None:
        try:
            self._draft.discard()
        except DeskError as fault:
            messages.error(self, fault)
        self.issued.emit(report)

    def _leaves(self) -> str:
        last = latest(self._activity.issued(), self.period)
        if last is None:
            return _LEAVES
        day = show_date(last.issued_at.date())
        where = "voyez l’onglet «\u00a0Rapports émis\u00a0»."
        return f"Émis le {day}, version {last.version}\u00a0: {where}"

    def _lay_out(self) -> None:
        share_card = Card()
        share_card.body.addWidget(self._share)
        share_card.body.addWidget(self._rule)
        share_card.body.addWidget(self._unsaid)
        share_card.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        parts = Card("Parties et tableaux")
        for part in (self._sections, self._compared, self._lessons):
            parts.body.addWidget(part)
        groups = Card("Regroupements")
        groups.add_across(self._groupings)
        comment = Card()
        comment.body.addWidget(self._comment)
        self._left = Scrolling.over(share_card, parts, comment, groups)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Text(self._leaves(), "secondary"), 1)
        head.addWidget(self._issue)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(head)
        for part in (self._problem, self._ask):
            right.addWidget(part)
        right.addWidget(self.pages, 1)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 12, 0, 0)
        both.setSpacing(24)
        both.addWidget(self._left, 1)
        both.addLayout(right, 1)


def choice_now(office: Office, period: Period) -> Choice:
    """The draft's, else what the office keeps of it."""
    draft = office.vault.drafts.load(DRAFT, draft_subject(period))
    return from_body(draft.body) if draft else office.activity.choice(period)


def draft_subject(period: Period) -> str:
    """Of no family."""
    return f":{period.label}"
