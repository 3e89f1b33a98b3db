"""Referrals on screen."""

from ui.followup.referrals_screen import ReferralsScreen

__all__ = ["ReferralsScreen"]
