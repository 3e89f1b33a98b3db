"""Mistakes happen: what was written wrongly is deleted, moved, merged, split, and can come back."""

from referent_desk.corrections.errors import CannotUndo, DraftUnderWay, NothingToDelete, StillNeeded
from referent_desk.corrections.model import (
    KEPT_FOR,
    Conflict,
    Correction,
    Deletion,
    Effect,
    FamilyMerge,
    MeetingMove,
    Named,
    PersonMerge,
    PersonMove,
    RecordKind,
    Reversal,
    ReversalKind,
    Split,
)
from referent_desk.corrections.service import Corrections

__all__ = [
    "KEPT_FOR",
    "CannotUndo",
    "Conflict",
    "Correction",
    "Corrections",
    "Deletion",
    "DraftUnderWay",
    "Effect",
    "FamilyMerge",
    "MeetingMove",
    "Named",
    "NothingToDelete",
    "PersonMerge",
    "PersonMove",
    "RecordKind",
    "Reversal",
    "ReversalKind",
    "Split",
    "StillNeeded",
]
