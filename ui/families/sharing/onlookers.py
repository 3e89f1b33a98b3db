"""Who sits beside the desk while a meeting of the family is not finished."""

from collections.abc import Mapping
from typing import Any

from referent_desk.office import Office
from referent_desk.settings import declared


def in_the_room(office: Office, family_id: str) -> frozenset[str] | None:
    """By their ids, as the meeting being noted has them; None when its screen hides nothing."""
    if not office.settings.get(declared.MEETING_SCREEN):
        return None
    under_way: list[Mapping[str, Any]] = [
        draft.body.get("meeting") or {}
        for draft in office.vault.drafts.all()
        if draft.kind == "meeting"
        and draft.holder == office.vault.holder
        and draft.subject.partition(":")[0] == family_id
    ]
    if not under_way:
        return None
    return frozenset(who for meeting in under_way for who in meeting.get("participants", ()))
