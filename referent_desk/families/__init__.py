"""The family file: family or anonymous caller, situations, people, safe contact, agreement."""

from referent_desk.families.contact import (
    normalise_email,
    normalise_phone,
    show_phone,
)
from referent_desk.families.filters import FamilyFilter, SavedFilter, SavedFilters, Standing
from referent_desk.families.known_names import KnownName, NameKind
from referent_desk.families.matching import Match, fold, similar_families
from referent_desk.families.model import (
    Agreement,
    ContactKind,
    ContactPoint,
    Family,
    FamilyFile,
    FamilySummary,
    MessageRule,
    Person,
    Situation,
)
from referent_desk.families.network import (
    FamilyNetwork,
    LinkQuality,
    Member,
    Network,
    NetworkLink,
    Removed,
)
from referent_desk.families.rows import latest_situation
from referent_desk.families.service import Families
from referent_desk.families.short_names import initials
from referent_desk.families.telling_apart import apart

__all__ = [
    "Agreement",
    "ContactKind",
    "ContactPoint",
    "Families",
    "Family",
    "FamilyFile",
    "FamilyFilter",
    "FamilyNetwork",
    "FamilySummary",
    "KnownName",
    "LinkQuality",
    "Match",
    "Member",
    "MessageRule",
    "NameKind",
    "Network",
    "NetworkLink",
    "Person",
    "Removed",
    "SavedFilter",
    "SavedFilters",
    "Situation",
    "Standing",
    "apart",
    "fold",
    "initials",
    "latest_situation",
    "normalise_email",
    "normalise_phone",
    "show_phone",
    "similar_families",
]
