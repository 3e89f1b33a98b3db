"""What is still being typed: it counts as soon as it is said. Read from the drafts of the forms."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from referent_desk.meetings import Source
from referent_desk.secrecy.model import Piece
from referent_desk.vault import Draft


def being_written(drafts: Iterable[Draft], family_id: str) -> Iterator[Piece]:
    """In interviews that are not finished, contacts and calls that are not saved."""
    for draft in drafts:
        body: Mapping[str, Any] = draft.body
        caller: Mapping[str, Any] = body.get("caller") or {}
        if draft.kind == "meeting" and draft.subject.partition(":")[0] == family_id:
            yield from _of_interview(body)
        elif draft.kind.startswith("contact_") and body.get("family") == family_id:
            yield from _of_contact(body)
        elif draft.kind == "call" and caller.get("family") == family_id:
            yield from _of_call(body, caller)


def _of_contact(body: Mapping[str, Any]) -> Iterator[Piece]:
    """What one said alone is theirs; what several said is nobody's until it is told whose."""
    there = tuple(body.get("participants", ()))
    alone = there[0] if len(there) == 1 else None
    for text in ("subject", "body", "quoted", "text", "note"):
        yield _typed({}, body.get(text) or "", None if text == "quoted" else alone)
    for text in ("next_step", "decided"):
        yield Piece(body.get(text) or "", shared_with=there, record_id="draft")


def _of_call(body: Mapping[str, Any], caller: Mapping[str, Any]) -> Iterator[Piece]:
    there = tuple(caller.get("person", ()))
    yield _typed({}, body.get("asked") or "", next(iter(there), None))
    yield Piece(body.get("offered") or "", shared_with=there, record_id="draft")


def _of_interview(body: Mapping[str, Any]) -> Iterator[Piece]:
    meeting: Mapping[str, Any] = body.get("meeting") or {}
    there = tuple(meeting.get("participants", ()))
    for passage in meeting.get("passages", ()):
        yield _typed(passage, passage["text"], passage["said_by"], passage["source"])
    for note in (*meeting.get("emotions", ()), *meeting.get("needs", ())):
        yield _typed(note, note["words"], note["person_id"], note.get("source", Source.SAID))
    for note in meeting.get("recovery", ()):
        yield _typed(note, note["text"], note["person_id"])
    for event in meeting.get("safety", ()):
        for text in ("said", "done", "alerted", "follow_up"):
            yield _typed(event, event.get(text, ""), event["said_by"])
    for text in ("next_step", "relay"):
        yield Piece(meeting.get(text, ""), shared_with=there, record_id="draft")
    writing: Mapping[str, Any] = body.get("writing") or {}
    source, _, speaker = next(iter(writing.get("source", ())), "").partition(":")
    kept = {"restricted_from": writing.get("restricted", ())}
    yield _typed(kept, writing.get("text", ""), speaker or None, source or Source.SAID)


def _typed(
    noted: Mapping[str, Any], text: str, said_by: str | None, source: str = Source.SAID
) -> Piece:
    return Piece(
        text,
        source=Source(source),
        said_by=said_by,
        about=noted.get("about"),
        about_patient=noted.get("about") is None,
        restricted_from=tuple(noted.get("restricted_from", ())),
        record_id="draft",
    )
