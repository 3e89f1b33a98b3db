"""What of a hit may stand on a screen that others see. Pure."""

from collections.abc import Collection
from dataclasses import replace

from referent_desk.families import initials
from referent_desk.meetings import words_withheld
from referent_desk.search.model import Excerpt, Hit, Kind

_NAMES = {Kind.RESOURCE, Kind.FAMILY, Kind.PERSON}
_CONFIDED = {
    Kind.PASSAGE,
    Kind.EMOTION,
    Kind.NEED,
    Kind.RECOVERY,
    Kind.REQUEST,
    Kind.LETTER,
    Kind.REFERRAL,
}
"""Of whom they name. Of the other kinds nothing says whose they are, or they are the référent's."""


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
    """In a meeting with `family_id`, by those present.

    Other families' records come as initials, and their confidences not at all.
    """
    if hit.kind in _NAMES:
        return True
    if hit.family_id != family_id or hit.kind not in _CONFIDED:
        return False
    return not words_withheld(hit.source, hit.person_id, present, restricted=hit.restricted)
