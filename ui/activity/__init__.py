"""The activity of a quarter on screen."""

from functools import partial
from typing import TYPE_CHECKING

from ui.activity.opening import Doors, open_record

if TYPE_CHECKING:
    from referent_desk.office import Office
    from ui.activity.activity_screen import ActivityScreen

__all__ = ["activity_at"]


def activity_at(doors: Doors, office: "Office", place: str) -> "ActivityScreen":
    """At `place`, « 2026-T3/report »; records open through `doors`. Loaded when first shown."""
    from ui.activity.activity_screen import ActivityScreen  # noqa: PLC0415

    screen = ActivityScreen(office, place)
    screen.recordOpened.connect(partial(open_record, doors, office))
    return screen
