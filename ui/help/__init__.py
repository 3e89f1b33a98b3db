"""The manual on screen."""

from ui.help.manual import Manual, Topic
from ui.help.manual_window import ManualWindow

__all__ = ["Manual", "ManualWindow", "Topic"]
