"""The text of a template: coloured, its faulty line marked; what is pasted is text or refused."""

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from ui.settings.template_colours import TemplateColours
from ui.theme import current_tokens
from ui.widgets import PlainTextEdit


class TemplateText(PlainTextEdit):
    fileRefused = Signal()
    """An image or a file was pasted or dropped."""

    def __init__(self) -> None:
        super().__init__("Texte du modèle", lines=6)
        self.setObjectName("template_text")
        self._colours = TemplateColours(self.document())
        self._line = 0

    def replace_all(self, text: str) -> None:
        """As one act, which Ctrl+Z takes back."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()

    def mark(self, line: int, unknown: frozenset[str]) -> None:
        """The faulty line, from 1, or none; and the names that are no fields."""
        self._line = line
        self._colours.set_unknown(unknown)
        self._show_line()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._colours.rehighlight()
            self._show_line()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is told below takes room: the line being typed stays in sight."""
        super().resizeEvent(event)
        if self.hasFocus():
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return super().canInsertFromMimeData(source) or _is_file(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if _is_file(source):
            self.fileRefused.emit()
        else:
            super().insertFromMimeData(source)

    def _show_line(self) -> None:
        block = self.document().findBlockByNumber(self._line - 1)
        if self._line < 1 or not block.isValid():
            self.setExtraSelections([])
            return
        marked = QTextEdit.ExtraSelection()
        marked.cursor = QTextCursor(block)
        marked.format.setBackground(QColor(current_tokens().danger_weak))
        marked.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        self.setExtraSelections([marked])


def _is_file(source: QMimeData) -> bool:
    return source.hasImage() or source.hasUrls()
