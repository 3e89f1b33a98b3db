"""What is read across rooms: a family's thread and the home of the day."""

from referent_desk.overview.home import Appointment, DueAction, Home, WaitingRequest
from referent_desk.overview.safekeeping import BackupReminder, backup_reminder
from referent_desk.overview.service import Overview
from referent_desk.overview.thread import ThreadItem, ThreadKind

__all__ = [
    "Appointment",
    "BackupReminder",
    "DueAction",
    "Home",
    "Overview",
    "ThreadItem",
    "ThreadKind",
    "WaitingRequest",
    "backup_reminder",
]
