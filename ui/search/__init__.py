"""« Chercher » (Ctrl+K): everything that was noted, from anywhere."""

from ui.search.keeping import IndexKeeper
from ui.search.opening import bring_into_sight
from ui.search.search_window import SearchWindow

__all__ = ["IndexKeeper", "SearchWindow", "bring_into_sight"]
