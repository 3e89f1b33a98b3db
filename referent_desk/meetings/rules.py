"""What a meeting and a call must satisfy; pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from referent_desk.errors import InvalidInput
from referent_desk.free_text import clean, one_line
from referent_desk.meetings.model import (
    Meeting,
    MeetingState,
    Passage,
    Request,
    SafetyEvent,
    Source,
)


def checked_meeting(meeting: Meeting, now: datetime) -> Meeting:
    """Cleaned. Raises InvalidInput: a held meeting lies in the past, a verbatim has a speaker."""
    if meeting.state is MeetingState.HELD and meeting.starts_at > now:
        raise InvalidInput(
            "starts_at",
            "Cet entretien est noté comme tenu, mais sa date est dans le futur.",
            "Corrigez la date, ou notez-le comme prévu.",
        )
    if meeting.minutes is not None and not 0 <= meeting.minutes <= 1440:
        raise InvalidInput("minutes", "La durée va de 0 à 1440 minutes.")
    return replace(
        meeting,
        passages=tuple(_checked_passage(p) for p in meeting.passages if p.text.strip()),
        emotions=tuple(replace(e, words=one_line(e.words)) for e in meeting.emotions),
        needs=tuple(replace(n, words=one_line(n.words)) for n in meeting.needs),
        safety=tuple(_checked_safety(s) for s in meeting.safety),
        next_step=clean(meeting.next_step),
        relay=clean(meeting.relay),
    )


def checked_request(request: Request, now: datetime) -> Request:
    """Cleaned. Raises InvalidInput for a call received in the future."""
    if request.received_at > now:
        raise InvalidInput("received_at", "Cet appel est daté dans le futur.")
    return replace(request, asked=clean(request.asked), offered=clean(request.offered))


def meeting_texts(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """(field, text) of every free text in it."""
    yield from (("passages", p.text) for p in meeting.passages)
    yield from (("emotions", e.words) for e in meeting.emotions)
    yield from (("needs", n.words) for n in meeting.needs)
    for event in meeting.safety:
        yield from (("safety", text) for text in (event.said, event.done, event.alerted))
    yield "next_step", meeting.next_step
    yield "relay", meeting.relay


def _checked_passage(passage: Passage) -> Passage:
    if passage.verbatim and passage.source is not Source.SAID:
        raise InvalidInput("passages", "Un « mot à mot » est toujours dit par quelqu’un.")
    if passage.verbatim and passage.said_by is None:
        raise InvalidInput("passages", "Ce « mot à mot » n’a pas d’auteur.", "Dites qui parle.")
    return replace(passage, text=clean(passage.text))


def _checked_safety(event: SafetyEvent) -> SafetyEvent:
    return replace(
        event, said=clean(event.said), done=clean(event.done), alerted=one_line(event.alerted)
    )
