"""What the sheets of this room share: editors under a key, read and set together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from referent_desk.errors import InvalidInput
from ui.widgets import DateEdit, Field, PlainTextEdit

Editor = TypeVar("Editor", bound=QWidget)
RECORDED = "recorded"
"""In a draft, the record that its form began with."""
Entries = Iterable[tuple[str, str]]


class ChoiceEdit(QComboBox):
    """One word of a list. The wheel leaves it alone unless it has the focus."""

    def __init__(self, entries: Entries) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        for code, label in entries:
            self.addItem(label, code)

    def code(self) -> str:
        return str(self.currentData() or "")

    def set_code(self, code: str) -> None:
        """A code that is no longer offered is shown as it stands, so that saving keeps it."""
        at = self.findData(code)
        if at < 0:
            self.addItem(code, code)
            at = self.count() - 1
        self.setCurrentIndex(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


@dataclass(frozen=True)
class _Access:
    read: Callable[[], Any]
    write: Callable[[Any], None]


class Form(QObject):
    """Editors are named `{prefix}_{key}` for tests; keys are the model's attributes."""

    changed = Signal()

    def __init__(self, prefix: str, parent: QObject) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self.label = ""
        self.record: Mapping[str, Any] = {}
        self._access: dict[str, _Access] = {}
        self._fields: dict[str, Field[Any]] = {}

    def line(
        self, key: str, label: str, *, hint: str = "", required: bool = False
    ) -> Field[QLineEdit]:
        editor = QLineEdit()
        editor.textChanged.connect(self.changed)
        field = Field(label, editor, hint=hint, required=required)
        return self._keep(key, field, _Access(editor.text, lambda v: editor.setText(str(v))))

    def text(self, key: str, label: str, *, hint: str = "") -> Field[PlainTextEdit]:
        editor = PlainTextEdit(lines=3, grows=True)
        editor.textChanged.connect(self.changed)
        field = Field(label, editor, hint=hint)
        return self._keep(key, field, _Access(editor.text, lambda v: editor.set_text(str(v))))

    def day(self, key: str, label: str, *, hint: str = "") -> Field[DateEdit]:
        editor = DateEdit()
        editor.textChanged.connect(self.changed)
        field = Field(label, editor, hint=hint)
        return self._keep(key, field, _Access(editor.text, lambda v: editor.setText(str(v))))

    def choice(
        self, key: str, label: str, entries: Entries, *, hint: str = ""
    ) -> Field[ChoiceEdit]:
        editor = ChoiceEdit(entries)
        editor.currentIndexChanged.connect(self.changed)
        field = Field(label, editor, hint=hint)
        return self._keep(key, field, _Access(editor.code, lambda v: editor.set_code(str(v))))

    def tick(self, key: str, label: str) -> QCheckBox:
        box = QCheckBox(label)
        box.setObjectName(f"{self._prefix}_{key}")
        box.toggled.connect(self.changed)
        self._access[key] = _Access(box.isChecked, lambda v: box.setChecked(bool(v)))
        return box

    def own(
        self,
        key: str,
        field: Field[Editor],
        read: Callable[[Editor], Any],
        write: Callable[[Editor, Any], Any],
    ) -> Field[Editor]:
        """A field of the caller's own; what it types as text is watched here."""
        editor = field.editor
        if isinstance(editor, QLineEdit):
            editor.textChanged.connect(self.changed)
        elif isinstance(editor, QSpinBox):
            editor.valueChanged.connect(self.changed)
        access = _Access(lambda: read(editor), lambda value: write(editor, value))
        return self._keep(key, field, access)

    def keep(self, key: str, read: Callable[[], Any], write: Callable[[Any], None]) -> None:
        """An editor of the caller's own; JSON-ready values only."""
        self._access[key] = _Access(read, write)

    def draft_label(self) -> str:
        """What the home screen calls the draft; asked here, so that no draft holds its sheet."""
        return self.label

    def draft_body(self) -> dict[str, Any]:
        """Likewise; with the record that it began with."""
        return {**self.values(), RECORDED: dict(self.record)}

    def values(self) -> dict[str, Any]:
        return {key: access.read() for key, access in self._access.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Keys it does not know are left aside, those not given stay as they are."""
        for key, value in values.items():
            if key in self._access:
                self._access[key].write(value)

    def in_words(self, values: Mapping[str, Any]) -> str:
        """« Note « … » », by the labels of the fields; what is no text is named alone."""
        return ", ".join(self._in_words(key, value) for key, value in values.items())

    def _in_words(self, key: str, value: Any) -> str:
        field = self._fields.get(key)
        label = field.label() if field else "le reste"
        if field is None or not isinstance(value, str):
            return label
        if isinstance(field.editor, QComboBox):
            value = field.editor.itemText(field.editor.findData(value))
        return f"{label} «\u00a0{value}\u00a0»" if value else f"{label} (vide)"

    def date(self, key: str) -> date | None:
        """Raises InvalidInput for what is typed but cannot be read."""
        editor = self._fields[key].editor
        if problem := editor.problem():
            raise InvalidInput(key, problem)
        return editor.date()

    def time(self, key: str) -> time | None:
        """Likewise."""
        if key not in self._fields:
            return None
        editor = self._fields[key].editor
        if problem := editor.problem():
            raise InvalidInput(key, problem)
        return editor.time()

    def clear_errors(self) -> None:
        for field in self._fields.values():
            field.clear_error()

    def point_at(self, fault: InvalidInput) -> bool:
        """Shows the fault on its field and goes there; False when the form has no such field."""
        field = self._fields.get(fault.field)
        if field is None:
            return False
        field.set_error(fault.what)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _keep(self, key: str, field: Any, access: _Access) -> Any:
        field.editor.setObjectName(f"{self._prefix}_{key}")
        self._access[key] = access
        self._fields[key] = field
        return field


def side_by_side(*parts: QWidget, weights: tuple[int, ...] = ()) -> QWidget:
    """Fields on one line, level at the top whatever errors they show."""
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for at, part in enumerate(parts):
        weight = weights[at] if weights else 1
        line.addWidget(part, weight, Qt.AlignmentFlag.AlignTop)
    return whole
