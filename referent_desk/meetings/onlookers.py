"""What those present must not read over the référent's shoulder. Pure."""

from collections.abc import Collection, Iterable

from referent_desk.meetings.model import Meeting, Passage, SafetyEvent, Source


def words_withheld(
    source: str, said_by: str | None, present: Collection[str], *, restricted: bool
) -> bool:
    """A hypothesis, what is not to be repeated, or words of someone who is not there."""
    absent = bool(said_by) and said_by not in present
    return source == Source.HYPOTHESIS or restricted or absent


def withheld(passage: Passage, present: Collection[str]) -> bool:
    restricted = bool(passage.restricted_from)
    return words_withheld(passage.source, passage.said_by, present, restricted=restricted)


def event_withheld(
    event: SafetyEvent, present: Collection[str], passages: Iterable[Passage] = ()
) -> bool:
    """Words of someone who is not there, or of a passage that somebody there must not learn."""
    absent = event.said_by is not None and event.said_by not in present
    return absent or any(_kept_from(passage, event.said, present) for passage in passages)


def _kept_from(passage: Passage, said: str, present: Collection[str]) -> bool:
    theirs = any(person in present for person in passage.restricted_from)
    return theirs and bool(said) and said in passage.text


def relay_withheld(meeting: Meeting, present: Collection[str]) -> bool:
    """What may be relayed sums up what was said: it hides as soon as one passage does."""
    return bool(meeting.relay) and any(withheld(p, present) for p in meeting.passages)
