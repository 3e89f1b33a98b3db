"""A blank page over everything that shows a name, and back to exactly what was there."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QToolTip, QVBoxLayout, QWidget

from ui import messages
from ui.widgets.announcing import announce
from ui.widgets.labels import Text

SENTENCE = "Appuyez sur une touche pour reprendre."


class BlankPage(QWidget):
    """Says nothing of whose file is open."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("blank_page")
        self.setAccessibleName(SENTENCE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        sentence = Text(SENTENCE, "secondary", wrap=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(1)
        column.addWidget(sentence, 0, Qt.AlignmentFlag.AlignHCenter)


class Curtain(QObject):
    """Drawn over a stack of pages. Dialogs are hidden, not closed: what is typed stays typed."""

    def __init__(self, stack: QStackedWidget, behind: QWidget) -> None:
        super().__init__(behind)
        self._stack = stack
        self._behind = behind
        self._page: BlankPage | None = None
        self._dialogs: list[QDialog] = []

    def draw(self) -> None:
        if self._page is not None:
            return
        active = QApplication.activeWindow() is not None
        self._dialogs = _open_dialogs()
        _close_menus()
        for dialog in self._dialogs:
            dialog.hide()
        self._page = BlankPage()
        self._stack.addWidget(self._page)
        self._stack.setCurrentWidget(self._page)
        self._page.setFocus()
        if active:
            self._stack.activateWindow()
        announce(self._page, SENTENCE)

    def lift(self) -> None:
        """The same page, dialogs, focus and cursor."""
        if self._page is None:
            return
        self._stack.setCurrentWidget(self._behind)
        for dialog in self._take_away():
            self._show_again(dialog)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A dialog that is shown feigns a Tab into its field, which would select its text."""
        feigned = isinstance(watched, QWidget) and not watched.hasFocus()
        return feigned and event.type() == QEvent.Type.FocusIn

    def _show_again(self, dialog: QDialog) -> None:
        field = dialog.focusWidget() or dialog
        field.installEventFilter(self)
        dialog.show()
        field.removeEventFilter(self)
        dialog.activateWindow()

    def give_up(self) -> None:
        """The office is left: what was hidden goes, unanswered."""
        messages.close_all()
        for dialog in self._take_away():
            dialog.done(QDialog.DialogCode.Rejected)

    def _take_away(self) -> list[QDialog]:
        """No blank page any more. Gives the dialogs hidden so far."""
        if self._page is not None:
            self._stack.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None
        hidden, self._dialogs = self._dialogs, []
        return hidden


def _open_dialogs() -> list[QDialog]:
    """Those on screen, each after the one it stands over."""
    shown = QApplication.topLevelWidgets()
    dialogs = [widget for widget in shown if isinstance(widget, QDialog) and widget.isVisible()]
    return sorted(dialogs, key=_ancestors)


def _ancestors(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 1 + _ancestors(parent) if parent else 0


def _close_menus() -> None:
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
