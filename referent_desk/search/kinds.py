"""The kinds by the words that are typed after « type: »."""

from referent_desk.search.model import Kind
from referent_desk.search.query import words_of

VERBATIM = "verbatim"
_WORDS: dict[str, tuple[str, ...]] = {
    "famille dossier": (Kind.FAMILY,),
    "personne proche": (Kind.PERSON,),
    "entretien rencontre": (Kind.MEETING, Kind.PASSAGE, Kind.EMAIL, Kind.RECOVERY),
    "passage note": (Kind.PASSAGE, Kind.RECOVERY),
    "verbatim citation": (VERBATIM,),
    "emotion": (Kind.EMOTION,),
    "besoin": (Kind.NEED,),
    "securite": (Kind.SAFETY,),
    "courriel email mail": (Kind.EMAIL,),
    "demande appel": (Kind.REQUEST,),
    "suite action": (Kind.ACTION,),
    "lettre document": (Kind.LETTER,),
    "ressource annuaire": (Kind.RESOURCE,),
    "enseignement apprentissage lecon": (Kind.LESSON,),
    "travail indirect": (Kind.WORK,),
    "orientation": (Kind.REFERRAL,),
}


def kinds_named(typed: str) -> tuple[str, ...]:
    """Every kind that a word so beginning, or its plural, names."""
    said = "".join(words_of(typed))
    fitting = (
        kinds
        for names, kinds in _WORDS.items()
        if said and any(name.startswith(said) or said == f"{name}s" for name in names.split())
    )
    return tuple(dict.fromkeys(kind for kinds in fitting for kind in kinds))
