"""First calls and meetings: what is heard, noted while it is said."""

from ui.meetings.first_call import FirstCallWindow

__all__ = ["FirstCallWindow"]
