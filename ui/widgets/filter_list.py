"""A long list of two-line rows, shown at once however many there are."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.discretion import discretion
from ui.widgets.row_painting import ROW_HEIGHT, RowData, RowState, paint_row

Index = QModelIndex | QPersistentModelIndex
More = Callable[[], list[RowData]]
"""Gives the rows that follow; none once there are no more."""

R = TypeVar("R")
_NONE = QModelIndex()
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LAID_OUT_AT_ONCE = 500
_MOVING_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class LazyRows(Generic[R]):
    """A row for each of many records, written once it is to be painted or spoken."""

    def __init__(
        self, records: Sequence[R], key: Callable[[R], str], make: Callable[[R], RowData]
    ) -> None:
        self._records, self._key, self._make = records, key, make
        self._made: dict[int, RowData] = {}

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, at: int) -> RowData:
        if at not in self._made:
            self._made[at] = self._make(self._records[at])
        return self._made[at]

    def position(self, key: str) -> int | None:
        found = (at for at, record in enumerate(self._records) if self._key(record) == key)
        return next(found, None)


class RowModel(QAbstractListModel):
    """Rows as they were given; filtering is the caller's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RowData] | LazyRows[Any] = []
        self._more: More | None = None
        discretion().changed.connect(self._tell_words)

    def set_rows(self, rows: list[RowData] | LazyRows[Any], more: More | None = None) -> None:
        self.beginResetModel()
        self._rows = rows
        self._more = more
        self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more is not None

    def fetchMore(self, _parent: Index) -> None:
        """When the view comes near the end."""
        rows = self._more() if self._more else []
        if not rows or isinstance(self._rows, LazyRows):
            self._more = None
            return
        self.beginInsertRows(_NONE, len(self._rows), len(self._rows) + len(rows) - 1)
        self._rows = [*self._rows, *rows]
        self.endInsertRows()

    def row_at(self, index: Index) -> RowData | None:
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def index_of(self, key: str) -> QModelIndex:
        rows = self._rows
        if not isinstance(rows, LazyRows):
            rows = LazyRows(rows, lambda row: row.key, lambda row: row)
        at = rows.position(key)
        return QModelIndex() if at is None else self.index(at)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.row_at(index)
        if found is None:
            return None
        row = found.on_screen
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.title
        return None

    def _tell_words(self) -> None:
        """Names became initials, or initials names: the rows stay where they are."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


class _RowDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        row = model.row_at(index) if isinstance(model, RowModel) else None
        if row is None:
            return
        flags: QStyle.StateFlag = option.state
        selected = bool(flags & QStyle.StateFlag.State_Selected)
        state = RowState(
            hovered=bool(flags & QStyle.StateFlag.State_MouseOver),
            selected=selected,
            focused=selected and bool(flags & QStyle.StateFlag.State_HasFocus),
        )
        paint_row(painter, option.rect, row.on_screen, state, 12)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, ROW_HEIGHT)


class FilterList(QListView):
    """Up, Down and Enter work from the filter line too, once `follow` knows it."""

    rowActivated = Signal(str)
    """The key of a row chosen with Enter or a click."""
    currentKeyChanged = Signal(str)
    """The key of the row moved to; empty when none is left."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._model = RowModel(self)
        self._line: QLineEdit | None = None
        self._announced = ""
        self.setModel(self._model)
        self.setItemDelegate(_RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setBatchSize(_LAID_OUT_AT_ONCE)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._activate)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def set_rows(self, rows: list[RowData] | LazyRows[Any], more: More | None = None) -> None:
        """Shows them; the current row stays if its key is there, else the first is current.

        `more` gives the rows that follow those of a list, asked for as one scrolls.
        """
        kept = self.current_key()
        self._model.set_rows(rows, more)
        if not kept or not self.select_key(kept):
            self._go_to(self._model.index(0) if len(rows) else QModelIndex())
        self._tell_current()

    def current_key(self) -> str:
        row = self._model.row_at(self.currentIndex())
        return row.key if row else ""

    def current_row(self) -> RowData:
        """As it is shown; an empty one when there is none."""
        row = self._model.row_at(self.currentIndex())
        return row.on_screen if row else RowData("")

    def select_key(self, key: str) -> bool:
        """Makes it current; False when it is not in the list."""
        index = self._model.index_of(key)
        if index.isValid():
            self._go_to(index)
        return index.isValid()

    def row_total(self) -> int:
        return self._model.rowCount()

    def follow(self, line: QLineEdit) -> None:
        """Keys that move or choose, pressed in `line`, act on the list."""
        self._line = line
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        ours = watched is self._line and event.type() == QEvent.Type.KeyPress
        if ours and isinstance(event, QKeyEvent):
            if _chooses(event):
                self._activate(self.currentIndex())
                return True
            if event.key() in _MOVING_KEYS:
                QApplication.sendEvent(self, QKeyEvent(event))
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _chooses(event):
            self._activate(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _activate(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if row is not None:
            self.rowActivated.emit(row.key)

    def _go_to(self, index: QModelIndex) -> None:
        """Places the first rows, the others as the window is free: Qt takes its time over many."""
        near = index.row() < _LAID_OUT_AT_ONCE
        modes = QListView.LayoutMode
        self.setLayoutMode(modes.Batched if near else modes.SinglePass)
        self.setCurrentIndex(index)

    def _current_changed(self) -> None:
        self._tell_current()

    def _tell_current(self) -> None:
        key = self.current_key()
        if key != self._announced:
            self._announced = key
            self.currentKeyChanged.emit(key)


def _chooses(event: QKeyEvent) -> bool:
    """Ctrl+Enter is not ours: it finishes the form that the list stands in."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.key() in _ENTER_KEYS and not control
