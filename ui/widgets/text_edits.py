"""Entries of text. What is pasted arrives as plain text, and Tab leaves."""

from PySide6.QtCore import QMimeData, QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

from ui.theme import set_icon

_LINE_END, _PARAGRAPH_END = "\u2028", "\u2029"


class PlainTextEdit(QPlainTextEdit):
    """With `grows`, its height follows the text from `lines` to `most_lines`, then it scrolls."""

    # On the class too: Qt asks for the size of a widget that Python is already taking apart.
    _lines = 4
    _most_lines = 14
    _grows = False

    def __init__(
        self, name: str = "", *, lines: int = 4, grows: bool = False, most_lines: int = 14
    ) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        if name:
            self.setAccessibleName(name)
        self._lines = lines
        self._most_lines = most_lines
        self._grows = grows
        if grows:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def text(self) -> str:
        """As typed: Qt's plain text would turn no-break spaces into plain ones."""
        raw = self.document().toRawText()
        return raw.replace(_LINE_END, "\n").replace(_PARAGRAPH_END, "\n")

    def set_text(self, text: str) -> None:
        """Undo does not go back before it; unchanged text keeps its cursor."""
        if text != self.text():
            self.setPlainText(text)

    def sizeHint(self) -> QSize:
        lines = self._lines
        if self._grows:
            lines = min(max(lines, self._shown_lines()), self._most_lines)
        return QSize(320, lines * self.fontMetrics().lineSpacing() + 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(self._lines, 2) * self.fontMetrics().lineSpacing() + 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._grows:
            self.updateGeometry()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(source.text())

    def _shown_lines(self) -> int:
        """Lines on screen, wrapped ones counted; a plain text document measures itself in lines."""
        return round(self.document().size().height())


class SearchEdit(QLineEdit):
    """A line with a lens; the cross empties it."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)
        self.setClearButtonEnabled(True)
        lens = QAction(self)
        set_icon(lens, "search", "muted")
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
