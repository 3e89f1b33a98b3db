"""« Chercher » (Ctrl+K): everything that was noted, from anywhere."""

from ui.search.opening import open_hit
from ui.search.search_window import SearchWindow
from ui.search.searching import Searching

__all__ = ["SearchWindow", "Searching", "open_hit"]
