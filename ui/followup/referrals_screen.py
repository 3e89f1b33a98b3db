"""« Orientations »: the board, the list, the figures; whom to call, and one of them in detail."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from referent_desk.errors import DeskError
from referent_desk.families import fold
from referent_desk.figures import figures
from referent_desk.followup import UNDER_WAY, ReferralState
from referent_desk.office import Office
from referent_desk.overview import ReferralUnderWay
from ui import messages
from ui.discretion import discretion
from ui.families.sheet import Sheet
from ui.followup.board import Board
from ui.followup.call_list import CallList
from ui.followup.details import ReferralDetails
from ui.followup.outcomes_panel import OutcomesPanel
from ui.followup.words import list_row, state_title
from ui.veiled import shown, veiled_row
from ui.widgets import (
    EmptyState,
    FilterList,
    PageTitle,
    SearchEdit,
    SecondaryButton,
    announce,
)

CODE_KEYS = "Alt+C"
_SIDE = 300
_FIRST = "Aucune orientation. Elle se propose dans le dossier d’une famille, ou par une lettre."
_UNKNOWN = "Ce code n’est pas celui d’une orientation. Relisez-le sur le coupon."


class ReferralsScreen(QWidget):
    """What is chosen, in the board, the list or the calls, opens at the right."""

    letterRequested = Signal(str, str)
    """Family and referral: the letter to finish, or the one that left."""
    familyOpened = Signal(str)
    lettersRequested = Signal()
    """A letter to each of those to call."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.setObjectName("referrals_screen")
        self._office = office
        self._referrals: dict[str, ReferralUnderWay] = {}
        self._moved: list[str] = []
        self._title = PageTitle("Orientations")
        self._code = _code_line()
        self._undo = SecondaryButton("Annuler le déplacement", "undo-2")
        self._undo.setObjectName("undo_move")
        self._undo.hide()
        self._title.add_action(self._undo)
        self._title.add_action(self._code)
        self._board = Board()
        self._filter = SearchEdit("Filtrer les orientations", "Famille, ressource ou code…")
        self._filter.setObjectName("referrals_filter")
        self._list = FilterList("Orientations")
        self._list.setObjectName("referrals_list")
        self._list.follow(self._filter)
        self._none_fits = EmptyState("signpost", "Aucune orientation ne correspond.")
        self._outcomes = OutcomesPanel(office)
        self._calls = CallList(office)
        self._calls.lettersRequested.connect(self.lettersRequested)
        self._details = ReferralDetails(office)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("referrals_tabs")
        self._side = QStackedWidget()
        self._empty = EmptyState("signpost", _FIRST)
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def tab(self) -> str:
        """The referral that is open; empty without one."""
        opened = self._side.currentWidget() is self._details
        return self._details.referral_id if opened else ""

    def refresh(self) -> None:
        try:
            referrals = self._office.overview.referrals()
            self._calls.refresh()
            self._outcomes.refresh()
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._referrals = {referral.referral_id: referral for referral in referrals}
        under_way = sum(referral.state in UNDER_WAY for referral in referrals)
        told = f"{figures(under_way)} en cours sur {figures(len(referrals))}"
        self._title.set_subtitle(told if referrals else "")
        self._board.show_cards(referrals, self._office.clock().date())
        self._whole.setVisible(bool(referrals))
        self._empty.setVisible(not referrals)
        self._undo.setVisible(bool(self._moved))
        self._show_rows()
        if self._side.currentWidget() is self._details:
            self._details.show_referral(self._details.referral_id)

    def show_referral(self, referral_id: str) -> None:
        """Its details, and its card in the board."""
        if referral_id not in self._referrals:
            return
        self._details.show_referral(referral_id)
        self._side.setCurrentWidget(self._details)
        if self._tabs.currentWidget() is self._board:
            self._board.select(referral_id)

    def flush_draft(self) -> None:
        for sheet in self.findChildren(Sheet):
            sheet.flush_draft()

    def reopen_draft(self, kind: str, subject: str) -> bool:
        """Opens again the sheet whose draft that is; False when it is none of this screen."""
        if not self._details.reopen_draft(kind, subject):
            return False
        self._side.setCurrentWidget(self._details)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._side.currentWidget() is self._details:
            self._close_details()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._filter)
        column.addWidget(self._list, 1)
        column.addWidget(self._none_fits, 1)
        self._tabs.addTab(self._board, "Tableau")
        self._tabs.addTab(listed, "Liste")
        self._tabs.addTab(self._outcomes, "Suites par ressource")
        self._side.addWidget(self._calls)
        self._side.addWidget(self._details)
        self._side.setMinimumWidth(_SIDE)
        self._whole = QWidget()
        both = QHBoxLayout(self._whole)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(16)
        both.addWidget(self._tabs, 4)
        both.addWidget(self._side, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        outer.addWidget(self._title)
        outer.addWidget(self._whole, 1)
        outer.addWidget(self._empty, 1)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._show_rows)
        self._list.rowActivated.connect(self.show_referral)
        self._calls.chosen.connect(self.show_referral)
        self._board.opened.connect(self.show_referral)
        self._board.moveRequested.connect(self._move)
        self._board.undoRequested.connect(self._take_back)
        self._undo.clicked.connect(self._take_back)
        self._details.closeRequested.connect(self._close_details)
        self._details.letterRequested.connect(self.letterRequested)
        self._details.familyOpened.connect(self.familyOpened)
        self._details.changed.connect(self._changed)
        self._code.returnPressed.connect(self._find_code)
        to_code = QShortcut(QKeySequence(CODE_KEYS), self)
        to_code.activated.connect(self._code.setFocus)
        discretion().changed.connect(self._show_rows)

    def _show_rows(self) -> None:
        words = fold(self._filter.text()).split()
        found = [r for r in self._referrals.values() if _matches(r, words)]
        self._list.set_rows([veiled_row(list_row, r, r.family_id) for r in found])
        self._list.setVisible(bool(found))
        self._none_fits.setVisible(not found)

    def _move(self, key: str, state: str) -> None:
        told = state_title(ReferralState(state))
        if self._do(partial(self._office.referrals.move, key, ReferralState(state))):
            self._moved.append(key)
            self._changed(key)
            messages.notify(self, f"{told}. Ctrl+Z annule.")

    def _take_back(self) -> None:
        """The last move made here."""
        if not self._moved:
            announce(self, "Rien à annuler.")
            return
        key = self._moved.pop()
        if self._do(partial(self._office.referrals.undo, key)):
            messages.notify(self, "Déplacement annulé")
        self._changed(key)

    def _do(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except DeskError as fault:
            messages.error(self, fault)
            return False
        return True

    def _changed(self, key: str) -> None:
        self.refresh()
        if self._tabs.currentWidget() is self._board:
            self._board.select(key)

    def _find_code(self) -> None:
        found = self._office.referrals.by_code(self._code.text())
        if found is None:
            messages.notify(self, _UNKNOWN)
            self._code.selectAll()
            return
        self._code.clear()
        self.show_referral(found.id)

    def _close_details(self) -> None:
        self._side.setCurrentWidget(self._calls)


def _matches(referral: ReferralUnderWay, wanted: list[str]) -> bool:
    """Only what may be read on the screen is looked through."""
    seen = shown(referral, referral.family_id)
    parts = (seen.family, seen.person, seen.resource, seen.code, list_row(seen).tag)
    haystack = fold(" ".join(parts))
    return all(word in haystack for word in wanted)


def _code_line() -> QLineEdit:
    line = QLineEdit()
    line.setObjectName("slip_code")
    line.setAccessibleName("Code du coupon")
    line.setAccessibleDescription(f"{CODE_KEYS} y mène, Entrée ouvre l’orientation.")
    line.setPlaceholderText(f"Code du coupon ({CODE_KEYS})")
    line.setFixedWidth(220)
    line.setMaxLength(40)
    return line
