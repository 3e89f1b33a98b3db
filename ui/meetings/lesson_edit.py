"""What a passage teaches the hospital: its kind, reworded, with the family's agreement."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from referent_desk.meetings import LessonKind, LessonMark
from ui.widgets import Chip, ChipGroup

KINDS = (
    (LessonKind.QUESTION, "question"),
    (LessonKind.SUGGESTION, "suggestion"),
    (LessonKind.KNOW_HOW, "savoir-faire"),
)


class LessonEdit(QWidget):
    """Hidden until the passage is marked."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._before: LessonMark | None = None
        self.kind = ChipGroup("À porter vers l’hôpital", KINDS, multiple=False, required=True)
        self.kind.setObjectName("lesson_kind")
        self.agreed = Chip("la famille est d’accord", "check")
        self.agreed.setObjectName("lesson_agreed")
        self.wording = QLineEdit()
        self.wording.setObjectName("lesson_wording")
        self.wording.setAccessibleName("Reformulé, sans rien qui identifie")
        self.wording.setPlaceholderText("Reformulé, sans rien qui identifie")
        top = QHBoxLayout()
        top.addWidget(self.kind, 1)
        top.addWidget(self.agreed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.wording)
        self.kind.changed.connect(self.changed)
        self.agreed.clicked.connect(self.changed)
        self.wording.textChanged.connect(self.changed)

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
