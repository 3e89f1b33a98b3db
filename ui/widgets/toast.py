"""A word at the foot of the window that goes away by itself, for what needs no answer."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.announcing import announce
from ui.widgets.labels import Text

SHOWN_MS = 3000
_FOOT = 24


class Toast(QFrame):
    """One a window; the next word takes the place of the last."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._text = Text(wrap=False)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 16, 8)
        line.addWidget(self._text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        return self._text.text()

    def say(self, text: str) -> None:
        self._text.setText(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)
        announce(self._window, text)

    def unsay(self) -> None:
        """At once, and nothing of it stays."""
        self._timer.stop()
        self._text.setText("")
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        across = (self._window.width() - self.width()) // 2
        self.move(across, self._window.height() - self.height() - _FOOT)
