"""A field of a form: its label above, its editor, and below what is wrong with it."""

from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import restyle, set_icon
from ui.widgets.announcing import announce
from ui.widgets.labels import Text
from ui.widgets.pushed import at_top

Editor = TypeVar("Editor", bound=QWidget)


class _ErrorLine(QWidget):
    """Made at the first error: few fields ever have one."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Text("", "error")
        mark = QLabel()
        set_icon(mark, "circle-alert", "danger", 14)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addLayout(at_top(mark))
        line.addWidget(self._text, 1)

    def text(self) -> str:
        return self._text.text()

    def set_text(self, text: str) -> None:
        self._text.setText(text)
        self.setVisible(bool(text))


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
        self._error: _ErrorLine | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for part in (self._label, editor, self._hint):
            self._column.addWidget(part)
        self._hint.setVisible(bool(hint))

    def set_error(self, text: str) -> None:
        """Shows and announces it; an empty text takes it away."""
        if text and self._error is None:
            self._error = _ErrorLine()
            self._column.addWidget(self._error)
        if self._error is not None:
            self._error.set_text(text)
        self._hint.setVisible(bool(self._hint_text) and not text)
        self.editor.setProperty("invalid", bool(text))
        self.editor.setAccessibleDescription(text or self._hint_text)
        restyle(self.editor)
        if text:
            announce(self.editor, text)

    def clear_error(self) -> None:
        self.set_error("")

    def error(self) -> str:
        return self._error.text() if self._error is not None else ""

    def label(self) -> str:
        return self._label.text()

    def set_label(self, label: str) -> None:
        self._label.setText(label)
        self.editor.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        self._hint_text = hint
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint) and not self.error())
        self.editor.setAccessibleDescription(self.error() or hint)
