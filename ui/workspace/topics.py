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
}
_OF_THE_VAULT = {"integrity": "trouble", "incidents": "documents"}


def topic_in_front(stage: Stage) -> str:
    if stage.call is not None:
        return "call"
    if isinstance(stage.sheet, ContactSheet):
        return "contact"
    name = stage.at.name
    if name == "vault":
        return _OF_THE_VAULT.get(stage.tab, stage.tab)
    if name == "settings" and stage.tab:
        return TEMPLATES
    return _OF_A_SCREEN.get(name, name)
