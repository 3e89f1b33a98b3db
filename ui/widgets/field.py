"""A field of a form: its label above, its editor, and below what is wrong with it."""

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import restyle, set_icon
from ui.widgets.announcing import announce
from ui.widgets.labels import Text

Editor = TypeVar("Editor", bound=QWidget)


class Field(QWidget, Generic[Editor]):
    """The editor is named by its label; an error is its description as well as a line below."""

    def __init__(
        self, label: str, editor: Editor, *, hint: str = "", required: bool = False
    ) -> None:
        super().__init__()
        self.editor = editor
        self._hint_text = hint
        self._label = Text(f"{label} (obligatoire)" if required else label, "label")
        self._label.setBuddy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        editor.setAccessibleDescription(hint)
        self._hint = Text(hint, "secondary")
        self._hint.setVisible(bool(hint))
        self._error = Text("", "error")
        self._error_line = self._make_error_line()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._label, editor, self._hint, self._error_line):
            column.addWidget(part)

    def set_error(self, text: str) -> None:
        """Shows and announces it; an empty text takes it away."""
        self._error.setText(text)
        self._error_line.setVisible(bool(text))
        self._hint.setVisible(bool(self._hint_text) and not text)
        self.editor.setProperty("invalid", bool(text))
        self.editor.setAccessibleDescription(text or self._hint_text)
        restyle(self.editor)
        if text:
            announce(self.editor, text)

    def clear_error(self) -> None:
        self.set_error("")

    def error(self) -> str:
        return self._error.text()

    def set_label(self, label: str) -> None:
        self._label.setText(label)
        self.editor.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        self._hint_text = hint
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint) and not self.error())
        self.editor.setAccessibleDescription(self.error() or hint)

    def _make_error_line(self) -> QWidget:
        whole = QWidget()
        mark = QLabel()
        set_icon(mark, "circle-alert", "danger", 14)
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._error, 1)
        whole.setVisible(False)
        return whole
