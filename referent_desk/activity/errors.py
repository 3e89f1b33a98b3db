"""What the room can refuse."""

import errno

from referent_desk.errors import DeskError
from referent_desk.secrecy import NameFound

_NOT_ALLOWED = "ce dossier est en lecture seule, ou fermé à votre compte"
_NO_FOLDER = "ce dossier n’existe pas, et n’a pas pu être créé"
_REFUSALS = {
    errno.ENOSPC: "le disque est plein",
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
}


class ActivityError(DeskError):
    """Faults of the figures and their report."""


class InvalidPeriod(ActivityError):
    """Not a quarter, a year or two dates in their order."""

    what = "Cette période n’existe pas."
    next_step = "Donnez un trimestre (2026-T3), une année (2026), ou deux dates dans l’ordre."


class PeriodNotOver(ActivityError):
    """A report is issued once no figure of it can still grow by itself."""

    what = "Cette période n’est pas terminée\u00a0: ses chiffres vont encore changer."
    safe = "Rien n’a été émis\u00a0; l’aperçu reste possible."
    next_step = "Émettez le rapport le lendemain du dernier jour, ou plus tard."


class AlreadyIssued(ActivityError):
    """The period's report went out, and nothing in it would change."""

    what = "Le rapport de cette période est déjà émis, et ses chiffres n’ont pas changé depuis."
    safe = "Le rapport émis est conservé tel qu’il est parti."
    next_step = "Ouvrez-le dans «\u00a0Activité\u00a0», onglet «\u00a0Rapports émis\u00a0»."


class NamesInComment(ActivityError):
    """The comment, or a label of the user's own, may name somebody, and nobody has looked at it."""

    what = "Le commentaire contient peut-être des noms."
    safe = "Rien n’a été émis\u00a0; votre texte est toujours là."
    next_step = "Regardez chaque passage signalé, corrigez-le ou confirmez qu’il ne nomme personne."

    def __init__(self, found: tuple[NameFound, ...]) -> None:
        self.found = found
        texts = ", ".join(dict.fromkeys(f"«\u00a0{name.text}\u00a0»" for name in found))
        super().__init__(f"Le commentaire contient peut-être des noms\u00a0: {texts}.")


class FileInTheWay(ActivityError):
    """A file is never written over another."""

    safe = "Ce fichier n’a pas été touché, et aucun autre n’a été écrit."
    next_step = "Choisissez un autre dossier, ou déplacez d’abord ce fichier."

    def __init__(self, name: str) -> None:
        super().__init__(f"Un fichier de ce nom est déjà dans le dossier\u00a0: {name}.")


class CannotSave(ActivityError):
    """The disk refuses, for a reason of the system's (`errno`)."""

    safe = (
        "Aucun fichier n’a été laissé à moitié. Un rapport émis reste conservé dans le coffre, tel"
        " qu’il est parti."
    )
    next_step = "Vérifiez le dossier et la place qui y reste, puis recommencez."

    def __init__(self, number: int | None) -> None:
        reason = _REFUSALS.get(number or 0)
        told = f"\u00a0: {reason}" if reason else ""
        super().__init__(f"Les fichiers du rapport n’ont pas pu être écrits{told}.")
