"""Referrals on screen."""

from ui.followup.referrals_screen import ReferralsScreen
from ui.followup.sheets import DRAFTS

__all__ = ["DRAFTS", "ReferralsScreen"]
