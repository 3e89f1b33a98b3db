"""Recovery as the family sees it: five dimensions, a text each, no score."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from referent_desk.meetings import Dimension, RecoveryNote
from ui.widgets import Card, Field, PlainTextEdit

DIMENSIONS = {
    Dimension.CLINICAL: ("Clinique", "Les signes, le traitement"),
    Dimension.FUNCTIONAL: ("Fonctionnelle", "Logement, travail, journées"),
    Dimension.SOCIAL: ("Sociale", "Les liens, les amis"),
    Dimension.PHYSICAL: ("Physique", "La santé, le sommeil, le corps"),
    Dimension.EXISTENTIAL: ("Existentielle", "L’espoir, le sens"),
}
"""After Whitley and Drake (2010), in our own words."""


class RecoveryCard(Card):
    """Folded until it is asked for, or holds something."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Rétablissement, vu par la famille", action="Ouvrir")
        self.setObjectName("recovery")
        self._before: dict[Dimension, RecoveryNote] = {}
        self.texts: dict[Dimension, PlainTextEdit] = {}
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        for dimension, (label, hint) in DIMENSIONS.items():
            editor = PlainTextEdit(lines=1, grows=True)
            editor.setObjectName(f"recovery_{dimension}")
            editor.setPlaceholderText(hint)
            editor.textChanged.connect(self.changed)
            self.texts[dimension] = editor
            column.addWidget(Field(label, editor))
        self.add(self._form)
        self.actionRequested.connect(self._toggle)
        self._open_form(opened=False)

    def set_notes(self, notes: tuple[RecoveryNote, ...]) -> None:
        self._before = {note.dimension: note for note in notes}
        for dimension, editor in self.texts.items():
            note = self._before.get(dimension)
            editor.set_text(note.text if note else "")
        self._open_form(opened=bool(notes))

    def notes(self, person_id: str) -> tuple[RecoveryNote, ...]:
        """What is new is said by `person_id`, or by the family as a whole."""
        made: list[RecoveryNote] = []
        for dimension, editor in self.texts.items():
            if text := editor.text().strip():
                fresh = RecoveryNote(dimension, text, person_id or None)
                note = self._before.setdefault(dimension, fresh)
                made.append(replace(note, text=text))
        return tuple(made)

    def _toggle(self) -> None:
        opened = self._form.isHidden()
        self._open_form(opened=opened)
        if opened:
            self.texts[Dimension.CLINICAL].setFocus()

    def _open_form(self, *, opened: bool) -> None:
        self._form.setVisible(opened)
        self.set_action("Replier" if opened else "Ouvrir")
