"""What was said of suicide or violence, what was done, what follows, and whom to call.

It never stands in the way: it opens without taking the focus, and what is missing waits at home.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from referent_desk.errors import InvalidInput
from referent_desk.families import Person
from referent_desk.free_text import NATIONAL_NUMBER
from referent_desk.meetings import Mention, MentionReader, Passage, SafetyEvent, event_withheld
from referent_desk.office import Office
from referent_desk.vault import new_id
from ui.meetings.safety_event import Noticed, SafetyEventEdit
from ui.widgets import Card, LinkButton, Text
from ui.withheld_line import WithheldLine

NUMBERS = "112 · 101 · Télé-Accueil 107 · 0800\u00a032\u00a0123"
KEYS = "Alt+S"


class SafetyCard(Card):
    """The numbers are always on screen; one event at a time is open, a line stands for the others.

    A form stands ready for the first event before there is one.
    """

    changed = Signal()

    def __init__(
        self, office: Office, family_id: str, people: Iterable[Person], *, withholds: bool = True
    ) -> None:
        super().__init__("Sécurité", action="Ouvrir", icon="shield-alert", icon_role="warning")
        self.setObjectName("safety")
        self._office, self._family_id = office, family_id
        self._people = [(p.id, p.short) for p in people]
        self._withholds = withholds
        self._present: Collection[str] = ()
        self._passages: tuple[Passage, ...] = ()
        self._known: list[str] = []
        self._read: dict[str, MentionReader] = {}
        self._edits: list[SafetyEventEdit] = []
        self._besides = Noticed()
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._another = LinkButton("Un autre événement", "plus")
        self._another.setObjectName("safety_another")
        self._another.setToolTip(KEYS)
        self._another.clicked.connect(self.add_event)
        self._also = Text("", "secondary")
        self._also.setObjectName("safety_also")
        self._hidden = WithheldLine(self, "événement", keys="")
        self._hidden.changed.connect(self._hide_from_those_present)
        self.add(Text(NUMBERS, "secondary"))
        self.add(self._hidden)
        self.add_layout(self._column)
        below = QVBoxLayout()
        below.addWidget(self._also)
        below.addWidget(self._another, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_layout(below)
        self.actionRequested.connect(self._toggle)
        self.set_events(())

    def set_present(self, people: Collection[str]) -> None:
        """Who can read the screen, besides the référent."""
        self._present = people
        self._hide_from_those_present()

    def set_events(self, events: tuple[SafetyEvent, ...]) -> None:
        """One whose legal exception is recorded stays, since that is a record of its own."""
        wanted = {event.id or new_id(): event for event in events}
        told = [edit.event_id for edit in self._edits if edit.exception.recorded]
        ids = [*wanted, *(event_id for event_id in told if event_id not in wanted)]
        if not ids:
            ids = [self._edits[0].event_id if self._edits else new_id()]
        self._keep(ids)
        for edit in self._edits:
            event = wanted.get(edit.event_id, SafetyEvent(""))
            edit.set_event(replace(event, id=edit.event_id))
            edit.exception.show_recorded_for(event.id)
        self._unfold(self._first_to_finish() if events else None)
        self._hide_from_those_present()

    def events(self) -> tuple[SafetyEvent, ...]:
        """Those that say something."""
        return tuple(edit.current() for edit in self._edits if edit.kept)

    def complete_exceptions(self) -> None:
        """Once the meeting is saved: what was told and to whom are what is noted here."""
        for edit in self._edits:
            if edit.exception.recorded:
                event = edit.current()
                self._office.disclosures.complete_from_meeting(
                    edit.exception.recorded, event.id, event.said, event.alerted
                )

    def know(self, passages: Iterable[Passage]) -> None:
        """What these say was dealt with when they were recorded."""
        self._passages = tuple(passages)
        self._known = [found.sentence for _passage, found in self._found_in(self._passages)]
        self._hide_from_those_present()

    def look_into(self, passages: Iterable[Passage]) -> bool:
        """Notes quietly what they say of suicide or violence, once. Whether anything was new.

        What the user typed or chose here is never touched.
        """
        self._besides = Noticed()
        self._passages = tuple(passages)
        noted = [self._note(found, passage) for passage, found in self._found_in(self._passages)]
        self._show()
        self._hide_from_those_present()
        return any(noted)

    def add_event(self) -> None:
        """Another one, with what was said besides; the form that stands ready, if it is blank."""
        blank = next((edit for edit in self._edits if not edit.kept), None)
        edit = blank or self._add(new_id())
        if self._besides.sentence:
            edit.notice(self._besides)
            self._besides = Noticed()
        self._unfold(edit)
        self._focus()
        if edit.kept:
            self.changed.emit()

    def take_focus(self) -> None:
        self._unfold(self._open or self._first_to_finish())
        self._focus()

    def show_event(self, event_id: str) -> None:
        if edit := self._edit(event_id):
            self._unfold(edit)
            self._focus()

    def focus_exception(self) -> None:
        """The first of two keys; Enter is the second."""
        edit = self._open or self._first_to_finish()
        self._unfold(edit)
        edit.exception.ask()

    def focus_number(self) -> None:
        """Where something like a national number was typed."""
        for edit in self._edits:
            for editor in edit.texts():
                if NATIONAL_NUMBER.search(editor.text()):
                    self._unfold(edit)
                    editor.setFocus()
                    return

    def check(self) -> None:
        """Raises InvalidInput for a date or an hour that cannot be read."""
        if wrong := [field for edit in self._edits if (field := edit.unreadable())]:
            raise InvalidInput("safety", wrong[0].error())

    def focus_unreadable(self) -> None:
        for edit in self._edits:
            if (field := edit.unreadable()) is not None:
                self._unfold(edit)
                field.editor.setFocus()
                return

    def content(self) -> dict[str, Any]:
        return {
            "noticed": {edit.event_id: edit.content() for edit in self._edits if edit.kept},
            "known": self._known,
            "exceptions": {edit.event_id: edit.exception.recorded for edit in self._edits},
            "unfolded": self._open.event_id if self._open else "",
        }

    def restore(self, body: Mapping[str, Any]) -> None:
        self._known = list(body.get("known", self._known))
        for edit in self._edits:
            edit.restore(body.get("noticed", {}).get(edit.event_id, {}))
        for event_id, recorded in body.get("exceptions", {}).items():
            if recorded and (edit := self._edit(event_id)) is not None:
                edit.exception.restore(recorded)
        if "unfolded" in body:
            unfolded = body["unfolded"]
            edit = self._edit(unfolded) or self._blank(unfolded) if unfolded else None
            self._unfold(edit)
        self._hide_from_those_present()

    @property
    def _open(self) -> SafetyEventEdit | None:
        return next((edit for edit in self._edits if edit.unfolded), None)

    def _edit(self, event_id: str) -> SafetyEventEdit | None:
        return next((edit for edit in self._edits if edit.event_id == event_id), None)

    def _blank(self, event_id: str) -> SafetyEventEdit:
        """The one with nothing in it that was open, under its id."""
        if not any(edit.kept for edit in self._edits):
            return self._edits[0]
        return self._add(event_id)

    def _first_to_finish(self) -> SafetyEventEdit:
        return next((edit for edit in self._edits if not edit.closed), self._edits[0])

    def _found_in(self, passages: Iterable[Passage]) -> Iterator[tuple[Passage, Mention]]:
        """A text is read again only when it changed."""
        for passage in passages:
            reader = self._read.setdefault(passage.id, MentionReader())
            yield from ((passage, mention) for mention in reader.read(passage.text))

    def _note(self, found: Mention, passage: Passage) -> bool:
        said_by = passage.said_by or ""
        if any(map(found.repeats, self._known)):
            return False
        noticed = Noticed(found.kind, found.sentence, said_by, passage.id)
        sentences = {mention.sentence for mention in self._read[passage.id].found}
        edit = next((e for e in self._edits if e.follows(noticed, sentences)), None)
        if edit is None:
            if any(e.tells(found) for e in self._edits):
                return False
            if any(e.is_matter_of(noticed) for e in self._edits):
                self._besides = noticed
                return False
            edit = next((e for e in self._edits if not e.kept), None) or self._add(new_id())
        return edit.notice(noticed)

    def _add(self, event_id: str) -> SafetyEventEdit:
        edit = SafetyEventEdit(self._office, self._family_id, self._people, event_id)
        edit.changed.connect(self._edited)
        edit.wanted.connect(partial(self._line_pressed, edit))
        edit.refused.connect(partial(self._refuse, edit))
        self._edits.append(edit)
        self._column.addWidget(edit)
        edit.show()  # now, not once the layout comes to it: the focus may go there
        self._show()
        return edit

    def _keep(self, ids: list[str]) -> None:
        """Edits of these, in this order; those that are there stay the widgets they are."""
        for edit in tuple(self._edits):
            if edit.event_id not in ids:
                self._drop(edit)
        for event_id in ids:
            if self._edit(event_id) is None:
                self._add(event_id)
        self._edits.sort(key=lambda edit: ids.index(edit.event_id))
        for edit in self._edits:
            self._column.removeWidget(edit)
            self._column.addWidget(edit)

    def _drop(self, edit: SafetyEventEdit) -> None:
        self._edits.remove(edit)
        self._column.removeWidget(edit)
        edit.hide()
        edit.setParent(None)
        edit.deleteLater()

    def _refuse(self, edit: SafetyEventEdit) -> None:
        """These words spoke of something else."""
        self._known = [*self._known, edit.noticed.sentence]
        if len(self._edits) > 1:
            self._drop(edit)
        else:
            edit.restore({})
            edit.set_event(SafetyEvent("", id=edit.event_id))
            edit.unfold(unfolded=False)
        self._edited()

    def _line_pressed(self, edit: SafetyEventEdit) -> None:
        self._unfold(None if edit.unfolded else edit)
        if edit.unfolded:
            self._focus()

    def _toggle(self) -> None:
        if self._open is not None:
            self._unfold(None)
        else:
            self.take_focus()

    def _unfold(self, wanted: SafetyEventEdit | None) -> None:
        """One at a time; a form that was opened and left empty goes with it."""
        for edit in tuple(self._edits):
            edit.unfold(unfolded=edit is wanted)
            if edit is not wanted and not edit.kept and len(self._edits) > 1:
                self._drop(edit)
        self.set_action("Replier" if wanted else "Ouvrir")
        self._show()

    def _focus(self) -> None:
        if (edit := self._open) is not None:
            edit.take_focus()

    def _edited(self) -> None:
        self._show()
        self.changed.emit()

    def _hide_from_those_present(self) -> None:
        there, said = self._present, self._passages
        withheld = [e for e in self._edits if self._withholds and e.withheld_from(there, said)]
        self._hidden.set_count(len(withheld))
        for edit in self._edits:
            edit.set_readable(readable=edit not in withheld or self._hidden.shown)
        self._show_besides()

    def _show(self) -> None:
        several = len(self._edits) > 1
        for number, edit in enumerate(self._edits, start=1):
            edit.set_number(number if several else 0)
        self._another.setVisible(any(edit.kept for edit in self._edits))
        self._show_besides()

    def _show_besides(self) -> None:
        """Of the same matter, as far as one can tell: whether it is another one is the user's."""
        words, said_by = self._besides.sentence, self._besides.said_by or None
        event = SafetyEvent(self._besides.kind, words, said_by)
        withheld = self._withholds and event_withheld(event, self._present, self._passages)
        self._also.setVisible(bool(words) and (not withheld or self._hidden.shown))
        self._also.setText(f"Aussi\u00a0: «\u00a0{words}\u00a0»")
