"""The pieces that were noted, to be picked one by one: each with who said it, when, about whom."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.families import FamilyFile
from referent_desk.figures import counted
from referent_desk.secrecy import Piece, PieceKind
from ui.families.form import ChoiceEdit
from ui.families.sharing.words import piece_source
from ui.widgets import Field, LinkButton, Text
from ui.withheld_line import WithheldLine

AT_FIRST = 40
"""How many are shown, and how many more each time."""
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
    """What was confided in meetings, the latest first, of one person or all; more when asked.

    `present` are those who sit beside the desk: what they must not read is out of sight.
    """

    changed = Signal()
    shownOrHidden = Signal()

    def __init__(
        self, heard: Iterable[Piece], file: FamilyFile, present: Collection[str] | None = None
    ) -> None:
        super().__init__()
        self._file, self._present = file, present
        self._pieces = [piece for piece in heard if piece.kind is not PieceKind.FREE]
        self._ticks: dict[int, PieceTick] = {}
        self._most = AT_FIRST
        self._veil = WithheldLine(self)
        self._veil.changed.connect(self._filter)
        self._veil.changed.connect(self.shownOrHidden)
        people = [(p.id, p.short) for p in file.people]
        self._who = ChoiceEdit([_EVERYONE, *people])
        self._who.setObjectName("pieces_of")
        self._who.currentIndexChanged.connect(self._filter)
        self._none = Text("Rien de cette personne dans les entretiens.", "muted")
        self._more = LinkButton("", "chevron-down")
        self._more.setObjectName("more_pieces")
        self._more.clicked.connect(self._show_more)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Field("Pièces confiées par", self._who))
        column.addSpacing(6)
        column.addWidget(self._veil)
        column.addWidget(self._none)
        column.addLayout(self._list)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._filter()

    def picked(self) -> tuple[Piece, ...]:
        return tuple(self._pieces[at] for at in sorted(self._ticks) if self._ticked(at))

    def hides(self, piece: Piece) -> bool:
        """Those present must not read it now."""
        if self._present is None or self._veil.shown:
            return False
        return piece.withheld_from(self._present)

    def keys(self) -> list[str]:
        return [piece.key for piece in self.picked()]

    def set_keys(self, keys: Iterable[str]) -> None:
        """Pieces gone since are left aside."""
        wanted = set(keys)
        for at, piece in enumerate(self._pieces):
            if piece.key in wanted or at in self._ticks:
                self._tick(at).box.setChecked(piece.key in wanted)
        self._filter()

    def _ticked(self, at: int) -> bool:
        return at in self._ticks and self._ticks[at].box.isChecked()

    def _tick(self, at: int) -> PieceTick:
        """Made when it is first shown, at its place."""
        if at not in self._ticks:
            made = PieceTick(self._pieces[at], self._file)
            made.changed.connect(self.changed)
            self._list.insertWidget(sum(other < at for other in self._ticks), made)
            self._ticks[at] = made
        return self._ticks[at]

    def _show_more(self) -> None:
        self._most += AT_FIRST
        self._filter()

    def _filter(self) -> None:
        """A ticked piece is never out of sight, but for what those present must not read."""
        who, present = self._who.code(), self._present
        wanted = [
            at
            for at, piece in enumerate(self._pieces)
            if not who or who in {piece.said_by, piece.about} or self._ticked(at)
        ]
        readable = [at for at in wanted if not self.hides(self._pieces[at])]
        shown = {*readable[: self._most], *(at for at in readable if self._ticked(at))}
        for at in sorted({*self._ticks, *shown}):
            self._tick(at).setVisible(at in shown)
        self._none.setVisible(not wanted)
        left = len(readable) - len(shown)
        self._more.setText(f"Montrer plus ({counted(left, 'reste', 'restent')})")
        self._more.setVisible(left > 0)
        withheld = (self._pieces[at] for at in wanted if present is not None)
        self._veil.set_count(sum(piece.withheld_from(present or ()) for piece in withheld))
