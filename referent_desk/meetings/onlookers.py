"""What those present must not read over the référent's shoulder. Pure."""

from collections.abc import Collection, Iterable

from referent_desk.meetings.model import Meeting, Passage, SafetyEvent, Source


def withheld(passage: Passage, present: Collection[str]) -> bool:
    """A hypothesis, what is not to be repeated, or words of someone who is not there."""
    absent = passage.said_by is not None and passage.said_by not in present
    return passage.source is Source.HYPOTHESIS or bool(passage.restricted_from) or absent


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
