"""One declared setting as a field: kept as soon as it is left, or told what is wrong with it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from referent_desk.errors import DeskError, InvalidInput
from referent_desk.settings import AnySetting, Settings
from ui import messages
from ui.widgets import Field, PlainTextEdit, Text


class SettingField(QWidget):
    """The editor follows the type of the default: a tick, a choice, a block or a line."""

    kept = Signal()

    def __init__(self, settings: Settings, setting: AnySetting) -> None:
        super().__init__()
        self._settings = settings
        self._setting = setting
        self._shown = ""
        self._editor = self._make_editor()
        self._editor.setObjectName(setting.key.replace(".", "_"))
        self._field: Field[QWidget] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if isinstance(self._editor, QCheckBox):
            column.addWidget(self._editor)
            if setting.help:
                column.addWidget(Text(setting.help, "secondary"))
        else:
            self._field = Field[QWidget](setting.label, self._editor, hint=setting.help)
            column.addWidget(self._field)
        self._show_kept()

    def refresh(self) -> None:
        """What the vault holds, unless the user is in the middle of typing something else."""
        if self._typed() == self._shown:
            self._show_kept()

    def keep(self) -> None:
        """Writes what is typed if it changed."""
        typed = self._typed()
        if typed == self._shown:
            return
        try:
            self._settings.put_text(self._setting, typed)
        except InvalidInput as error:
            self._tell(error.what)
        except DeskError as error:
            messages.error(self, error)
        else:
            self._shown = typed
            self._tell("")
            self.kept.emit()

    def _make_editor(self) -> QWidget:
        setting = self._setting
        if isinstance(setting.default, bool):
            tick = QCheckBox(setting.label)
            tick.clicked.connect(self.keep)
            return tick
        if setting.choices:
            combo = QComboBox()
            for value, label in setting.choices:
                combo.addItem(label, value)
            combo.activated.connect(self.keep)
            return combo
        if setting.lines > 1:
            block = _Block(lines=setting.lines)
            block.left.connect(self.keep)
            return block
        line = QLineEdit()
        line.editingFinished.connect(self.keep)
        if not isinstance(setting.default, str):
            line.setMaximumWidth(120)
        return line

    def _show_kept(self) -> None:
        self._show(self._settings.get(self._setting))  # pyright: ignore[reportArgumentType]

    def _show(self, value: Any) -> None:
        editor = self._editor
        if isinstance(editor, QCheckBox):
            editor.setChecked(bool(value))
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, PlainTextEdit):
            editor.set_text(str(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(f"{value:g}".replace(".", ",") if _is_number(value) else str(value))
        self._shown = self._typed()

    def _typed(self) -> str:
        editor = self._editor
        if isinstance(editor, QCheckBox):
            return "1" if editor.isChecked() else "0"
        if isinstance(editor, QComboBox):
            return str(editor.currentData() or "")
        if isinstance(editor, PlainTextEdit):
            return editor.text()
        return editor.text() if isinstance(editor, QLineEdit) else ""

    def _tell(self, problem: str) -> None:
        if self._field is not None:
            self._field.set_error(problem)


class _Block(PlainTextEdit):
    """Says when one leaves it."""

    left = Signal()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
