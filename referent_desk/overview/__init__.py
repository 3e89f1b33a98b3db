"""What is read across rooms: a family's thread and the home of the day."""

from referent_desk.overview.home import Appointment, DueAction, Home, WaitingRequest
from referent_desk.overview.service import Overview
from referent_desk.overview.thread import ThreadItem, ThreadKind

__all__ = [
    "Appointment",
    "DueAction",
    "Home",
    "Overview",
    "ThreadItem",
    "ThreadKind",
    "WaitingRequest",
]
