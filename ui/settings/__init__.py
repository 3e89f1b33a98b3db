"""Settings, words and templates of the office, on screen."""

from ui.settings.settings_screen import TEMPLATES, SettingsScreen
from ui.settings.templates_panel import DRAFT as TEMPLATE_DRAFT

__all__ = ["TEMPLATES", "TEMPLATE_DRAFT", "SettingsScreen"]
