"""The vault itself: who may open it, and what keeps it safe."""

from ui.vault.full_check import FullCheck
from ui.vault.read_only_banner import ReadOnlyBanner
from ui.vault.vault_screen import VaultScreen

__all__ = ["FullCheck", "ReadOnlyBanner", "VaultScreen"]
