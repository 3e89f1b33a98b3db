"""What is read across rooms: a family's thread, the home of the day, the journal of access."""

from referent_desk.overview.evolution import (
    EmotionOverTime,
    Evolution,
    FeltAt,
    MeetingDay,
    NeedOverTime,
    StateOn,
)
from referent_desk.overview.home import (
    Appointment,
    DueAction,
    Home,
    WaitingRequest,
)
from referent_desk.overview.journal import (
    EventKind,
    JournalChoices,
    JournalFilter,
    JournalLine,
    JournalPage,
)
from referent_desk.overview.lessons import LessonHeard
from referent_desk.overview.needs import OpenNeed
from referent_desk.overview.preparation import LastTime, NotToTell, OpenSafety, Preparation
from referent_desk.overview.radar import RULES, RadarLine, Rule, SetAside, why
from referent_desk.overview.referrals import ReferralUnderWay
from referent_desk.overview.safekeeping import BackupReminder, backup_reminder
from referent_desk.overview.service import Overview
from referent_desk.overview.thread import ThreadItem, ThreadKind
from referent_desk.overview.wanted import Wanted
from referent_desk.overview.without_names import discreet

__all__ = [
    "RULES",
    "Appointment",
    "BackupReminder",
    "DueAction",
    "EmotionOverTime",
    "EventKind",
    "Evolution",
    "FeltAt",
    "Home",
    "JournalChoices",
    "JournalFilter",
    "JournalLine",
    "JournalPage",
    "LastTime",
    "LessonHeard",
    "MeetingDay",
    "NeedOverTime",
    "NotToTell",
    "OpenNeed",
    "OpenSafety",
    "Overview",
    "Preparation",
    "RadarLine",
    "ReferralUnderWay",
    "Rule",
    "SetAside",
    "StateOn",
    "ThreadItem",
    "ThreadKind",
    "WaitingRequest",
    "Wanted",
    "backup_reminder",
    "discreet",
    "why",
]
