"""The directory on screen."""

from ui.directory.directory_screen import DirectoryScreen
from ui.directory.resource_sheet import ResourceSheet
from ui.directory.revealing import reveals_words

__all__ = ["DirectoryScreen", "ResourceSheet", "reveals_words"]
