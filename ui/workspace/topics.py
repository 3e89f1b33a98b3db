"""Which chapter of the manual is about what is in front."""

from ui.contacts import ContactSheet
from ui.settings import TEMPLATES
from ui.workspace.stage import Stage

_OF_A_SCREEN = {
    "activity": "activity_screen",
    "families": "family",
    "preparation": "home",
    "basket": "mistakes",
    "document": "documents",
    "paper": "documents",
    "batch": "documents",
    "integrity": "trouble",
    "incidents": "documents",
}
_IN_PARTS = {"family", "vault"}
"""Their parts have chapters of their own."""


def topic_in_front(stage: Stage) -> str:
    if stage.call is not None:
        return "call"
    if isinstance(stage.sheet, ContactSheet):
        return "contact"
    name = stage.at.name
    if name == "settings" and stage.tab:
        return TEMPLATES
    if name in _IN_PARTS:
        name = stage.tab or name
    return _OF_A_SCREEN.get(name, name)
