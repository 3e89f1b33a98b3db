"""« Suites par ressource »: what became of the referrals, in figures that point at nobody."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from referent_desk.activity import Outcome
from referent_desk.followup import ReferralState
from referent_desk.office import Office
from referent_desk.settings import declared
from ui import messages
from ui.followup.words import figure, state_title
from ui.latest import Latest
from ui.widgets import ChipGroup, EmptyState, Text

_PERIODS = (("year", "12 derniers mois"), ("this", "Cette année"), ("all", "Depuis le début"))
_COLUMNS = ("Ressource", "En tout", *(state_title(state) for state in ReferralState))


class OutcomesPanel(QWidget):
    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._stale = True
        self._latest = Latest(self, "Suites par ressource…")
        self._period = ChipGroup("Période", _PERIODS, multiple=False, required=True)
        self._period.setObjectName("outcomes_period")
        self._period.set_selected(["year"])
        self._period.changed.connect(self.refresh)
        self._why = Text("", "secondary")
        self._table = QTableWidget(0, len(_COLUMNS))
        self._table.hide()
        self._table.setObjectName("outcomes_table")
        self._table.setAccessibleName("Suites par ressource")
        self._table.setHorizontalHeaderLabels(_COLUMNS)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.verticalHeader().hide()
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if (first := self._table.horizontalHeaderItem(0)) is not None:
            first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._empty = EmptyState("signpost", "Aucune orientation dans cette période.")
        self._empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._period)
        column.addWidget(self._why)
        column.addWidget(self._table, 1)
        column.addWidget(self._empty, 1)

    def refresh(self) -> None:
        """Counted anew as soon as it is in sight."""
        self._stale = True
        if self.isVisible():
            self._count()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._count()

    def _count(self) -> None:
        self._stale = False
        today = self._office.clock().date()
        first = {
            "year": today - timedelta(days=365),
            "this": today.replace(month=1, day=1),
        }.get("".join(self._period.selected()), date.min)
        self._latest.ask(
            lambda: self._office.activity.outcomes(first, today),
            self._show_all,
            lambda fault: messages.error(self, fault),
        )

    def _show_all(self, outcomes: tuple[Outcome, ...]) -> None:
        threshold = self._office.settings.get(declared.SMALL_COUNT)
        self._why.setText(
            f"Orientations proposées dans la période. «\u00a0<{threshold}\u00a0»\u00a0: trop petit"
            " pour être dit\u00a0; «\u00a0n.c.\u00a0»\u00a0: laisserait deviner un petit nombre."
        )
        self._table.setVisible(bool(outcomes))
        self._empty.setVisible(not outcomes)
        self._table.setRowCount(len(outcomes))
        for at, outcome in enumerate(outcomes):
            self._show(at, outcome, threshold)

    def _show(self, at: int, outcome: Outcome, threshold: int) -> None:
        figures = (outcome.total, *(outcome.states[state] for state in ReferralState))
        words = [outcome.resource, *(figure(told, threshold) for told in figures)]
        for column, word in enumerate(words):
            item = QTableWidgetItem(word)
            right = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(right | Qt.AlignmentFlag.AlignVCenter)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_COLUMNS[column]}\u00a0: {word}")
            self._table.setItem(at, column, item)
