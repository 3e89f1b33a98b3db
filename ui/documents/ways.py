"""The ways a document leaves, in words."""

from dataclasses import dataclass

from referent_desk.documents import Way


@dataclass(frozen=True)
class WayWords:
    """`choice` in a list; `told` once it is done, `waiting` until then; the two buttons, and what

    the second one asks.
    """

    choice: str
    told: str
    waiting: str
    print: str
    without_printing: str
    hint: str
    question: str
    yes: str


WAY_WORDS = {
    Way.HANDED: WayWords(
        "Remis en main propre",
        "remis en main propre",
        "remise pas encore notée",
        "Imprimer et remettre",
        "Remis en main propre",
        "Imprimé autrement, ou déjà\u00a0: noter qu’il est remis",
        "Noter ce document comme remis\u202f?",
        "Noter la remise",
    ),
    Way.POSTED: WayWords(
        "Envoyé par la poste",
        "envoyé par la poste",
        "envoi pas encore noté",
        "Imprimer et envoyer",
        "Envoyé par la poste",
        "Imprimé autrement, ou déjà\u00a0: noter qu’il est parti",
        "Noter ce document comme envoyé\u202f?",
        "Noter l’envoi",
    ),
    Way.TRANSMITTED: WayWords(
        "Transmis au professionnel",
        "transmis directement",
        "transmission pas encore notée",
        "Imprimer et transmettre",
        "Transmis",
        "Imprimé autrement, ou déjà\u00a0: noter qu’il est transmis",
        "Noter ce document comme transmis\u202f?",
        "Noter la transmission",
    ),
    Way.KEPT: WayWords(
        "Gardé au bureau",
        "gardé au bureau",
        "gardé au bureau",
        "Garder et imprimer",
        "Garder",
        "Sans imprimer",
        "Garder ce document tel quel\u202f?",
        "Garder",
    ),
}


def way_back(family_id: str) -> str:
    """Where the arrow of a document leads: an incident's sheet is of no family."""
    return "Retour au dossier" if family_id else "Retour aux incidents"
