"""The directory on screen."""

from ui.directory.directory_screen import DirectoryScreen
from ui.directory.resource_sheet import ResourceSheet

__all__ = ["DirectoryScreen", "ResourceSheet"]
