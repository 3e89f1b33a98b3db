"""The meeting, noted while it happens. Nothing typed is ever more than a second from the vault."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.errors import DeskError, InvalidInput
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.meetings import Meeting, MeetingState, not_heard
from referent_desk.office import Office
from referent_desk.settings import declared
from referent_desk.vocabulary import Catalogue
from ui import messages, national_number
from ui.drafting import AutoDraft
from ui.families import PersonSheet
from ui.meetings.elsewhere import ElsewhereLine
from ui.meetings.guide import Guide
from ui.meetings.header import Header
from ui.meetings.keys import MeetingKeys
from ui.meetings.meeting_draft import from_draft, from_state, to_draft, to_state
from ui.meetings.side import Side
from ui.meetings.writing import Writing
from ui.undo import FormState, FormUndo
from ui.vault_names import VaultNames

MENTION_MS = 400
"""How long after the last key the text is read for words of suicide or violence."""


class MeetingScreen(QWidget):
    """A draft until « Terminer », which saves it as held."""

    finished = Signal(str)
    """The family's id."""
    documentsRequested = Signal(str)
    someoneCame = Signal(str)
    """The id of a person who was not in the file yet."""
    begun = Signal()
    """Something is written in one that was only read."""

    def __init__(self, office: Office, family_id: str, meeting_id: str = "") -> None:
        super().__init__()
        self.setObjectName("meeting_screen")
        self._office = office
        self._file = office.families.open_file(family_id)
        self._draft = AutoDraft(
            office.vault.drafts,
            "meeting",
            f"{family_id}:{meeting_id}",
            self._collect,
            self,
            label=lambda: f"Entretien, famille {self._file.family.name}",
        )
        self._mentions = QTimer(self, singleShot=True, interval=MENTION_MS)
        self._record = office.meetings.get(meeting_id) if meeting_id else None
        noted = self._record.passages if self._record else ()
        facets = (passage.facet for passage in noted)
        self._facets = office.vocabulary.offered(Catalogue.FACETS, facets)
        self._base = self._starting_from(self._record)
        self._make_parts()
        self._lay_out()
        self._show_meeting(self._base)
        if self._base.safety:
            self._side.safety.know(self._base.passages)
        self._read = None if self._is_of_today() else self._on_screen()
        if body := self._draft.restore():
            self._restore(body)
        self._look_if_begun()
        self._undo = FormUndo(self, self._state, self._show_state)
        self._connect()

    @property
    def present(self) -> frozenset[str]:
        """Who can read the screen, besides the référent."""
        return frozenset(person.id for person in self._header.people())

    @property
    def under_way(self) -> bool:
        """Held today, or being written: else an old one is only read."""
        return self._read is None

    def show_safety(self, event_id: str) -> None:
        show = partial(self._side.safety.show_event, event_id)
        self._side.go_to_part(show)

    def refresh(self) -> None:
        """What is on screen is a draft: the record changes only with « Terminer »."""

    def flush_draft(self) -> None:
        self._draft.flush()
        for sheet in self.findChildren(PersonSheet):
            sheet.flush_draft()

    def knows(self, person_id: str | None) -> bool:
        """Whether that person was in the file when the form was opened."""
        return person_id is None or self._file.person(person_id) is not None

    def welcome(self, person_id: str) -> None:
        """They are in the room."""
        self._header.tick(person_id)
        self._writing.editor.setFocus()

    def reopen_draft(self, kind: str, subject: str) -> bool:
        """The sheet of somebody new, left half filled in; False when it is none of this."""
        if kind != "person" or subject != f"{self._file.family.id}:":
            return False
        self._ask_who_came()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """The next key writes, wherever one came from."""
        super().showEvent(event)
        self._writing.editor.setFocus()

    def finish(self, *, national_number_confirmed: bool = False) -> None:
        """Saves as held; what is still in the editor counts."""
        self._header.clear_errors()
        self._side.step_on.clear_error()
        try:
            if not self._sees_latest():
                return
            self._office.meetings.save(
                self._finished_meeting(), national_number_confirmed=national_number_confirmed
            )
        except NationalNumberSuspected as error:
            national_number.ask(
                self,
                error,
                record=lambda: self.finish(national_number_confirmed=True),
                go_back=self._go_to,
            )
        except InvalidInput as error:
            self._point_at(error)
        except DeskError as error:
            messages.error(self, error)
        else:
            self._side.safety.complete_exceptions()
            self._draft.discard()
            self.finished.emit(self._file.family.id)

    def _starting_from(self, known: Meeting | None) -> Meeting:
        now = self._office.clock().replace(second=0, microsecond=0)
        if known is None:
            people = self._file.people
            present = (people[0].id,) if len(people) == 1 else ()
            return Meeting(self._file.family.id, now, channel="office", participants=present)
        if known.state is MeetingState.PLANNED and known.starts_at > now:
            return replace(known, starts_at=now)
        return known

    def _make_parts(self) -> None:
        self._elsewhere = ElsewhereLine()
        self._header = Header(self._office, self._file)
        self._guide = Guide(self._facets)
        names = {entry.code: entry.label for entry in self._facets}
        withholds = self._office.settings.get(declared.MEETING_SCREEN)
        self._writing = Writing(
            self._file.people,
            names,
            self._today,
            VaultNames(self._office, self),
            withholds=withholds,
        )
        self._side = Side(
            self._office,
            self._file,
            self._writing.selection,
            self._writing.noted.hides,
            withholds=withholds,
        )

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(20)
        below.addWidget(self._guide)
        below.addWidget(self._writing, 1)
        below.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 12, 16)
        column.setSpacing(14)
        column.addWidget(self._elsewhere)
        column.addWidget(self._header)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        for part in (self._header, self._writing, self._side):
            part.changed.connect(self._changed)
        self._elsewhere.actionRequested.connect(self._take_theirs)
        self._header.participantsChanged.connect(self._show_people)
        self._header.newcomer.clicked.connect(self._ask_who_came)
        self._header.finish.clicked.connect(self._finish_clicked)
        self._header.documents.clicked.connect(self._ask_for_documents)
        self._guide.facetChanged.connect(self._facet_changed)
        self._writing.facetWanted.connect(self._guide.go_to)
        self._side.personChanged.connect(self._writing.set_speaker)
        self._writing.noted.shownOrHidden.connect(self._side.refresh_words)
        self._side.refresh_words()
        self._side.quoted.connect(self._writing.noted.clear_selection)
        self._mentions.timeout.connect(self._pause)
        self._draft.failed.connect(self._tell)
        self._draft.stored.connect(self._say_stored)
        MeetingKeys(self, self._guide, self._writing, self._side)

    def _pause(self) -> None:
        self._look_if_begun()
        self._look_for_mentions()

    def _look_if_begun(self) -> None:
        if self._read is not None and self._on_screen() != self._read:
            self._read = None
            self.begun.emit()

    def _is_of_today(self) -> bool:
        held = self._base.state is MeetingState.HELD
        return not held or self._base.starts_at.date() == self._today()

    def _on_screen(self) -> Meeting:
        start = self._header.readable_start(self._base.starts_at)
        return self._meeting(start, with_editor=True)

    def _look_for_mentions(self) -> None:
        typed = self._undo.pending
        if self._side.safety.look_into(self._writing.passages()):
            if typed:
                self._undo.settle()
            self._undo.amend()

    def _today(self) -> date:
        return self._office.clock().date()

    def _show_meeting(self, meeting: Meeting) -> None:
        self._header.show_meeting(meeting)
        self._writing.set_passages(meeting.passages)
        self._show_people()
        self._side.show_meeting(meeting)
        self._show_facet()
        self._show_noted()

    def _show_people(self) -> None:
        present = self._header.people()
        self._writing.set_speakers(present)
        self._side.set_people(present)

    def _show_facet(self) -> None:
        entry = next((e for e in self._facets if e.code == self._guide.current), None)
        if entry is not None:
            self._writing.show_facet(entry.code, entry.label, entry.help)

    def _facet_changed(self) -> None:
        """What was written belongs to the facet one leaves."""
        self._writing.note()
        self._show_facet()
        self._writing.editor.setFocus()
        self._changed()

    def _changed(self) -> None:
        self._show_noted()
        self._writing.saved.setText("Pas encore enregistré")
        self._mentions.start()
        self._draft.touch()
        self._undo.touch()

    def _show_noted(self) -> None:
        passages = self._writing.passages()
        self._guide.set_noted({passage.facet for passage in passages})
        present = [person.id for person in self._header.people()]
        missed = not_heard(self._file.people, present, passages)
        self._guide.set_not_heard([person.short for person in missed])

    def _say_stored(self) -> None:
        now = self._office.clock()
        self._writing.saved.setText(f"Brouillon enregistré à {now.hour}\u00a0h\u00a0{now:%M}")

    def _meeting(self, starts_at: datetime, *, with_editor: bool) -> Meeting:
        writing = self._writing
        passages = writing.passages() if with_editor else writing.noted.passages()
        values = {**self._header.values(), **self._side.values()}
        return replace(self._base, starts_at=starts_at, passages=passages, **values)

    def _sees_latest(self) -> bool:
        """False when the user has first to look at what was recorded meanwhile."""
        if self._record is None or self._take_in(self._record):
            return True
        self._changed()
        return False

    def _take_in(self, before: Meeting) -> bool:
        """What was recorded since `before` comes into what was left alone, and is else told."""
        self._record = self._office.meetings.get(before.id)
        mine = self._on_screen()
        found = self._elsewhere.merge(before, mine, self._record)
        if found.taken:
            self._show_instead(mine, found.mine)
        return not found.both

    def _take_theirs(self) -> None:
        self._elsewhere.hide()
        if self._elsewhere.theirs is not None:
            self._show_instead(self._on_screen(), self._elsewhere.theirs)
            self._changed()

    def _show_instead(self, before: Meeting, meeting: Meeting) -> None:
        """The passage being written stays in the editor, unless it is another now."""
        writing = self._writing.content()
        at = writing["passage_id"]
        was, now = (next((p for p in m.passages if p.id == at), None) for m in (before, meeting))
        if was is None or was == now:
            ids = [passage.id for passage in meeting.passages]
            writing["place"] = ids.index(at) if at in ids else None
            passages = tuple(p for p in meeting.passages if p.id != at)
            body = {**self._body(), "meeting": replace(meeting, passages=passages)}
            self._show_body({**body, "writing": writing})
        else:
            self._show_body({**self._body(), "meeting": meeting, "writing": {}})

    def _finished_meeting(self) -> Meeting:
        if problem := self._side.step_on.editor.problem():
            raise InvalidInput("next_step_on", problem)
        self._side.safety.check()
        meeting = self._meeting(self._header.starts_at(), with_editor=True)
        return replace(meeting, state=MeetingState.HELD)

    def _finish_clicked(self) -> None:
        self.finish()

    def _ask_who_came(self) -> None:
        sheet = PersonSheet(self._office, self._file.family.id, None, self)
        sheet.saved.connect(self.someoneCame, Qt.ConnectionType.QueuedConnection)
        sheet.open()

    def _ask_for_documents(self) -> None:
        self.flush_draft()
        self.documentsRequested.emit(self._file.family.id)

    def _point_at(self, error: InvalidInput) -> None:
        if error.field == "starts_at":
            self._header.point_at(error.what)
        elif error.field == "next_step_on":
            self._side.step_on.set_error(error.what)
            self._side.step_on.editor.setFocus()
        elif error.field == "safety":
            self._side.go_to_part(self._side.safety.focus_unreadable)
        else:
            messages.error(self, error)

    def _go_to(self, error: NationalNumberSuspected) -> None:
        """Where that text was typed."""
        if not self._side.go_to(error.field):
            self._writing.editor.setFocus()

    def _tell(self, error: DeskError) -> None:
        messages.error(self, error)

    def _body(self) -> dict[str, Any]:
        start = self._header.readable_start(self._base.starts_at)
        return {
            "meeting": self._meeting(start, with_editor=False),
            "writing": self._writing.content(),
            "facet": self._guide.current,
            **self._side.content(),
        }

    def _collect(self) -> dict[str, Any]:
        body = self._body()
        record = {"record": to_draft(self._record)} if self._record else {}
        return {**body, **record, "meeting": to_draft(body["meeting"])}

    def _restore(self, body: Mapping[str, Any]) -> None:
        self._show_body({**body, "meeting": from_draft(body["meeting"])})
        self._writing.saved.setText("Brouillon retrouvé")
        if before := body.get("record"):
            self._take_in(from_draft(before))

    def _state(self) -> FormState:
        return to_state(self._body())

    def _show_state(self, state: FormState) -> None:
        self._show_body(from_state(state))

    def _show_body(self, body: Mapping[str, Any]) -> None:
        self._base = body["meeting"]
        self._guide.go_to(body.get("facet", ""))
        self._show_meeting(self._base)
        self._side.restore(body)
        self._writing.restore(body.get("writing", {}))
        self._show_noted()
