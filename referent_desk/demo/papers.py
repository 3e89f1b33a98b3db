"""Fictive documents of every kind that a file gives, and one sheet of an incident."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Protocol

from referent_desk.demo.sharing import seen_lately
from referent_desk.directory import ResourceKind, Reveals, fitting
from referent_desk.documents import DocumentKind, IssuedDocument, Outline, Way
from referent_desk.families import FamilyFile
from referent_desk.meetings import Meeting, MeetingState
from referent_desk.office import Office

_AGREED = ("Comme convenu, …", "Comme convenu, je vous laisse le temps d’y penser.")
"""What the template leaves to be written."""


class Days(Protocol):
    """A clock that is set by hand."""

    now: datetime


def add_papers(office: Office, days: Days, until: date) -> tuple[str, ...]:
    """For the families seen of late, on the day they were seen; what the gate stops is not made.

    Returns their ids.
    """
    made: list[IssuedDocument] = []
    for number, (file, day) in enumerate(seen_lately(office)):
        days.now = datetime.combine(min(day, until), time(16, 45))
        for about in _outlines(office, file, number):
            made += _issued(office, about)
    days.now = datetime.combine(until - timedelta(days=40), time(11, 20))
    sheet = Outline(DocumentKind.INCIDENT_SHEET, noticed_at=days.now - timedelta(hours=2))
    made.append(office.documents.issue(sheet, office.documents.compose(sheet)))
    days.now = datetime.combine(until, time(9, 0))
    return tuple(document.id for document in made)


def _outlines(office: Office, file: FamilyFile, number: int) -> Iterator[Outline]:
    family_id, who = file.family.id, file.people[0].id
    meetings = office.meetings.of_family(family_id)
    held = next((m for m in meetings if _theirs(m, MeetingState.HELD, who)), None)
    planned = next((m for m in meetings if _theirs(m, MeetingState.PLANNED, who)), None)
    next_id = planned.id if planned else ""
    about = Outline(DocumentKind.RELATIVE_LETTER, family_id, who)
    if number % 3 == 0:
        yield replace(about, kind=DocumentKind.INFORMATION_SHEET)
    if number % 4 == 0:
        _pick(office, family_id, who)
    if picked := office.referrals.picked(who):
        yield replace(
            about, kind=DocumentKind.HANDOUT, resource_ids=picked, next_meeting_id=next_id
        )
    if held and number % 2:
        after = replace(about, model="relative_letter.meeting", meeting_id=held.id)
        yield replace(after, way=Way.POSTED)
    visits = (m for m in meetings if _theirs(m, MeetingState.HELD, who) and m.channel == "office")
    visit = next(visits, None)
    if visit and number % 4 == 1:
        yield replace(about, kind=DocumentKind.ATTESTATION, meeting_id=visit.id)
    if planned and number % 2 == 0:
        yield replace(about, model="relative_letter.appointment", next_meeting_id=next_id)
    given = [a for a in office.agreements.of_family(family_id) if a.person_id == who]
    if given and (given[0].withdrawn_on or number % 5 == 2):
        form = DocumentKind.AGREEMENT_WITHDRAWAL
        kind = form if given[0].withdrawn_on else DocumentKind.AGREEMENT_FORM
        yield replace(about, kind=kind, agreement_id=given[0].id)
    wards = [r for r in office.directory.list() if r.kind is ResourceKind.WARD]
    if wards and number % 6 == 3:
        request = replace(about, kind=DocumentKind.CONTACT_REQUEST, resource_ids=(wards[0].id,))
        yield replace(request, way=Way.HANDED)


def _pick(office: Office, family_id: str, who: str) -> None:
    """Two whose names reveal nothing, those that answer what was noted first."""
    wanted = office.overview.wanted(family_id, who)
    every = [r for r in office.directory.list() if r.kind is ResourceKind.ASSOCIATION]
    fits = [fit.resource for fit in fitting(every, wanted.needs, wanted.postcode)]
    plain = (r.id for r in (*fits, *every) if r.reveals is not Reveals.YES)
    office.referrals.pick(who, list(dict.fromkeys(plain))[:2])


def _theirs(meeting: Meeting, state: MeetingState, who: str) -> bool:
    return meeting.state is state and (not meeting.participants or who in meeting.participants)


def _issued(office: Office, about: Outline) -> list[IssuedDocument]:
    """What may not be posted is handed over; but for a contact request, it is noted as gone."""
    text = office.documents.compose(about).replace(*_AGREED)
    if about.way is Way.POSTED and office.documents.stops(about, text):
        about = replace(about, way=Way.HANDED)
    if office.documents.stops(about, text):
        return []
    document = office.documents.issue(about, text)
    if document.way is Way.POSTED:
        office.documents.note_sent(document.id)
    elif document.kind is not DocumentKind.CONTACT_REQUEST:
        office.documents.hand_over(document.id)
    return [document]
