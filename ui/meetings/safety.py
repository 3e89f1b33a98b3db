"""What was said of suicide or violence, what was done, what follows, and whom to call.

It never stands in the way: it opens without taking the focus, and what is missing waits at home.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from referent_desk.families import Person
from referent_desk.meetings import Mention, SafetyEvent, event_withheld
from referent_desk.office import Office
from referent_desk.vault import new_id
from referent_desk.vocabulary import Catalogue
from ui.meetings.exception_line import ExceptionLine
from ui.meetings.withheld_line import WithheldLine
from ui.widgets import Card, Chip, ChipGroup, DateEdit, Field, LinkButton, PlainTextEdit, Text

NUMBERS = "112 · 101 · Télé-Accueil 107 · 0800\u00a032\u00a0123"


class SafetyCard(Card):
    """The numbers are always on screen; the form opens when asked, or when it holds something."""

    changed = Signal()

    def __init__(
        self, office: Office, family_id: str, people: Iterable[Person], *, withholds: bool = True
    ) -> None:
        super().__init__("Sécurité", action="Ouvrir", icon="shield-alert", icon_role="warning")
        self.setObjectName("safety")
        self._office = office
        self._withholds = withholds
        self._present: Collection[str] = ()
        self._first = SafetyEvent("")
        self._others: tuple[SafetyEvent, ...] = ()
        self._proposed = ""
        self._refused: list[str] = []
        self._opened = False
        self._make_parts(office, [(p.id, p.short) for p in people])
        self.exception = ExceptionLine(office.disclosures, family_id)
        self._hidden = WithheldLine(self, "événement", keys="")
        self._lay_out()
        self.open_form(opened=False)
        self._connect()

    def open_form(self, *, opened: bool) -> None:
        self._opened = opened
        self._show_form()
        self.set_action("Replier" if opened else "Ouvrir")

    def set_present(self, people: Collection[str]) -> None:
        """Who can read the screen, besides the référent."""
        self._present = people
        self._show_form()

    def set_events(self, events: tuple[SafetyEvent, ...]) -> None:
        self._first = events[0] if events else SafetyEvent("")
        self._others = events[1:]
        first = self._first
        self.kind.set_selected([first.kind])
        self.said.editor.set_text(first.said)
        self.said_by.set_selected([first.said_by or ""])
        self._numbers.setChecked(first.numbers_given)
        self.done.editor.set_text(first.done)
        self.alerted.editor.setText(first.alerted)
        self.follow_up.editor.set_text(first.follow_up)
        self.follow_up_on.editor.set_date(first.follow_up_on)
        self._closed.setChecked(first.closed_on is not None)
        self.exception.show_recorded_for(first.id)
        self.open_form(opened=bool(events))

    def events(self, now: datetime) -> tuple[SafetyEvent, ...]:
        """`now` dates an alert that had no moment yet."""
        said_by = "".join(self.said_by.selected())
        event = replace(
            self._first,
            kind="".join(self.kind.selected()),
            said=self.said.editor.text().strip(),
            said_by=said_by or None,
            numbers_given=self._numbers.isChecked(),
            done=self.done.editor.text().strip(),
            alerted=self.alerted.editor.text().strip(),
            follow_up=self.follow_up.editor.text().strip(),
            follow_up_on=self.follow_up_on.editor.date(),
            closed_on=(self._first.closed_on or now.date()) if self._closed.isChecked() else None,
        )
        told = self.exception.recorded
        if event == replace(SafetyEvent(""), id=event.id) and not told:
            return self._others
        if event.alerted and event.alerted_at is None:
            event = replace(event, alerted_at=now.replace(microsecond=0))
        event = self._first = replace(event, id=event.id or new_id())
        return (replace(event, kind=event.kind or "other"), *self._others)

    def complete_exception(self) -> None:
        """Once the meeting is saved: what was told and to whom are what is noted here.

        Its texts went through every check with the meeting's.
        """
        if not self.exception.recorded:
            return
        self._office.disclosures.complete(
            self.exception.recorded,
            self._first.said,
            self._first.alerted,
            safety_event_id=self._first.id,
            national_number_confirmed=True,
        )

    def propose(self, mention: Mention, said_by: str | None) -> None:
        """Shows quietly what was said, and notes it; what the user typed here is never touched."""
        said = self.said.editor.text().strip()
        if mention.sentence in self._refused or said not in ("", self._proposed):
            return
        if not said and (self.kind.selected() or self._first.id):
            return
        self._proposed = mention.sentence
        self.kind.set_selected([mention.kind])
        self.said.editor.set_text(mention.sentence)
        self.said_by.set_selected([said_by or ""])
        self._show_form()

    def take_focus(self) -> None:
        self.open_form(opened=True)
        self.kind.setFocus()

    def focus_exception(self) -> None:
        """The first of two keys; Enter is the second."""
        self.open_form(opened=True)
        self.exception.ask()

    def content(self) -> dict[str, Any]:
        return {
            "proposed": self._proposed,
            "refused": self._refused,
            "exception": self.exception.recorded,
            "open": self._opened,
        }

    def restore(self, body: Mapping[str, Any]) -> None:
        self._proposed = body.get("proposed", "")
        self._refused = list(body.get("refused", []))
        self.exception.restore(body.get("exception", ""))
        self.open_form(opened=self._opened or bool(body.get("open")))

    def _refuse(self) -> None:
        """These words spoke of something else."""
        self._refused.append(self._proposed)
        self._proposed = ""
        self.set_events(())
        self.changed.emit()

    def _make_parts(self, office: Office, people: list[tuple[str, str]]) -> None:
        kinds = office.vocabulary.entries(Catalogue.SAFETY_KINDS)
        self.kind = ChipGroup("De quoi", [(k.code, k.label) for k in kinds], multiple=False)
        self.kind.setObjectName("safety_kind")
        self._not_that = LinkButton("Ces mots parlent d’autre chose", "x")
        self._not_that.setObjectName("safety_not_that")
        self._noticed = Text()
        self._noticed.setObjectName("safety_noticed")
        self._quiet = QWidget()
        self.said = Field("Ce qui a été dit", PlainTextEdit(lines=2, grows=True))
        self.said.editor.setObjectName("safety_said")
        self.said_by = ChipGroup("Dit par", people, multiple=False)
        self.said_by.setObjectName("safety_said_by")
        self._numbers = Chip("numéros donnés", "phone")
        self._numbers.setObjectName("safety_numbers")
        self._numbers_line = QWidget()
        line = QHBoxLayout(self._numbers_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._numbers)
        line.addStretch(1)
        self.done = Field("Ce qui a été fait", PlainTextEdit(lines=2, grows=True))
        self.done.editor.setObjectName("safety_done")
        self.alerted = Field("Qui a été alerté", QLineEdit())
        self.alerted.editor.setObjectName("safety_alerted")
        self.follow_up = Field("Ce qui suit", PlainTextEdit(lines=1, grows=True))
        self.follow_up.editor.setObjectName("safety_follow_up")
        self.follow_up_on = Field("Pour le", DateEdit(today=self._today))
        self.follow_up_on.editor.setObjectName("safety_follow_up_on")
        self._closed = Chip("clôturé", "check")
        self._closed.setObjectName("safety_closed")
        self._form = QWidget()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (
            self.kind,
            self.said,
            Text("Dit par", "label"),
            self.said_by,
            self.done,
            self.alerted,
            self.exception,
            self.follow_up,
            self.follow_up_on,
        ):
            column.addWidget(part)
        column.addWidget(self._closed, 0, Qt.AlignmentFlag.AlignLeft)
        quiet = QVBoxLayout(self._quiet)
        quiet.setContentsMargins(0, 0, 0, 0)
        quiet.addWidget(self._noticed)
        quiet.addWidget(self._not_that, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(Text(NUMBERS, "secondary"))
        self.add(self._hidden)
        self.add(self._quiet)
        self.add(self._numbers_line)
        self.add(self._form)

    def _connect(self) -> None:
        self.actionRequested.connect(self._toggle)
        self._hidden.changed.connect(self._show_form)
        self._not_that.clicked.connect(self._refuse)
        for signal in (self.kind.changed, self.said_by.changed, self.exception.changed):
            signal.connect(self.changed)
        for chip in (self._numbers, self._closed):
            chip.clicked.connect(self.changed)
        for field in (self.said, self.done, self.follow_up):
            field.editor.textChanged.connect(self.changed)
        for line in (self.alerted.editor, self.follow_up_on.editor):
            line.textChanged.connect(self.changed)

    def _show_form(self) -> None:
        withheld = self._withholds and event_withheld(self._first, self._present)
        self._hidden.set_count(int(withheld))
        readable = not withheld or self._hidden.shown
        self._form.setVisible(self._opened and readable)
        said = self.said.editor.text().strip()
        proposed = bool(self._proposed) and self._proposed == said
        self._quiet.setVisible(proposed and readable)
        self._noticed.setVisible(not self._opened)
        self._noticed.setText(f"«\u00a0{said}\u00a0»{self._speaker()}")
        self._numbers_line.setVisible(readable and (self._opened or proposed))

    def _speaker(self) -> str:
        chosen = self.said_by.chip("".join(self.said_by.selected()))
        return f", dit par {chosen.text()}" if chosen else ""

    def _today(self) -> date:
        return self._office.clock().date()

    def _toggle(self) -> None:
        self.open_form(opened=not self._opened)
        if self._opened:
            self.kind.setFocus()
