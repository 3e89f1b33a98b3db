"""The words of one list: added, reworded, reordered, retired, had back; aspects too."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from referent_desk.errors import DeskError, InvalidInput
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue, Entry, shipped
from ui import messages
from ui.widgets import Card, Field, FilterList, IconButton, RowData, SecondaryButton

EDITED = (
    Catalogue.EMOTIONS,
    Catalogue.NEEDS,
    Catalogue.FACETS,
    Catalogue.LINKS,
    Catalogue.CHANNELS,
    Catalogue.ORIGINS,
    Catalogue.URGENCIES,
    Catalogue.OFFERS,
    Catalogue.WARDS,
    Catalogue.ADMISSIONS,
    Catalogue.CLOSING_REASONS,
    Catalogue.AGE_BRACKETS,
    Catalogue.SAFETY_KINDS,
)


class WordsCard(Card):
    """Nothing is deleted: a retired word is no longer offered, and keeps its place in history."""

    def __init__(self, office: Office) -> None:
        super().__init__("Les mots des listes")
        self._words = office.vocabulary
        self._which = QComboBox()
        self._which.setObjectName("words_catalogue")
        for catalogue in EDITED:
            self._which.addItem(shipped(catalogue).title, catalogue)
        self._list = FilterList("Mots de la liste")
        self._list.setObjectName("words_list")
        self._list.setMinimumHeight(260)
        self._word = QLineEdit()
        self._word.setObjectName("words_word")
        self._word_field = Field("Mot", self._word)
        self._lay_out()
        self._which.activated.connect(self.refresh)
        self._list.currentKeyChanged.connect(self._show_word)
        self.refresh()

    def refresh(self) -> None:
        """The chosen list anew, the chosen word still chosen."""
        chosen = self._list.current_key()
        rows: list[RowData] = []
        for entry in self._levels():
            under = self._words.entry(self._catalogue, entry.parent) if entry.parent else None
            rows.append(
                RowData(
                    f"{under.label}\u00a0: {entry.label}" if under else entry.label,
                    tag="retiré" if entry.retired else "",
                    tag_kind="warning",
                    key=entry.code,
                )
            )
        self._list.set_rows(rows)
        if chosen:
            self._list.select_key(chosen)
        self._show_word(self._list.current_key())

    @property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._which.currentData())

    def _levels(self) -> list[Entry]:
        """Each word followed by its aspects."""
        known = self._words.all(self._catalogue)
        first = [e for e in known if e.parent is None]
        return [e for top in first for e in (top, *(a for a in known if a.parent == top.code))]

    def _lay_out(self) -> None:
        self.body.addWidget(Field("Liste", self._which))
        self.body.addWidget(self._list)
        self.body.addWidget(self._word_field)
        line = QHBoxLayout()
        line.setSpacing(8)
        for text, name, action in (
            ("Ajouter", "words_add", self._add),
            ("Remplacer le mot", "words_reword", self._reword),
            ("Retirer ou remettre", "words_retire", self._retire),
        ):
            button = SecondaryButton(text)
            button.setObjectName(name)
            button.clicked.connect(action)
            line.addWidget(button)
        line.addStretch(1)
        for icon, text, name, action in (
            ("arrow-up", "Monter", "words_up", self._up),
            ("arrow-down", "Descendre", "words_down", self._down),
        ):
            move = IconButton(icon, text)
            move.setObjectName(name)
            move.clicked.connect(action)
            line.addWidget(move)
        self.body.addLayout(line)

    def _chosen(self) -> Entry | None:
        return self._words.entry(self._catalogue, self._list.current_key())

    def _show_word(self, _key: str) -> None:
        entry = self._chosen()
        self._word.setText(entry.label if entry else "")
        self._word_field.clear_error()

    def _add(self) -> None:
        """Beside the chosen word: an aspect when one is chosen."""
        chosen = self._chosen()
        parent = chosen.parent if chosen else None
        try:
            added = self._words.add(self._catalogue, self._word.text(), parent)
        except DeskError as error:
            self._tell(error)
        else:
            self.refresh()
            self._list.select_key(added.code)

    def _reword(self) -> None:
        if (entry := self._chosen()) is None:
            return
        try:
            self._words.reword(self._catalogue, entry.code, self._word.text())
        except DeskError as error:
            self._tell(error)
        else:
            self.refresh()

    def _retire(self) -> None:
        if (entry := self._chosen()) is None:
            return
        change = self._words.restore if entry.retired else self._words.retire
        change(self._catalogue, entry.code)
        self.refresh()

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        """Among the words of its own level."""
        if (entry := self._chosen()) is None:
            return
        level = [e.code for e in self._words.all(self._catalogue) if e.parent == entry.parent]
        place = level.index(entry.code)
        other = place + step
        if 0 <= other < len(level):
            level[place], level[other] = level[other], level[place]
            self._words.reorder(self._catalogue, level)
            self.refresh()

    def _tell(self, error: DeskError) -> None:
        if isinstance(error, InvalidInput):
            self._word_field.set_error(error.what)
        else:
            messages.error(self, error)
