"""Notes of emotions and needs, to what is ticked on screen and back. Pure."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TypeVar

from referent_desk.meetings import EmotionNote, NeedNote
from ui.meetings.naming import ByPerson, Named, Quote

_Note = TypeVar("_Note", EmotionNote, NeedNote)


def emotions_named(notes: Iterable[EmotionNote]) -> ByPerson:
    named: ByPerson = {}
    for note in notes:
        one = _one(named, note.emotion, note)
        one.weight = note.weight if one.weight is None else one.weight
    return named


def needs_named(notes: Iterable[NeedNote]) -> ByPerson:
    named: ByPerson = {}
    for note in notes:
        _one(named, note.need, note).state = note.state
    return named


def emotion_notes(named: ByPerson, before: Iterable[EmotionNote]) -> tuple[EmotionNote, ...]:
    """The weight is on the first note of an emotion alone, never twice. Ids of `before` stay."""
    known = list(before)
    made: list[EmotionNote] = []
    for person, code, one in _each(named):
        for at, (aspect, quote) in enumerate(_pairs(one)):
            note = EmotionNote(
                code,
                aspect,
                person or None,
                quote.source if quote.words else one.source,
                quote.words,
                one.weight if at == 0 else None,
                quote.passage_id,
                _id_of(known, person, code, aspect, quote.words),
            )
            made.append(note)
    return tuple(made)


def need_notes(named: ByPerson, before: Iterable[NeedNote]) -> tuple[NeedNote, ...]:
    known = list(before)
    made: list[NeedNote] = []
    for person, code, one in _each(named):
        for aspect, quote in _pairs(one):
            note = NeedNote(
                code,
                aspect,
                person or None,
                one.state,
                quote.words,
                quote.source if quote.words else one.source,
                quote.passage_id,
                _id_of(known, person, code, aspect, quote.words),
            )
            made.append(note)
    return tuple(made)


def _each(named: ByPerson) -> Iterator[tuple[str, str, Named]]:
    return ((person, code, one) for person, mine in named.items() for code, one in mine.items())


def _pairs(one: Named) -> list[tuple[str, Quote]]:
    """Each aspect with the words at its place; at least one pair."""
    nothing = Quote("")
    return [
        (aspect or "", quote or nothing)
        for aspect, quote in zip_longest(one.aspects or [""], one.quotes)
    ]


def _id_of(known: list[_Note], person: str, code: str, aspect: str, words: str) -> str:
    """Of the note it was, which leaves `known`; first the very same, then any of that name."""
    of_it = [n for n in known if (n.person_id or "", _code(n)) == (person, code)]
    same = [n for n in of_it if (n.aspect, n.words) == (aspect, words)]
    near = [n for n in of_it if n.aspect == aspect]
    for note in (same or near)[:1]:
        known.remove(note)
        return note.id
    return ""


def _code(note: EmotionNote | NeedNote) -> str:
    return note.emotion if isinstance(note, EmotionNote) else note.need


def _one(named: ByPerson, code: str, note: EmotionNote | NeedNote) -> Named:
    fresh = Named(source=note.source)
    one = named.setdefault(note.person_id or "", {}).setdefault(code, fresh)
    if note.aspect and note.aspect not in one.aspects:
        one.aspects.append(note.aspect)
    quote = Quote(note.words, note.passage_id, note.source)
    if note.words and quote not in one.quotes:
        one.quotes.append(quote)
    return one
