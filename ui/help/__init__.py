"""The manual, beside the work."""

from ui.help.manual_window import ManualWindow

__all__ = ["ManualWindow"]
