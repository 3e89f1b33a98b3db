"""What stands in the way of a correction."""

from referent_desk.errors import DeskError


class StillNeeded(DeskError):
    """A letter issued, or the register of what was told, names this record."""

    what = "Une lettre remise ou le registre de ce qui a été transmis s’appuie sur cette fiche."
    safe = "Rien n’a été supprimé."
    next_step = "Corrigez la fiche, ou fusionnez-la avec la bonne\u202f: la lettre la suivra."


class NothingToDelete(DeskError):
    """A family of which only what must stay is left."""

    what = "Il ne reste dans ce dossier que ce qui doit être gardé\u00a0: les lettres remises."
    safe = "Rien n’a été supprimé."
    next_step = "Laissez ce dossier clôturé, ou fusionnez-le avec le bon."


class DraftUnderWay(DeskError):
    """A form half filled in is about what would be changed, or names it."""

    what = "Un brouillon en cours porte sur ce qui serait changé, ou le nomme."
    safe = "Rien n’a été changé\u202f; le brouillon est intact."
    next_step = (
        "Il se trouve à l’accueil, sous «\u00a0Brouillons\u00a0»\u202f: terminez-le ou"
        " abandonnez-le, puis recommencez."
    )


class CannotUndo(DeskError):
    """What was written since does not fit with what would come back."""

    what = "Ce qui a été écrit depuis ne va pas avec ce qui reviendrait."
    safe = "Rien n’a été changé\u202f; ce qui est dans la corbeille y reste."
    next_step = "Annulez d’abord les corrections plus récentes, puis recommencez."
