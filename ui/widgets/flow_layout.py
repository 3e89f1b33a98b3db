"""A layout that fills lines from left to right, as words do."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """With `columns`, items share cells of equal width; one too wide takes several."""

    # On the class too: Qt asks for the size of a layout that Python is already taking apart.
    _items: list[QLayoutItem] = []  # noqa: RUF012
    _columns = 0

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, columns: int = 0) -> None:
        super().__init__(parent)
        self._items = []
        self._columns = columns
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self._widest(lambda item: item.minimumSize())

    def minimumSize(self) -> QSize:
        """What can show its words shortened may be narrower than they are."""
        return self._widest(_least)

    def _widest(self, of: Callable[[QLayoutItem], QSize]) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(of(item))
        margins: QMargins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lays the items in `rect` if `move`; the height they take."""
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        at = QPoint(area.topLeft())
        line_height = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = self._size_in(item, area.width())
            if line_height and at.x() + size.width() > area.left() + area.width():
                at = QPoint(area.left(), at.y() + line_height + self.spacing())
                line_height = 0
            if move:
                item.setGeometry(QRect(at, size))
            at.setX(at.x() + size.width() + self.spacing())
            line_height = max(line_height, size.height())
        return at.y() + line_height - rect.top() + margins.bottom()

    def _size_in(self, item: QLayoutItem, width: int) -> QSize:
        size = item.sizeHint()
        if self._columns:
            cell = (width - self.spacing() * (self._columns - 1)) // self._columns
            spanned = ceil((size.width() + self.spacing()) / max(1, cell + self.spacing()))
            spanned = min(spanned, self._columns)
            return QSize(cell * spanned + self.spacing() * (spanned - 1), size.height())
        return QSize(min(size.width(), max(width, 1)), size.height())


def _least(item: QLayoutItem) -> QSize:
    widget = item.widget()
    if widget is None:
        return item.minimumSize()
    least: QSize = widget.minimumSizeHint().expandedTo(widget.minimumSize())
    return least
