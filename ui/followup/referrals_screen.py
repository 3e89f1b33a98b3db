"""Every referral, the latest first; what became of it is told with one choice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.followup import Referral, ReferralState
from referent_desk.office import Office
from ui.french_dates import short_date
from ui.widgets import (
    ChipGroup,
    EmptyState,
    Field,
    FilterList,
    PageTitle,
    RowData,
    SecondaryButton,
    TagKind,
)

STATES = {
    ReferralState.PROPOSED: "proposée",
    ReferralState.HANDED: "remise",
    ReferralState.CONTACTED: "contact pris",
    ReferralState.ATTENDING: "participe",
    ReferralState.FINISHED: "terminée",
    ReferralState.NO_OUTCOME: "sans suite",
    ReferralState.DECLINED: "refusée",
}
KINDS: dict[ReferralState, TagKind] = {
    ReferralState.PROPOSED: "warning",
    ReferralState.NO_OUTCOME: "info",
    ReferralState.DECLINED: "info",
}


class ReferralsScreen(QWidget):
    letterRequested = Signal(str, str)
    familyOpened = Signal(str)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("referrals_screen")
        self._office = office
        self._referrals: dict[str, Referral] = {}
        self._list = FilterList("Orientations")
        self._list.setObjectName("referral_list")
        self._empty = EmptyState(
            "signpost", "Aucune orientation. Elles commencent dans le dossier d’une famille."
        )
        self._states = ChipGroup(
            "État de l’orientation",
            [(state.value, label) for state, label in STATES.items()],
            multiple=False,
            required=True,
        )
        self._states.setObjectName("referral_state")
        self._letter = SecondaryButton("La lettre", "file-text")
        self._family = SecondaryButton("Le dossier", "users")
        self._below = self._make_below()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(PageTitle("Orientations", "Ce qui a été proposé, et ce qu’il en advient."))
        column.addWidget(self._empty, 1)
        column.addWidget(self._list, 1)
        column.addWidget(self._below)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Reads the referrals anew; the chosen one stays chosen."""
        chosen = self._list.current_key()
        self._referrals = {r.id: r for r in self._office.followup.referrals()}
        resources = {r.id: r.name for r in self._office.directory.list(retired=True)}
        families = {f.id: f.name for f in self._office.families.list()}
        self._list.set_rows(
            [
                RowData(
                    f"{resources[r.resource_id]} · famille {families[r.family_id]}",
                    f"Référence {r.code} · depuis le {short_date(r.state_on)}",
                    STATES[r.state],
                    KINDS.get(r.state, "accent"),
                    "signpost",
                    r.id,
                )
                for r in self._referrals.values()
            ]
        )
        self._empty.setVisible(not self._referrals)
        self._list.setVisible(bool(self._referrals))
        if chosen:
            self._list.select_key(chosen)
        self._show_chosen(self._list.current_key())

    def flush_draft(self) -> None:
        """Nothing is half typed here."""

    def _make_below(self) -> QWidget:
        below = QWidget()
        line = QHBoxLayout(below)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(Field("Ce qu’elle devient", self._states), 1)
        line.addWidget(self._letter)
        line.addWidget(self._family)
        return below

    def _connect(self) -> None:
        self._list.currentKeyChanged.connect(self._show_chosen)
        self._list.rowActivated.connect(self._open_letter)
        self._states.changed.connect(self._mark)
        self._letter.clicked.connect(self._open_chosen_letter)
        self._family.clicked.connect(self._open_family)

    def _show_chosen(self, key: str) -> None:
        referral = self._referrals.get(key)
        self._below.setVisible(referral is not None)
        if referral is not None:
            self._states.set_selected([referral.state.value])

    def _mark(self, codes: list[str]) -> None:
        key = self._list.current_key()
        if key and codes:
            self._office.followup.mark(key, ReferralState(codes[0]))
            self.refresh()

    def _open_letter(self, key: str) -> None:
        if referral := self._referrals.get(key):
            self.letterRequested.emit(referral.family_id, referral.id)

    def _open_chosen_letter(self) -> None:
        self._open_letter(self._list.current_key())

    def _open_family(self) -> None:
        if referral := self._referrals.get(self._list.current_key()):
            self.familyOpened.emit(referral.family_id)
