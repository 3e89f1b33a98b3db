"""What the room can refuse."""

from referent_desk.errors import DeskError


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
    next_step = "Ouvrez-le dans la liste des rapports émis."
