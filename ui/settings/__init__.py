"""The settings of the office and the words of its lists."""

from ui.settings.settings_screen import SettingsScreen

__all__ = ["SettingsScreen"]
