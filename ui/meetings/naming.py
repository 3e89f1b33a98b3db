"""Emotions and needs of one person at a time, ticked as they are named, with the words they came

from. What is unticked comes back whole when it is ticked again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.meetings import NeedState, Source
from referent_desk.vocabulary import Catalogue, Vocabulary
from ui.widgets import Card, ChipGroup, Field, IconButton, NumberEdit, Text

UNWEIGHED = -1
_TIP = "Sélectionnez d’abord des mots du passage\u00a0: ils restent avec ce que vous cochez"
SOURCES = ((Source.SAID, "dit"), (Source.OBSERVED, "observé"), (Source.HYPOTHESIS, "hypothèse"))
STATES = (
    (NeedState.EXPRESSED, "exprimé"),
    (NeedState.UNDER_WAY, "en cours"),
    (NeedState.MET, "répondu"),
    (NeedState.SET_ASIDE, "écarté"),
)


@dataclass(frozen=True)
class Quote:
    """Words of a passage, and how they were learnt."""

    words: str
    passage_id: str | None = None
    source: Source = Source.SAID


@dataclass
class Named:
    """One emotion or need of one person."""

    aspects: list[str] = field(default_factory=list[str])
    weight: int | None = None
    source: Source = Source.SAID
    state: NeedState = NeedState.EXPRESSED
    quotes: list[Quote] = field(default_factory=list[Quote])


ByPerson = dict[str, dict[str, Named]]
"""Person id ("" for the family as a whole) → code → what was ticked of it."""


def nothing_selected() -> Quote | None:
    return None


def nothing_hidden(_passage_id: str | None) -> bool:
    return False


class NamingCard(Card):
    """Chips of a catalogue; the details of the one touched last show below."""

    changed = Signal()
    quoted = Signal()
    """Selected words were taken."""

    def __init__(
        self,
        title: str,
        vocabulary: Vocabulary,
        catalogue: Catalogue,
        selection: Callable[[], Quote | None] = nothing_selected,
        hidden: Callable[[str | None], bool] = nothing_hidden,
    ) -> None:
        super().__init__(title)
        self.setObjectName(str(catalogue))
        self._vocabulary, self._catalogue = vocabulary, catalogue
        self._selection, self._hidden = selection, hidden
        self._emotions = catalogue is Catalogue.EMOTIONS
        self._person = ""
        self._shown = ""
        self._named: ByPerson = {}
        self._unticked: dict[tuple[str, str], Named] = {}
        self.chips = ChipGroup(title)
        self.which = ChipGroup(f"Détail, {title.lower()}", multiple=False, required=True)
        self._aspect_title = Text("", "secondary")
        self.aspects = ChipGroup(f"Précisions, {title.lower()}")
        self.source = ChipGroup("Comment on le sait", SOURCES, multiple=False, required=True)
        self.state = ChipGroup("Où en est ce besoin", STATES, multiple=False, required=True)
        self.state.setObjectName("need_state")
        self.weight = NumberEdit(UNWEIGHED, 10)
        self.weight.setSpecialValueText("–")
        self.weight.setObjectName("weight")
        self._weight_line = Field("Poids ressenti aujourd’hui, si c’est dit", self.weight)
        self._quotes = QVBoxLayout()
        self._detail = QWidget()
        self._lay_out()
        self._connect()
        self._show()

    def set_person(self, person_id: str) -> None:
        self._person = person_id
        self._shown = ""
        self._show()

    def refresh_words(self) -> None:
        """The passages they came from are hidden now, or shown."""
        if named := self._of_person().get(self._shown):
            self._show_quotes(named)

    def named(self) -> ByPerson:
        return self._named

    def set_named(self, named: ByPerson) -> None:
        self._named = named
        self._shown = ""
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._aspect_title)
        column.addWidget(self.which)
        column.addLayout(self._quotes)
        column.addWidget(self.aspects)
        column.addWidget(self.source)
        column.addWidget(self._weight_line if self._emotions else self.state)
        self.add(self.chips)
        self.add(self._detail)

    def _connect(self) -> None:
        self.chips.changed.connect(self._ticked)
        self.which.changed.connect(self._detail_chosen)
        self.aspects.changed.connect(self._aspects_ticked)
        self.source.changed.connect(self._source_chosen)
        self.state.changed.connect(self._state_chosen)
        self.weight.valueChanged.connect(self._weighed)

    def _of_person(self) -> dict[str, Named]:
        return self._named.setdefault(self._person, {})

    def _ticked(self, codes: list[str]) -> None:
        """With words selected, a chip that is ticked takes them too rather than going."""
        mine = self._of_person()
        quote = self._selection()
        for code in [code for code in mine if code not in codes]:
            if quote is not None and quote not in mine[code].quotes:
                self._take(code, quote)
            else:
                self._unticked[self._person, code] = mine.pop(code)
        for code in [code for code in codes if code not in mine]:
            mine[code] = self._unticked.pop((self._person, code), Named())
            self._shown = code
            if quote is not None:
                self._take(code, quote)
        self._show()
        self.changed.emit()

    def _take(self, code: str, quote: Quote) -> None:
        named = self._of_person()[code]
        self._shown = code
        if quote not in named.quotes:
            named.source = quote.source if not named.quotes else named.source
            named.quotes.append(quote)
            self.quoted.emit()

    def _drop(self, quote: Quote) -> None:
        if named := self._of_person().get(self._shown):
            named.quotes.remove(quote)
            self._show()
            self.changed.emit()

    def _detail_chosen(self, codes: list[str]) -> None:
        self._shown = "".join(codes)
        self._show()

    def _aspects_ticked(self, codes: list[str]) -> None:
        if named := self._of_person().get(self._shown):
            named.aspects = list(codes)
            self.changed.emit()

    def _source_chosen(self, codes: list[str]) -> None:
        if named := self._of_person().get(self._shown):
            named.source = Source("".join(codes))
            self.changed.emit()

    def _state_chosen(self, codes: list[str]) -> None:
        if named := self._of_person().get(self._shown):
            named.state = NeedState("".join(codes))
            self.changed.emit()

    def _weighed(self, weight: int) -> None:
        if named := self._of_person().get(self._shown):
            named.weight = None if weight == UNWEIGHED else weight
            self.changed.emit()

    def _show(self) -> None:
        mine = self._of_person()
        self._offer(mine)
        self.chips.set_selected(mine)
        if self._shown not in mine:
            self._shown = next(reversed(mine), "")
        named = mine.get(self._shown)
        self._detail.setVisible(named is not None)
        if named is not None:
            self._show_detail(mine, named)

    def _offer(self, noted: Iterable[str]) -> None:
        """The words of today, and those noted that left the lists since."""
        offered = self._vocabulary.offered(self._catalogue, noted)
        self.chips.set_entries((entry.code, entry.label) for entry in offered)
        for chip in self.chips.chips():
            chip.setToolTip(_TIP)

    def _show_detail(self, mine: dict[str, Named], named: Named) -> None:
        entries = self._vocabulary.offered(self._catalogue, named.aspects, self._shown)
        self.which.set_entries([(code, self._label(code)) for code in mine])
        self.which.set_selected([self._shown])
        self.which.setVisible(len(mine) > 1)
        alone = len(mine) == 1
        self._aspect_title.setText(self._label(self._shown) if alone else "Préciser")
        self.aspects.set_entries([(e.code, e.label) for e in entries])
        self.aspects.set_selected(named.aspects)
        self.aspects.setVisible(bool(entries))
        self.source.set_selected([named.source])
        self.state.set_selected([named.state])
        self.weight.blockSignals(True)
        self.weight.setValue(UNWEIGHED if named.weight is None else named.weight)
        self.weight.blockSignals(False)
        self._show_quotes(named)

    def _show_quotes(self, named: Named) -> None:
        while (item := self._quotes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for quote in named.quotes:
            hidden = self._hidden(quote.passage_id)
            line = Text("mots masqués, comme leur passage", "muted")
            self._quotes.addWidget(line if hidden else self._quote_line(quote))

    def _quote_line(self, quote: Quote) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        remove = IconButton("x", f"Ne plus garder ces mots\u00a0: {quote.words}")
        remove.clicked.connect(partial(self._drop, quote))
        line.addWidget(Text(f"«\u00a0{quote.words}\u00a0»"), 1)
        line.addWidget(remove)
        return holder

    def _label(self, code: str) -> str:
        label = self._vocabulary.label(self._catalogue, code)
        return label[:1].upper() + label[1:]
