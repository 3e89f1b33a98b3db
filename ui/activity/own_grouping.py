"""Answers of a table chosen by hand, to be printed together under a name of one's own."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from referent_desk.activity import OTHERS, UNKNOWN, Figures, Grouping, Table, with_group
from ui.activity.figure_tables import words_of
from ui.french_dates import first_upper
from ui.widgets import SecondaryButton, Text, announce, named

_CODE = Qt.ItemDataRole.UserRole
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ROW, _MOST_ROWS = 28, 7
_HINT = "Cochez deux réponses ou plus. Sans nom, elles vont dans «\u00a0Autres\u00a0»."

Groupings = Mapping[str, tuple[Grouping, ...]]


class OwnGrouping(QWidget):
    """Space ticks an answer; Enter, there or in the name, prints those ticked as one row."""

    made = Signal(str, object)
    """The indicator, and its groupings with this one."""

    def __init__(self) -> None:
        super().__init__()
        self._tables: tuple[Table, ...] = ()
        self._taken: Groupings = {}
        self._table = QComboBox()
        self._table.setObjectName("own_table")
        self._table.setAccessibleName("Tableau dont on regroupe des réponses")
        self._table.setMinimumContentsLength(20)
        self._table.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._answers = _Answers()
        self._name = QLineEdit()
        self._name.setObjectName("own_name")
        self._name.setAccessibleName("Nom du groupe")
        self._name.setPlaceholderText("Nom du groupe")
        self._name.setMaxLength(80)
        self._group = named(SecondaryButton("Regrouper", "plus"), "own_group")
        self._hint = Text(_HINT, "secondary")
        self._lay_out()
        self._table.currentIndexChanged.connect(self._fill)
        self._answers.itemChanged.connect(self._ticked)
        self._answers.entered_by_key.connect(self._make)
        self._name.textChanged.connect(self._ticked)
        self._name.returnPressed.connect(self._make)
        self._group.clicked.connect(self._make)
        self._offer()

    def show_tables(self, figures: Figures | None, taken: Groupings) -> None:
        """What is ticked and typed stays, unless its table is another now."""
        tables = figures.tables if figures is not None else ()
        before = self._tables, self._taken
        self._tables, self._taken = tables, dict(taken)
        if tables != before[0]:
            self._offer()
        elif self._taken != before[1]:
            self._fill()

    def stops(self) -> Sequence[QWidget]:
        """In the order of Tab."""
        return self._table, self._answers, self._name, self._group

    def _offer(self) -> None:
        """The tables there are; the one in front stays there."""
        front = self._table.currentData()
        with QSignalBlocker(self._table):
            self._table.clear()
            self._table.addItem("Choisir un tableau…", "")
            for table in self._tables:
                self._table.addItem(table.indicator.name, table.indicator.code)
            self._table.setCurrentIndex(max(self._table.findData(front), 0))
        self._fill()

    def _current(self) -> Table | None:
        code = self._table.currentData()
        return next((table for table in self._tables if table.indicator.code == code), None)

    def _fill(self) -> None:
        """Answers that stand alone; what goes into a group can be given up above."""
        table, ticked = self._current(), set(self._answers.ticked())
        groupings = self._taken.get(table.indicator.code, ()) if table is not None else ()
        grouped = {code for grouping in groupings for code in grouping.codes}
        with QSignalBlocker(self._answers):
            self._answers.clear()
            if table is not None:
                self._offer_answers(table, grouped | {UNKNOWN}, ticked)
        self._answers.fit()
        for part in (self._answers, self._name, self._group, self._hint):
            part.setVisible(table is not None)
        self._ticked()

    def _offer_answers(self, table: Table, held: set[str], ticked: set[str]) -> None:
        for count in table.counts:
            if count.code not in held:
                words = f"{first_upper(count.label)} · {words_of(table.population, count.count)}"
                self._answers.offer(count.code, words, ticked=count.code in ticked)

    def _ticked(self) -> None:
        self._group.setEnabled(bool(self._wanted()))

    def _wanted(self) -> tuple[Grouping, ...]:
        """With the group as it is now; nothing, while it would be of one answer."""
        table, codes = self._current(), self._answers.ticked()
        if table is None or not codes:
            return ()
        name = self._name.text().strip()
        groupings = with_group(self._taken.get(table.indicator.code, ()), codes, name)
        return groupings if all(len(grouping.codes) > 1 for grouping in groupings) else ()

    def _make(self) -> None:
        table, wanted = self._current(), self._wanted()
        if table is None or not wanted:
            return
        words = f"Regroupées sous «\u00a0{self._name.text().strip() or OTHERS}\u00a0»"
        self._answers.untick()
        self._name.clear()
        self._answers.setFocus(Qt.FocusReason.OtherFocusReason)
        self.made.emit(table.indicator.code, wanted)
        announce(self._answers, words)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._name, 1)
        line.addWidget(self._group)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._table, self._hint, self._answers):
            column.addWidget(part)
        column.addLayout(line)


class _Answers(QTreeWidget):
    entered_by_key = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("own_answers")
        self.setAccessibleName("Réponses à regrouper")
        self.setAccessibleDescription("Espace coche, Entrée regroupe ce qui est coché.")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def offer(self, code: str, words: str, *, ticked: bool) -> None:
        item = QTreeWidgetItem([words])
        item.setData(0, _CODE, code)
        item.setCheckState(0, _CHECKED if ticked else _UNCHECKED)
        self.addTopLevelItem(item)

    def ticked(self) -> tuple[str, ...]:
        return tuple(
            str(item.data(0, _CODE)) for item in self._items() if item.checkState(0) == _CHECKED
        )

    def untick(self) -> None:
        for item in self._items():
            item.setCheckState(0, _UNCHECKED)

    def fit(self) -> None:
        """As high as what it offers, up to a few rows."""
        height = max(self.sizeHintForRow(0), _ROW)
        self.setFixedHeight(min(self.topLevelItemCount(), _MOST_ROWS) * height + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered_by_key.emit()
            return
        super().keyPressEvent(event)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(at) for at in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]
