"""Mistakes happen: what was written wrongly is deleted, moved, merged, split, and can come back."""

from referent_desk.corrections.errors import CannotUndo, DraftUnderWay, NothingToDelete, StillNeeded
from referent_desk.corrections.model import (
    KEPT_FOR,
    Conflict,
    Effect,
    Named,
    RecordKind,
    Reversal,
    ReversalKind,
)
from referent_desk.corrections.service import Corrections

__all__ = [
    "KEPT_FOR",
    "CannotUndo",
    "Conflict",
    "Corrections",
    "DraftUnderWay",
    "Effect",
    "Named",
    "NothingToDelete",
    "RecordKind",
    "Reversal",
    "ReversalKind",
    "StillNeeded",
]
