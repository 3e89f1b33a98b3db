"""A session of a group of families, and what each family's own file keeps of it. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from referent_desk.families import FamilyFile
from referent_desk.meetings.model import Meeting, MeetingState, Passage, Source

CHANNEL, FACET = "group", "frame"


@dataclass(frozen=True)
class GroupMember:
    """A family in a session, and who of it came."""

    family_id: str
    participants: tuple[str, ...] = ()


@dataclass(frozen=True)
class GroupSession:
    """`note` goes to each family's file, hence names nobody of them."""

    title: str
    starts_at: datetime
    members: tuple[GroupMember, ...]
    minutes: int | None = None
    note: str = ""
    id: str = ""


def own_meeting(session: GroupSession, member: GroupMember) -> Meeting:
    return Meeting(
        member.family_id,
        session.starts_at,
        MeetingState.HELD,
        session.minutes,
        CHANNEL,
        member.participants,
        (_passage(session.note),) if session.note else (),
    )


def members_of(meetings: Iterable[Meeting]) -> tuple[GroupMember, ...]:
    """Each family once: two that came may have been merged since, and then have two meetings."""
    came: dict[str, dict[str, None]] = {}
    for meeting in meetings:
        came.setdefault(meeting.family_id, {}).update(dict.fromkeys(meeting.participants))
    return tuple(GroupMember(family_id, tuple(people)) for family_id, people in came.items())


def shared_out(member: GroupMember, meetings: Sequence[Meeting]) -> tuple[GroupMember, ...]:
    """Who came, one a meeting of that family: where they were; who is new, in the first."""
    if len(meetings) == 1:
        return (member,)
    there = [tuple(p for p in m.participants if p in member.participants) for m in meetings]
    new = tuple(p for p in member.participants if not any(p in people for people in there))
    there[0] += new
    return tuple(replace(member, participants=people) for people in there)


def corrected(
    meeting: Meeting, note_before: str, session: GroupSession, member: GroupMember
) -> Meeting:
    """What the file says besides stays; so does a copy of the note that was reworded there."""
    return replace(
        meeting,
        starts_at=session.starts_at,
        minutes=session.minutes,
        participants=member.participants,
        passages=_with_note(meeting.passages, note_before, session.note),
    )


def named_in(text: str, files: Iterable[FamilyFile]) -> list[str]:
    """Names of these families in it, as they are written: « Petit » is not « petit »."""
    words = set(re.findall(r"[\w’'-]+", text))
    names = [
        name
        for file in files
        for whole in (file.family.name, *(person.name for person in file.people))
        for name in whole.split()
    ]
    return [name for name in names if name in words and name[:1].isupper() and len(name) > 1]


def _passage(note: str) -> Passage:
    return Passage(FACET, note, Source.OBSERVED)


def _with_note(passages: tuple[Passage, ...], before: str, now: str) -> tuple[Passage, ...]:
    if before == now:
        return passages
    if not before:
        return (_passage(now), *passages)
    return tuple(
        replace(passage, text=now) if passage.text == before else passage
        for passage in passages
        if now or passage.text != before
    )
