"""Every name that the files hold, so that a text which is to leave can be searched for them."""

from dataclasses import dataclass
from enum import StrEnum

from referent_desk.vault import Vault


class NameKind(StrEnum):
    PERSON = "person"
    PATIENT = "patient"
    FAMILY = "family"
    CALLER = "caller"
    """In the label of an anonymous caller: mostly words, perhaps a name."""
    NETWORK = "network"
    PROFESSIONAL = "professional"
    WARD = "ward"


@dataclass(frozen=True)
class KnownName:
    """`surname` alone when it is not known which part is which. Whose it is: by its ids."""

    kind: NameKind
    surname: str
    given: str = ""
    family_id: str = ""
    person_id: str = ""

    @property
    def text(self) -> str:
        """« Claire Lacroix »."""
        return " ".join(part for part in (self.given, self.surname) if part)


def known_names(vault: Vault) -> tuple[KnownName, ...]:
    """People, patients, families and those of the network maps."""
    people = (
        KnownName(NameKind.PERSON, row["last_name"], row["first_name"], row["family_id"], row["id"])
        for row in vault.rows("SELECT id, family_id, first_name, last_name FROM person")
    )
    others = (
        KnownName(kind, row["name"], family_id=row["family_id"])
        for kind, query in (
            (NameKind.PATIENT, "SELECT DISTINCT family_id, patient AS name FROM situation"),
            (NameKind.FAMILY, "SELECT id AS family_id, name FROM family WHERE anonymous = 0"),
            (NameKind.CALLER, "SELECT id AS family_id, name FROM family WHERE anonymous = 1"),
            (NameKind.NETWORK, "SELECT family_id, label AS name FROM network_member"),
        )
        for row in vault.rows(query)
    )
    return tuple(name for name in (*people, *others) if name.text)
