"""What a file holds, as pieces that can be picked and as words that must not slip out. Pure."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from referent_desk.families import FamilyFile
from referent_desk.meetings import (
    Agreement,
    EmotionNote,
    Meeting,
    NeedNote,
    SafetyEvent,
    Source,
    relay_withheld,
)
from referent_desk.secrecy.model import File, Patient, Piece, PieceKind, Relative
from referent_desk.vocabulary import Catalogue

_Label = Callable[[Catalogue, str], str]


def file_for_gate(
    file: FamilyFile,
    meetings: Iterable[Meeting],
    agreements: tuple[Agreement, ...],
    label: _Label,
) -> File:
    """`label` gives the word of a code."""
    return File(
        tuple(piece for meeting in meetings for piece in pieces_of(meeting, label)),
        agreements,
        tuple(
            Patient(
                s.id,
                s.patient,
                s.agreement,
                s.agreement_form,
                s.agreement_on,
                s.agreement_scope,
                s.agreement_review_on,
            )
            for s in file.situations
        ),
        tuple(
            Relative(
                p.id, p.short or "Sans nom", tuple(n for n in (p.first_name, p.last_name) if n)
            )
            for p in file.people
        ),
        tuple(dict.fromkeys(label(Catalogue.WARDS, s.ward) for s in file.situations if s.ward)),
    )


def pieces_of(meeting: Meeting, label: _Label) -> Iterator[Piece]:
    """Of one meeting, in the order of its form. A passage about nobody else is on the patient."""
    on, situation = meeting.starts_at.date(), meeting.situation_id
    for passage in meeting.passages:
        yield Piece(
            passage.text,
            PieceKind.PASSAGE,
            passage.source,
            passage.said_by,
            passage.about,
            passage.about is None,
            passage.restricted_from,
            on,
            situation,
            passage.id,
            verbatim=passage.verbatim,
        )
    limits = {passage.id: passage.restricted_from for passage in meeting.passages}
    for emotion in meeting.emotions:
        yield _noted(emotion, _felt(emotion, label), PieceKind.EMOTION, on, situation, limits)
    for need in meeting.needs:
        yield _noted(need, _needed(need, label), PieceKind.NEED, on, situation, limits)
    for note in meeting.recovery:
        yield Piece(
            note.text,
            PieceKind.RECOVERY,
            said_by=note.person_id,
            about_patient=True,
            noted_on=on,
            situation_id=situation,
            record_id=note.id,
        )
    for event in meeting.safety:
        yield from _safety(event, on, situation)
    yield from _agreed_together(meeting)


def _noted(
    note: EmotionNote | NeedNote,
    text: str,
    kind: PieceKind,
    on: date,
    situation: str,
    limits: dict[str, tuple[str, ...]],
) -> Piece:
    """Felt or needed by a relative; what its passage keeps from someone, it keeps too."""
    said = note.source is Source.SAID
    return Piece(
        text,
        kind,
        note.source,
        note.person_id if said else None,
        note.person_id,
        restricted_from=limits.get(note.passage_id or "", ()),
        noted_on=on,
        situation_id=situation,
        record_id=note.id,
    )


def _felt(note: EmotionNote, label: _Label) -> str:
    return _spelt(
        label(Catalogue.EMOTIONS, note.emotion),
        note.aspect and label(Catalogue.EMOTIONS, note.aspect),
        note.words,
    )


def _needed(note: NeedNote, label: _Label) -> str:
    return _spelt(
        label(Catalogue.NEEDS, note.need),
        note.aspect and label(Catalogue.NEEDS, note.aspect),
        note.words,
    )


def _spelt(word: str, aspect: str, words: str) -> str:
    """« culpabilité (sentiment d’échec) : « je n’ai rien vu » »."""
    exact = f" ({aspect})" if aspect else ""
    said = f"\u00a0: «\u00a0{words}\u00a0»" if words else ""
    return f"{word}{exact}{said}"


def _agreed_together(meeting: Meeting) -> Iterator[Piece]:
    """The next step, and what may be relayed: of those who were there.

    The latter sums up what was said: it is nobody's once a passage is kept from one of them.
    """
    there = meeting.participants
    kept = {person for passage in meeting.passages for person in passage.restricted_from}
    withheld = relay_withheld(meeting, there)
    for text, shared in ((meeting.next_step, there), (meeting.relay, () if withheld else there)):
        if text:
            yield Piece(
                text,
                about_patient=text == meeting.relay,
                restricted_from=tuple(sorted(kept)) if text == meeting.relay else (),
                noted_on=meeting.starts_at.date(),
                situation_id=meeting.situation_id,
                record_id=meeting.id,
                shared_with=shared,
            )


def _safety(event: SafetyEvent, on: date, situation: str) -> Iterator[Piece]:
    """What was done of it, and who was alerted, is of who said it, as the words are."""
    for text in (event.done, event.alerted, event.follow_up):
        if text:
            yield Piece(
                text,
                source=Source.SAID if event.said_by else Source.OBSERVED,
                said_by=event.said_by,
                about_patient=True,
                noted_on=on,
                situation_id=situation,
                record_id=event.id,
            )
    if event.said:
        yield Piece(
            event.said,
            PieceKind.SAFETY,
            said_by=event.said_by,
            about_patient=True,
            noted_on=on,
            situation_id=situation,
            record_id=event.id,
        )
