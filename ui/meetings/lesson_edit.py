"""What a passage teaches the hospital: its kind, reworded, with the family's agreement."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from referent_desk.meetings import LessonKind, LessonMark
from ui.discretion import discretion
from ui.meetings.lesson_words import MAY_NAME, found_line
from ui.vault_names import VaultNames
from ui.widgets import Banner, Chip, ChipGroup

_PAUSE_MS = 300

KINDS = (
    (LessonKind.QUESTION, "question"),
    (LessonKind.SUGGESTION, "suggestion"),
    (LessonKind.KNOW_HOW, "savoir-faire"),
)


class LessonEdit(QWidget):
    """Hidden until the passage is marked. Names of the vault in the wording are told below it."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], names: VaultNames) -> None:
        super().__init__()
        self._today, self._names = today, names
        self._before: LessonMark | None = None
        self.kind = ChipGroup("À porter vers l’hôpital", KINDS, multiple=False, required=True)
        self.kind.setObjectName("lesson_kind")
        self.agreed = Chip("la famille est d’accord", "check")
        self.agreed.setObjectName("lesson_agreed")
        self.wording = QLineEdit()
        self.wording.setObjectName("lesson_wording")
        self.wording.setAccessibleName("Reformulé, sans rien qui identifie")
        self.wording.setPlaceholderText("Reformulé, sans rien qui identifie")
        self._found = Banner(kind="warning")
        self._found.setObjectName("lesson_names")
        self._found.hide()
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._look_for_names)
        top = QHBoxLayout()
        top.addWidget(self.kind, 1)
        top.addWidget(self.agreed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.wording)
        column.addWidget(self._found)
        self.kind.changed.connect(self.changed)
        self.agreed.clicked.connect(self.changed)
        self.wording.textChanged.connect(self.changed)
        self.wording.textChanged.connect(self._soon.start)
        names.read.connect(self._look_for_names)
        discretion().changed.connect(self._look_for_names)

    def showEvent(self, event: QShowEvent) -> None:
        """Reading every name takes a moment: only where a lesson is worded."""
        super().showEvent(event)
        self._names.read_soon()

    def set_mark(self, mark: LessonMark | None) -> None:
        self._before = mark
        self.kind.set_selected([mark.kind if mark else LessonKind.SUGGESTION])
        self.agreed.setChecked(mark is not None and mark.agreed_on is not None)
        self.wording.setText(mark.wording if mark else "")

    def mark(self) -> LessonMark:
        before = self._before or LessonMark(LessonKind.SUGGESTION)
        agreed_on = (before.agreed_on or self._today()) if self.agreed.isChecked() else None
        kind = LessonKind("".join(self.kind.selected()))
        return replace(before, kind=kind, wording=self.wording.text().strip(), agreed_on=agreed_on)

    def content(self) -> dict[str, Any]:
        mark = self.mark()
        agreed_on = mark.agreed_on.isoformat() if mark.agreed_on else None
        return {
            "kind": mark.kind,
            "wording": mark.wording,
            "agreed_on": agreed_on,
            "id": mark.id,
        }

    def restore(self, body: Mapping[str, Any]) -> None:
        agreed_on = body.get("agreed_on")
        self.set_mark(
            LessonMark(
                LessonKind(body.get("kind", LessonKind.SUGGESTION)),
                body.get("wording", ""),
                date.fromisoformat(agreed_on) if agreed_on else None,
                body.get("id", ""),
            )
        )

    def _look_for_names(self) -> None:
        found = self._names.find(self.wording.text())
        self._found.setVisible(bool(found))
        if found:
            self._found.set_text("\n".join([MAY_NAME, *map(found_line, found)]))
