"""Referrals and what became of them."""

from ui.followup.referrals_screen import ReferralsScreen

__all__ = ["ReferralsScreen"]
