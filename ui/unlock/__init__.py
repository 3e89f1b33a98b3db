"""Before the vault is open: create, open, try, unlock."""

from ui.unlock.opening import OpeningScreen

__all__ = ["OpeningScreen"]
