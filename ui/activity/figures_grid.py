"""One table of figures: each opens what stands behind it, by mouse or by keys."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from ui.activity.figure_tables import Figure, FigureTable, Line
from ui.theme import current_tokens, secondary_font, text_font

_FIGURE = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_PILL_HEIGHT, _PILL_PADDING, _GAP, _INSET = 19, 8, 8, 10
_ROW = 33
_NARROWEST = 104
_INDENT = "\u2003"
_Index = QModelIndex | QPersistentModelIndex


class FiguresGrid(QTableWidget):
    """Tab enters it once, the arrows move within, Enter or a click opens a figure."""

    opened = Signal(object)
    """The Asked of a figure."""

    def __init__(self, table: FigureTable) -> None:
        super().__init__(len(table.lines), 1 + len(table.columns))
        self.setObjectName(f"figures_{table.code or 'totals'}")
        self.setAccessibleName(table.title)
        self.setAccessibleDescription("Entrée sur un chiffre montre ce qu’il compte.")
        self.setItemDelegate(_FigureDelegate(self))
        self.setHorizontalHeaderLabels(["", *table.columns])
        self._look()
        self.show_table(table)
        self.cellClicked.connect(self._open)

    def show_table(self, table: FigureTable) -> None:
        """Other figures in the same lines; the place stays."""
        for row, line in enumerate(table.lines):
            self.setItem(row, 0, _label(line))
            for column, figure in enumerate(line.figures, start=1):
                self.setItem(row, column, _item(figure, line, table.columns[column - 1]))
        self._fit()

    def current_place(self) -> tuple[str, int]:
        """The line and the column that one is on."""
        label = self.item(self.currentRow(), 0)
        return (label.text() if label is not None else "", self.currentColumn())

    def go_to(self, place: tuple[str, int]) -> None:
        """To that place, if there is such a line; the focus too."""
        label, column = place
        for item in self.findItems(label, Qt.MatchFlag.MatchExactly):
            self.setCurrentCell(item.row(), column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER_KEYS:
            self._open(self.currentRow(), self.currentColumn())
            return
        super().keyPressEvent(event)

    def _open(self, row: int, column: int) -> None:
        item = self.item(row, column)
        figure = item.data(_FIGURE) if item is not None else None
        if isinstance(figure, Figure) and figure.asked is not None:
            self.opened.emit(figure.asked)

    def _look(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setProperty("look", "figures")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(_RIGHT)
        header.setMinimumSectionSize(_NARROWEST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _fit(self) -> None:
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(self.rowCount() * _ROW + head + 2)


class _FigureDelegate(QStyledItemDelegate):
    """The figure, and before it what the report prints instead."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        figure = index.data(_FIGURE)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_focus(painter, option.rect)
        if isinstance(figure, Figure) and figure.mark:
            self._paint_mark(painter, option.rect, figure)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        hint = super().sizeHint(option, index)
        figure = index.data(_FIGURE)
        if isinstance(figure, Figure) and figure.mark:
            return QSize(hint.width() + _pill_width(figure.mark) + _GAP, hint.height())
        return hint

    def _paint_focus(self, painter: QPainter, cell: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_tokens().accent), 2))
        painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), 7, 7)
        painter.restore()

    def _paint_mark(self, painter: QPainter, cell: QRect, figure: Figure) -> None:
        tokens = current_tokens()
        words = QFontMetrics(text_font()).horizontalAdvance(figure.words)
        right = cell.right() - _INSET - words - _GAP
        width = _pill_width(figure.mark)
        top = cell.top() + (cell.height() - _PILL_HEIGHT) / 2
        pill = QRectF(right - width, top, width, _PILL_HEIGHT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.warning_weak))
        painter.drawRoundedRect(pill, _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)
        painter.setFont(secondary_font(strong=True))
        painter.setPen(QColor(tokens.warning))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, figure.mark)
        painter.restore()


def _pill_width(mark: str) -> int:
    metrics = QFontMetrics(secondary_font(strong=True))
    return metrics.horizontalAdvance(mark) + 2 * _PILL_PADDING


def _label(line: Line) -> QTableWidgetItem:
    note = f"  ({line.note})" if line.note else ""
    item = QTableWidgetItem(f"{_INDENT * line.depth}{line.label}{note}")
    item.setTextAlignment(_LEFT)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.label}{note}")
    item.setToolTip(f"{line.label}{note}")
    return item


def _item(figure: Figure, line: Line, column: str) -> QTableWidgetItem:
    item = QTableWidgetItem(figure.words)
    item.setTextAlignment(_RIGHT)
    item.setData(_FIGURE, figure)
    item.setData(
        Qt.ItemDataRole.AccessibleTextRole, f"{line.label}, {column}\u00a0: {figure.spoken}"
    )
    if figure.mark:
        item.setToolTip(f"«\u00a0{figure.mark}\u00a0» dans le rapport")
    return item
