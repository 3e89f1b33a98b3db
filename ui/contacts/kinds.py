"""The kinds that « Noter… » offers."""

from enum import Enum

_DRAFT = "contact_"


class ContactKind(Enum):
    """Its title, its entry in the menu with the letter that chooses it, its icon."""

    CALL = ("call", "Appel", "&Appel", "phone")
    EMAIL = ("email", "E-mail", "&E-mail", "mail")
    VISIT = ("visit", "Visite", "&Visite au bureau", "users")
    VIDEO = ("video", "Visio", "Vis&io", "eye")
    HOME_VISIT = ("home_visit", "Visite à domicile", "Visite à &domicile", "house")
    NETWORK = ("network", "Réunion de réseau", "&Réunion de réseau", "signpost")
    GROUP = ("group", "Groupe de familles", "&Groupe de familles", "heart-handshake")
    INDIRECT = ("indirect", "Travail indirect", "&Travail indirect", "clock")
    ABSENCE = ("absence", "La famille n’est pas venue", "A&bsence", "calendar")

    def __init__(self, code: str, title: str, entry: str, icon: str) -> None:
        self.code, self.title, self.entry, self.icon = code, title, entry, icon

    @property
    def draft(self) -> str:
        """The kind of its drafts."""
        return f"{_DRAFT}{self.code}"


def kind_of_draft(draft: str) -> ContactKind | None:
    """None for the draft of another form."""
    return next((kind for kind in ContactKind if kind.draft == draft), None)
