"""First calls and meetings: what is heard, noted while it is said."""

from ui.meetings.first_call import FirstCallWindow
from ui.meetings.lessons_screen import LessonsScreen
from ui.meetings.meeting_screen import MeetingScreen

__all__ = ["FirstCallWindow", "LessonsScreen", "MeetingScreen"]
