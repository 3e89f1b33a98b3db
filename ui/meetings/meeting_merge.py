"""A meeting being noted, and its record that was changed elsewhere meanwhile. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from referent_desk.meetings import Meeting, MeetingState
from ui.meetings.notes import emotion_notes, emotions_named, need_notes, needs_named

PARTS = {
    "starts_at": "la date et l’heure",
    "minutes": "la durée",
    "channel": "le lieu ou le moyen",
    "state": "l’état du rendez-vous",
    "participants": "qui est là",
    "passages": "les passages",
    "emotions": "les émotions",
    "needs": "les besoins",
    "safety": "la sécurité",
    "recovery": "le rétablissement",
    "agreements": "les accords",
    "next_step": "la prochaine étape",
    "next_step_on": "le jour de la prochaine étape",
    "relay": "le relais",
    "situation_id": "la situation",
    "family_id": "la famille",
}
"""Attributes of a meeting, as one names them."""
_NOTED = ("passages", "emotions", "needs", "safety", "recovery", "agreements")


@dataclass(frozen=True)
class Merge:
    """`mine` has what was left alone as it is recorded now, `theirs` also what both changed.

    `taken` and `both` are keys of PARTS.
    """

    mine: Meeting
    theirs: Meeting
    taken: tuple[str, ...] = ()
    both: tuple[str, ...] = ()


@dataclass
class _Part:
    mine: Any
    theirs: Any
    taken: bool = False
    both: bool = False


def merged(before: Meeting, mine: Meeting, now: Meeting) -> Merge:
    """`before` is the record that the form began with, `now` the one that stands in the vault."""
    before, now = _as_the_form_reads(before), _as_the_form_reads(now)
    mine = replace(mine, participants=tuple(sorted(mine.participants)))
    parts: dict[str, _Part] = {}
    for name in PARTS:
        three = getattr(before, name), getattr(mine, name), getattr(now, name)
        parts[name] = _notes(*three) if name in _NOTED else _value(*three)
    parts["state"] = _state(before.state, mine.state, now.state)
    return Merge(
        replace(mine, **{name: part.mine for name, part in parts.items()}),
        replace(mine, **{name: part.theirs for name, part in parts.items()}),
        tuple(name for name, part in parts.items() if part.taken),
        tuple(name for name, part in parts.items() if part.both),
    )


def _as_the_form_reads(meeting: Meeting) -> Meeting:
    """The form gathers notes by name: what it gives back of an untouched record."""
    emotions = emotion_notes(emotions_named(meeting.emotions), meeting.emotions)
    needs = need_notes(needs_named(meeting.needs), meeting.needs)
    return replace(
        meeting,
        participants=tuple(sorted(meeting.participants)),
        emotions=emotions,
        needs=needs,
    )


def in_words(parts: Sequence[str]) -> str:
    return ", ".join(PARTS[name] for name in parts)


def _value(before: Any, mine: Any, now: Any) -> _Part:
    if now in (before, mine):
        return _Part(mine, mine)
    if mine == before:
        return _Part(now, now, taken=True)
    return _Part(mine, now, both=True)


def _state(before: MeetingState, mine: MeetingState, now: MeetingState) -> _Part:
    """Finishing the form says that it was held: whatever else it became meanwhile is told."""
    if now in (before, MeetingState.HELD):
        return _Part(now, now)
    return _Part(mine, now, both=True)


def _notes(before: Sequence[Any], mine: Sequence[Any], now: Sequence[Any]) -> _Part:
    """One by one, by their ids; what is new on either side stays."""
    old, current = ({note.id: note for note in notes} for notes in (before, now))
    part = _Part([], [])
    for note in mine:
        was, stands = old.get(note.id), current.get(note.id)
        if not note.id or (was is None and stands is None) or stands in (was, note):
            one = _Part(note, note)
        else:
            one = _value(was, note, stands)
        _add(part, one)
    kept = {note.id for note in mine}
    for note in now:
        if note.id not in kept and note != old.get(note.id):
            removed_here = note.id in old
            _add(part, _Part(None, note, both=True) if removed_here else _Part(note, note, True))
    return _Part(tuple(part.mine), tuple(part.theirs), part.taken, part.both)


def _add(to: _Part, one: _Part) -> None:
    """None is a note that does not stand on that side."""
    to.mine += [one.mine] if one.mine is not None else []
    to.theirs += [one.theirs] if one.theirs is not None else []
    to.taken, to.both = to.taken or one.taken, to.both or one.both
