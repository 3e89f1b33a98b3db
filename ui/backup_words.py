"""Backups in French sentences: dates, sizes, what the home and the lock page say."""

from datetime import datetime
from typing import TYPE_CHECKING

from ui.french_dates import day_name
from ui.widgets.typed_dates import show_time

if TYPE_CHECKING:
    from referent_desk.overview import BackupReminder

MIB = 1 << 20
KEPT = (
    "Une sauvegarde se fait une fois par jour, au verrouillage ou à la fermeture, sans rien"
    " demander. Sont gardées\u00a0: la dernière de chacun des sept derniers jours de travail, des"
    " quatre dernières semaines et des douze derniers mois."
)
WHERE = (
    "Une clé USB, ou un partage du service, convient\u00a0: la sauvegarde est chiffrée comme le"
    " coffre, et s’ouvre avec la même phrase de passe ou le même code de secours."
)
SAME_DISK = (
    "Ce dossier est sur le même disque que le coffre\u00a0: s’il est volé ou s’abîme, la sauvegarde"
    " l’est aussi. Une clé ou un partage protège mieux."
)
_WHY = {
    "no_folder": "Aucune sauvegarde n’est prévue. Choisissez un dossier, sur une clé ou un"
    " partage du service.",
    "never": "Aucune sauvegarde n’a encore été faite.",
    "old": "Il est temps d’en faire une.",
    "missing": "La clé des sauvegardes n’était pas branchée la dernière fois. Branchez-la\u00a0:"
    " la sauvegarde se fera au verrouillage.",
    "full": "La dernière fois, il n’y avait plus de place dans le dossier des sauvegardes.",
    "read_only": "La dernière fois, le dossier des sauvegardes était en lecture seule.",
    "failed": "La dernière sauvegarde n’a pas abouti.",
}
CALM = frozenset({"no_folder", "missing"})


def moment_in_words(moment: datetime) -> str:
    """« mardi 24 novembre 2026 à 17 h 30 », by this computer's clock."""
    here = moment.astimezone()
    return f"{day_name(here.date())} {here.year} à {show_time(here.time())}"


def size_in_words(size: int) -> str:
    return f"{max(size / MIB, 0.1):.1f}\u00a0Mo".replace(".", ",")


def reminder_in_words(reminder: "BackupReminder") -> str:
    """What is amiss, and how old the last good one is."""
    if reminder.days is None:
        return _WHY[reminder.why]
    last = f"La dernière sauvegarde vérifiée date {_since(reminder.days)}."
    return f"{_WHY[reminder.why]} {last}" if reminder.why != "old" else f"{last} {_WHY['old']}"


def _since(days: int) -> str:
    return {0: "d’aujourd’hui", 1: "d’hier"}.get(days, f"d’il y a {days}\u00a0jours")
