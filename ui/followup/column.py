"""One state of the board and its cards: reached by keys, picked up with the mouse."""

from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from referent_desk.figures import counted, figures
from referent_desk.followup import ReferralState, leads
from ui.followup.card_painting import CardDelegate
from ui.followup.words import state_title
from ui.theme import current_tokens
from ui.theme.tokens import CARD_RADIUS
from ui.widgets import FilterList, RowData, Text

HELP = (
    "Flèches\u00a0: d’une carte ou d’une colonne à l’autre. Ctrl+flèche gauche ou droite\u00a0:"
    " déplacer la carte. Menu\u00a0: choisir l’étape. Entrée\u00a0: ouvrir. Ctrl+Z\u00a0: annuler."
)
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class BoardColumn(QWidget):
    """A title with its figure, and the list below."""

    def __init__(self, state: ReferralState) -> None:
        super().__init__()
        self.state = state
        self._target = False
        self.cards = CardList(state)
        self._title = Text(state_title(state), "label", wrap=False)
        self._figure = Text("", "secondary", wrap=False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._figure)
        head.setContentsMargins(10, 0, 10, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 10, 6, 6)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.cards, 1)

    def show_rows(self, rows: list[RowData]) -> None:
        self.cards.set_rows(rows)
        self._figure.setText(figures(len(rows)))
        told = counted(len(rows), "orientation", "orientations") if rows else "aucune orientation"
        self.cards.setAccessibleName(f"{state_title(self.state)}\u00a0: {told}")

    def set_target(self, *, target: bool) -> None:
        """Whether a carried card would land here."""
        if target != self._target:
            self._target = target
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.accent if self._target else tokens.rail))
        painter.setBrush(QColor(tokens.accent_weak if self._target else tokens.rail))
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(ground, CARD_RADIUS, CARD_RADIUS)
        painter.end()


class CardList(FilterList):
    """What is asked of a card is the board's to do; the mouse is followed without a loop of
    its own, so that locking never waits for a hand."""

    sidewaysRequested = Signal(int)
    shiftRequested = Signal(int)
    moveRequested = Signal(str, str)
    undoRequested = Signal()
    carried = Signal(str, QPoint)
    """A card and where the mouse is, in the screen's coordinates."""
    dropped = Signal(str, QPoint)
    putBack = Signal()

    def __init__(self, state: ReferralState) -> None:
        super().__init__(state_title(state))
        self.setObjectName(f"cards_{state.value}")
        self.setAccessibleDescription(HELP)
        self.setProperty("look", "board")
        self.setItemDelegate(CardDelegate(self))
        self._state = state
        self._pressed: QPoint | None = None
        self._carrying = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        step = _SIDEWAYS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._carrying:
            self._let_go()
            self.putBack.emit()
        elif step and control:
            self.shiftRequested.emit(step)
        elif step and plain:
            self.sidewaysRequested.emit(step)
        elif control and event.key() == Qt.Key.Key_Z:
            self.undoRequested.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Every state that a way leads to."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse:
            self.setCurrentIndex(self.indexAt(event.pos()))
        key = self.current_key()
        if not key:
            return
        menu = QMenu("Déplacer vers", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state in ReferralState:
            if leads(self._state, state):
                action = menu.addAction(state_title(state))
                action.triggered.connect(partial(self.moveRequested.emit, key, state.value))
        here = self.visualRect(self.currentIndex()).center()
        menu.popup(event.globalPos() if by_mouse else self.viewport().mapToGlobal(here))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        at = event.position().toPoint()
        self._pressed = at if left and self.indexAt(at).isValid() else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._carrying = self.current_key()
        if self._carrying:
            self.carried.emit(self._carrying, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        carried = self._carrying
        self._let_go()
        if carried:
            self.setState(FilterList.State.NoState)
            self.dropped.emit(carried, event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def _let_go(self) -> None:
        self._pressed, self._carrying = None, ""
