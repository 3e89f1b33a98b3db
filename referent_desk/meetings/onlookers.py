"""What those present must not read over the référent's shoulder. Pure."""

from collections.abc import Collection

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


def event_withheld(event: SafetyEvent, present: Collection[str]) -> bool:
    """Words of someone who is not there."""
    return event.said_by is not None and event.said_by not in present


def relay_withheld(meeting: Meeting, present: Collection[str]) -> bool:
    """What may be relayed sums up what was said: it hides as soon as one passage does."""
    return bool(meeting.relay) and any(withheld(p, present) for p in meeting.passages)
