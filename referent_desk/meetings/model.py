"""What is heard. Codes come from the vocabulary; person ids from the family file."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from referent_desk.families import Family, Person


class Source(StrEnum):
    """Kept apart by the rules of the craft: said by someone, seen, or supposed by the référent."""

    SAID = "said"
    OBSERVED = "observed"
    HYPOTHESIS = "hypothesis"


class NeedState(StrEnum):
    EXPRESSED = "expressed"
    UNDER_WAY = "under_way"
    MET = "met"
    SET_ASIDE = "set_aside"


class MeetingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Dimension(StrEnum):
    """Of recovery (Whitley and Drake, 2010), in the order of the paper."""

    CLINICAL = "clinical"
    FUNCTIONAL = "functional"
    SOCIAL = "social"
    PHYSICAL = "physical"
    EXISTENTIAL = "existential"


class AgreementForm(StrEnum):
    ORAL = "oral"
    WRITTEN = "written"


class LessonKind(StrEnum):
    QUESTION = "question"
    SUGGESTION = "suggestion"
    KNOW_HOW = "know_how"


class RequestState(StrEnum):
    """WAITING for an appointment, MET once a meeting is set, CLOSED with a reason."""

    WAITING = "waiting"
    MET = "met"
    CLOSED = "closed"


@dataclass(frozen=True)
class LessonMark:
    """What a passage teaches the hospital; `wording` identifies nobody, `agreed_on` is theirs."""

    kind: LessonKind
    wording: str = ""
    agreed_on: date | None = None
    id: str = ""


@dataclass(frozen=True)
class Passage:
    """A piece of the account under one facet. A verbatim is said by someone and never rewritten.

    `restricted_from` are the people who must not learn it.
    """

    facet: str
    text: str
    source: Source = Source.SAID
    said_by: str | None = None
    about: str | None = None
    verbatim: bool = False
    restricted_from: tuple[str, ...] = ()
    lesson: LessonMark | None = None
    id: str = ""


@dataclass(frozen=True)
class EmotionNote:
    """An emotion or one of its aspects, felt by `person_id`; `weight` 0–10 is never scored.

    `words` are those it was read in, taken from the passage `passage_id` when there is one.
    """

    emotion: str
    aspect: str = ""
    person_id: str | None = None
    source: Source = Source.SAID
    words: str = ""
    weight: int | None = None
    passage_id: str | None = None
    id: str = ""


@dataclass(frozen=True)
class NeedNote:
    need: str
    aspect: str = ""
    person_id: str | None = None
    state: NeedState = NeedState.EXPRESSED
    words: str = ""
    source: Source = Source.SAID
    passage_id: str | None = None
    id: str = ""


@dataclass(frozen=True)
class RecoveryNote:
    """How the family sees one dimension of recovery."""

    dimension: Dimension
    text: str
    person_id: str | None = None
    id: str = ""


@dataclass(frozen=True)
class Agreement:
    """What a relative lets the référent tell, and to whom; for their own confidences only.

    `resource_id` is whom it names in the directory; `document_id` the form that was signed.
    """

    person_id: str
    what: str
    to_whom: str
    form: AgreementForm = AgreementForm.ORAL
    given_on: date | None = None
    withdrawn_on: date | None = None
    id: str = ""
    resource_id: str | None = None
    withdrawal_form: AgreementForm | None = None
    document_id: str | None = None


@dataclass(frozen=True)
class SafetyEvent:
    """What was said of suicide or violence, what was done, who was alerted and when, what follows.

    `closed_on` ends it; nothing is missing any more.
    """

    kind: str
    said: str = ""
    said_by: str | None = None
    done: str = ""
    alerted: str = ""
    alerted_at: datetime | None = None
    numbers_given: bool = False
    follow_up: str = ""
    follow_up_on: date | None = None
    closed_on: date | None = None
    id: str = ""


@dataclass(frozen=True)
class Meeting:
    """A meeting with what was noted in it. `starts_at` is local time without offset."""

    family_id: str
    starts_at: datetime
    state: MeetingState = MeetingState.HELD
    minutes: int | None = None
    channel: str = ""
    participants: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    emotions: tuple[EmotionNote, ...] = ()
    needs: tuple[NeedNote, ...] = ()
    safety: tuple[SafetyEvent, ...] = ()
    next_step: str = ""
    next_step_on: date | None = None
    relay: str = ""
    recovery: tuple[RecoveryNote, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    situation_id: str = ""
    id: str = ""


@dataclass(frozen=True)
class Request:
    """What was asked, in their words; `received_at` is local time without offset."""

    received_at: datetime
    asked: str = ""
    channel: str = ""
    origin: str = ""
    urgency: str = ""
    offered: str = ""
    person_id: str | None = None
    state: RequestState = RequestState.WAITING
    closing_reason: str = ""
    meeting_id: str | None = None
    family_id: str = ""
    situation_id: str = ""
    id: str = ""


@dataclass(frozen=True)
class FirstCall:
    """One call, in one go: a known family (`family_id`) or a new one, who called, what, when next.

    `caller` with an id is someone already in the file; None is a caller who gave no name.
    """

    request: Request
    caller: Person | None = None
    family_id: str = ""
    new_family: Family | None = None
    appointment: datetime | None = None
    appointment_channel: str = ""
