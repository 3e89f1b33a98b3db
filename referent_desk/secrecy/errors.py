"""The refusal to issue what the gate has stopped."""

from referent_desk.errors import DeskError


class LetterStopped(DeskError):
    """The letter holds something that may not leave by the relative's hand."""

    what = "Cette lettre ne peut pas encore partir."
    safe = "Rien n’a été imprimé ni enregistré comme remis\u202f; votre texte est intact."
    next_step = "Corrigez ce qui est signalé à côté de la lettre."


class NotShownYet(LetterStopped):
    """Something to read again that did not stand beside the page when it was looked at."""

    next_step = "L’aperçu le montre maintenant : relisez, puis recommencez."


class SharingStopped(DeskError):
    """The gate has stopped what was to be told; the register records only what may leave."""

    what = "Ceci ne peut pas partir."
    safe = "Rien n’a été transmis ni noté au registre\u202f; ce que vous avez choisi est intact."
    next_step = "Voyez ce qui manque, ou ce qui est proposé à la place."
