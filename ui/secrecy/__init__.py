"""Agreements, what left, and the gate seen as one works: « Accords et partages »."""

from ui.secrecy.sharing_panel import SharingPanel

__all__ = ["SharingPanel"]
