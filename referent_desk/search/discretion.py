"""What of a hit may stand on a screen that others see. Pure."""

from collections.abc import Collection
from dataclasses import replace

from referent_desk.families import initials
from referent_desk.search.model import Excerpt, Hit, Kind

_HYPOTHESIS = "hypothesis"
_THEIRS = {
    Kind.PASSAGE,
    Kind.EMOTION,
    Kind.NEED,
    Kind.RECOVERY,
    Kind.REQUEST,
    Kind.LETTER,
    Kind.REFERRAL,
}
"""Kinds that belong to whom they are of."""
_NEVER = {Kind.SAFETY, Kind.EMAIL, Kind.LESSON, Kind.WORK, Kind.MEETING, Kind.ACTION}
"""Not for the family's eyes: nothing says whose they are, or they are the référent's own."""


def without_names(hit: Hit) -> Hit:
    """Initials, and nothing that was confided."""
    if hit.kind is Kind.RESOURCE:
        return hit
    return replace(
        hit,
        family=initials(hit.family),
        person=initials(hit.person),
        label="",
        excerpt=Excerpt(),
    )


def may_be_read(hit: Hit, family_id: str, present: Collection[str]) -> bool:
    """In a meeting with `family_id`: no hypothesis, no restricted passage, no word of the absent.

    Other families' records come as initials, and their confidences not at all.
    """
    if hit.kind in {Kind.RESOURCE, Kind.FAMILY, Kind.PERSON}:
        return True
    if hit.family_id != family_id or hit.kind in _NEVER or hit.restricted:
        return False
    absent = hit.kind in _THEIRS and hit.person_id != "" and hit.person_id not in present
    return hit.source != _HYPOTHESIS and not absent
