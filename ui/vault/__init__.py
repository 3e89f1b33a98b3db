"""The vault itself: who may open it, and what keeps it safe."""

from ui.vault.vault_screen import VaultScreen

__all__ = ["VaultScreen"]
