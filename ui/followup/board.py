"""The board: one column a state, cards moved by hand or by keys."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from referent_desk.followup import ReferralState, leads
from referent_desk.overview import ReferralUnderWay
from ui.followup.column import BoardColumn
from ui.followup.words import card_row, state_title
from ui.veiled import veiled_row
from ui.widgets import Tag, announce

_STATES = tuple(ReferralState)
_NARROWEST = 104


class Board(QWidget):
    """Shows what it is given; a move is asked for, never made here."""

    moveRequested = Signal(str, str)
    """A referral and the state wanted."""
    opened = Signal(str)
    currentChanged = Signal(str)
    undoRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("referrals_board")
        self.setAccessibleName("Tableau des orientations")
        self._columns = {state: BoardColumn(state) for state in _STATES}
        self._ghost = Tag("")
        self._ghost.setParent(self)
        self._ghost.setObjectName("carried_card")
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 12, 0, 0)
        line.setSpacing(6)
        for state, column in self._columns.items():
            column.setMinimumWidth(_NARROWEST)
            line.addWidget(column, 1)
            self._follow(state, column)

    def show_cards(self, referrals: Sequence[ReferralUnderWay], today: date) -> None:
        words = partial(card_row, today=today)
        for state, column in self._columns.items():
            column.show_rows(
                [
                    veiled_row(words, referral, referral.family_id)
                    for referral in referrals
                    if referral.state == state
                ]
            )

    def select(self, key: str) -> None:
        """Goes to that card."""
        for column in self._columns.values():
            if column.cards.select_key(key):
                column.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, state: ReferralState, column: BoardColumn) -> None:
        cards = column.cards
        cards.sidewaysRequested.connect(partial(self._go_sideways, state))
        cards.shiftRequested.connect(partial(self._shift, state))
        cards.moveRequested.connect(self.moveRequested)
        cards.undoRequested.connect(self.undoRequested)
        cards.rowActivated.connect(self.opened)
        cards.currentKeyChanged.connect(partial(self._tell_current, cards))
        cards.carried.connect(partial(self._carry, state))
        cards.dropped.connect(partial(self._drop, state))
        cards.putBack.connect(self._put_back)

    def _tell_current(self, cards: QWidget, key: str) -> None:
        if cards.hasFocus():
            self.currentChanged.emit(key)

    def _go_sideways(self, state: ReferralState, step: int) -> None:
        """To the next column that has cards."""
        at = _STATES.index(state) + step
        while 0 <= at < len(_STATES):
            cards = self._columns[_STATES[at]].cards
            if cards.row_total():
                cards.setFocus(Qt.FocusReason.OtherFocusReason)
                self.currentChanged.emit(cards.current_key())
                return
            at += step

    def _shift(self, state: ReferralState, step: int) -> None:
        """To the next state that a way leads to, on that side."""
        here = _STATES.index(state)
        beside = _STATES[here + 1 :] if step > 0 else _STATES[:here][::-1]
        there = next((other for other in beside if leads(state, other)), None)
        key = self._columns[state].cards.current_key()
        if there is None:
            announce(self, f"«\u00a0{state_title(state)}\u00a0»\u00a0: aucune étape de ce côté.")
        elif key:
            self.moveRequested.emit(key, there.value)

    def _carry(self, state: ReferralState, _key: str, at: QPoint) -> None:
        if not self._ghost.isVisible():
            self._ghost.setText(self._columns[state].cards.current_row().title)
            self._ghost.adjustSize()
            self._ghost.show()
            self._ghost.raise_()
        self._ghost.move(self.mapFromGlobal(at) + QPoint(12, 4))
        over = self._column_at(at)
        for column in self._columns.values():
            column.set_target(target=column is over and leads(state, column.state))

    def _drop(self, state: ReferralState, key: str, at: QPoint) -> None:
        """Where no way leads the wish is emitted too: the refusal says why."""
        self._put_back()
        over = self._column_at(at)
        if over is not None and over.state is not state:
            self.moveRequested.emit(key, over.state.value)

    def _put_back(self) -> None:
        self._ghost.hide()
        for column in self._columns.values():
            column.set_target(target=False)

    def _column_at(self, at: QPoint) -> BoardColumn | None:
        here = self.mapFromGlobal(at)
        found = (c for c in self._columns.values() if c.geometry().contains(here))
        return next(found, None)
