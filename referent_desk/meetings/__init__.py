"""Requests (first calls), meetings, and the intake: passages, emotions, needs, safety."""

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
    "EmotionNote",
    "FirstCall",
    "Meeting",
    "MeetingState",
    "Meetings",
    "NeedNote",
    "NeedState",
    "Passage",
    "Request",
    "RequestState",
    "SafetyEvent",
    "Source",
    "withheld",
]
