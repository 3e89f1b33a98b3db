"""The contacts that a document may be about, and which one it most often is. Pure."""

from collections.abc import Iterable
from datetime import datetime

from referent_desk.documents.kinds import APPOINTMENT_LETTER, ATTESTATION, REMINDER
from referent_desk.meetings import Meeting, MeetingState

_AT_THE_OFFICE = {"", "office"}
"""Of the channels; the templates say « à mon bureau »."""
_NO_TALK = {"email", "group", "network_meeting"}


def meetings_with(meetings: Iterable[Meeting], person_id: str) -> tuple[Meeting, ...]:
    """Those of that person, or of nobody in particular, in the order of their days."""
    found = (m for m in meetings if person_id in (m.participants or (person_id,)))
    return tuple(sorted(found, key=lambda meeting: (meeting.starts_at, meeting.id)))


def at_the_office(meeting: Meeting) -> bool:
    """As far as it was noted."""
    return meeting.channel in _AT_THE_OFFICE


def past_meetings(template: str, meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """A reminder is about one that was missed, all else about one that was held. Latest first."""
    state = MeetingState.MISSED if template == REMINDER else MeetingState.HELD
    return tuple(reversed([meeting for meeting in meetings if meeting.state is state]))


def usual_meeting(template: str, meetings: Iterable[Meeting]) -> Meeting | None:
    """The last talk; for a reminder the last contact, if it was missed; a visit to be attested.

    `meetings` in the order of their days, as `meetings_with` gives them.
    """
    known = tuple(meetings)
    if template == REMINDER:
        over = [m for m in known if m.state in {MeetingState.HELD, MeetingState.MISSED}]
        return over[-1] if over and over[-1].state is MeetingState.MISSED else None
    talks = (m for m in past_meetings(template, known) if m.channel not in _NO_TALK)
    if template == ATTESTATION:
        talks = (meeting for meeting in talks if at_the_office(meeting))
    return next(talks, None)


def appointments(meetings: Iterable[Meeting], now: datetime) -> tuple[Meeting, ...]:
    """The next one first."""
    return tuple(m for m in meetings if m.state is MeetingState.PLANNED and m.starts_at > now)


def contradicts(template: str, meeting: Meeting) -> bool:
    """What the template says of it is not what happened."""
    if template == APPOINTMENT_LETTER:
        return False
    return meeting.state is (MeetingState.HELD if template == REMINDER else MeetingState.MISSED)
