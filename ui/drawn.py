"""Drawings of the core on the screen: the same vectors as on paper, in the colours in force."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from referent_desk.drawings import Colours
from ui.theme import current_tokens

Draw = Callable[[Colours], bytes]
"""The SVG in those colours."""


def screen_colours() -> Colours:
    tokens = current_tokens()
    return Colours(
        surface=tokens.surface,
        text=tokens.text,
        muted=tokens.muted,
        line=tokens.button_line,
        accent=tokens.accent,
        weak=tokens.accent_weak,
        warning=tokens.warning,
        danger=tokens.danger,
    )


class Drawn(QWidget):
    """A drawing as large as there is room, in the middle, never above `largest` times its size."""

    largest = 1.5
    margin = 0

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._draw: Draw | None = None
        self._drawn_in: Colours | None = None
        self._renderer = QSvgRenderer(self)

    def show_drawing(self, draw: Draw) -> None:
        """`draw` is asked again when the colours change."""
        self._draw = draw
        self._render()

    def size_of_drawing(self) -> QSize:
        return self._renderer.defaultSize()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and screen_colours() != self._drawn_in:
            self._render()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._renderer.isValid():
            self._renderer.render(painter, self.room())
        painter.end()

    def room(self) -> QRectF:
        """Where in the widget the drawing lies."""
        size = self.size_of_drawing()
        scale = self.scale()
        width, height = size.width() * scale, size.height() * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def scale(self) -> float:
        size = self.size_of_drawing()
        if size.isEmpty():
            return 1
        room = self.width() - 2 * self.margin, self.height() - 2 * self.margin
        return min(room[0] / size.width(), room[1] / size.height(), self.largest)

    def to_drawing(self, at: QPointF) -> tuple[float, float]:
        """A point of the widget in the drawing's own measure, which grows upwards."""
        room, scale = self.room(), self.scale()
        return (at.x() - room.x()) / scale, (room.bottom() - at.y()) / scale

    def from_drawing(self, x: float, y: float) -> QPointF:
        room, scale = self.room(), self.scale()
        return QPointF(room.x() + x * scale, room.bottom() - y * scale)

    def _render(self) -> None:
        if self._draw is not None:
            self._drawn_in = screen_colours()
            self._renderer.load(QByteArray(self._draw(self._drawn_in)))
            self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
            self.updateGeometry()
            self.update()


class DrawnOnPage(Drawn):
    """As wide as there is room, as high as it takes: it scrolls with the page."""

    def sizeHint(self) -> QSize:
        size = self.size_of_drawing()
        return QSize(size.width(), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self.size_of_drawing()
        scale = min(width / max(size.width(), 1), self.largest)
        return round(size.height() * scale)
