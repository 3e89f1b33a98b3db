"""The basket: what was deleted, moved, merged or split, and the way back."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from referent_desk.corrections import Reversal, ReversalKind
from referent_desk.errors import DeskError
from referent_desk.office import Office
from ui import messages
from ui.corrections.words import reversal_row
from ui.veiled import veiled_row
from ui.widgets import EmptyState, FilterList, PageTitle, SecondaryButton, Text

_HINT = (
    "Tout revient en entier pendant trente jours. Ensuite, ce qui est ici s’efface pour de bon au"
    " déverrouillage du coffre."
)
_WHAT = "Ce qui a été supprimé, déplacé, fusionné ou séparé"
_NOTHING = "La corbeille est vide."


class BasketScreen(QWidget):
    """A row chosen, then « Restaurer » or « Annuler cette correction »."""

    def __init__(self, office: Office, reversal_id: str = "") -> None:
        super().__init__()
        self.setObjectName("basket_screen")
        self._office = office
        self._kept: dict[str, Reversal] = {}
        self._list = FilterList("Corbeille")
        self._list.setObjectName("basket_list")
        self._list.currentKeyChanged.connect(self._follow)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(EmptyState("trash-2", _NOTHING))
        self._restore = SecondaryButton("Restaurer", "undo-2")
        self._restore.setObjectName("restore")
        self._restore.clicked.connect(self._bring_back)
        self._lay_out()
        self.refresh()
        self._list.select_key(reversal_id)

    def refresh(self) -> None:
        try:
            kept = self._office.corrections.reversals()
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._kept = {reversal.id: reversal for reversal in kept}
        self._list.set_rows([veiled_row(reversal_row, r, r.family_id) for r in kept])
        self._stack.setCurrentIndex(0 if kept else 1)
        self._follow(self._list.current_key())

    def flush_draft(self) -> None:
        """Nothing is typed here."""

    def _follow(self, key: str) -> None:
        chosen = self._kept.get(key)
        self._restore.setEnabled(chosen is not None and not self._office.vault.read_only)
        deleted = chosen is None or chosen.kind is ReversalKind.DELETED
        self._restore.setText("Restaurer" if deleted else "Annuler cette correction")

    def _bring_back(self) -> None:
        chosen = self._kept.get(self._list.current_key())
        if chosen is None:
            return
        try:
            self._office.corrections.undo(chosen.id)
        except DeskError as fault:
            messages.error(self, fault)
            return
        self.refresh()
        messages.notify(self, "Tout est revenu comme avant")

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(Text(_HINT, "secondary"), 1)
        foot.addWidget(self._restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(PageTitle("Corbeille", _WHAT))
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
