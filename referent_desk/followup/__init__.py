"""What is to be done next, and what became of it: actions and referrals."""

from referent_desk.followup.absences import Absence, Absences, WhatNext
from referent_desk.followup.codes import opaque_code, read_code
from referent_desk.followup.errors import LastStepStays, NoSuchWay, TooManyPicked
from referent_desk.followup.model import (
    STATE_WORDS,
    Action,
    Dismissal,
    Referral,
    ReferralState,
    ReferralStep,
)
from referent_desk.followup.referrals import MOST_PICKED, Referrals
from referent_desk.followup.service import Followup
from referent_desk.followup.steps import AWAITED, UNDER_WAY, leads

__all__ = [
    "AWAITED",
    "MOST_PICKED",
    "STATE_WORDS",
    "UNDER_WAY",
    "Absence",
    "Absences",
    "Action",
    "Dismissal",
    "Followup",
    "LastStepStays",
    "NoSuchWay",
    "Referral",
    "ReferralState",
    "ReferralStep",
    "Referrals",
    "TooManyPicked",
    "WhatNext",
    "leads",
    "opaque_code",
    "read_code",
]
