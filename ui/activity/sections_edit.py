"""Which sections the report has, in which order, and which of their tables are left out."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from referent_desk.activity import SECTION_NAMES, Section
from ui.widgets import IconButton, announce, named

_CODE = Qt.ItemDataRole.UserRole
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_ALT = Qt.KeyboardModifier.AltModifier


class SectionsEdit(QWidget):
    """Space ticks, Right shows the tables of a section, Alt+Up and Alt+Down move it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._not_offered: frozenset[str] = frozenset()
        self._tree = _Tree()
        self._tree.setObjectName("report_sections")
        self._up = named(IconButton("arrow-up", "Monter la partie (Alt+Haut)"), "section_up")
        self._down = named(IconButton("arrow-down", "Baisser la partie (Alt+Bas)"), "section_down")
        buttons = QVBoxLayout()
        for button, step in ((self._up, -1), (self._down, 1)):
            button.clicked.connect(lambda _on=False, by=step: self._move(by))
            buttons.addWidget(button)
        buttons.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._tree, 1)
        line.addLayout(buttons)
        for section in Section:
            self._tree.addTopLevelItem(_item(section.value, SECTION_NAMES[section]))
        self._tree.itemChanged.connect(self._ticked)
        self._tree.shiftRequested.connect(self._move)
        self._tree.fit()

    def _ticked(self) -> None:
        self.changed.emit()

    def offer(self, tables: Iterable[tuple[Section, str, str]]) -> None:
        """The tables there are: their section, code and name; what was left out stays so."""
        out = self.left_out()
        by_section: dict[str, list[tuple[str, str]]] = {}
        for section, code, name in tables:
            by_section.setdefault(section.value, []).append((code, name))
        with QSignalBlocker(self._tree):
            for item in self._sections():
                item.takeChildren()
                for code, name in by_section.get(_code(item), ()):
                    item.addChild(_item(code, name, checked=code not in out))
        self._not_offered = out - {_code(table) for table in self._tables()}

    def sections(self) -> tuple[Section, ...]:
        return tuple(
            Section(_code(item)) for item in self._sections() if item.checkState(0) == _CHECKED
        )

    def left_out(self) -> frozenset[str]:
        tables = self._tables()
        out = {_code(table) for table in tables if table.checkState(0) == _UNCHECKED}
        return frozenset(out) | self._not_offered

    def set_choice(self, sections: Sequence[Section], left_out: frozenset[str]) -> None:
        """Without `changed`. Sections not chosen come last, in their first order."""
        order = [*sections, *(section for section in Section if section not in sections)]
        chosen = {section.value for section in sections}
        with QSignalBlocker(self._tree):
            self._put_in_order([section.value for section in order])
            for item in self._sections():
                item.setCheckState(0, _CHECKED if _code(item) in chosen else _UNCHECKED)
            for table in self._tables():
                out = _code(table) in left_out
                table.setCheckState(0, _UNCHECKED if out else _CHECKED)
        self._not_offered = left_out - {_code(table) for table in self._tables()}

    def _put_in_order(self, codes: Sequence[str]) -> None:
        for at, code in enumerate(codes):
            found = next(item for item in self._sections() if _code(item) == code)
            here = self._tree.indexOfTopLevelItem(found)
            if here != at:
                self._take_to(found, here, at)

    def _take_to(self, item: QTreeWidgetItem, here: int, there: int) -> None:
        opened = item.isExpanded()
        self._tree.takeTopLevelItem(here)
        self._tree.insertTopLevelItem(there, item)
        item.setExpanded(opened)

    def _move(self, step: int) -> None:
        current = self._tree.currentItem()
        if current is None:
            return
        item = current.parent() or current
        here = self._tree.indexOfTopLevelItem(item)
        there = here + step
        if not 0 <= there < self._tree.topLevelItemCount():
            return
        with QSignalBlocker(self._tree):
            self._take_to(item, here, there)
            self._tree.setCurrentItem(item)
        announce(self._tree, f"{item.text(0)}\u00a0: place {there + 1}")
        self.changed.emit()

    def _tables(self) -> list[QTreeWidgetItem]:
        found = (item.child(at) for item in self._sections() for at in range(item.childCount()))
        return [item for item in found if item is not None]

    def _sections(self) -> list[QTreeWidgetItem]:
        tops = (self._tree.topLevelItem(at) for at in range(self._tree.topLevelItemCount()))
        return [item for item in tops if item is not None]


class _Tree(QTreeWidget):
    shiftRequested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Parties du rapport")
        self.setAccessibleDescription(
            "Espace coche, Droite montre les tableaux d’une partie, Alt+Haut et Alt+Bas la"
            " déplacent."
        )
        self.setHeaderHidden(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.itemExpanded.connect(self.fit)
        self.itemCollapsed.connect(self.fit)

    def fit(self) -> None:
        """As high as what it shows."""
        rows, item = 0, self.topLevelItem(0)
        while item is not None:
            rows, item = rows + 1, self.itemBelow(item)
        height = max(self.sizeHintForRow(0), 26)
        self.setFixedHeight(rows * height + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & _ALT:
            self.shiftRequested.emit(step)
            return
        super().keyPressEvent(event)


def _code(item: QTreeWidgetItem) -> str:
    return str(item.data(0, _CODE))


def _item(code: str, words: str, *, checked: bool = True) -> QTreeWidgetItem:
    item = QTreeWidgetItem([words])
    item.setData(0, _CODE, code)
    item.setCheckState(0, _CHECKED if checked else _UNCHECKED)
    return item
