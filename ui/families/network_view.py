"""The map on the screen: looked at, moved with the mouse and with the keys."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication

from referent_desk.drawings import (
    MAP_HEIGHT,
    MAP_WIDTH,
    MapLayout,
    NetworkMap,
    Placed,
    Sheet,
    Spot,
    draw_map,
    lay_out,
    to_svg,
)
from ui.drawn import Drawn
from ui.theme import current_tokens, secondary_font
from ui.theme.tokens import CARD_RADIUS
from ui.widgets import announce

SMALL = 12.0
"""In pixels: no word of the map is smaller."""
_STEP = 0.1
_TURNS = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}
_AWAY = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HELP = (
    "Tab passe d’une personne à l’autre. Flèches gauche et droite\u00a0: autour du centre\u00a0;"
    " haut\u00a0: plus proche\u00a0; bas\u00a0: plus loin. Entrée\u00a0: modifier."
    " Suppr\u00a0: retirer de la carte. Ctrl+Z\u00a0: annuler."
)


class NetworkView(Drawn):
    """Holds where everyone stands; what is asked for is the panel's to do."""

    selectionChanged = Signal(str)
    moveRequested = Signal(str, Spot)
    editRequested = Signal(str)
    removeRequested = Signal(str)
    undoRequested = Signal()

    margin = 8

    def __init__(self) -> None:
        super().__init__("Carte du réseau")
        self.setObjectName("network_map")
        self.setAccessibleDescription(_HELP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(420, 340)
        self.setMouseTracking(True)
        self._map: NetworkMap | None = None
        self._layout: MapLayout | None = None
        self._names: dict[str, str] = {}
        self._selected = ""
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None

    @property
    def layout_shown(self) -> MapLayout | None:
        return self._layout

    @property
    def selected(self) -> str:
        return self._selected

    def show_map(self, map_: NetworkMap, spoken: dict[str, str]) -> None:
        """`spoken` says each member in full, by key."""
        self._map, self._names = map_, spoken
        if self._selected not in spoken:
            self._selected = ""
        self._draw_on(self._sheet())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._layout is not None and self._layout.sheet != self._sheet():
            self._draw_on(self._sheet())

    def select(self, key: str) -> None:
        if key == self._selected:
            return
        self._selected = key
        self.update()
        self.selectionChanged.emit(key)

    def point_of(self, key: str) -> QPointF | None:
        """Where in the widget that member stands."""
        placed = self._layout.of(key) if self._layout else None
        return self.from_drawing(placed.x, placed.y) if placed else None

    def paintEvent(self, event: QPaintEvent) -> None:
        self._ground()
        super().paintEvent(event)
        placed = self._chosen()
        if placed is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ring(painter, placed)
        if self._dragged is not None:
            self._ghost(painter, self._dragged)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._layout is None:
            return
        found = self._layout.at(*self.to_drawing(event.position()))
        if found is not None:
            self.select(found.member.key)
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._point_at(event.position())
            return
        far = (event.position() - self._pressed).manhattanLength()
        if self._dragged is not None or far >= QApplication.startDragDistance():
            self._dragged = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._pressed, self._dragged = self._dragged, None, None
        self._point_at(event.position())
        if dragged is not None and self._layout is not None:
            spot = self._layout.spot(*self.to_drawing(event.position()))
            self.update()
            self.moveRequested.emit(self._selected, spot)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._pressed = None
        if self._selected:
            self.editRequested.emit(self._selected)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key == Qt.Key.Key_Z:
            self.undoRequested.emit()
        elif key == Qt.Key.Key_Escape and self._dragged is not None:
            self._pressed = self._dragged = None
            self.unsetCursor()
            self.update()
        elif not self._selected or control:
            super().keyPressEvent(event)
        elif key in _TURNS or key in _AWAY:
            self._step(_TURNS.get(key, 0.0), _AWAY.get(key, 0))
        elif key in _ENTER_KEYS:
            self.editRequested.emit(self._selected)
        elif key == Qt.Key.Key_Delete:
            self.removeRequested.emit(self._selected)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keys = list(self._names)
        tabbed = event.reason() == Qt.FocusReason.TabFocusReason
        if keys and (tabbed or event.reason() == Qt.FocusReason.BacktabFocusReason):
            self._walk_to(keys[0 if tabbed else -1])
        self.update()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        """Tab goes through the members, then leaves the map."""
        keys = list(self._names)
        at = keys.index(self._selected) if self._selected in keys else -1
        to = at + (1 if next else -1)
        if self._selected and 0 <= to < len(keys):
            self._walk_to(keys[to])
            return True
        return super().focusNextPrevChild(next)

    def _draw_on(self, sheet: Sheet) -> None:
        if (map_ := self._map) is not None:
            layout = self._layout = lay_out(map_, sheet)
            self.show_drawing(lambda colours: to_svg(draw_map(map_, colours, layout)))

    def _sheet(self) -> Sheet:
        """As wide as there is room: where it is low the rings are smaller, words never."""
        width, height = self.width() - 2 * self.margin, self.height() - 2 * self.margin
        scale = min(max(1.0, min(width / MAP_WIDTH, height / MAP_HEIGHT)), self.largest)
        return Sheet(int(width / scale), int(height / scale), SMALL, SMALL)

    def _walk_to(self, key: str) -> None:
        self.select(key)
        announce(self, self._names[key])

    def _step(self, turn: float, away: int) -> None:
        placed = self._chosen()
        if placed is None or self._layout is None:
            return
        spot = self._layout.spot(placed.x, placed.y)
        self.moveRequested.emit(self._selected, self._layout.beside(spot, turn=turn, away=away))

    def _chosen(self) -> Placed | None:
        return self._layout.of(self._selected) if self._layout and self._selected else None

    def _point_at(self, at: QPointF) -> None:
        found = self._layout.at(*self.to_drawing(at)) if self._layout else None
        if found:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()
        self.setToolTip(self._names.get(found.member.key, "") if found else "")

    def _ground(self) -> None:
        """A card's: names stand on plates of its colour."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, CARD_RADIUS, CARD_RADIUS)
        painter.end()

    def _ring(self, painter: QPainter, placed: Placed) -> None:
        """Around mark and name: two lines when the keys go here, else one."""
        tokens = current_tokens()
        colour = tokens.text if self.hasFocus() else tokens.accent
        painter.setPen(QPen(QColor(colour), 2 if self.hasFocus() else 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self.from_drawing(placed.x, placed.y), 11, 11)
        low = self.from_drawing(placed.label.x, placed.label.y)
        high = self.from_drawing(
            placed.label.x + placed.label.width, placed.label.y + placed.label.height
        )
        painter.drawRoundedRect(QRectF(low, high).normalized(), 4, 4)

    def _ghost(self, painter: QPainter, at: QPointF) -> None:
        """Who is moved, and to where it would go."""
        if self._layout is None:
            return
        tokens = current_tokens()
        spot = self._layout.spot(*self.to_drawing(at))
        words = f"{dict(self._layout.sectors)[spot.sector]} · {dict(self._layout.rings)[spot.ring]}"
        painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
        painter.drawEllipse(at, 10, 10)
        painter.setFont(secondary_font(strong=True))
        box = painter.fontMetrics().boundingRect(words).adjusted(-8, -4, 8, 4)
        box.moveCenter(at.toPoint())
        box.moveTop(round(at.y()) + 16)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QColor(tokens.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
