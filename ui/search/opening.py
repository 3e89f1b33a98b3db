"""The key that opens the search wherever the focus is, and the way to a passage found."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class SearchKey(QObject):
    """Ctrl+K: a window's shortcut is deaf while a form stands over it.

    It sees every event of the program, hence lives as long as an office is open.
    """

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # One key press comes by several times, on its way to the widget that wants it.
        self._once = QTimer(self, singleShot=True, interval=0)
        self._once.timeout.connect(self.pressed)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() == Qt.Key.Key_K and not event.isAutoRepeat():
                self._once.start()
        return False


def bring_into_sight(screen: QWidget, passage_id: str) -> None:
    """Scrolls to the card of that passage, where there is one."""
    card = screen.findChild(QWidget, f"passage_{passage_id}")
    area = card.parentWidget() if card else None
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if card is not None and area is not None:
        area.ensureWidgetVisible(card)
