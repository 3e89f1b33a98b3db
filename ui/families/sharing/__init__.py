"""Agreements, what left, and the gate seen as one works: « Accords et partages »."""

from ui.families.sharing.sharing_panel import SharingPanel

__all__ = ["SharingPanel"]
