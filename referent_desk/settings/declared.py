"""The settings, declared once: key, section, label, default; a setting's type is its default's."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", str, int, float, bool)


@dataclass(frozen=True)
class Setting(Generic[T]):
    """`low`/`high` bound a number; `choices` (value, label) close a text; `lines` is a height."""

    key: str
    section: str
    label: str
    default: T
    help: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[tuple[str, str], ...] = ()
    lines: int = 1


AnySetting = Setting[str] | Setting[int] | Setting[float] | Setting[bool]

IDENTITY, LETTERHEAD, ENVELOPE = "Le référent, la référente", "En-tête des lettres", "Enveloppe"
LOCKING, SCREEN, BACKUPS, WRITING = "Verrouillage", "Écran", "Sauvegardes", "Écriture"
RADAR = "À regarder, sur l’accueil"
DATA = "Secret et données personnelles"
SHARING = "Partage sous le secret"
ACTIVITY = "Rapport d’activité"

REFERENT_NAME = Setting("referent.name", IDENTITY, "Prénom et nom, tels que signés", "")
REFERENT_TITLE = Setting(
    "referent.title",
    IDENTITY,
    "Titre, tel qu’imprimé",
    "Référente famille",
)
REFERENT_GENDER = Setting(
    "referent.gender",
    IDENTITY,
    "Accorder les textes",
    "",
    help=(
        "«\u00a0Je soussignée, référente…\u00a0» ou «\u00a0Je soussigné, référent…\u00a0»,"
        " dans tous"
        " les documents."
    ),
    choices=(
        ("", "comme le titre"),
        ("feminine", "au féminin"),
        ("masculine", "au masculin"),
    ),
)
REFERENT_PROFESSION = Setting(
    "referent.profession", IDENTITY, "Profession, si elle est imprimée", ""
)
SIGNED_BELOW = Setting(
    "referent.signed_below",
    IDENTITY,
    "Sous la signature",
    "",
    help="Par exemple «\u00a0Sur rendez-vous, du lundi au jeudi\u00a0».",
    lines=2,
)
SERVICE = Setting(
    "referent.service",
    IDENTITY,
    "Service, tel que les textes le nomment",
    "",
    help="Vide\u00a0: la première ligne de l’adresse d’expéditeur.",
)
SENDER = Setting(
    "letter.sender",
    LETTERHEAD,
    "Adresse d’expéditeur, neutre",
    "Service du référent famille\nRue de Bricgniot 205\n5002 Saint-Servais",
    help=(
        "Une adresse sans le mot «\u00a0psychiatrique\u00a0»\u00a0: l’enveloppe se lit dans la"
        " boîte aux"
        " lettres."
    ),
    lines=4,
)
PLACE = Setting("letter.place", LETTERHEAD, "Lieu, devant la date", "Saint-Servais")
PHONE = Setting("letter.phone", LETTERHEAD, "Téléphone du bureau", "")
REPLY_SLIP = Setting("letter.reply_slip", LETTERHEAD, "Joindre un coupon-réponse", True)
LOGO_WORDS = Setting(
    "letter.logo_words",
    LETTERHEAD,
    "Le logo en quelques mots",
    "",
    help="Lu à voix haute à qui ne le voit pas. Vide\u00a0: le logo est tenu pour un ornement.",
)
WINDOW_DX = Setting(
    "envelope.dx_mm", ENVELOPE, "Fenêtre, décalage à droite (mm)", 0.0, low=-20.0, high=20.0
)
WINDOW_DY = Setting(
    "envelope.dy_mm", ENVELOPE, "Fenêtre, décalage vers le bas (mm)", 0.0, low=-20.0, high=20.0
)
ENVELOPE_SIZE = Setting(
    "envelope.size",
    ENVELOPE,
    "Enveloppes en usage",
    "dl",
    help="Les lettres portent dans la marge gauche les repères pour les plier.",
    choices=(
        ("dl", "DL, 220 × 110 mm\u00a0: lettre pliée en trois"),
        ("c5", "C5, 229 × 162 mm\u00a0: lettre pliée en deux"),
    ),
)
PRINT_DX = Setting(
    "envelope.print_dx_mm",
    ENVELOPE,
    "Enveloppe ou étiquettes imprimées, décalage à droite (mm)",
    0.0,
    low=-20.0,
    high=20.0,
)
PRINT_DY = Setting(
    "envelope.print_dy_mm",
    ENVELOPE,
    "Enveloppe ou étiquettes imprimées, décalage vers le bas (mm)",
    0.0,
    low=-20.0,
    high=20.0,
)
IDLE_MINUTES = Setting(
    "lock.idle_minutes",
    LOCKING,
    "Verrouiller après (minutes sans toucher à rien)",
    5,
    low=1,
    high=60,
)
MEETING_MINUTES = Setting(
    "lock.meeting_minutes",
    LOCKING,
    "Pendant un entretien, verrouiller après (minutes)",
    20,
    help="L’écran se vide d’abord\u202f; une touche le ramène.",
    low=1,
    high=120,
)
CLIPBOARD_MINUTES = Setting(
    "lock.clipboard_minutes",
    LOCKING,
    "Vider ce qui a été copié après (minutes)",
    2,
    help="Verrouiller le vide aussitôt.",
    low=1,
    high=60,
)
DISCREET_ON_START = Setting(
    "screen.discreet_on_start",
    SCREEN,
    "Commencer avec l’écran discret (F9)",
    False,
    help="Les autres familles n’apparaissent que par leurs initiales.",
)
MEETING_SCREEN = Setting(
    "screen.meeting",
    SCREEN,
    "Masquer ce que la famille ne doit pas lire",
    True,
    help=(
        "Pendant un entretien\u00a0: hypothèses, passages à ne pas rapporter, paroles des absents,"
        " noms des autres familles."
    ),
)
BACKUP_FOLDER = Setting("backup.folder", BACKUPS, "Dossier des sauvegardes", "")
"""Chosen in the vault's own screen; a path, of this computer."""
BACKUP_WARN_DAYS = Setting(
    "backup.warn_days",
    BACKUPS,
    "Avertir quand la dernière sauvegarde a plus de (jours)",
    7,
    low=1,
    high=60,
)
FRENCH_SPACING = Setting(
    "writing.french_spacing",
    WRITING,
    "Espaces françaises devant\u202f; : ! ? et dans «\u00a0»",
    True,
    help="À décocher pour suivre l’usage officiel belge.",
)
LAW = Setting(
    "data.law",
    DATA,
    "Le secret professionnel, tel que les documents le citent",
    "article 352 du Code pénal",
    help="À faire confirmer par le juriste de l’hôpital. Aucune peine n’est jamais imprimée.",
)
CONTROLLER = Setting(
    "data.controller",
    DATA,
    "Responsable du traitement (nom et adresse)",
    "",
    help="Pour la feuille d’information. Ce qui manque s’imprime comme une ligne à remplir.",
    lines=2,
)
DATA_OFFICER = Setting("data.officer", DATA, "Délégué ou déléguée à la protection des données", "")
RETENTION = Setting("data.retention", DATA, "Durée de conservation des dossiers", "")
RADAR_NEED_DAYS = Setting(
    "radar.need_days",
    RADAR,
    "Un besoin noté reste sans suite ni orientation (jours)",
    14,
    help="Chaque ligne de l’accueil dit pourquoi elle est là, et peut être mise de côté.",
    low=0,
    high=365,
)
RADAR_EXHAUSTION_TIMES = Setting(
    "radar.exhaustion_times",
    RADAR,
    "L’épuisement revient, sans soutien proposé (entretiens)",
    2,
    low=1,
    high=10,
)
RADAR_UNHEARD_MEETINGS = Setting(
    "radar.unheard_meetings",
    RADAR,
    "Un mineur, un frère ou une sœur n’a pas encore été entendu (après… entretiens)",
    2,
    low=1,
    high=20,
)
RADAR_SILENT_DAYS = Setting(
    "radar.silent_days",
    RADAR,
    "Rien ne s’est passé dans une situation ouverte (jours)",
    45,
    low=7,
    high=365,
)
REFERRAL_SILENT_DAYS = Setting(
    "radar.referral_days",
    RADAR,
    "Une orientation est sans nouvelles (jours)",
    21,
    low=3,
    high=365,
)
OWN_ACCOUNT = Setting(
    "sharing.own_account",
    SHARING,
    "Récit d’un proche sur le patient, à l’équipe soignante : il faut l’accord",
    "relative",
    help=(
        "Question pour le juriste de l’hôpital. Ailleurs, l’accord du patient est toujours demandé."
    ),
    choices=(("relative", "du proche qui parle"), ("both", "du proche et du patient")),
)
SMALL_COUNT = Setting(
    "outcomes.small_count",
    ACTIVITY,
    "Masquer les nombres plus petits que",
    5,
    help="Un petit nombre peut désigner une famille. Aussi dans les suites par ressource.",
    low=1,
    high=1000,
)
"""Of the report and of the outcomes by resource; 1 hides nothing."""
WEEKLY_HOURS = Setting(
    "activity.weekly_hours",
    ACTIVITY,
    "Heures du poste par semaine",
    19.0,
    help="Le temps noté, direct et indirect, est comparé à ces heures.",
    low=1.0,
    high=50.0,
)

ALL: tuple[AnySetting, ...] = (
    REFERENT_NAME,
    REFERENT_TITLE,
    REFERENT_GENDER,
    REFERENT_PROFESSION,
    SIGNED_BELOW,
    SERVICE,
    SENDER,
    PLACE,
    PHONE,
    REPLY_SLIP,
    LOGO_WORDS,
    ENVELOPE_SIZE,
    WINDOW_DX,
    WINDOW_DY,
    PRINT_DX,
    PRINT_DY,
    IDLE_MINUTES,
    MEETING_MINUTES,
    CLIPBOARD_MINUTES,
    DISCREET_ON_START,
    MEETING_SCREEN,
    BACKUP_WARN_DAYS,
    FRENCH_SPACING,
    LAW,
    CONTROLLER,
    DATA_OFFICER,
    RETENTION,
    RADAR_NEED_DAYS,
    RADAR_EXHAUSTION_TIMES,
    RADAR_UNHEARD_MEETINGS,
    RADAR_SILENT_DAYS,
    REFERRAL_SILENT_DAYS,
    OWN_ACCOUNT,
    SMALL_COUNT,
    WEEKLY_HOURS,
)
