"""The base of our dialogs: opened, never executed, so that locking can always close them."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.labels import Text
from ui.widgets.scrolling import Scrolling

_in_sight: set[QDialog] = set()
"""Python's half of a dialog that only Qt holds may be collected now and then, with its words."""
_FRAME, _SLACK = 40, 2
"""A window's frame; and what an enlarged screen rounds away, which would bring a scroll bar."""
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SheetDialog(QDialog):
    """Header, body and footer. Escape, the cross and « Annuler » all go through `request_close`."""

    primaryRequested = Signal()

    _closing = False

    def __init__(
        self,
        title: str,
        parent: QWidget | None = None,
        *,
        subtitle: str = "",
        primary: str = "",
        close: str = "Annuler",
        scrolls: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Referent Desk")  # the task bar shows it: no name there
        self.setAccessibleName(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.destroyed.connect(_forget_gone)
        self._header = Text(title, "title")
        self._subtitle = Text(subtitle, "muted")
        if not subtitle:
            self._subtitle.hide()
        self._body = QVBoxLayout()
        self._body.setSpacing(12)
        self._footer = QHBoxLayout()
        self._footer.setSpacing(8)
        self.close_button = SecondaryButton(close)
        self.close_button.clicked.connect(self.request_close)
        self.primary_button = PrimaryButton(primary)
        if not primary:
            self.primary_button.hide()
        self.primary_button.clicked.connect(self.primaryRequested)
        self._lay_out(scrolls=scrolls)

    @property
    def body(self) -> QVBoxLayout:
        return self._body

    def add(self, widget: QWidget) -> None:
        self._body.addWidget(widget)

    def add_footer(self, button: QWidget) -> None:
        """At the left of the footer, for what is neither yes nor no."""
        self._footer.insertWidget(self._footer.count() - 3, button)

    def set_subtitle(self, subtitle: str) -> None:
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def fit_body(self) -> None:
        """As tall as a body that scrolls, as far as the screen goes.

        Once more when its own parts have come to their sizes, which some do after they are shown.
        """
        self._fit_body()
        QTimer.singleShot(0, self, self._fit_body)

    def _fit_body(self) -> None:
        inside = self._body.parentWidget()
        layout = self.layout()
        if inside is None or layout is None:
            return
        layout.activate()
        area = inside.parentWidget()
        wanted = self._body.totalHeightForWidth(inside.width())
        if wanted < 0:
            wanted = self._body.totalSizeHint().height()
        beside = self.height() - (area.height() if area else 0)
        self.resize(QSize(self.width(), wanted + beside + _SLACK).boundedTo(self._room()))
        below = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if below > 0:
            self.move(self.x(), self.y() - below)

    def _room(self) -> QSize:
        """What a window's frame leaves of the screen."""
        return self.screen().availableSize() - QSize(_FRAME, _FRAME)

    def fit(self) -> None:
        """Taller, if what it holds now needs it: Qt does not see to texts that fold in a window."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def request_close(self) -> None:
        """A wish to leave without finishing. Override to keep a draft first, then call `leave`."""
        self.leave()

    def leave(self) -> None:
        """Closes without finishing."""
        self._closing = True
        super().reject()

    def finish(self) -> None:
        """Closes as done."""
        self._closing = True
        self.accept()

    def reject(self) -> None:
        self.request_close()

    def exec(self) -> int:
        message = "open(), never exec(): a loop of its own would outlive the lock"
        raise RuntimeError(message)

    def done(self, result: int) -> None:
        _in_sight.discard(self)
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closing:
            super().closeEvent(event)
            return
        event.ignore()
        self.request_close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter finishes from anywhere, even within a text."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in _ENTER_KEYS and self.primary_button.isEnabled():
            self.primary_button.click()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes through the body, then the footer; the first field has the focus."""
        _in_sight.add(self)
        inside = self._tab_chain()
        footer = sorted((w for w in inside if self._in_footer(w)), key=self._footer.indexOf)
        body = [widget for widget in inside if widget not in footer]
        for before, after in pairwise([*body[-1:], *footer]):
            QWidget.setTabOrder(before, after)
        seen = [widget for widget in body if widget.isVisibleTo(self)]
        first = next((widget for widget in seen if _takes_tab(widget)), None)
        if first is not None and self.focusWidget() not in seen:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        super().showEvent(event)
        self.resize(self.size().boundedTo(self._room()))

    def _in_footer(self, widget: QWidget) -> bool:
        return widget.parentWidget() is self and self._footer.indexOf(widget) >= 0

    def _tab_chain(self) -> list[QWidget]:
        chain: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                chain.append(widget)
            widget = widget.nextInFocusChain()
        return chain

    def _lay_out(self, *, scrolls: bool) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(4)
        outer.addWidget(self._header)
        outer.addWidget(self._subtitle)
        outer.addSpacing(12)
        if scrolls:
            outer.addWidget(self._scrolled(), 1)
        else:
            outer.addLayout(self._body, 1)
        outer.addSpacing(16)
        self._footer.addStretch(1)
        self._footer.addWidget(self.close_button)
        self._footer.addWidget(self.primary_button)
        outer.addLayout(self._footer)

    def _scrolled(self) -> Scrolling:
        inside = QWidget()
        self._body.setContentsMargins(0, 0, 0, 0)
        inside.setLayout(self._body)
        area = Scrolling(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return area


def _takes_tab(widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and widget.focusProxy() is None


def _forget_gone() -> None:
    """Those that went with their parent, and never closed."""
    for gone in [dialog for dialog in _in_sight if not isValid(dialog)]:
        _in_sight.discard(gone)
