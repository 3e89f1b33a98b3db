"""Figures of the office, what may be printed of them, and the reports that were issued."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from referent_desk import __version__
from referent_desk.activity import frozen
from referent_desk.activity.choice import Choice
from referent_desk.activity.control import Auditor
from referent_desk.activity.correcting import (
    COMMENT_CHANGED,
    Difference,
    changes_told,
    differences,
)
from referent_desk.activity.counted import Counted, Read, ReadingSource, at_once
from referent_desk.activity.counting import Counting
from referent_desk.activity.due import due
from referent_desk.activity.errors import AlreadyIssued, NamesInComment, PeriodNotOver
from referent_desk.activity.explaining import Explaining
from referent_desk.activity.figures import Explained, Figures, LeftOut
from referent_desk.activity.frozen import IssuedReport, Kept
from referent_desk.activity.history import Issue, to_keep
from referent_desk.activity.outcomes import Outcome, outcomes
from referent_desk.activity.pages import pdf
from referent_desk.activity.periods import Period
from referent_desk.activity.publication import Asked, Draft, Proposal, draft, proposals, together
from referent_desk.activity.rendering import Form, files
from referent_desk.activity.report import PrintedTable, Report, Sender
from referent_desk.directory import Directory, Reveals
from referent_desk.errors import NotFound, ReadOnlyVault
from referent_desk.families import Families, fold
from referent_desk.free_text import refuse_national_number
from referent_desk.meetings import Meetings
from referent_desk.secrecy import NameFinder, NameFound, names_known
from referent_desk.settings import Settings, declared
from referent_desk.vault import Vault, new_id
from referent_desk.vocabulary import Vocabulary


@dataclass(frozen=True)
class Plan:
    """What a report would print. `left_out_tables` say why; they stand in their sections too.

    `together`: the visible share with all that is proposed for the same period. `comment_before`:
    that of the version that it would rectify.
    """

    report: Report
    visible_share: float
    proposals: tuple[Proposal, ...]
    left_out_tables: tuple[PrintedTable, ...]
    together: float
    comment_before: str | None = None

    def commented(self, comment: str) -> "Plan":
        """The same under another comment, which weighs nothing."""
        told = tuple(line for line in self.report.rectified if line != COMMENT_CHANGED)
        if self.comment_before not in {None, comment}:
            told = (*told, COMMENT_CHANGED)
        return replace(self, report=replace(self.report, comment=comment, rectified=told))


class Activity:
    """Front door of the room."""

    def __init__(
        self,
        vault: Vault,
        settings: Settings,
        vocabulary: Vocabulary,
        families: Families,
        meetings: Meetings,
        directory: Directory,
        clock: Callable[[], datetime],
    ) -> None:
        def today() -> date:
            return clock().date()

        self._vault = vault
        self._settings = settings
        self._families, self._meetings = families, meetings
        self._directory, self._vocabulary = directory, vocabulary
        self._clock = clock
        self._counting = Counting(vault, vocabulary, settings, today)
        self._explaining = Explaining(vault, vocabulary, today)

    def figures(self, period: Period) -> Figures:
        """As they are, before anything is hidden: for the référent alone."""
        return self._counting.figures(period)

    def explain(
        self, population: str, indicator: str | None, answer: str | None, period: Period
    ) -> Explained:
        """The records behind one figure, and those left out of it."""
        return self._explaining.explain(population, indicator, answer, period)

    def to_complete(self, period: Period) -> tuple[LeftOut, ...]:
        """What is missing in the records of the period, to be completed before issuing."""
        return self._explaining.to_complete(period)

    def outcomes(self, first: date, last: date) -> tuple[Outcome, ...]:
        """What became of the referrals proposed in that time; it may calculate for a second."""
        return outcomes(self._vault, first, last, self._settings.get(declared.SMALL_COUNT))

    def choice(self, period: Period) -> Choice:
        """That of the period's own report, else of the one issued last, without its comment."""
        reports = self.issued()
        own = frozen.latest(reports, period)
        last = own or next(iter(reports), None)
        choice = frozen.choice_of(self._vault, last.id) if last else None
        if choice is None:
            return Choice()
        return choice if own else replace(choice, comment="")

    def plan(
        self,
        period: Period,
        choice: Choice,
        *,
        read: Read = at_once,
        check: Callable[[], None] = lambda: None,
    ) -> Plan:
        """What the report would print, beside all that was issued, and what would show more.

        It calculates for seconds: whatever it asks of the vault goes through `read`, in short
        pieces, and `check`, called often, may raise to end it.
        """
        asked, last = read(partial(self._asked, period, choice))
        asked = replace(asked, auditor=Auditor(check))
        counted = Counted(ReadingSource(self._counting, read))
        made = draft(asked, counted)
        found = tuple(proposals(asked, counted, made))
        before = _issued_last(asked)
        told = read(partial(self._told, last, before, asked, made))
        report = replace(made.report, rectified=told)
        comment = before.report.comment if before else None
        all_taken = together(made, found)
        return Plan(report, report.visible_share, found, made.left_out, all_taken, comment)

    def preview(self, report: Report) -> bytes:
        """The pages, as a PDF. Raises MissingGlyphs."""
        return pdf(report)

    def findings(self, text: str) -> tuple[NameFound, ...]:
        """Names of the vault in a comment: accents, initials and near spellings too."""
        return self._name_finder().find(text)

    def issue(
        self,
        period: Period,
        choice: Choice,
        *,
        seen: Collection[NameFound] = (),
        national_number_confirmed: bool = False,
    ) -> IssuedReport:
        """Freezes figures, rules and bytes; a period issued before gets a rectified version.

        `seen` are the findings that the user looked at and lets stand. Raises PeriodNotOver,
        AlreadyIssued, ReadOnlyVault, NamesInComment, NationalNumberSuspected, MissingGlyphs.
        """
        now = self._clock()
        if not period.is_over(now.date()):
            raise PeriodNotOver
        self._read_for_names(choice, seen, confirmed=national_number_confirmed)
        counted = Counted(self._counting)
        asked, last = self._asked(period, choice)
        before = _issued_last(asked)
        if last and before and not self._anything_new(last, before, asked, counted):
            raise AlreadyIssued
        if self._vault.read_only:
            raise ReadOnlyVault
        made = draft(asked, counted)
        told = self._told(last, before, asked, made)
        report = replace(made.report, issued_on=now.date(), rectified=told)
        issued = IssuedReport(
            new_id(), period, asked.version, self._vault.holder, now, last.id if last else None
        )
        counts = to_keep(made.layouts, counted.count_if_known)
        who = to_keep(made.layouts, counted.who_if_known)
        self._write(Kept(issued, report, choice, counts, who, __version__, files(report)))
        return issued

    def issued(self) -> tuple[IssuedReport, ...]:
        """Every version of every period, the latest first."""
        return frozen.listed(self._vault)

    def report(self, report_id: str) -> Report:
        """As it was issued. Raises NotFound."""
        found = frozen.report_of(self._vault, report_id)
        if found is None:
            raise NotFound
        return found

    def file(self, report_id: str, form: Form) -> bytes:
        """The bytes as they left. Raises NotFound."""
        found = frozen.file_of(self._vault, report_id, form)
        if found is None:
            raise NotFound
        return found

    def reproduce(self, report_id: str) -> Mapping[Form, bytes]:
        """Made again from what was frozen: the same bytes, with the same libraries."""
        return files(self.report(report_id))

    def differences(self, report_id: str) -> tuple[Difference, ...]:
        """What was corrected since, with the true counts: for the référent alone."""
        counts = frozen.counts_of(self._vault, report_id)
        return differences(self.report(report_id), counts, Counted(self._counting))

    def due(self) -> Period | None:
        """The quarter that ended last, while its report waits; told in a moment."""
        return due(self._vault, self._clock().date())

    def note_left(self, report_id: str, how: str) -> bool:
        """Into the journal: `how` is "printed" or "exported". False: it takes no writing."""
        if self._vault.read_only:
            return False
        self._vault.journal.record(f"report.{how}", report_id)
        return True

    def _asked(self, period: Period, choice: Choice) -> tuple[Asked, IssuedReport | None]:
        """And the version that it would rectify, if any."""
        last = frozen.latest(self.issued(), period)
        asked = Asked(
            period,
            choice,
            self._settings.get(declared.SMALL_COUNT),
            frozen.issues(self._vault),
            self._telling_names(),
            _sender(self._settings),
            self._lessons(period),
            last.version + 1 if last else 1,
        )
        return asked, last

    def _telling_names(self) -> frozenset[str]:
        """A ward may bear the name of a resource of the directory."""
        return frozenset(
            fold(resource.name)
            for resource in self._directory.list(retired=True)
            if resource.reveals is Reveals.YES
        )

    def _lessons(self, period: Period) -> tuple[str, ...]:
        """Those that their families agreed to, under a wording that was read for names."""
        return tuple(
            lesson.mark.wording
            for lesson in self._meetings.lessons(period.first, period.last)
            if lesson.printable and lesson.cleared_wording == lesson.mark.wording
        )

    def _name_finder(self) -> NameFinder:
        known = names_known(self._families, self._meetings, self._directory, self._vocabulary)
        return NameFinder(known)

    def _read_for_names(
        self, choice: Choice, seen: Collection[NameFound], *, confirmed: bool
    ) -> None:
        own_labels = [g.label for groups in choice.groupings.values() for g in groups if g.label]
        texts = [choice.comment, *own_labels]
        refuse_national_number([("comment", text) for text in texts], confirmed=confirmed)
        finder = self._name_finder()
        looked_at = {(name.text, name.certainty) for name in seen}
        unseen = tuple(
            name
            for text in texts
            for name in finder.find(text)
            if (name.text, name.certainty) not in looked_at
        )
        if unseen:
            raise NamesInComment(unseen)

    def _anything_new(
        self, last: IssuedReport, before: Issue, asked: Asked, counted: Counted
    ) -> bool:
        report = before.report
        rules = frozen.choice_of(self._vault, last.id), report.threshold
        lessons = asked.lessons if asked.choice.lessons else ()
        if rules != (asked.choice, asked.threshold):
            return True
        if (report.lessons, report.sender) != (lessons, asked.sender):
            return True
        return bool(differences(report, before.counts, counted))

    def _told(
        self, last: IssuedReport | None, before: Issue | None, asked: Asked, made: Draft
    ) -> tuple[str, ...]:
        if last is None or before is None:
            return ()
        choice = frozen.choice_of(self._vault, last.id) or asked.choice
        otherwise = _layout(choice) != _layout(asked.choice)
        return changes_told(before.report, made.report, chosen_otherwise=otherwise)

    def _write(self, kept: Kept) -> None:
        with self._vault.unit() as unit:
            frozen.write(unit, kept)
            period = kept.issued.period.label
            self._vault.journal.record("report.issued", kept.issued.id, period, unit=unit)
            unit.commit()


def _layout(choice: Choice) -> object:
    return choice.sections, choice.left_out, choice.groupings, choice.compared


def _issued_last(asked: Asked) -> Issue | None:
    """The version that the asked one replaces."""
    versions = (issue for issue in asked.issues if issue.report.period == asked.period)
    return max(versions, key=lambda issue: issue.report.version, default=None)


def _sender(settings: Settings) -> Sender:
    lines = settings.get(declared.SENDER).splitlines()
    return Sender(
        settings.get(declared.REFERENT_NAME),
        settings.get(declared.REFERENT_TITLE),
        tuple(line for line in lines if line.strip()),
    )
