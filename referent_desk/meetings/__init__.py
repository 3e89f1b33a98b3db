"""Requests (first calls), meetings, and the intake: passages, emotions, needs, safety."""

from referent_desk.meetings.calendar import day_off, working_day, working_days_after
from referent_desk.meetings.contacts import (
    Contacts,
    GroupMember,
    GroupSession,
    IndirectWork,
    NetworkMeeting,
    Professional,
)
from referent_desk.meetings.emails import PastedEmail, read_email
from referent_desk.meetings.model import (
    EmotionNote,
    FirstCall,
    Meeting,
    MeetingState,
    NeedNote,
    NeedState,
    Passage,
    Request,
    RequestState,
    SafetyEvent,
    Source,
)
from referent_desk.meetings.onlookers import withheld
from referent_desk.meetings.service import Meetings

__all__ = [
    "Contacts",
    "EmotionNote",
    "FirstCall",
    "GroupMember",
    "GroupSession",
    "IndirectWork",
    "Meeting",
    "MeetingState",
    "Meetings",
    "NeedNote",
    "NeedState",
    "NetworkMeeting",
    "Passage",
    "PastedEmail",
    "Professional",
    "Request",
    "RequestState",
    "SafetyEvent",
    "Source",
    "day_off",
    "read_email",
    "withheld",
    "working_day",
    "working_days_after",
]
