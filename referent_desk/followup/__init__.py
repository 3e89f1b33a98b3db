"""What is to be done next, and what became of it: actions and referrals."""

from referent_desk.followup.absences import Absence, Absences, WhatNext
from referent_desk.followup.model import Action, Dismissal, Referral, ReferralState
from referent_desk.followup.service import Followup, opaque_code

__all__ = [
    "Absence",
    "Absences",
    "Action",
    "Dismissal",
    "Followup",
    "Referral",
    "ReferralState",
    "WhatNext",
    "opaque_code",
]
