"""Who came of the professionals: a name and a service a line; an empty line always waits."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from referent_desk.meetings import Professional
from ui.widgets import Text


class _Line(QWidget):
    changed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.name, self.service = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText("Nom")
        self.service.setPlaceholderText("Service, fonction")
        self.name.setAccessibleName(f"Professionnel {number}, nom")
        self.service.setAccessibleName(f"Professionnel {number}, service")
        self.name.setObjectName(f"professional_name_{number}")
        self.service.setObjectName(f"professional_service_{number}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for editor in (self.name, self.service):
            editor.textChanged.connect(self.changed)
            line.addWidget(editor, 1)

    def empty(self) -> bool:
        return not (self.name.text().strip() or self.service.text().strip())


class ProfessionalsEdit(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(Text("Professionnels présents", "label"))
        self._add()

    def professionals(self) -> tuple[Professional, ...]:
        return tuple(
            Professional(line.name.text(), line.service.text())
            for line in self._lines
            if not line.empty()
        )

    def content(self) -> list[list[str]]:
        return [[p.name, p.service] for p in self.professionals()]

    def set_content(self, content: Any) -> None:
        while len(self._lines) <= len(content):
            self._add()
        for at, line in enumerate(self._lines):
            name, service = content[at] if at < len(content) else ("", "")
            line.name.setText(name)
            line.service.setText(service)

    def point_at_nameless(self) -> None:
        """To the first service without a name."""
        for line in self._lines:
            if not line.empty() and not line.name.text().strip():
                line.name.setFocus()
                return

    def _add(self) -> None:
        line = _Line(len(self._lines) + 1)
        line.changed.connect(self._line_changed)
        before = self._lines[-1].service if self._lines else None
        self._lines.append(line)
        self._column.addWidget(line)
        if before is not None:
            QWidget.setTabOrder(before, line.name)
            QWidget.setTabOrder(line.name, line.service)

    def _line_changed(self) -> None:
        if not self._lines[-1].empty():
            self._add()
        self.changed.emit()
