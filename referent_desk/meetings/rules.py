"""What a meeting and a call must satisfy; pure."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from referent_desk.errors import InvalidInput
from referent_desk.free_text import clean, one_line
from referent_desk.meetings.model import (
    Agreement,
    EmotionNote,
    Meeting,
    MeetingState,
    NeedNote,
    Passage,
    Request,
    SafetyEvent,
    Source,
)

_Note = TypeVar("_Note", EmotionNote, NeedNote)


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
    passages = tuple(_checked_passage(p) for p in meeting.passages if p.text.strip())
    there = {passage.id for passage in passages if passage.id}
    return replace(
        meeting,
        passages=passages,
        emotions=tuple(_with_its_passage(e, there) for e in meeting.emotions),
        needs=tuple(_with_its_passage(n, there) for n in meeting.needs),
        safety=tuple(_checked_safety(s) for s in meeting.safety),
        recovery=tuple(replace(r, text=clean(r.text)) for r in meeting.recovery if r.text.strip()),
        agreements=tuple(
            replace(checked_agreement(a), given_on=a.given_on or meeting.starts_at.date())
            for a in meeting.agreements
        ),
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
    yield from (("lessons", p.lesson.wording) for p in meeting.passages if p.lesson)
    yield from (("emotions", e.words) for e in meeting.emotions)
    yield from (("needs", n.words) for n in meeting.needs)
    for event in meeting.safety:
        texts = (event.said, event.done, event.alerted, event.follow_up)
        yield from (("safety", text) for text in texts)
    yield from (("recovery", r.text) for r in meeting.recovery)
    for agreement in meeting.agreements:
        yield from (("agreements", text) for text in (agreement.what, agreement.to_whom))
    yield "next_step", meeting.next_step
    yield "relay", meeting.relay


def _checked_passage(passage: Passage) -> Passage:
    if passage.verbatim and passage.source is not Source.SAID:
        raise InvalidInput("passages", "Un «\u00a0mot à mot\u00a0» est toujours dit par quelqu’un.")
    if passage.verbatim and passage.said_by is None:
        raise InvalidInput(
            "passages", "Ce «\u00a0mot à mot\u00a0» n’a pas d’auteur.", "Dites qui parle."
        )
    mark = passage.lesson
    if mark is not None:
        mark = replace(mark, wording=clean(mark.wording))
    return replace(passage, text=clean(passage.text), lesson=mark)


def checked_agreement(agreement: Agreement) -> Agreement:
    """Cleaned. Raises InvalidInput when it does not say what may be told, and to whom."""
    what, to_whom = clean(agreement.what), one_line(agreement.to_whom)
    if not agreement.person_id:
        raise InvalidInput("agreements", "Cet accord ne dit pas de qui il vient.")
    if not what or not to_whom:
        raise InvalidInput(
            "agreements",
            "Cet accord ne dit pas ce qui peut être relayé, et à qui.",
            "Complétez-le, ou retirez-le.",
        )
    return replace(agreement, what=what, to_whom=to_whom)


def _with_its_passage(note: _Note, passages: Collection[str]) -> _Note:
    """The words stay when their passage was removed."""
    passage_id = note.passage_id if note.passage_id in passages else None
    return replace(note, words=one_line(note.words), passage_id=passage_id)


def _checked_safety(event: SafetyEvent) -> SafetyEvent:
    return replace(
        event,
        said=clean(event.said),
        done=clean(event.done),
        alerted=one_line(event.alerted),
        follow_up=clean(event.follow_up),
    )
