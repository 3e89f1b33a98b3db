"""The line that tells what was recorded elsewhere while an interview was being written."""

from referent_desk.meetings import Meeting
from ui.meetings.meeting_merge import Merge, in_words, merged
from ui.widgets import Banner

CHANGED = "Cet entretien a été modifié ailleurs entre-temps."
TAKEN = "Repris ici\u00a0: {}."
BOTH = (
    "Enregistré autrement que votre saisie\u00a0: {}. Votre saisie est toujours là\u00a0:"
    " terminez pour la garder, ou prenez l’enregistré (Ctrl+Z en revient)."
)
TAKE = "Prendre l’enregistré"


class ElsewhereLine(Banner):
    """Hidden while there is nothing to tell; its action takes `theirs`."""

    def __init__(self) -> None:
        super().__init__("", "warning", action=TAKE)
        self.setObjectName("meeting_elsewhere")
        self.theirs: Meeting | None = None
        """With what both changed as it is recorded, while that is offered."""
        self.hide()

    def merge(self, before: Meeting, mine: Meeting, now: Meeting) -> Merge:
        """`before` is the record that the form began with, `now` the one in the vault."""
        self.hide()
        if now == before:
            return Merge(mine, now)
        found = merged(before, mine, now)
        self.theirs = found.theirs if found.both else None
        told = [CHANGED] if found.taken or found.both else []
        told += [TAKEN.format(in_words(found.taken))] if found.taken else []
        told += [BOTH.format(in_words(found.both))] if found.both else []
        if told:
            self.set_action(TAKE if found.both else "")
            self.show_text(" ".join(told), "warning" if found.both else "info")
        return found
