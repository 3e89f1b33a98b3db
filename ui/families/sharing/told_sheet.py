"""One line of the register, in full: what left, and each condition as it stood that day."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from referent_desk.families import FamilyFile
from referent_desk.secrecy import Told
from ui.families.sharing.words import CONDITIONS, told_evidence, told_row, told_text
from ui.widgets import Card, IconLine, SecondaryButton, SheetDialog, Text


class ToldSheet(SheetDialog):
    """To be read only: what went stays on record. A legal exception can be completed."""

    completeRequested = Signal(str)
    """Of the exception of that id."""

    def __init__(
        self,
        told: Told,
        file: FamilyFile,
        parent: QWidget | None = None,
        *,
        writable: bool = True,
    ) -> None:
        row = told_row(told, file)
        super().__init__(row.title, parent, subtitle=row.subtitle, close="Fermer", scrolls=True)
        self.setObjectName("told_sheet")
        what = Card("Ce qui est parti" if told.gone else "Ce qui attend de partir", icon="eye")
        what.add(Text(told_text(told) or "À compléter.", "" if told_text(told) else "muted"))
        self.add(what)
        why = Card("Comment cela se pouvait, ce jour-là", icon="shield-check")
        for evidence in told.evidence:
            if evidence.asked:
                why.add(IconLine("check", CONDITIONS[evidence.condition], role="accent"))
                why.add(Text(evidence.sentence))
        if not any(evidence.asked for evidence in told.evidence):
            why.add(Text(told_evidence(told)))
        self.add(why)
        if told.ground and writable:
            complete = SecondaryButton("Compléter…", "pencil")
            complete.setObjectName("complete_exception")
            complete.clicked.connect(self._complete)
            self.add_footer(complete)
        self._id = told.id
        self.add(Text(f"Noté par {told.written_by}.", "muted"))
        self.body.addStretch(1)
        self.resize(620, 520)

    def _complete(self) -> None:
        self.leave()
        self.completeRequested.emit(self._id)
