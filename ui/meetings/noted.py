"""What is noted already, the latest first; what must not be repeated stays out of sight."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from referent_desk.families import Person
from referent_desk.meetings import Passage, Source
from ui import messages
from ui.widgets import Card, IconButton, IconLine, LinkButton, Text

_ICONS = {Source.SAID: "message-circle-heart", Source.OBSERVED: "eye"}


class NotedList(QWidget):
    """Each passage can be taken back into the editor, or removed."""

    editRequested = Signal(object)
    """The Passage, which has left the list."""
    removed = Signal()

    def __init__(self, people: tuple[Person, ...], facets: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("noted")
        self._names = {person.id: person.short for person in people}
        self._facets = facets
        self._passages: list[Passage] = []
        self._revealed = False
        self._heading = Text("Déjà noté", "heading")
        self._reveal = LinkButton("", "eye")
        self._reveal.setObjectName("reveal_restricted")
        self._reveal.clicked.connect(self._toggle)
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(10)
        self._lay_out()
        self._show()

    def passages(self) -> tuple[Passage, ...]:
        return tuple(self._passages)

    def set_passages(self, passages: tuple[Passage, ...]) -> None:
        self._passages = list(passages)
        self._show()

    def add_passage(self, passage: Passage) -> None:
        self._passages.append(passage)
        self._show()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._reveal)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._cards)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(top)
        outer.addWidget(area, 1)

    def _toggle(self) -> None:
        self._revealed = not self._revealed
        self._show()

    def _show(self) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        restricted = [p for p in self._passages if p.restricted_from]
        for passage in reversed(self._passages):
            if self._revealed or not passage.restricted_from:
                self._cards.addWidget(self._card(passage))
        self._heading.setVisible(bool(self._passages))
        self._reveal.setVisible(bool(restricted))
        verb = "Cacher" if self._revealed else "Montrer"
        self._reveal.setText(f"{verb} ce qui ne se rapporte pas ({len(restricted)})")

    def _card(self, passage: Passage) -> Card:
        card = Card()
        icon = "quote" if passage.verbatim else _ICONS.get(passage.source, "circle-help")
        text = f"«\u00a0{passage.text}\u00a0»" if passage.verbatim else passage.text
        line = QHBoxLayout()
        line.addWidget(
            IconLine(icon, text, role="accent", look=""), 1, Qt.AlignmentFlag.AlignVCenter
        )
        edit = IconButton("pencil", "Reprendre ce passage")
        remove = IconButton("trash-2", "Retirer ce passage")
        edit.clicked.connect(lambda: self._take_back(passage))
        remove.clicked.connect(lambda: self._remove(passage))
        line.addWidget(edit)
        line.addWidget(remove)
        card.add_layout(line)
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
        )
        return " · ".join(part for part in parts if part)

    def _take_back(self, passage: Passage) -> None:
        self._drop(passage)
        self.editRequested.emit(passage)

    def _remove(self, passage: Passage) -> None:
        def drop() -> None:
            self._drop(passage)
            self.removed.emit()

        messages.question(
            self,
            "Retirer ce passage\u202f?",
            passage.text if not passage.restricted_from else "",
            yes="Retirer",
            on_yes=drop,
            danger=True,
        )

    def _drop(self, passage: Passage) -> None:
        self._passages = [p for p in self._passages if p is not passage]
        self._show()
