"""Whether a letter may be posted to a relative. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from referent_desk.families import ContactKind, ContactPoint, MessageRule, Person, Situation


@dataclass(frozen=True)
class Concern:
    """In French; one that `stops` leaves only the relative's hand."""

    reason: str
    stops: bool = False


def postal_address(person: Person) -> ContactPoint | None:
    """The one where letters are welcome, else the first where they are not refused."""
    addresses = [c for c in person.contacts if c.kind is ContactKind.ADDRESS]
    for rule in (MessageRule.YES, MessageRule.UNKNOWN, MessageRule.NO):
        found = next((a for a in addresses if a.may_leave_message is rule), None)
        if found:
            return found
    return None


def postal_lines(person: Person) -> tuple[str, ...]:
    """« Mme Prénom Nom / Rue X 17 bte 1 / 5590 Ciney »."""
    address = postal_address(person)
    if address is None:
        return (person.addressed,) if person.addressed else ()
    town = f"{address.postcode} {address.city}".strip()
    lines = (person.addressed, *address.value.splitlines(), town)
    return tuple(line for line in lines if line.strip())


def concerns(person: Person, situations: Iterable[Situation]) -> tuple[Concern, ...]:
    """About a letter to this relative by post; empty when nothing speaks against it."""
    address = postal_address(person)
    if address is None:
        return (Concern("Aucune adresse postale n’est notée pour cette personne.", stops=True),)
    if address.may_leave_message is MessageRule.NO:
        return (Concern("Cette personne ne veut pas de courrier à cette adresse.", stops=True),)
    found: list[Concern] = []
    uninformed = any(s.open and not s.patient_informed for s in situations)
    if person.lives_with_patient and uninformed:
        found.append(
            Concern(
                "Le patient vit à cette adresse et n’est pas informé\u00a0: il pourrait voir"
                " l’enveloppe. Remettez plutôt la lettre en main propre."
            )
        )
    if address.may_leave_message is MessageRule.UNKNOWN:
        found.append(Concern("Demandez d’abord si un courrier peut être envoyé à cette adresse."))
    return tuple(found)
