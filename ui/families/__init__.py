"""The list of families and a family's file, with their sheets."""

from ui.families.families_screen import FamiliesScreen
from ui.families.family_screen import FamilyScreen
from ui.families.person_sheet import PersonSheet
from ui.families.sheets import ClosingSheet, FamilySheet, SituationSheet

__all__ = [
    "ClosingSheet",
    "FamiliesScreen",
    "FamilyScreen",
    "FamilySheet",
    "PersonSheet",
    "SituationSheet",
]
