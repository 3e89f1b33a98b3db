"""The thread of a family: by month, filtered by kind and person, each meeting read in place."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.documents import OwnNotes
from referent_desk.errors import DeskError
from referent_desk.families import FamilyFile
from referent_desk.office import Office
from referent_desk.overview import ThreadItem, ThreadKind
from ui import messages
from ui.documents.own_paper import OwnPaper
from ui.families.form import ChoiceEdit
from ui.families.thread_words import (
    Month,
    Said,
    Year,
    came_of,
    folded,
    months,
    said_in,
    summary,
)
from ui.families.words import confided, kind_name, thread_row
from ui.french_dates import day_name
from ui.veiled import veiled_row
from ui.widgets import Card, IconButton, IconLine, LinkButton, Row, Text
from ui.widgets.tab_order import tab_as_laid_out

READ_ALL = "Tout lire\u00a0: ce qui a été dit, et ce qui en est sorti"
READ = "Lire ce qui a été dit, et ce qui en est sorti"
UNFOLDED = 20
"""So many lines are shown at first; before them, the years are folded."""


class ThreadPanel(Card):
    """`activated` gives a row's key, « kind:id »."""

    activated = Signal(str)

    def __init__(self, office: Office, family_id: str) -> None:
        super().__init__("Fil", icon="history")
        self.setObjectName("thread")
        self._office, self._family_id = office, family_id
        self._file: FamilyFile | None = None
        self._items: tuple[ThreadItem, ...] = ()
        self._paper = OwnPaper(office, self, self._summary, "summary", family_id)
        self._kind = _choice("thread_kind", "Montrer", "Tout")
        self._person = _choice("thread_person", "Avec", "Tout le monde")
        for choice in (self._kind, self._person):
            choice.activated.connect(self._show)
        self._all = IconButton("book-open", READ_ALL)
        self._all.setObjectName("thread_read_all")
        self._all.setCheckable(True)
        self._all.toggled.connect(self._turn_all)
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.add_layout(self._tools())
        self.add_across(self._lines)

    def show_file(self, file: FamilyFile) -> None:
        """Reads the thread anew; the filters stay. Raises DeskError."""
        self._file = file
        self._items = self._office.overview.thread(self._family_id)
        names = dict.fromkeys(kind_name(item.kind) for item in self._items)
        kinds = {kind_name(kind): kind.value for kind in reversed(ThreadKind)}
        _offer(self._kind, [(kinds[name], name) for name in names])
        _offer(self._person, [(person.id, person.short) for person in file.people])
        self._show()

    def read(self, person_id: str) -> None:
        """All that they said, and what came of it, without a further click.

        The whole thread stays where nothing in it is of them.
        """
        if not any(person_id in item.person_ids for item in self._items):
            person = self._file.person(person_id) if self._file else None
            messages.notify(self, f"Rien n’est encore noté de {person.short if person else '?'}.")
            return
        self._person.set_code(person_id)
        self._all.setChecked(True)
        self._show()

    def _shown(self) -> tuple[ThreadItem, ...]:
        kind, person = self._kind.code(), self._person.code()
        name = kind_name(ThreadKind(kind)) if kind else ""
        return tuple(
            item
            for item in self._items
            if name in ("", kind_name(item.kind)) and (not person or person in item.person_ids)
        )

    def _show(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        recent, older = folded(months(self._shown()), UNFOLDED)
        for month in recent:
            fold = self._month(month)
            self._column.addWidget(fold)
            fold.unfold()
        for year in older:
            self._column.addWidget(_Fold(year.title, partial(self._months_of, year)))
        if not self._column.count():
            words = "Rien ne correspond à ce choix." if self._items else "Rien encore."
            self._column.addWidget(Text(words, "muted"))
        tab_as_laid_out([self])

    def _months_of(self, year: Year) -> list[QWidget]:
        return [self._month(month) for month in year.months]

    def _month(self, month: Month) -> "_Fold":
        return _Fold(month.title, partial(self._lines_of, month))

    def _lines_of(self, month: Month) -> Iterator[QWidget]:
        return (self._line_of(item) for item in month.items)

    def _line_of(self, item: ThreadItem) -> QWidget:
        """The row of it; under a meeting, what was said, once asked for."""
        words = partial(thread_row, vocabulary=self._office.vocabulary)
        row = Row.of(veiled_row(words, item, "") if confided(item) else words(item))
        row.activated.connect(self.activated)
        if item.kind is not ThreadKind.MEETING:
            return row
        reading = partial(self._said, item.target)
        who = self._person.currentText() if self._person.code() else ""
        nothing = f"Rien n’est noté de {who} ici." if who else "Aucun passage noté."
        return _ReadInPlace(row, reading, nothing, opens=self._all.isChecked())

    def _turn_all(self, opens: bool) -> None:
        self._all.setToolTip("Tout replier" if opens else READ_ALL)
        self._show()

    def _said(self, meeting_id: str) -> tuple[Said, ...]:
        if self._file is None:
            return ()
        try:
            meeting = self._office.meetings.get(meeting_id)
            email = self._office.contacts.email(meeting_id)
        except DeskError as fault:
            messages.error(self, fault)
            return ()
        about = (meeting, self._file, self._office.vocabulary, self._person.code())
        written = (Said(email.subject, email.body),) if email else ()
        return (*written, *said_in(*about), *came_of(*about))

    def _summary(self) -> OwnNotes:
        """What is shown, as it is filtered."""
        file = self._file or self._office.families.open_file(self._family_id)
        day = self._office.clock().date()
        filters = [e.currentText() for e in (self._kind, self._person) if e.code()]
        about = ", ".join([f"édité le {day_name(day)} {day.year}", *filters])
        return summary(file, self._shown(), self._office.vocabulary, about)

    def _tools(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._kind, 1)
        line.addWidget(self._person, 1)
        line.addWidget(self._all)
        for icon, name, what, act in (
            ("printer", "thread_print", "Imprimer un résumé, pour soi", self._paper.print),
            ("download", "thread_save", "Enregistrer un résumé en PDF, pour soi", self._paper.save),
        ):
            button = IconButton(icon, what)
            button.setObjectName(name)
            button.clicked.connect(act)
            line.addWidget(button)
        return line


class _Fold(QWidget):
    """What is inside is made when it is first unfolded."""

    def __init__(self, title: str, inside: Callable[[], Iterable[QWidget]]) -> None:
        super().__init__()
        self._title, self._inside = title, inside
        self._lines: QWidget | None = None
        self._opens = False
        self._head = LinkButton(title)
        self._head.setObjectName("thread_fold")
        self._head.clicked.connect(self._turn)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(2)
        self._column.addWidget(self._head)
        self._say()

    def unfold(self) -> None:
        if not self._opens:
            self._turn()

    def _turn(self) -> None:
        if self._lines is None:
            self._lines = QWidget(self)
            self._column.addWidget(self._lines)
            self._fill(self._lines)
            tab_as_laid_out([self])
        self._opens = not self._opens
        self._lines.setVisible(self._opens)
        self._say()

    def _fill(self, lines: QWidget) -> None:
        """Where it stands already: moving what is full would style each part anew."""
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in self._inside():
            column.addWidget(widget)

    def _say(self) -> None:
        self._head.set_icon("chevron-down" if self._opens else "chevron-right")
        state = "déplié" if self._opens else "replié"
        self._head.setAccessibleName(f"{self._title}, {state}")


class _ReadInPlace(QWidget):
    def __init__(
        self, row: Row, said: Callable[[], tuple[Said, ...]], nothing: str, *, opens: bool
    ) -> None:
        super().__init__()
        self._nothing = nothing
        self._said = said
        self._reading: QWidget | None = None
        self._opens = False
        self._turner = IconButton("chevron-right", READ)
        self._turner.setObjectName("thread_read")
        self._turner.clicked.connect(self._turn)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(row, 1)
        line.addWidget(self._turner)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addLayout(line)
        if opens:
            self._turn()

    def _turn(self) -> None:
        if self._reading is None:
            self._reading = _reading(self._said(), self._nothing)
            self._column.addWidget(self._reading)
        self._opens = not self._opens
        self._reading.setVisible(self._opens)
        self._turner.set_icon("chevron-down" if self._opens else "chevron-right")
        self._turner.setAccessibleName("Replier" if self._opens else READ)


def _reading(said: tuple[Said, ...], nothing: str) -> QWidget:
    """Set apart from the rows, in the size of a text."""
    inside = QWidget()
    inside.setObjectName("thread_reading")
    column = QVBoxLayout(inside)
    column.setContentsMargins(38, 4, 16, 12)
    column.setSpacing(2)
    for passage in said:
        if passage.above:
            column.addWidget(Text(passage.above, "secondary"))
        column.addWidget(Text(passage.text))
        if passage.aside:
            column.addWidget(IconLine("ear-off", passage.aside, role="warning"))
        column.addSpacing(6)
    if not said:
        column.addWidget(Text(nothing, "muted"))
    return inside


def _choice(name: str, label: str, everything: str) -> ChoiceEdit:
    choice = ChoiceEdit([("", everything)])
    choice.setObjectName(name)
    choice.setAccessibleName(label)
    choice.setToolTip(label)
    return choice


def _offer(choice: ChoiceEdit, entries: list[tuple[str, str]]) -> None:
    """The choice made stays, as long as it is among them."""
    chosen, everything = choice.code(), choice.itemText(0)
    choice.clear()
    for code, label in [("", everything), *entries]:
        choice.addItem(label, code)
    choice.setCurrentIndex(max(0, choice.findData(chosen)))
