"""What is noted already, the latest first; what those present must not read is out of sight."""

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from referent_desk.families import Person
from referent_desk.meetings import Passage, Source, withheld
from ui.meetings.naming import Quote
from ui.meetings.selectable import SelectableText, icon_label
from ui.widgets import Banner, Card, IconButton, LinkButton, Text
from ui.widgets.announcing import announce
from ui.withheld_line import WithheldLine

LEAST_HEIGHT = 80
LONG = 2000
"""Characters of a passage that its card shows until the rest is asked for."""
_ICONS = {Source.SAID: "message-circle-heart", Source.OBSERVED: "eye"}


class NotedList(QWidget):
    """Each passage can be taken back into the editor, or removed."""

    editRequested = Signal(object, int)
    """The Passage, which has left the list, and its place there."""
    shownOrHidden = Signal()
    """What those present may read has changed."""
    changed = Signal()
    """A passage was removed, or put back."""

    def __init__(
        self, people: tuple[Person, ...], facets: Mapping[str, str], *, withholds: bool = True
    ) -> None:
        super().__init__()
        self.setObjectName("noted")
        self._names = {person.id: person.short for person in people}
        self._facets = facets
        self._passages: list[Passage] = []
        self._removed: list[tuple[Passage, int]] = []
        self._shown: list[tuple[SelectableText, Passage]] = []
        self._present: Collection[str] = ()
        self._withholds = withholds
        self._heading = Text("Déjà noté", "heading")
        self._line = WithheldLine(self)
        self._line.changed.connect(self._show)
        self._undo = Banner(action="Remettre")
        self._undo.setObjectName("undo_removal")
        self._undo.actionRequested.connect(self._put_back)
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(10)
        self._lay_out()
        self._show()

    def hasHeightForWidth(self) -> bool:
        """It scrolls: however long a passage is, the room it gets is not its to ask."""
        return False

    def passages(self) -> tuple[Passage, ...]:
        return tuple(self._passages)

    def set_passages(self, passages: tuple[Passage, ...]) -> None:
        if list(passages) == self._passages and not self._removed:
            return
        self._passages = list(passages)
        self._removed = []
        self._show()

    def set_present(self, people: Collection[str]) -> None:
        """Who can read the screen, besides the référent."""
        if people != self._present:
            self._present = people
            self._show()

    def selection(self) -> Quote | None:
        """Words selected in a card."""
        for label, passage in self._shown:
            if label.selectedText():
                return Quote(label.selectedText().strip("«»\u00a0 "), passage.id, passage.source)
        return None

    def hides(self, passage_id: str | None) -> bool:
        """Whether that passage is out of sight now."""
        hidden = [p.id for p in self._passages if self._withheld(p)]
        return not self._line.shown and passage_id in hidden

    def clear_selection(self, but: SelectableText | None = None) -> None:
        for label, _passage in self._shown:
            if label is not but and label.hasSelectedText():
                label.setSelection(0, 0)

    def add_passage(self, passage: Passage, at: int | None = None) -> None:
        """At the place it had, or after the others."""
        self._passages.insert(len(self._passages) if at is None else at, passage)
        self._show()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._line)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._cards)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        # However much is noted, the page that one writes on keeps its share of a low screen.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(LEAST_HEIGHT)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(top)
        outer.addWidget(self._undo)
        outer.addWidget(area, 1)

    def _withheld(self, passage: Passage) -> bool:
        return self._withholds and withheld(passage, self._present)

    def _show(self) -> None:
        self._shown = []
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for passage in reversed(self._passages):
            if self._line.shown or not self._withheld(passage):
                self._cards.addWidget(self._card(passage))
        count = len(self._removed)
        self._undo.setVisible(count > 0)
        self._undo.set_text("Passage retiré." if count == 1 else f"{count} passages retirés.")
        self._heading.setVisible(bool(self._passages))
        self.setVisible(bool(self._passages or self._removed))  # else all room is for writing
        self._line.set_count(sum(self._withheld(passage) for passage in self._passages))
        self.shownOrHidden.emit()

    def _card(self, passage: Passage) -> Card:
        card = Card()
        card.setObjectName(f"passage_{passage.id}")
        icon = "quote" if passage.verbatim else _ICONS.get(passage.source, "circle-help")
        label = SelectableText(_quoted(passage, _beginning(passage.text)))
        label.selected.connect(partial(self.clear_selection, label))
        self._shown.append((label, passage))
        line = QHBoxLayout()
        line.addWidget(icon_label(icon), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(label, 1, Qt.AlignmentFlag.AlignVCenter)
        edit = IconButton("pencil", "Reprendre ce passage")
        remove = IconButton("trash-2", "Retirer ce passage")
        edit.clicked.connect(lambda: self._take_back(passage))
        remove.clicked.connect(lambda: self._remove(passage))
        line.addWidget(edit)
        line.addWidget(remove)
        card.add_layout(line)
        if len(passage.text) > LONG:
            card.add(_rest_link(label, passage))
        card.add(Text(self._origin(passage), "secondary"))
        return card

    def _origin(self, passage: Passage) -> str:
        said = self._names.get(passage.said_by or "", "")
        source = {
            Source.SAID: f"Dit par {said}" if said else "Dit",
            Source.OBSERVED: "Observé",
            Source.HYPOTHESIS: "Hypothèse",
        }[passage.source]
        about = self._names.get(passage.about or "", "")
        kept = [self._names.get(person, "?") for person in passage.restricted_from]
        parts = (
            source,
            f"à propos de {about}" if about else "",
            self._facets.get(passage.facet, ""),
            f"ne pas rapporter à {', '.join(kept)}" if kept else "",
            "à porter vers l’hôpital" if passage.lesson else "",
        )
        return " · ".join(part for part in parts if part)

    def _take_back(self, passage: Passage) -> None:
        self.editRequested.emit(passage, self._drop(passage))

    def _remove(self, passage: Passage) -> None:
        """At once and without a question: nothing opens while someone is talking."""
        self._removed.append((passage, self._drop(passage)))
        self._show()
        announce(self, self._undo.text())
        self._undo.focus_action()
        self.changed.emit()

    def _put_back(self) -> None:
        passage, at = self._removed.pop()
        self.add_passage(passage, at)
        self.changed.emit()

    def _drop(self, passage: Passage) -> int:
        """The place it had."""
        at = next(at for at, one in enumerate(self._passages) if one is passage)
        del self._passages[at]
        self._show()
        return at


def _quoted(passage: Passage, text: str) -> str:
    return f"«\u00a0{text}\u00a0»" if passage.verbatim else text


def _beginning(text: str) -> str:
    """Up to the end of a word."""
    return text if len(text) <= LONG else f"{text[:LONG].rpartition(' ')[0] or text[:LONG]}…"


def _rest_link(label: SelectableText, passage: Passage) -> LinkButton:
    link = LinkButton("Lire la suite")
    link.setObjectName("read_on")

    def read_on() -> None:
        label.setText(_quoted(passage, passage.text))
        link.hide()

    link.clicked.connect(read_on)
    return link
