"""Words of the vocabulary as the lists of a form want them."""

from referent_desk.families import Agreement, ContactKind, MessageRule
from referent_desk.vocabulary import Catalogue, Vocabulary

NOT_KNOWN = ("", "—")
CIVILITIES = (NOT_KNOWN, ("Mme", "Mme"), ("M.", "M."))
AGREEMENTS = (
    (Agreement.NOT_SOUGHT.value, "non sollicité"),
    (Agreement.GIVEN.value, "donné"),
    (Agreement.REFUSED.value, "refusé"),
    (Agreement.WITHDRAWN.value, "retiré"),
)
CONTACT_KINDS = (
    (ContactKind.PHONE.value, "Téléphone"),
    (ContactKind.EMAIL.value, "E-mail"),
    (ContactKind.ADDRESS.value, "Adresse"),
)
MESSAGE_RULES = (
    (MessageRule.UNKNOWN.value, "à demander"),
    (MessageRule.YES.value, "oui"),
    (MessageRule.NO.value, "non"),
)


def offered(
    vocabulary: Vocabulary, catalogue: Catalogue, current: str = ""
) -> list[tuple[str, str]]:
    """What may be chosen, first « not known »; the current word too, even retired."""
    entries = [(entry.code, entry.label) for entry in vocabulary.entries(catalogue)]
    if current and current not in {code for code, _ in entries}:
        entries.append((current, vocabulary.label(catalogue, current)))
    return [NOT_KNOWN, *entries]
