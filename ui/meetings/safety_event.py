"""One event of suicide or violence: what was said, what was done, who was alerted, what follows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from referent_desk.meetings import Mention, Passage, SafetyEvent, event_withheld
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui.families.form import side_by_side
from ui.french_dates import first_upper
from ui.meetings.exception_line import ExceptionLine
from ui.widgets import (
    Chip,
    ChipGroup,
    DateEdit,
    Field,
    LinkButton,
    PlainTextEdit,
    Text,
    TimeEdit,
)
from ui.working_days import say_day_off


@dataclass(frozen=True)
class Noticed:
    """What the program read in a passage and filled in by itself."""

    kind: str = ""
    sentence: str = ""
    said_by: str = ""
    passage_id: str = ""


class SafetyEventEdit(QWidget):
    """`unfold` shows its form; a line at the top says which one it is when there are several."""

    changed = Signal()
    wanted = Signal()
    """Its line was pressed."""
    refused = Signal()
    """What was noticed speaks of something else."""

    def __init__(
        self, office: Office, family_id: str, people: Iterable[tuple[str, str]], event_id: str
    ) -> None:
        super().__init__()
        self.setObjectName("safety_event")
        self._office = office
        self._event = SafetyEvent("", id=event_id)
        self.noticed = Noticed()
        self._number = 0
        self._unfolded = False
        self._readable = True
        self._shows_record = False
        self._make_parts(office, list(people))
        self.exception = ExceptionLine(office.disclosures, family_id)
        self._lay_out()
        self._connect()
        self._show()

    @property
    def event_id(self) -> str:
        return self._event.id

    @property
    def unfolded(self) -> bool:
        return self._unfolded

    @property
    def kept(self) -> bool:
        """Whether it says anything that is recorded."""
        return self._written() != SafetyEvent("", id=self.event_id) or bool(self.exception.recorded)

    @property
    def closed(self) -> bool:
        return self._closed.isChecked()

    def set_event(self, event: SafetyEvent) -> None:
        self._event = event
        at = event.alerted_at
        self._shows_record = True
        kinds = self._office.vocabulary.offered(Catalogue.SAFETY_KINDS, [event.kind])
        self.kind.set_entries((kind.code, kind.label) for kind in kinds)
        self.kind.set_selected([event.kind])
        self.said.editor.set_text(event.said)
        self.said_by.set_selected([event.said_by or ""])
        self._numbers.setChecked(event.numbers_given)
        self.done.editor.set_text(event.done)
        self._alerted_on.editor.set_date(at.date() if at else None)
        self._alerted_at.editor.set_time(at.time() if at else None)
        self.alerted.editor.setText(event.alerted)
        self.follow_up.editor.set_text(event.follow_up)
        self.follow_up_on.editor.set_date(event.follow_up_on)
        self._closed.setChecked(event.closed_on is not None)
        self._shows_record = False
        self._show()

    def current(self) -> SafetyEvent:
        """As it is recorded."""
        self._event = self._written()
        return replace(self._event, kind=self._event.kind or "other")

    def unreadable(self) -> Field[DateEdit] | Field[TimeEdit] | None:
        """The first date or hour that cannot be read, which then says so."""
        dated = (self._alerted_on, self._alerted_at, self.follow_up_on)
        for field in dated:
            field.set_error(field.editor.problem())
        return next((field for field in dated if field.error()), None)

    def texts(self) -> tuple[QLineEdit | PlainTextEdit, ...]:
        """Where one writes freely."""
        return (
            self.said.editor,
            self.done.editor,
            self.alerted.editor,
            self.follow_up.editor,
        )

    def unfold(self, *, unfolded: bool) -> None:
        self._unfolded = unfolded
        self._show()

    def set_number(self, number: int) -> None:
        """From 1; 0: the only one."""
        self._number = number
        self._show()

    def withheld_from(self, present: Collection[str], passages: Collection[Passage]) -> bool:
        noticed = replace(self._event, said=self.noticed.sentence)
        return any(event_withheld(e, present, passages) for e in (self._event, noticed))

    def set_readable(self, *, readable: bool) -> None:
        self._readable = readable
        self._show()

    def follows(self, found: Noticed, sentences: Collection[str]) -> bool:
        """Whether it was noticed in that very passage and `found` is how it reads now."""
        mine = self.noticed
        if not mine.sentence or mine.passage_id != found.passage_id or mine != self._untouched():
            return False
        gone = mine.sentence not in sentences
        return found.sentence == mine.sentence or (gone and found.kind == mine.kind)

    def tells(self, found: Mention) -> bool:
        """Whether it says this already, in these words."""
        same_words = (self.said.editor.text(), self.noticed.sentence)
        return self.kept and any(map(found.repeats, same_words))

    def is_matter_of(self, found: Noticed) -> bool:
        """Whether it is of the same kind, from the same one."""
        same_kind = self.kind.selected() == [found.kind]
        return self.kept and same_kind and self._speaker_id() == found.said_by

    def notice(self, found: Noticed) -> bool:
        """Fills itself in; False when it reads so already."""
        if found == self.noticed:
            return False
        self.noticed = found
        self.kind.set_selected([found.kind])
        self.said.editor.set_text(found.sentence)
        self.said_by.set_selected([found.said_by])
        self._show()
        return True

    def content(self) -> dict[str, Any]:
        """Of a draft, besides the event itself."""
        return asdict(self.noticed)

    def restore(self, body: Mapping[str, Any]) -> None:
        self.noticed = Noticed(**body)
        self._show()

    def take_focus(self) -> None:
        """On its kind: a key must not give it another one unseen."""
        (self.kind.chip("".join(self.kind.selected())) or self.kind).setFocus()

    def _written(self) -> SafetyEvent:
        closed_on = self._event.closed_on or self._today()
        return replace(
            self._event,
            kind="".join(self.kind.selected()),
            said=self.said.editor.text().strip(),
            said_by=self._speaker_id() or None,
            numbers_given=self._numbers.isChecked(),
            done=self.done.editor.text().strip(),
            alerted=self.alerted.editor.text().strip(),
            alerted_at=self._moment() if self._has_alert() else None,
            follow_up=self.follow_up.editor.text().strip(),
            follow_up_on=self.follow_up_on.editor.date(),
            closed_on=closed_on if self._closed.isChecked() else None,
        )

    def _moment(self) -> datetime | None:
        """When somebody was alerted: a day alone is its start, an hour alone is of today."""
        day, hour = self._alerted_on.editor.date(), self._alerted_at.editor.time()
        if day is None and hour is None:
            return None
        return datetime.combine(day or self._today(), hour or time(0, 0))

    def _untouched(self) -> Noticed:
        """What was noticed, if nobody changed it since."""
        said = self.said.editor.text().strip()
        return replace(
            self.noticed,
            kind="".join(self.kind.selected()),
            sentence=said,
            said_by=self._speaker_id(),
        )

    def _speaker_id(self) -> str:
        return "".join(self.said_by.selected())

    def _make_parts(self, office: Office, people: list[tuple[str, str]]) -> None:
        kinds = office.vocabulary.entries(Catalogue.SAFETY_KINDS)
        self._line = LinkButton()
        self._line.setObjectName("safety_line")
        self._summary = Text("", "secondary")
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
        self._alerted_on = Field("Alerté le", DateEdit(today=self._today))
        self._alerted_on.editor.setObjectName("safety_alerted_on")
        self._alerted_at = Field("à", TimeEdit())
        self._alerted_at.editor.setObjectName("safety_alerted_at")
        self._alerted_at.editor.setAccessibleName("Heure de l’alerte")
        self._when = side_by_side(self._alerted_on, self._alerted_at, weights=(3, 2))
        self.follow_up = Field("Ce qui suit", PlainTextEdit(lines=1, grows=True))
        self.follow_up.editor.setObjectName("safety_follow_up")
        self.follow_up_on = Field("Pour le", DateEdit(today=self._today))
        self.follow_up_on.editor.setObjectName("safety_follow_up_on")
        say_day_off(self.follow_up_on)
        self._closed = Chip("clôturé", "check")
        self._closed.setObjectName("safety_closed")
        self._form = QWidget()

    def _lay_out(self) -> None:
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        for part in (
            self.kind,
            self.said,
            Text("Dit par", "label"),
            self.said_by,
            self.done,
            self.alerted,
            self._when,
            self.exception,
            self.follow_up,
            self.follow_up_on,
        ):
            form.addWidget(part)
        form.addWidget(self._closed, 0, Qt.AlignmentFlag.AlignLeft)
        quiet = QVBoxLayout(self._quiet)
        quiet.setContentsMargins(0, 0, 0, 0)
        quiet.addWidget(self._noticed)
        quiet.addWidget(self._not_that, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._line, self._summary, self._quiet, self._numbers_line, self._form):
            column.addWidget(part)

    def _connect(self) -> None:
        self._line.clicked.connect(self.wanted)
        self._not_that.clicked.connect(self.refused)
        for signal in (self.kind.changed, self.said_by.changed, self.exception.changed):
            signal.connect(self._edited)
        for chip in (self._numbers, self._closed):
            chip.clicked.connect(self._edited)
        for field in (self.said, self.done, self.follow_up):
            field.editor.textChanged.connect(self._edited)
        self.alerted.editor.textChanged.connect(self._date_alert)
        dated = (self._alerted_on, self._alerted_at, self.follow_up_on)
        for line in (self.alerted, *dated):
            line.editor.textChanged.connect(self._edited)

    def _edited(self) -> None:
        self._show()
        self.changed.emit()

    def _date_alert(self) -> None:
        """With the first letter of who was alerted: now, until said otherwise."""
        if self._shows_record or not self.alerted.editor.text():
            return
        if not self._alerted_on.editor.text() and not self._alerted_at.editor.text():
            now = self._office.clock()
            self._alerted_on.editor.set_date(now.date())
            self._alerted_at.editor.set_time(now.time())

    def _has_alert(self) -> bool:
        return bool(self.alerted.editor.text().strip())

    def _show(self) -> None:
        readable, unfolded = self._readable, self._unfolded
        self._form.setVisible(unfolded and readable)
        self._when.setVisible(self._has_alert())
        said = self.said.editor.text().strip()
        asked = bool(self.noticed.sentence) and said == self.noticed.sentence
        self._quiet.setVisible(asked and readable and not self.exception.recorded)
        self._noticed.setVisible(not unfolded)
        self._noticed.setText(self._said_in_words())
        self._numbers_line.setVisible(readable and (unfolded or asked))
        self._show_line()
        self._summary.setVisible(bool(self._number) and readable and not (unfolded or asked))

    def _show_line(self) -> None:
        """The words of somebody who is not there stay out of it too."""
        self._line.setVisible(bool(self._number))
        self._line.set_icon("chevron-down" if self._unfolded else "chevron-right")
        words = self._title() if self._readable else "masqué"
        self._line.setText(f"{self._number} · {words}")
        self._line.setAccessibleName(f"{'Replier' if self._unfolded else 'Ouvrir'} l’événement")
        self._line.setAccessibleDescription(self._line.text())
        self._summary.setText(self._said_in_words())

    def _title(self) -> str:
        kind = self.kind.chip("".join(self.kind.selected()))
        title = first_upper(kind.text()) if kind else "Événement"
        return f"{title}, clôturé" if self.closed else title

    def _said_in_words(self) -> str:
        said = self.said.editor.text().strip()
        chosen = self.said_by.chip(self._speaker_id())
        by = f", dit par {chosen.text()}" if chosen else ""
        return f"«\u00a0{said}\u00a0»{by}" if said else f"Rien de noté de ce qui a été dit{by}"

    def _today(self) -> date:
        return self._office.clock().date()
