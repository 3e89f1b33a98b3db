"""Every referral, and what became of it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.errors import DeskError
from referent_desk.families import FamilyFile, fold
from referent_desk.figures import figures
from referent_desk.followup import Referral, ReferralState
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui import messages
from ui.discretion import discretion
from ui.veiled import shown, veiled_row
from ui.widgets import (
    Card,
    ChipGroup,
    EmptyState,
    FilterList,
    IconLine,
    PageTitle,
    RowData,
    SearchEdit,
    SecondaryButton,
    TagKind,
)

STATES: dict[ReferralState, tuple[str, TagKind]] = {
    ReferralState.PROPOSED: ("proposée", "warning"),
    ReferralState.HANDED: ("lettre remise", "accent"),
    ReferralState.CONTACTED: ("contact pris", "accent"),
    ReferralState.ATTENDING: ("participe", "accent"),
    ReferralState.FINISHED: ("terminée", "info"),
    ReferralState.NO_OUTCOME: ("sans suite", "info"),
    ReferralState.DECLINED: ("refusée", "info"),
}
_ENDED = (ReferralState.FINISHED, ReferralState.NO_OUTCOME, ReferralState.DECLINED)
_FIRST = "Aucune orientation. Une lettre se commence dans le dossier d’une famille."


class ReferralsScreen(QWidget):
    """The list at the left, the chosen referral with its state at the right."""

    letterRequested = Signal(str, str)
    """Family and referral: the letter to finish, or the one that left."""
    familyOpened = Signal(str)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("referrals_screen")
        self._office = office
        self._referrals: dict[str, Referral] = {}
        self._files: dict[str, FamilyFile] = {}
        self._names: dict[str, str] = {}
        self._title = PageTitle("Orientations")
        self._filter = SearchEdit("Filtrer les orientations", "Famille, ressource ou code…")
        self._filter.setObjectName("referrals_filter")
        self._list = FilterList("Orientations")
        self._list.setObjectName("referrals_list")
        self._list.follow(self._filter)
        self._empty = EmptyState("signpost", _FIRST)
        self._card = Card("Orientation")
        self._state = ChipGroup(
            "Où elle en est",
            ((state.value, label) for state, (label, _kind) in STATES.items()),
            multiple=False,
            required=True,
        )
        self._state.setObjectName("referral_state")
        self._letter = SecondaryButton("Lettre", "file-text")
        self._letter.setObjectName("open_letter")
        self._family = SecondaryButton("Dossier", "users")
        self._family.setObjectName("open_family")
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        referrals = self._office.followup.referrals()
        self._referrals = {referral.id: referral for referral in referrals}
        opened = self._office.families.open_file
        self._files = {family: opened(family) for family in {r.family_id for r in referrals}}
        self._names = {r.id: r.name for r in self._office.directory.list(retired=True)}
        under_way = sum(r.state not in _ENDED for r in referrals)
        self._title.set_subtitle(f"{figures(under_way)} en cours sur {figures(len(referrals))}")
        self._show_rows()

    def flush_draft(self) -> None:
        """Nothing is typed here."""

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for part, stretch in ((self._filter, 0), (self._list, 1), (self._empty, 1)):
            left.addWidget(part, stretch)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self._letter)
        actions.addWidget(self._family)
        actions.addStretch(1)
        self._detail = QWidget()
        right = QVBoxLayout(self._detail)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(self._card)
        right.addWidget(self._state)
        right.addLayout(actions)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left, 1)
        both.addWidget(self._detail, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self._title)
        column.addLayout(both, 1)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._show_rows)
        self._list.currentKeyChanged.connect(self._show_one)
        self._list.rowActivated.connect(self._show_one)
        self._state.changed.connect(self._mark)
        self._letter.clicked.connect(self._ask_letter)
        self._family.clicked.connect(self._ask_family)
        discretion().changed.connect(self._show_current)

    def _show_rows(self) -> None:
        words = fold(self._filter.text()).split()
        found = [r for r in self._referrals.values() if self._matches(r, words)]
        self._list.set_rows([self._row(referral) for referral in found])
        self._list.setVisible(bool(found))
        self._empty.setVisible(not found)
        sentence = "Aucune orientation ne correspond." if self._referrals else _FIRST
        self._empty.set_sentence(sentence)
        self._show_current()

    def _show_current(self) -> None:
        self._show_one(self._list.current_key())

    def _matches(self, referral: Referral, wanted: list[str]) -> bool:
        words = self._words(referral, self._files[referral.family_id]).spoken
        haystack = fold(f"{words} {referral.code}")
        return all(word in haystack for word in wanted)

    def _row(self, referral: Referral) -> RowData:
        file = self._files[referral.family_id]
        return veiled_row(partial(self._words, referral), file, referral.family_id)

    def _words(self, referral: Referral, file: FamilyFile) -> RowData:
        bearer = file.person(referral.person_id)
        label, kind = STATES[referral.state]
        parts = (
            file.family.name,
            bearer.short if bearer else "",
            f"{referral.created_on:%d/%m/%Y}",
        )
        return RowData(
            self._names.get(referral.resource_id, ""),
            " · ".join(part for part in parts if part),
            label,
            kind,
            key=referral.id,
        )

    def _show_one(self, key: str) -> None:
        referral = self._referrals.get(key)
        self._detail.setVisible(referral is not None)
        if referral is None:
            return
        self._card.clear()
        self._card.set_title(self._names.get(referral.resource_id, ""))
        for icon, text in self._facts(referral):
            self._card.add(IconLine(icon, text, look=""))
        self._state.set_selected([referral.state.value])
        proposed = referral.state is ReferralState.PROPOSED
        self._letter.setText("Écrire la lettre" if proposed else "Voir la lettre")

    def _facts(self, referral: Referral) -> list[tuple[str, str]]:
        file = shown(self._files[referral.family_id], referral.family_id)
        bearer = file.person(referral.person_id)
        label = self._office.vocabulary.label
        needs = ", ".join(label(Catalogue.NEEDS, need) for need in referral.needs)
        facts = [
            ("users", f"Famille {file.family.name}"),
            ("user", f"Portée par {bearer.addressed}" if bearer else ""),
            ("heart-handshake", needs),
            ("key-round", f"Code {referral.code}"),
            ("clock", f"{STATES[referral.state][0]} depuis le {referral.state_on:%d/%m/%Y}"),
        ]
        return [(icon, text) for icon, text in facts if text]

    def _mark(self, chosen: list[str]) -> None:
        try:
            self._office.followup.mark(self._list.current_key(), ReferralState(chosen[0]))
        except DeskError as error:
            messages.error(self, error)
        self.refresh()

    def _ask_letter(self) -> None:
        referral = self._referrals[self._list.current_key()]
        self.letterRequested.emit(referral.family_id, referral.id)

    def _ask_family(self) -> None:
        self.familyOpened.emit(self._referrals[self._list.current_key()].family_id)
