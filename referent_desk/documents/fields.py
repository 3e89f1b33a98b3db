"""The named fields that templates may use: what each says, and a fictive value to try it."""

from dataclasses import dataclass

from referent_desk.documents.kinds import Kind
from referent_desk.documents.templates import FieldValue


@dataclass(frozen=True)
class Field:
    name: str
    says: str
    example: FieldValue


FICTIVE_NAME = "Dominique Exemple"
"""Of nobody, and of either gender: the title agrees with it whatever the settings say."""
FICTIVE_ADDRESS = ("Mme Claire Lacroix", "Rue de l’Exemple 12 bte 3", "5000 Namur")

_ALL: tuple[Field, ...] = (
    Field("referent_name", "Prénom et nom, tels que signés", FICTIVE_NAME),
    Field("referent_title", "Titre", "référente famille"),
    Field("feminine", "Vrai si la personne qui signe est une femme", example=True),
    Field("service", "Première ligne de l’en-tête", "Service du référent famille"),
    Field("phone", "Téléphone du bureau", "081 00 00 00"),
    Field("place", "Lieu", "Saint-Servais"),
    Field("today", "Date du jour", "23\u00a0novembre 2026"),
    Field("law", "Citation du secret professionnel", "article 352 du Code pénal"),
    Field("controller", "Responsable du traitement", "Hôpital Exemple, rue Haute 1, 5000 Namur"),
    Field("data_officer", "Protection des données", "Camille Modèle, dpo@exemple.be"),
    Field("retention", "Durée de conservation", "Dix ans après le dernier contact."),
    Field("relative", "Le proche, tel qu’adressé", "Mme Claire Lacroix"),
    Field("relative_name", "Le proche, sans Mme ni M.", "Claire Lacroix"),
    Field("relative_short", "Le proche, en bref", "Mme Lacroix"),
    Field("relative_pronoun", "Elle, Il, Cette personne", "Elle"),
    Field("relative_feminine", "Vrai si le proche est une femme", example=True),
    Field("relative_masculine", "Vrai si le proche est un homme", example=False),
    Field("salutation", "Madame, Monsieur…", "Madame"),
    Field(
        "closing",
        "Formule de politesse",
        "Je vous prie d’agréer, Madame, l’expression de mes salutations distinguées.",
    ),
    Field("meeting_day", "Jour de l’entretien", "12\u00a0mars 2026"),
    Field("meeting_time", "Heure de l’entretien", "14\u00a0h\u00a030"),
    Field("meeting_end", "Fin de l’entretien", "15\u00a0h\u00a015"),
    Field("meeting_minutes", "Durée en minutes", 45),
    Field("next_day", "Jour du prochain rendez-vous", "mardi 24\u00a0mars 2026"),
    Field("next_time", "Son heure", "10\u00a0h"),
    Field("resource", "L’association, le service", "Similes Wallonie"),
    Field("resources", "Les adresses choisies (liste)", ("Similes Wallonie, 04 344 45 45",)),
    Field("needs", "Les besoins, en mots neutres (liste)", ("du soutien", "des repères")),
    Field("agreement_what", "Ce qui peut être dit", "Ma fatigue, et mon besoin d’un répit."),
    Field("agreement_to_whom", "À qui", "L’équipe mobile"),
    Field("agreement_day", "Jour de l’accord", "12\u00a0mars 2026"),
    Field("pieces", "Ce qui est transmis (liste)", ("«\u00a0J’ai besoin d’aide.\u00a0»",)),
    Field("agreeing", "Qui l’accorde, tels qu’adressés", "Mme Claire Lacroix"),
    Field("noticed_day", "Jour de la découverte", "23\u00a0novembre 2026"),
    Field("noticed_time", "Son heure", "9\u00a0h\u00a005"),
    Field("deadline_day", "72 heures après\u00a0: le jour", "26\u00a0novembre 2026"),
    Field("deadline_time", "L’heure", "9\u00a0h\u00a005"),
)
_BY_NAME = {field.name: field for field in _ALL}


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Those that the kind's templates may use."""
    return tuple(_BY_NAME[name] for name in kind.fields)


def examples(kind: Kind) -> dict[str, FieldValue]:
    """A fictive value for each."""
    return {field.name: field.example for field in fields_of(kind)}


def blanks(kind: Kind) -> dict[str, FieldValue]:
    """Each as it is when nothing is known."""
    return {field.name: _blank(field.example) for field in fields_of(kind)}


def _blank(example: FieldValue) -> FieldValue:
    if isinstance(example, bool | int):
        return False if isinstance(example, bool) else 0
    return "" if isinstance(example, str) else ()
