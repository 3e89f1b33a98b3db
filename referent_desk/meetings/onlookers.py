"""What those present must not read over the référent's shoulder. Pure."""

from collections.abc import Collection

from referent_desk.meetings.model import Passage, Source


def withheld(passage: Passage, present: Collection[str]) -> bool:
    """A hypothesis, what is not to be repeated, or words of someone who is not there."""
    absent = passage.said_by is not None and passage.said_by not in present
    return passage.source is Source.HYPOTHESIS or bool(passage.restricted_from) or absent
