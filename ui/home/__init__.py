"""The screen of the day."""

from ui.home.home_screen import HomeScreen

__all__ = ["HomeScreen"]
