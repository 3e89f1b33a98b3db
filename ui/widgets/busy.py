"""The veil over a part of the window while work goes on; it shows only if that lasts."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QProgressBar, QVBoxLayout, QWidget

from ui.theme import current_tokens
from ui.widgets.announcing import announce
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import Text

PATIENCE_MS = 200
_STOPPED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.Shortcut,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
    }
)


class BusyCard(QFrame):
    """The middle of the veil."""


class Busy(QWidget):
    """Takes the input of `covered` at once, but is seen only after PATIENCE_MS."""

    cancelRequested = Signal()

    def __init__(self, covered: QWidget, label: str, *, cancellable: bool = False) -> None:
        super().__init__(covered)
        self._covered = covered
        self._seen = False
        self._label = Text(label, "heading")
        self._detail = Text("", "secondary")
        self._card = self._make_card(cancellable=cancellable)
        outer = QVBoxLayout(self)
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)
        self._card.hide()
        self._cover()
        covered.installEventFilter(self)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.raise_()
        self.show()
        QTimer.singleShot(PATIENCE_MS, self, self._be_seen)

    @property
    def seen(self) -> bool:
        return self._seen

    def set_text(self, text: str) -> None:
        self._detail.setText(text)
        self._detail.setVisible(bool(text))

    def lift(self) -> None:
        """Gives the input back."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._covered and event.type() == QEvent.Type.Resize:
            self._cover()
        if event.type() in _STOPPED and isinstance(watched, QWidget):
            under = self._covered.isAncestorOf(watched) or watched is self._covered
            return under and watched is not self and not self.isAncestorOf(watched)
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._seen:
            ground = QColor(current_tokens().ground)
            ground.setAlphaF(0.7)
            painter = QPainter(self)
            painter.fillRect(self.rect(), ground)
            painter.end()

    def _cover(self) -> None:
        self.setGeometry(self._covered.rect())

    def _be_seen(self) -> None:
        self._seen = True
        self._card.show()
        self.update()
        announce(self._covered, self._label.text())

    def _make_card(self, *, cancellable: bool) -> BusyCard:
        card = BusyCard()
        card.setMinimumWidth(280)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self._label.text())
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (self._label, bar, self._detail):
            column.addWidget(part)
        self._detail.hide()
        if cancellable:
            button = SecondaryButton("Annuler")
            button.setObjectName("busy_cancel")
            button.clicked.connect(self.cancelRequested)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        return card
