"""Requests (first calls), meetings, and the intake: passages, emotions, needs, safety, recovery."""

from referent_desk.meetings.agreements import Agreements
from referent_desk.meetings.calendar import day_off, working_day, working_days_after
from referent_desk.meetings.contacts import (
    Contacts,
    IndirectWork,
    NetworkMeeting,
    Professional,
)
from referent_desk.meetings.emails import PastedEmail, read_email, written_by
from referent_desk.meetings.groups import GroupMember, GroupSession
from referent_desk.meetings.heard import SIBLINGS, not_heard
from referent_desk.meetings.lessons import Lesson, LessonGap, read_lesson
from referent_desk.meetings.model import (
    Agreement,
    AgreementForm,
    Dimension,
    EmotionNote,
    FirstCall,
    LessonKind,
    LessonMark,
    Meeting,
    MeetingState,
    NeedNote,
    NeedState,
    Passage,
    RecoveryNote,
    Request,
    RequestState,
    SafetyEvent,
    Source,
)
from referent_desk.meetings.onlookers import (
    event_withheld,
    relay_withheld,
    withheld,
    words_withheld,
)
from referent_desk.meetings.safety import Mention, MentionReader, Missing, SafetyToFinish, mentions
from referent_desk.meetings.service import Meetings

__all__ = [
    "SIBLINGS",
    "Agreement",
    "AgreementForm",
    "Agreements",
    "Contacts",
    "Dimension",
    "EmotionNote",
    "FirstCall",
    "GroupMember",
    "GroupSession",
    "IndirectWork",
    "Lesson",
    "LessonGap",
    "LessonKind",
    "LessonMark",
    "Meeting",
    "MeetingState",
    "Meetings",
    "Mention",
    "MentionReader",
    "Missing",
    "NeedNote",
    "NeedState",
    "NetworkMeeting",
    "Passage",
    "PastedEmail",
    "Professional",
    "RecoveryNote",
    "Request",
    "RequestState",
    "SafetyEvent",
    "SafetyToFinish",
    "Source",
    "day_off",
    "event_withheld",
    "mentions",
    "not_heard",
    "read_email",
    "read_lesson",
    "relay_withheld",
    "withheld",
    "words_withheld",
    "working_day",
    "working_days_after",
    "written_by",
]
