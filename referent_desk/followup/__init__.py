"""What is to be done next, and what became of it: actions and referrals."""

from referent_desk.followup.model import Action, Referral, ReferralState
from referent_desk.followup.service import Followup, opaque_code

__all__ = ["Action", "Followup", "Referral", "ReferralState", "opaque_code"]
