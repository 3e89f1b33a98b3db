"""The words of a catalogue: added, reworded, moved, merged, put aside, taken back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from referent_desk.errors import DeskError, InvalidInput
from referent_desk.vocabulary import Catalogue, Entry, Vocabulary, shipped
from ui import messages
from ui.widgets import Field, FlowLayout, IconButton, SecondaryButton, Text, named

_KEY = Qt.ItemDataRole.UserRole
_SOME_WORDS = 150


class WordsPanel(QWidget):
    """Aspects stand, indented, under the word they belong to."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._choice = QComboBox()
        self._choice.setObjectName("catalogue")
        for catalogue in Catalogue:
            self._choice.addItem(shipped(catalogue).title, catalogue)
        self._words = QListWidget()
        self._words.setObjectName("words")
        self._words.setAccessibleName("Mots de ce catalogue")
        self._label = QLineEdit()
        self._label.setObjectName("word_label")
        self._field = Field("Mot", self._label)
        self._reword = named(SecondaryButton("Renommer", "pencil"), "reword")
        self._add = named(SecondaryButton("Ajouter", "plus"), "add_word")
        self._add_aspect = named(SecondaryButton("Ajouter dessous", "plus"), "add_aspect")
        self._up = named(IconButton("arrow-up", "Monter ce mot"), "word_up")
        self._down = named(IconButton("arrow-down", "Descendre ce mot"), "word_down")
        self._retire = named(SecondaryButton("Retirer", "archive"), "retire_word")
        self._merge = named(SecondaryButton("Réunir avec…", "users"), "merge_word")
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue(self._choice.currentData())

    def refresh(self, code: str = "") -> None:
        """The catalogue again, on `code` if it is there."""
        wanted = code or self._code()
        self._words.clear()
        for entry in _in_order(self._vocabulary.all(self.catalogue)):
            into = self._vocabulary.label(self.catalogue, entry.merged_into)
            self._words.addItem(_item(entry, into))
        row = next((i for i in range(self._words.count()) if self._code_at(i) == wanted), 0)
        self._words.setCurrentRow(row)
        self._follow()

    def _lay_out(self) -> None:
        moves = QVBoxLayout()
        for button in (self._up, self._down):
            moves.addWidget(button)
        moves.addStretch(1)
        words = QHBoxLayout()
        words.setSpacing(8)
        self._words.setMinimumHeight(_SOME_WORDS)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        words.addWidget(self._words, 1)
        words.addLayout(moves)
        actions = FlowLayout()
        for button in (self._reword, self._add, self._add_aspect, self._merge, self._retire):
            actions.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Field("Catalogue", self._choice))
        column.addLayout(words, 1)
        column.addWidget(self._field)
        column.addLayout(actions)
        column.addWidget(
            Text(
                "Un mot retiré, renommé ou réuni avec un autre n’est plus proposé tel quel\u202f;"
                " ce qui a été noté avec lui garde le mot de son jour.",
                "secondary",
            )
        )

    def _connect(self) -> None:
        self._choice.currentIndexChanged.connect(self._change_catalogue)
        self._words.currentRowChanged.connect(self._follow)
        self._reword.clicked.connect(self._do_reword)
        self._add.clicked.connect(lambda: self._do_add(None))
        self._add_aspect.clicked.connect(lambda: self._do_add(self._parent_code()))
        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        self._retire.clicked.connect(self._do_retire)
        self._merge.clicked.connect(self._do_merge)

    def _change_catalogue(self) -> None:
        self.refresh()

    def _follow(self) -> None:
        """The buttons and the field say what the chosen word allows."""
        entry = self._entry()
        self._field.clear_error()
        self._label.setText(entry.label if entry else "")
        for button in (self._reword, self._retire, self._add_aspect, self._merge):
            button.setEnabled(entry is not None)
        self._merge.setText("Séparer" if entry and entry.merged_into else "Réunir avec…")
        self._retire.setText("Reprendre" if entry and entry.retired else "Retirer")
        place, siblings = self._place()
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < len(siblings) - 1)

    def _do_reword(self) -> None:
        code = self._code()
        self._change(
            lambda: self._vocabulary.reword(self.catalogue, code, self._label.text()), code
        )

    def _do_add(self, parent: str | None) -> None:
        made: list[Entry] = []
        label = self._label.text()
        self._change(lambda: made.append(self._vocabulary.add(self.catalogue, label, parent)), "")
        if made:
            self.refresh(made[0].code)

    def _do_retire(self) -> None:
        entry = self._entry()
        if entry:
            do = self._vocabulary.restore if entry.retired else self._vocabulary.retire
            self._change(lambda: do(self.catalogue, entry.code), entry.code)

    def _do_merge(self) -> None:
        """Taken apart if it is merged, else a menu of the words it may join."""
        entry = self._entry()
        if entry is None:
            return
        if entry.merged_into:
            self._change(lambda: self._vocabulary.unmerge(self.catalogue, entry.code), entry.code)
            return
        menu = QMenu(self)
        menu.setObjectName("merge_menu")
        for other in self._vocabulary.entries(self.catalogue, entry.parent):
            if other.code != entry.code:
                action = menu.addAction(other.label)
                action.triggered.connect(partial(self.merge_with, entry.code, other.code))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._merge.mapToGlobal(self._merge.rect().bottomLeft()))

    def merge_with(self, code: str, into: str, _checked: bool = False) -> None:
        self._change(lambda: self._vocabulary.merge(self.catalogue, code, into), code)

    def _move(self, step: int) -> None:
        """Past its neighbour of the same level."""
        place, siblings = self._place()
        if not 0 <= place + step < len(siblings):
            return
        code = siblings[place]
        siblings[place], siblings[place + step] = siblings[place + step], code
        everyone = _in_order(self._vocabulary.all(self.catalogue))
        others = iter(siblings)
        level = set(siblings)
        order = [next(others) if e.code in level else e.code for e in everyone]
        self._change(lambda: self._vocabulary.reorder(self.catalogue, order), code)

    def _change(self, do: Callable[[], object], code: str) -> None:
        try:
            do()
        except InvalidInput as error:
            self._field.set_error(error.what)
        except DeskError as error:
            messages.error(self, error)
        else:
            self.refresh(code)

    def _place(self) -> tuple[int, list[str]]:
        """Where the word stands among those of its level; -1 when none is chosen."""
        entry = self._entry()
        if entry is None:
            return -1, []
        level = self._vocabulary.all(self.catalogue)
        siblings = [e.code for e in level if e.parent == entry.parent]
        return siblings.index(entry.code), siblings

    def _parent_code(self) -> str | None:
        entry = self._entry()
        return (entry.parent or entry.code) if entry else None

    def _entry(self) -> Entry | None:
        return self._vocabulary.entry(self.catalogue, self._code())

    def _code(self) -> str:
        return self._code_at(self._words.currentRow())

    def _code_at(self, row: int) -> str:
        item = self._words.item(row) if 0 <= row < self._words.count() else None
        return str(item.data(_KEY)) if item else ""


def _in_order(entries: tuple[Entry, ...]) -> list[Entry]:
    """Each word, then its aspects."""
    first = [entry for entry in entries if entry.parent is None]
    return [e for top in first for e in (top, *(a for a in entries if a.parent == top.code))]


def _item(entry: Entry, into: str) -> QListWidgetItem:
    indent = "      " if entry.parent else ""
    state = f" (réuni avec «\u00a0{into}\u00a0»)" if into else " (retiré)" if entry.retired else ""
    item = QListWidgetItem(f"{indent}{entry.label}{state}")
    item.setData(_KEY, entry.code)
    return item
