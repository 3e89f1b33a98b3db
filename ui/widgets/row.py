"""One row of a card, which one can click or reach with the keyboard."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.discretion import discretion
from ui.widgets.row_painting import RowData, RowState, paint_row
from ui.widgets.tag import TagKind

_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
BLEED = 8


class Row(QAbstractButton):
    """A button to screen readers, named by its words."""

    activated = Signal(str)
    """The row's key."""

    # On the class too: Qt asks for the size of a widget that Python is already taking apart.
    _data = RowData("")

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        icon: str = "",
        tag: str = "",
        tag_kind: TagKind = "accent",
        key: str = "",
        data: RowData | None = None,
    ) -> None:
        """`data`, when given, stands for all the rest."""
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._emit_activated)
        self.set_data(data or RowData(title, subtitle, tag, tag_kind, icon, key))
        discretion().changed.connect(self._say)

    @classmethod
    def of(cls, data: RowData) -> "Row":
        return cls(data.title, data=data)

    def set_data(self, data: RowData) -> None:
        self._data = data
        self._say()

    def _say(self) -> None:
        shown = self._data.on_screen
        self.setAccessibleName(shown.spoken)
        self.setToolTip(shown.title if len(shown.title) > 60 else "")
        self.updateGeometry()
        self.update()

    @property
    def data(self) -> RowData:
        return self._data

    def sizeHint(self) -> QSize:
        return QSize(240, self._data.on_screen.height)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._data.on_screen.height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        state = RowState(hovered=self.underMouse(), focused=self.hasFocus())
        paint_row(painter, QRect(self.rect()), self._data.on_screen, state, BLEED)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER_KEYS:
            self.click()
            return
        super().keyPressEvent(event)

    def _emit_activated(self) -> None:
        self.activated.emit(self._data.key)
