"""The référent's comment, and under it the names of the vault that it seems to hold."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from referent_desk.activity import Activity
from referent_desk.errors import DeskError
from referent_desk.secrecy import NameFound
from ui.activity.words import refusal
from ui.discretion import discretion
from ui.latest import Latest
from ui.meetings.lesson_words import found_line
from ui.widgets import Field, IconLine, PlainTextEdit, empty

DELAY_MS = 300
_SHOWN = 8
_HINT = "Paragraphes séparés par une ligne vide. Il est imprimé tel quel\u00a0: aucun nom."


class CommentEdit(QWidget):
    """Names are looked for beside the window, a moment after the last key."""

    changed = Signal()

    def __init__(self, activity: Activity) -> None:
        super().__init__()
        self._activity = activity
        self._latest = Latest(self, "Recherche de noms…")
        self.found: tuple[NameFound, ...] = ()
        self.text_edit = PlainTextEdit(lines=5, grows=True, most_lines=16)
        self.text_edit.setObjectName("report_comment")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Field("Commentaire", self.text_edit, hint=_HINT))
        column.addLayout(self._lines)
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self._look)
        self.text_edit.textChanged.connect(self._typed)
        discretion().changed.connect(self._show)

    def text(self) -> str:
        return self.text_edit.text().strip()

    def set_text(self, text: str) -> None:
        """A text that differs only by the spaces at its ends stays as it is typed."""
        if text != self.text():
            self.text_edit.set_text(text)

    def show_found(self, found: Sequence[NameFound]) -> None:
        """What was found elsewhere, in labels of one's own too."""
        self._know((*self.found, *(one for one in found if one not in self.found)))

    def _typed(self) -> None:
        self._timer.start()
        self.changed.emit()

    def _look(self) -> None:
        if text := self.text():
            self._latest.ask(partial(self._activity.findings, text), self._know, self._failed)
        else:
            self._latest.drop()
            self._know(())

    def _failed(self, fault: DeskError) -> None:
        self._clear()
        self._lines.addWidget(IconLine("circle-alert", refusal(fault), role="danger"))

    def _know(self, found: Sequence[NameFound]) -> None:
        if tuple(found) != self.found:
            self.found = tuple(found)
            self._show()

    def _show(self) -> None:
        self._clear()
        for line in dict.fromkeys(found_line(one) for one in self.found[:_SHOWN]):
            self._lines.addWidget(IconLine("user", line, role="warning"))
        if (more := len(self.found) - _SHOWN) > 0:
            self._lines.addWidget(IconLine("user", f"et {more} de plus", role="warning"))

    def _clear(self) -> None:
        empty(self._lines)
