"""What stands behind a figure, what was left out of it and why, and what waits to be completed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from referent_desk.activity.asking import FACE_TO_FACE, GROUP, NETWORK, Asking
from referent_desk.activity.declared import INDICATORS, indicator, population
from referent_desk.activity.describing import DAY, Describing
from referent_desk.activity.figures import (
    Behind,
    Explained,
    LeftOut,
    LeftOutReason,
    RecordKind,
)
from referent_desk.activity.indicators import UNKNOWN, Indicator, Unit
from referent_desk.activity.periods import Period
from referent_desk.activity.statements import CONTACTS, MET, NEAR, Near
from referent_desk.vault import Draft, JsonValue, Row, Vault
from referent_desk.vocabulary import Catalogue, Vocabulary

NEAR_DAYS = timedelta(days=7)
_TYPED_DAY = re.compile(r"\s*(\d{1,2})\D(\d{1,2})\D(\d{4})\s*")
CALL, MEETING, CONTACT = "call", "meeting", "contact_"
INDIRECT, ABSENCE = f"{CONTACT}indirect", f"{CONTACT}absence"

_KINDS = {
    "situations_new": RecordKind.SITUATION,
    "situations_current": RecordKind.SITUATION,
    "situations_seen": RecordKind.SITUATION,
    "situations_closed": RecordKind.SITUATION,
    "requests": RecordKind.REQUEST,
    "first_meetings": RecordKind.REQUEST,
    "persons_met": RecordKind.PERSON,
    "referrals": RecordKind.REFERRAL,
    "indirect_work": RecordKind.INDIRECT_WORK,
    "indirect_minutes": RecordKind.INDIRECT_WORK,
    "actions_due": RecordKind.ACTION,
}
"""Of the others, meetings; but for sessions, which tell themselves apart."""

_UNANSWERED = {
    "situations_new.origin": LeftOutReason.NO_ORIGIN,
    "situations_new.ward": LeftOutReason.NO_WARD,
    "situations_new.admission": LeftOutReason.NO_ADMISSION,
    "situations_seen.ward": LeftOutReason.NO_WARD,
    "situations_closed.reason": LeftOutReason.NO_REASON,
    "requests.channel": LeftOutReason.NO_CHANNEL,
    "requests.origin": LeftOutReason.NO_ORIGIN,
    "requests.urgency": LeftOutReason.NO_URGENCY,
    "persons_met.link": LeftOutReason.NO_LINK,
    "persons_met.age": LeftOutReason.NO_AGE,
    "contacts.channel": LeftOutReason.NO_CHANNEL,
    "contacts.duration": LeftOutReason.NO_MINUTES,
    "missed.channel": LeftOutReason.NO_CHANNEL,
    "direct_minutes.channel": LeftOutReason.NO_CHANNEL,
}
"""Why UNKNOWN, by indicator; for the others it is a theme that was not noted, and nothing waits."""

_DRAFTS = {
    "requests": CALL,
    "missed": ABSENCE,
    "indirect_work": INDIRECT,
    "indirect_minutes": INDIRECT,
}
_CHANNELS = {
    "interviews": FACE_TO_FACE,
    "network_meetings": NETWORK,
    "group_sessions": GROUP,
}


@dataclass(frozen=True)
class _Asked:
    """A figure: of a population, or of one answer."""

    population: str
    indicator: Indicator | None
    answer: str
    period: Period


class Explaining:
    """Reads the same statements as `Counting`: what is counted agrees with the figure."""

    def __init__(
        self, vault: Vault, vocabulary: Vocabulary, today: Callable[[], date] = date.today
    ) -> None:
        self._vault = vault
        self._asking = Asking(vault, vocabulary, today)
        self._describing = Describing(vault, vocabulary)

    def explain(
        self,
        population_code: str,
        indicator_code: str | None,
        answer: str | None,
        period: Period,
    ) -> Explained:
        """Of a population's total, or of one answer to one of its indicators, UNKNOWN among them.

        The `amount` of what is counted adds up to the figure.
        """
        asked = _Asked(
            population_code,
            indicator(indicator_code) if indicator_code and answer else None,
            answer or "",
            period,
        )
        members = self._members(asked, period)
        counted = tuple(self._behind(asked.population, members))
        ids = {member["id"] for member in members}
        return Explained(counted, _once(self._left_out(asked, ids)))

    def to_complete(self, period: Period) -> tuple[LeftOut, ...]:
        """What would change the figures of the period once it is completed, by reason."""
        found = (
            *self._drafts(lambda kind: kind in {CALL, MEETING} or kind.startswith(CONTACT), period),
            *(left for near in NEAR if near.waits for left in self._near(near, period)),
            *(left for asked in INDICATORS for left in self._unanswered(asked, period)),
        )
        order = {reason: place for place, reason in enumerate(LeftOutReason)}
        return tuple(sorted(_once(found), key=lambda left: (order[left.reason], left.record.day)))

    def _members(self, asked: _Asked, period: Period) -> list[Row]:
        if asked.indicator:
            return self._asking.answering(asked.indicator, asked.answer, period)
        return self._asking.members(asked.population, period)

    def _behind(self, code: str, members: Sequence[Row]) -> Iterator[Behind]:
        minutes = population(code).unit is Unit.MINUTES

        def amount(member: Row) -> int:
            return member["minutes"] if minutes else 1

        if code in _KINDS:
            yield from self._describing.told(_KINDS[code], members, amount)
            return
        sessions = [m for m in members if code in CONTACTS and m["session"]]
        others = [m for m in members if m not in sessions]
        told = (
            *self._describing.told(RecordKind.MEETING, others, amount),
            *self._describing.told(RecordKind.GROUP_SESSION, sessions, amount),
        )
        yield from sorted(told, key=lambda behind: behind.day)

    def _left_out(self, asked: _Asked, counted: set[str]) -> Iterator[LeftOut]:
        if asked.population in _DRAFTS:
            kind = _DRAFTS[asked.population]
            yield from self._drafts(lambda draft: draft == kind, asked.period)
        elif asked.population in MET:
            yield from self._drafts(_is_of_a_meeting, asked.period)
        channels = self._channels(asked)
        for near in NEAR:
            if asked.population in near.populations:
                yield from self._near(near, asked.period, channels)
        if asked.indicator and asked.answer != UNKNOWN:
            yield from self._without_answer(asked.indicator, asked.period)
        for days in _around(asked.period):
            members = [m for m in self._members(asked, days) if m["id"] not in counted]
            for behind in self._behind(asked.population, members):
                yield LeftOut(behind, LeftOutReason.OUTSIDE)

    def _unanswered(self, asked: Indicator, period: Period) -> Iterator[LeftOut]:
        """Only where something can be noted: an e-mail has no duration."""
        if asked.code in _UNANSWERED:
            yield from (
                left
                for left in self._without_answer(asked, period)
                if left.reason is not LeftOutReason.NO_MINUTES
            )

    def _without_answer(self, asked: Indicator, period: Period) -> Iterator[LeftOut]:
        reason = _UNANSWERED.get(asked.code, LeftOutReason.NO_THEME)
        members = self._asking.answering(asked, UNKNOWN, period)
        for behind in self._behind(asked.population, members):
            yield LeftOut(behind, reason)

    def _channels(self, asked: _Asked) -> frozenset[str] | None:
        """What is sure to be of another channel is not near the figure of these. None: of all."""
        if asked.indicator and asked.indicator.catalogue is Catalogue.CHANNELS:
            return frozenset({asked.answer})
        if asked.population in _CHANNELS:
            return frozenset(self._asking.channels(_CHANNELS[asked.population]))
        return None

    def _near(
        self, near: Near, period: Period, channels: frozenset[str] | None = None
    ) -> Iterator[LeftOut]:
        rows = self._asking.rows(near.sql, self._asking.values(period))
        if channels is not None:
            rows = [row for row in rows if self._may_be(row["channel"], channels)]
        for kind in (near.kind, RecordKind.GROUP_SESSION):
            of_kind = [row for row in rows if _kind(row, near.kind) is kind]
            for behind in self._describing.told(kind, of_kind):
                yield LeftOut(behind, near.reason)

    def _may_be(self, channel: str | None, channels: frozenset[str]) -> bool:
        if not channel:
            return channel is not None
        return bool(channels & {channel, self._asking.kept(Catalogue.CHANNELS, channel)})

    def _drafts(self, wanted: Callable[[str], bool], period: Period) -> Iterator[LeftOut]:
        first, after = period.bounds
        for draft in self._vault.drafts.all():
            if wanted(draft.kind) and first <= (day := _day_of(draft)) < after:
                family_id = draft.subject.partition(":")[0]
                family = self._describing.family(family_id)
                record = Behind(
                    RecordKind.DRAFT,
                    f"{draft.kind}/{draft.subject}",
                    family_id if family else "",
                    family,
                    day,
                    draft.label,
                )
                yield LeftOut(record, LeftOutReason.DRAFT)


def _once(found: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Each record once for each reason."""
    by_record: dict[tuple[LeftOutReason, RecordKind, str], LeftOut] = {}
    for left in found:
        by_record.setdefault((left.reason, left.record.kind, left.record.record_id), left)
    return tuple(by_record.values())


def _is_of_a_meeting(kind: str) -> bool:
    return kind == MEETING or (kind.startswith(CONTACT) and kind not in {INDIRECT, ABSENCE})


def _kind(row: Row, kind: RecordKind) -> RecordKind:
    return RecordKind.GROUP_SESSION if "session" in row.keys() and row["session"] else kind  # noqa: SIM118


def _around(period: Period) -> tuple[Period, Period]:
    one = timedelta(days=1)
    return (
        Period(period.first - NEAR_DAYS, period.first - one),
        Period(period.last + one, period.last + NEAR_DAYS),
    )


def _day_of(draft: Draft) -> str:
    """When what it notes took place, as far as it says; else when it was last typed in."""
    body = draft.body
    meeting = body.get(MEETING)  # whole in an interview's draft, an id in that of an absence
    whole: Mapping[str, JsonValue] = (
        cast("Mapping[str, JsonValue]", meeting) if isinstance(meeting, dict) else {}
    )
    for said in (body.get("received_at"), whole.get("starts_at"), body.get("day")):
        moment = str(said or "")
        if typed := _TYPED_DAY.fullmatch(moment):
            return f"{typed[3]}-{int(typed[2]):02}-{int(typed[1]):02}"
        if re.match(r"\d{4}-\d{2}-\d{2}", moment):
            return moment[:DAY]
    return draft.updated_at[:DAY]
