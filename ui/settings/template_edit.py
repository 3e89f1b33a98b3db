"""One template as it is edited: its subject or its title, its text, the fields to insert."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from referent_desk.documents import (
    MODELS,
    Field,
    TemplateError,
    TemplateParts,
    UnknownField,
    fields_of,
)
from ui.settings.template_text import TemplateText
from ui.widgets import Field as FormField
from ui.widgets import SecondaryButton, Text

FILE_REFUSED = (
    "Une image ou un fichier ne peut pas servir de modèle\u00a0: ouvrez-le, puis copiez son texte."
)


class TemplateEdit(QWidget):
    changed = Signal()
    """Typed, or a field was inserted."""

    def __init__(self) -> None:
        super().__init__()
        self._code = ""
        self._parts = TemplateParts()
        self._into_subject = False
        self._name = Text("", "heading")
        self._line = QLineEdit()
        self._line.setObjectName("template_subject")
        self._subject = FormField("Objet", self._line)
        self._text = TemplateText()
        self._body = FormField("Texte", self._text)
        column = self._body.layout()
        if isinstance(column, QVBoxLayout):
            column.setStretchFactor(self._text, 1)
        self._insert = SecondaryButton("Insérer un champ…", "plus")
        self._insert.setObjectName("insert_field")
        self._menu = QMenu(self)
        self._menu.setObjectName("template_fields")
        self._menu.setToolTipsVisible(True)
        self._insert.setMenu(self._menu)
        self.setFocusProxy(self._text)
        self._lay_out()
        self._line.textChanged.connect(self.changed)
        self._text.textChanged.connect(self.changed)
        self._text.fileRefused.connect(lambda: self._tell(self._body, FILE_REFUSED))
        self._line.cursorPositionChanged.connect(lambda: self._go_into(subject=True))
        self._text.cursorPositionChanged.connect(lambda: self._go_into(subject=False))

    def parts(self) -> TemplateParts:
        """As typed."""
        return replace(self._parts, subject=self._line.text(), text=self._text.text())

    def show_template(self, code: str, parts: TemplateParts) -> None:
        """Another one; undo does not go back before it."""
        kind, model = MODELS[code]
        self._code, self._parts = code, parts
        self._name.setText(kind.name if model.name == kind.name else f"{kind.name} · {model.name}")
        self._subject.set_label(parts.head)
        self._line.setPlaceholderText(model.heading or "sans objet")
        blockers = [QSignalBlocker(part) for part in (self._line, self._text)]
        self._line.setText(parts.subject)
        self._text.setPlainText(parts.text)
        del blockers
        self._into_subject = False
        self._menu.clear()
        for field in fields_of(kind):
            action = self._menu.addAction(f"{field.says}\t{field.name}")
            action.setData(field.name)
            action.triggered.connect(lambda _on=False, field=field: self.insert(field))

    def replace_all(self, parts: TemplateParts) -> None:
        """Other words for the same template, which Ctrl+Z takes back."""
        self._parts = parts
        self._line.selectAll()
        self._line.insert(parts.subject)
        self._text.replace_all(parts.text)

    def insert(self, field: Field) -> None:
        """Where one was typing."""
        if self._into_subject:
            self._line.insert(written(field).replace("\n", " "))
            self._line.setFocus()
        else:
            self._text.insertPlainText(written(field))
            self._text.setFocus()

    def judge(self, fault: TemplateError | None) -> None:
        """What is wrong, at its place; None: nothing is."""
        line = (fault.line or 0) if fault else 0
        above = fault is not None and fault.line is not None and line < 1
        words = fault.what if fault else ""
        self._tell(self._subject, words if above else "")
        self._tell(self._body, "" if above else words)
        unknown = fault.names if isinstance(fault, UnknownField) else ()
        self._text.mark(line, frozenset(unknown))

    def _tell(self, field: FormField[QLineEdit] | FormField[TemplateText], words: str) -> None:
        if field.error() != words:
            field.set_error(words)

    def _go_into(self, *, subject: bool) -> None:
        self._into_subject = subject

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(self._name, 1)
        heading.addWidget(self._insert)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(heading)
        column.addWidget(self._subject)
        column.addWidget(self._body, 1)


def written(field: Field) -> str:
    """How the field stands in a template: a value, one of two wordings, or a list."""
    if isinstance(field.example, bool):
        return f"{{% if {field.name} %}}…{{% else %}}…{{% endif %}}"
    if isinstance(field.example, str | int):
        return f"{{{{ {field.name} }}}}"
    return f"{{% for element in {field.name} -%}}\n- {{{{ element }}}}\n{{% endfor %}}"
