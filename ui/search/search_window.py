"""The window of the search: a line, filters, what is found; the keyboard is enough."""

import re
from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from referent_desk.errors import DeskError
from referent_desk.free_text import fold
from referent_desk.office import Office
from referent_desk.search import FILTERS, MOST, Filter, Found, Hit, Query, may_be_read, parse
from ui import messages
from ui.discretion import discretion
from ui.search.words import hit_row, key_of
from ui.widgets import (
    Chip,
    EmptyState,
    FilterList,
    LazyRows,
    RowData,
    SearchEdit,
    SheetDialog,
    Text,
)

_EXAMPLES = (
    "Un nom, un mot, le début d’un mot, un numéro de téléphone."
    " Accents et apostrophes ne comptent pas."
    " Plusieurs mots\u00a0: tous doivent y être, le nom de la personne aussi."
)
_NOTHING = "Rien ne correspond à ces mots. Essayez moins de lettres, ou un filtre de moins."
_WITHHELD = "Rien qui puisse se montrer pendant l’entretien."
_NOT_IN_MEETING = "Pendant l’entretien, ce qui n’est pas pour la famille présente n’est pas montré."
_SHOWN_WORDS = 6
_MEANT = "meant"
_WORD = re.compile(r"\w+")


class SearchWindow(SheetDialog):
    """Opened over what is there, which keeps all it holds. What was sought is not kept."""

    chosen = Signal(object)
    """The Hit."""

    def __init__(
        self,
        office: Office,
        parent: QWidget | None = None,
        *,
        present: Callable[[], Collection[str]] = tuple,
    ) -> None:
        """`present`: who is in the room, by ids, when a meeting is under way."""
        super().__init__("Chercher", parent, close="Fermer")
        self.setObjectName("search_window")
        self.resize(900, 660)
        self._office, self._present = office, present
        self._hits: dict[str, Hit] = {}
        self._meant: dict[str, str] = {}
        self.line = SearchEdit("Chercher dans tout le coffre", "Un nom, un mot, émotion:peur…")
        self.line.setObjectName("search_line")
        self._list = FilterList("Ce qui est trouvé")
        self._list.setObjectName("search_hits")
        self._list.follow(self.line)
        self._nothing = EmptyState("search", _EXAMPLES)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._list)
        self._told = Text("", "muted")
        self._told.setObjectName("search_told")
        self._arrange()
        self.line.textChanged.connect(self.look)
        self._list.rowActivated.connect(self._choose)
        discretion().changed.connect(self.look)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self) -> None:
        """Finds again what is typed: at each key, and when the index knows more."""
        query = parse(self.line.text())
        try:
            found = self._office.search.find(query)
            behind = self._office.search.behind
        except DeskError as fault:
            messages.error(self, fault)
            return
        hits = [hit for hit in found.hits if self._may_be_read(hit)]
        self._hits = {key_of(hit): hit for hit in hits}
        self._meant = dict(found.meant)
        if self._meant:
            self._list.set_rows([self._meant_row()])
        else:
            self._list.set_rows(LazyRows(hits, key_of, hit_row))
        self._stack.setCurrentWidget(self._list if hits or self._meant else self._nothing)
        withheld = _WITHHELD if found.hits else _NOTHING
        self._nothing.set_sentence(_EXAMPLES if query.empty else withheld)
        self._tick_filters(query)
        told = (
            self._filter_told(query, found),
            _found_told(found, len(hits)),
            _NOT_IN_MEETING if len(hits) < len(found.hits) else "",
            _behind_told(behind=behind, read_only=self._office.vault.read_only),
        )
        self._told.setText(" ".join(part for part in told if part))

    def _meant_row(self) -> RowData:
        words = f"Vouliez-vous dire\u00a0: {self._line_meant()}\u00a0?"
        return RowData(words, "Entrée cherche ces mots-là.", icon="search", key=_MEANT)

    def _line_meant(self) -> str:
        """What is typed, with the words that it may stand for."""
        return _WORD.sub(lambda word: self._meant.get(fold(word[0]), word[0]), self.line.text())

    def _may_be_read(self, hit: Hit) -> bool:
        family_id = discretion().meeting_with
        return family_id is None or may_be_read(hit, family_id, self._present())

    def _arrange(self) -> None:
        self.add(self.line)
        filters = QHBoxLayout()
        filters.setSpacing(6)
        self._chips: dict[Filter, Chip] = {}
        for which, name in FILTERS.items():
            chip = Chip(f"{name}\u00a0:", code=which)
            chip.setObjectName(f"search_{which}")
            chip.setAccessibleName(f"Filtrer par {name}")
            chip.clicked.connect(partial(self._toggle, which))
            filters.addWidget(chip)
            self._chips[which] = chip
        filters.addStretch(1)
        self.body.addLayout(filters)
        self.body.addWidget(self._stack, 1)
        self.add(self._told)

    def _toggle(self, which: Filter, _ticked: object = None) -> None:
        """Writes the filter at the end of the line, or takes it out: the line says it all."""
        query = parse(self.line.text())
        if any(each is which for each, _value in query.filters):
            kept = [(each, value) for each, value in query.filters if each is not which]
            said = (f'{FILTERS[each]}:"{value}"' for each, value in kept)
            self.line.setText(" ".join((*query.words, *said)))
        else:
            self.line.setText(f"{self.line.text().rstrip()} {FILTERS[which]}:".lstrip())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.setCursorPosition(len(self.line.text()))
        self.look()

    def _tick_filters(self, query: Query) -> None:
        asked = {which for which, _value in query.filters}
        for which, chip in self._chips.items():
            chip.setChecked(which in asked)

    def _filter_told(self, query: Query, found: Found) -> str:
        """What the filter that is being typed may say."""
        for which, value in reversed(query.filters):
            if value and value not in found.unknown:
                continue
            told = self._known_words(which, value)
            if told:
                return f"{FILTERS[which].capitalize()}\u00a0: {told}"
        return ""

    def _known_words(self, which: Filter, typed: str) -> str:
        if which is Filter.PERIOD:
            return "2026, mars 2026, 12/11/2026, semaine, mois, 2026-01..2026-03."
        if which is Filter.KIND:
            return "famille, proche, passage, verbatim, émotion, besoin, suite, lettre, annuaire."
        search = self._office.search
        known = search.suggestions(which, typed) or search.suggestions(which)
        more = "…" if len(known) > _SHOWN_WORDS else "."
        if known:
            return ", ".join(known[:_SHOWN_WORDS]) + more
        return "personne de ce nom." if typed else "un nom ou un prénom."

    def _choose(self, key: str) -> None:
        if key == _MEANT:
            self.line.setText(self._line_meant())
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        hit = self._hits.get(key)
        if hit is not None:
            self.finish()
            self.chosen.emit(hit)


def _found_told(found: Found, shown: int) -> str:
    if found.more:
        return f"Les {MOST} premiers\u00a0: un mot ou un filtre de plus affine."
    if found.near and shown:
        return f"Noms proches\u00a0: {', '.join(found.near)}."
    return ""


def _behind_told(*, behind: bool, read_only: bool) -> str:
    if not behind:
        return ""
    if read_only:
        return "Coffre en lecture seule\u00a0: ce qui a été noté en dernier peut manquer ici."
    return "L’index se complète\u00a0: d’autres résultats peuvent suivre."
