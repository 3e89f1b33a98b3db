"""What was said of suicide or violence, what was done, and whom to call."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from referent_desk.meetings import SafetyEvent
from referent_desk.vocabulary import Entry
from ui.widgets import Card, ChipGroup, Field, PlainTextEdit, Text

NUMBERS = "112 · 101 · Télé-Accueil 107 · 0800\u00a032\u00a0123"


class SafetyCard(Card):
    """The numbers are always on screen; the form opens when asked, or when it holds something."""

    changed = Signal()

    def __init__(self, kinds: Iterable[Entry]) -> None:
        super().__init__("Sécurité", action="Ouvrir", icon="shield-alert", icon_role="warning")
        self.setObjectName("safety")
        self._first = SafetyEvent("")
        self._others: tuple[SafetyEvent, ...] = ()
        self.kind = ChipGroup("De quoi", [(k.code, k.label) for k in kinds], multiple=False)
        self.kind.setObjectName("safety_kind")
        self.said = Field("Ce qui a été dit", PlainTextEdit(lines=2, grows=True))
        self.said.editor.setObjectName("safety_said")
        self.done = Field("Ce qui a été fait", PlainTextEdit(lines=2, grows=True))
        self.done.editor.setObjectName("safety_done")
        self.alerted = Field("Qui a été alerté", QLineEdit())
        self.alerted.editor.setObjectName("safety_alerted")
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.kind, self.said, self.done, self.alerted):
            column.addWidget(part)
        self.add(Text(NUMBERS, "secondary"))
        self.add(self._form)
        self.open_form(opened=False)
        self._connect()

    def open_form(self, *, opened: bool) -> None:
        self._form.setVisible(opened)
        self.set_action("Replier" if opened else "Ouvrir")

    def set_events(self, events: tuple[SafetyEvent, ...]) -> None:
        self._first = events[0] if events else SafetyEvent("")
        self._others = events[1:]
        self.kind.set_selected([self._first.kind])
        self.said.editor.set_text(self._first.said)
        self.done.editor.set_text(self._first.done)
        self.alerted.editor.setText(self._first.alerted)
        self.open_form(opened=bool(events))

    def events(self, now: datetime) -> tuple[SafetyEvent, ...]:
        """`now` dates an alert that had no moment yet."""
        event = replace(
            self._first,
            kind="".join(self.kind.selected()),
            said=self.said.editor.text().strip(),
            done=self.done.editor.text().strip(),
            alerted=self.alerted.editor.text().strip(),
        )
        if not (event.kind or event.said or event.done or event.alerted):
            return self._others
        if event.alerted and event.alerted_at is None:
            event = replace(event, alerted_at=now.replace(microsecond=0))
        self._first = event
        return (replace(event, kind=event.kind or "other"), *self._others)

    def _connect(self) -> None:
        self.actionRequested.connect(self._toggle)
        self.kind.changed.connect(self.changed)
        for field in (self.said, self.done):
            field.editor.textChanged.connect(self.changed)
        self.alerted.editor.textChanged.connect(self.changed)

    def _toggle(self) -> None:
        opened = self._form.isHidden()
        self.open_form(opened=opened)
        if opened:
            self.kind.setFocus()
