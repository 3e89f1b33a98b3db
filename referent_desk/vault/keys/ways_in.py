"""The ways into a vault, as people see them: whose, of which kind, since when."""

from dataclasses import dataclass
from datetime import datetime

from referent_desk.vault.keys.slots import Slot, SlotKind


@dataclass(frozen=True)
class WayIn:
    """One slot without its secrets; `mine` is the one that opened the vault."""

    id: str
    kind: SlotKind
    holder: str
    created: datetime
    mine: bool


def way_in(slot: Slot, opened_with: str) -> WayIn:
    created = datetime.fromisoformat(slot.created)
    return WayIn(slot.id, slot.kind, slot.holder, created, slot.id == opened_with)
