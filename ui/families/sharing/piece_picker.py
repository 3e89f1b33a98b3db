"""The pieces that were noted, to be picked one by one: each with who said it, when, about whom."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.families import FamilyFile
from referent_desk.secrecy import Piece, PieceKind
from ui.families.form import ChoiceEdit
from ui.families.sharing.words import piece_source
from ui.widgets import Field, Text

_EVERYONE = ("", "Tout le monde")


class PieceTick(QFrame):
    """One piece; its words wrap beside the box, which they tick too."""

    changed = Signal()

    def __init__(self, piece: Piece, file: FamilyFile) -> None:
        super().__init__()
        self.piece = piece
        origin = piece_source(piece, file)
        self.box = QCheckBox()
        self.box.setObjectName("piece")
        self.box.setAccessibleName(f"{piece.text} ({origin})")
        self.box.toggled.connect(self.changed)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(piece.text))
        words.addWidget(Text(origin, "secondary"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 6, 0, 6)
        line.setSpacing(10)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)


class PiecePicker(QWidget):
    """What was confided in meetings, the latest first, of one person or of all."""

    changed = Signal()

    def __init__(self, heard: Iterable[Piece], file: FamilyFile) -> None:
        super().__init__()
        self._ticks = [
            PieceTick(piece, file) for piece in heard if piece.kind is not PieceKind.FREE
        ]
        people = [(p.id, p.short) for p in file.people]
        self._who = ChoiceEdit([_EVERYONE, *people])
        self._who.setObjectName("pieces_of")
        self._who.currentIndexChanged.connect(self._filter)
        self._none = Text("Rien de cette personne dans les entretiens.", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Field("Pièces confiées par", self._who))
        column.addSpacing(6)
        column.addWidget(self._none)
        for tick in self._ticks:
            tick.changed.connect(self.changed)
            column.addWidget(tick)
        self._filter()

    def picked(self) -> tuple[Piece, ...]:
        return tuple(tick.piece for tick in self._ticks if tick.box.isChecked())

    def keys(self) -> list[str]:
        return [piece.key for piece in self.picked()]

    def set_keys(self, keys: Iterable[str]) -> None:
        """Pieces gone since are left aside."""
        wanted = set(keys)
        for tick in self._ticks:
            tick.box.setChecked(tick.piece.key in wanted)
        self._filter()

    def _filter(self) -> None:
        """A ticked piece is never out of sight."""
        who = self._who.code()
        shown = [
            tick
            for tick in self._ticks
            if not who or who in {tick.piece.said_by, tick.piece.about} or tick.box.isChecked()
        ]
        for tick in self._ticks:
            tick.setVisible(tick in shown)
        self._none.setVisible(not shown)
