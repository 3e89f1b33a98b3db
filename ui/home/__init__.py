"""The screen of the day."""

from ui.home.home_screen import HomeScreen
from ui.home.preparation_screen import PreparationScreen

__all__ = ["HomeScreen", "PreparationScreen"]
