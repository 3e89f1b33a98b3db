"""« 2 passages masqués », and « Montrer », which lasts only while one reads."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from ui.idle import TOUCHES
from ui.widgets import LinkButton, Text, announce

READING_MS = 8000
"""How long they stay without a key or a move of the mouse."""
KEYS = "Alt+M"


class WithheldLine(QWidget):
    """`around` is what shows them: they hide again when the focus leaves it."""

    changed = Signal()
    """What is withheld may be shown now, or must hide."""

    def __init__(self, around: QWidget, what: str = "passage", *, keys: str = KEYS) -> None:
        super().__init__()
        self._what = what
        self._around = around
        self._back_to: QWidget | None = None
        self._count = 0
        self._shown = False
        self._words = Text("", "secondary", wrap=False)
        self._words.setObjectName("withheld")
        self._switch = LinkButton("", "eye")
        self._switch.setObjectName("reveal_restricted")
        self._switch.setToolTip(keys)
        self._switch.clicked.connect(self._turn)
        if keys:
            QShortcut(QKeySequence(keys), around, self._turn)
        self._timer = QTimer(self, singleShot=True, interval=READING_MS)
        self._timer.timeout.connect(self.hide_again)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._words)
        line.addWidget(self._switch)
        self._say()

    @property
    def shown(self) -> bool:
        """Whether they may be read now."""
        return self._shown

    def set_count(self, count: int) -> None:
        self._count = count
        self._say()
        if not count:
            self.hide_again()

    def hide_again(self) -> None:
        if self._shown:
            self._show(shown=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _turn(self) -> None:
        if self._count or self._shown:
            self._show(shown=not self._shown)

    def _show(self, *, shown: bool) -> None:
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        self._shown = shown
        if shown:
            self._back_to = application.focusWidget()
            self._switch.setFocus()
            self._timer.start()
            application.installEventFilter(self)
            application.focusChanged.connect(self._focus_moved)
        else:
            self._timer.stop()
            application.removeEventFilter(self)
            application.focusChanged.disconnect(self._focus_moved)
            if self._switch.hasFocus() and self._back_to is not None and isValid(self._back_to):
                self._back_to.setFocus()
        self._say()
        self.changed.emit()
        announce(self, self._words.text())

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._around.isAncestorOf(now):
            self.hide_again()

    def _say(self) -> None:
        self.setVisible(self._count > 0)
        s = "s" * (self._count > 1)
        self._words.setText(
            f"{self._count} {self._what}{s} {'montré' if self._shown else 'masqué'}{s}"
        )
        verb = "Masquer" if self._shown else "Montrer"
        self._switch.setText(verb)
        the = "l’" if self._what.startswith(("a", "é")) else "le "
        what = f"les {self._count} {self._what}s masqués" if s else f"{the}{self._what} masqué"
        self._switch.setAccessibleName(f"{verb} {what}")
        self._switch.set_icon("eye-off" if self._shown else "eye")
