"""Answers printed together, so that more of them may be printed: proposals, and what was taken."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from referent_desk.activity import OTHERS, Figures, Grouping, Period, Proposal, of_period
from ui.activity.own_grouping import OwnGrouping
from ui.activity.words import share
from ui.widgets import Row, RowData, Text, empty
from ui.widgets.row import BLEED

_KEYS = "Entrée sur une ligne l’accepte, ou la défait\u00a0; Ctrl+Z revient en arrière."
_NONE = "Aucun regroupement n’en montrerait davantage."


class GroupingsEdit(QWidget):
    """Enter on a proposal takes it, Enter on what was taken gives it up; Ctrl+Z goes back.

    Below, answers chosen by hand.
    """

    changed = Signal()
    periodRequested = Signal(object)
    """A longer Period, of which more may be printed."""

    def __init__(self) -> None:
        super().__init__()
        self._taken: dict[str, tuple[Grouping, ...]] = {}
        self._proposals: tuple[Proposal, ...] = ()
        self._together = 0.0
        self._figures: Figures | None = None
        self._before: QWidget | None = None
        self._shown = False
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._own = OwnGrouping()
        self._own.setContentsMargins(BLEED, 0, BLEED, 4)
        self._own.made.connect(self._set)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2)
        outer.addLayout(self._column)
        outer.addWidget(_padded(Text("Regrouper soi-même", "label")))
        outer.addWidget(self._own)

    def come_after(self, before: QWidget) -> None:
        """In the order of Tab; what is built later would else come last."""
        self._before = before

    def groupings(self) -> dict[str, tuple[Grouping, ...]]:
        return dict(self._taken)

    def set_groupings(self, groupings: Mapping[str, tuple[Grouping, ...]]) -> None:
        """Without `changed`."""
        if self._taken != dict(groupings):
            self._taken = dict(groupings)
            self._show()

    def offer(
        self, figures: Figures | None, proposals: Sequence[Proposal], together: float
    ) -> None:
        """The words of the answers are those of the figures. `together`: the share of all taken."""
        if (figures, tuple(proposals)) != (self._figures, self._proposals) or not self._shown:
            self._figures, self._proposals = figures, tuple(proposals)
            self._together = together
            self._show()

    def first_proposal(self) -> Row | None:
        """To go there; the one that takes them all, where there are several."""
        rows = (row for row in self._rows() if row.objectName().startswith("group_"))
        return next(rows, None)

    def _show(self) -> None:
        focused = QApplication.focusWidget()
        at = self._column.indexOf(focused) if focused else -1
        self._shown = True
        empty(self._column)
        self._column.addWidget(_padded(Text(_KEYS, "secondary")))
        if self._taken:
            self._head("Regroupés dans le rapport")
        for indicator, groupings in self._taken.items():
            for number, grouping in enumerate(groupings):
                words = self._in_words(indicator, [grouping])
                data = RowData(self._name(indicator), words, "regroupé", icon="undo-2")
                others = (*groupings[:number], *groupings[number + 1 :])
                name = f"ungroup_{indicator}_{number}" if number else f"ungroup_{indicator}"
                self._add(data, name, partial(self._set, indicator, others))
        open_ones = [
            p for p in self._proposals if p.period or self._taken.get(p.indicator) != p.groupings
        ]
        self._head("Propositions" if open_ones else _NONE)
        if len(self._of_the_period(open_ones)) > 1:
            self._offer_all(open_ones)
        for proposal in open_ones:
            if proposal.period is not None:
                self._offer_longer(proposal, proposal.period)
                continue
            words = self._in_words(proposal.indicator, proposal.groupings)
            told = f"{share(proposal.visible_share)} visibles"
            data = RowData(self._name(proposal.indicator), words, told, icon="plus")
            take = partial(self._set, proposal.indicator, proposal.groupings)
            self._add(data, f"group_{proposal.indicator}", take)
        self._own.show_tables(self._figures, self._taken)
        before = self._before
        for row in (*self._rows(), *self._own.stops()):
            if before is not None:
                QWidget.setTabOrder(before, row)
            before = row
        if at >= 0:
            self._go_near(at)

    def _of_the_period(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        return [proposal for proposal in proposals if proposal.period is None]

    def _offer_all(self, proposals: Sequence[Proposal]) -> None:
        offered = self._of_the_period(proposals)
        data = RowData(
            f"Accepter les {len(offered)} regroupements",
            "Chacun se défait ensuite à sa ligne",
            f"{share(self._together)} visibles",
            icon="check",
        )
        self._add(data, "group_all", partial(self._take_all, offered))

    def _take_all(self, proposals: Sequence[Proposal]) -> None:
        taken = {proposal.indicator: proposal.groupings for proposal in proposals}
        self._taken = {**self._taken, **taken}
        self._show()
        self.changed.emit()

    def _offer_longer(self, proposal: Proposal, period: Period) -> None:
        data = RowData(
            f"Préparer plutôt le rapport {of_period(period)}",
            "Une période plus longue montre davantage",
            f"{share(proposal.visible_share)} visibles",
            icon="calendar-days",
        )
        self._add(data, f"longer_{period.label}", partial(self.periodRequested.emit, period))

    def _head(self, words: str) -> None:
        self._column.addWidget(_padded(Text(words, "label")))

    def _add(self, data: RowData, name: str, act: Callable[[], None]) -> None:
        row = Row.of(data)
        row.setObjectName(name)
        row.setToolTip(data.subtitle)
        row.clicked.connect(act)
        self._column.addWidget(row)

    def _set(self, indicator: str, groupings: tuple[Grouping, ...]) -> None:
        others = {code: taken for code, taken in self._taken.items() if code != indicator}
        self._taken = {**others, indicator: groupings} if groupings else others
        self._show()
        self.changed.emit()

    def _go_near(self, at: int) -> None:
        """Where one was, rows having come and gone."""
        if rows := self._rows():
            near = min(rows, key=lambda row: abs(self._column.indexOf(row) - at))
            near.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rows(self) -> list[Row]:
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Row)]

    def _name(self, indicator: str) -> str:
        tables = self._figures.tables if self._figures else ()
        found = (table.indicator.name for table in tables if table.indicator.code == indicator)
        return next(found, indicator)

    def _in_words(self, indicator: str, groupings: Sequence[Grouping]) -> str:
        tables = self._figures.tables if self._figures else ()
        labels = {
            count.code: count.label
            for table in tables
            if table.indicator.code == indicator
            for count in table.counts
        }
        return "\u00a0; ".join(
            f"{', '.join(labels.get(code, code) for code in one.codes)}"
            f" → «\u00a0{one.label or OTHERS}\u00a0»"
            for one in groupings
        )


def _padded(text: Text) -> Text:
    """In line with the rows, whose ground reaches further."""
    text.setContentsMargins(BLEED, 4, 0, 4)
    return text
