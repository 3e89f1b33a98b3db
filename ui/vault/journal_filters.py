"""What narrows the journal: a period, who, what kind of event, which families."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from referent_desk.families import fold
from referent_desk.overview import EventKind, JournalChoices, JournalFilter
from ui.vault.journal_words import DOT, KINDS
from ui.widgets import DateEdit, Field, SearchEdit
from ui.widgets.typed_dates import show_date

_SOON_MS = 150


class JournalFilters(QWidget):
    """`changed` follows the last key by an instant."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._families: list[tuple[str, str]] = []
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.changed)
        self.since = DateEdit(today=today)
        self.until = DateEdit(today=today)
        self.holder, self.kind = QComboBox(), QComboBox()
        self.family = SearchEdit("Famille", "Un nom…")
        self.holder.addItem("Tout le monde", "")
        self.kind.addItem("Tout", None)
        for kind, label in KINDS:
            self.kind.addItem(label, kind)
        self._lay_out()
        for line in (self.since, self.until):
            line.dateChanged.connect(self._soon.start)
        for combo in (self.holder, self.kind):
            combo.currentIndexChanged.connect(self._soon.start)
        self.family.textChanged.connect(self._soon.start)

    def offer(self, choices: JournalChoices) -> None:
        """Who and which families there are; what is chosen stays."""
        self._families = [(fold(name), family_id) for family_id, name in choices.families]
        for holder in choices.holders:
            if self.holder.findData(holder) < 0:
                self.holder.addItem(holder, holder)

    def wanted(self) -> JournalFilter:
        kind: EventKind | None = self.kind.currentData()
        return JournalFilter(
            self.since.date(),
            self.until.date(),
            str(self.holder.currentData() or ""),
            EventKind(kind) if kind else None,
            self._chosen_families(),
        )

    def in_words(self) -> str:
        """« du 01/09/2026 au 30/09/2026 · Camille Dumont », for the head of the printed list."""
        since, until = self.since.date(), self.until.date()
        words = self.family.text().strip()
        parts = (
            f"du {show_date(since)}" if since else "",
            f"jusqu’au {show_date(until)}" if until else "",
            self.holder.currentText() if self.holder.currentData() else "",
            self.kind.currentText() if self.kind.currentData() else "",
            f"famille «\u00a0{words}\u00a0»" if words else "",
        )
        return DOT.join(part for part in parts if part) or "Tout le journal"

    def _chosen_families(self) -> tuple[str, ...] | None:
        words = fold(self.family.text()).split()
        if not words:
            return None
        return tuple(
            family_id for name, family_id in self._families if all(word in name for word in words)
        )

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        for name, label, editor, share in (
            ("journal_since", "Du", self.since, 2),
            ("journal_until", "Au", self.until, 2),
            ("journal_holder", "Qui", self.holder, 3),
            ("journal_kind", "Quoi", self.kind, 3),
            ("journal_family", "Famille", self.family, 3),
        ):
            editor.setObjectName(name)
            line.addWidget(Field(label, editor), share)
