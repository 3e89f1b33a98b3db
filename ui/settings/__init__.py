"""Settings and words of the office, on screen."""

from ui.settings.settings_screen import SettingsScreen

__all__ = ["SettingsScreen"]
