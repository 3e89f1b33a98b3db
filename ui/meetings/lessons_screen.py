"""« Ce que les familles nous apprennent »: what was marked, what it misses, what may leave."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from referent_desk.documents import OwnNotes
from referent_desk.errors import DeskError
from referent_desk.figures import counted
from referent_desk.meetings import LessonGap
from referent_desk.office import Office
from referent_desk.overview import LessonHeard
from referent_desk.secrecy import NameFound
from ui import messages
from ui.discretion import discretion
from ui.documents.own_paper import OwnPaper
from ui.families.form import ChoiceEdit
from ui.meetings.lesson_sheet import LessonSheet
from ui.meetings.lesson_words import (
    KINDS,
    NOT_WORDED,
    TITLE,
    Period,
    agreement,
    found_line,
    heard_line,
    lesson_row,
    missing,
    own_notes,
    periods,
)
from ui.vault_names import VaultNames
from ui.veiled import shown, veiled_row
from ui.widgets import (
    Card,
    EmptyState,
    FilterList,
    IconLine,
    PageTitle,
    PrimaryButton,
    Scrolling,
    SecondaryButton,
    Text,
)

_NONE_YET = (
    "Rien encore. Dans un entretien, un passage qui pose une question à l’hôpital, qui suggère, ou"
    " qui dit un savoir-faire se marque «\u00a0À porter vers l’hôpital\u00a0»."
)
_NONE_FOUND = "Rien de tel dans ce choix."
_STANDINGS = (("", "À compléter et prêtes"), ("waiting", "À compléter"), ("ready", "Prêtes"))


class LessonsScreen(QWidget):
    """The names of the vault are read beside the window; until then nothing counts as ready."""

    passageRequested = Signal(str, str, str)
    """Family, meeting, passage."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.setObjectName("lessons_screen")
        self._office = office
        self.names = VaultNames(office, self)
        self._heard: dict[str, LessonHeard] = {}
        self._found: dict[str, tuple[NameFound, ...]] = {}
        self._periods: tuple[Period, ...] = ()
        self._title = PageTitle(TITLE)
        self._paper = OwnPaper(office, self, self._notes, "lessons")
        self._period = _choice("lessons_period", "Période", [])
        kinds = [("", "Tous les genres"), *((k.value, many) for k, (_one, many) in KINDS.items())]
        self._kind = _choice("lessons_kind", "Genre", kinds)
        self._standing = _choice("lessons_standing", "Où elles en sont", _STANDINGS)
        self._list = FilterList(TITLE)
        self._list.setObjectName("lessons_list")
        self._nothing = EmptyState("hand-heart", _NONE_YET)
        self._stack = QStackedWidget()
        self._card = Card()
        self._card.setObjectName("lesson_card")
        self._finish = PrimaryButton("Reformuler, noter l’accord", "pencil")
        self._passage = SecondaryButton("Ouvrir le passage", "message-circle-heart")
        self._clear = SecondaryButton("Ce ne sont pas des noms", "check")
        self._lay_out()
        self._connect()
        self.refresh()
        self.names.read.connect(self._names_read)
        self.names.read_soon()

    def refresh(self) -> None:
        try:
            heard = self._office.overview.lessons()
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._heard = {one.lesson.mark.id: one for one in heard}
        self._look_for_names()
        self._offer_periods()
        self._show()

    def flush_draft(self) -> None:
        for sheet in self.findChildren(LessonSheet):
            sheet.flush_draft()

    def reopen_draft(self, kind: str, subject: str) -> bool:
        """The sheet left half typed; False for another draft."""
        lesson_id = subject.partition(":")[2]
        if kind != "lesson" or lesson_id not in self._heard:
            return False
        self._list.select_key(lesson_id)
        self._open_sheet(lesson_id)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shown():
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _names_read(self) -> None:
        self._look_for_names()
        self._show()

    def _look_for_names(self) -> None:
        wordings = ((key, heard.lesson.mark.wording) for key, heard in self._heard.items())
        self._found = {key: self.names.find(wording) for key, wording in wordings}

    def _gaps(self, heard: LessonHeard) -> tuple[LessonGap, ...]:
        """Unread is as good as named."""
        names = not self.names.known or bool(self._found.get(heard.lesson.mark.id))
        return heard.lesson.gaps(names_found=names)

    def _shown(self) -> list[LessonHeard]:
        kind, standing = self._kind.code(), self._standing.code()
        at = self._period.currentIndex()
        period = self._periods[at] if 0 <= at < len(self._periods) else None
        return [
            heard
            for heard in self._heard.values()
            if (period is None or period.holds(heard.lesson.marked_on))
            and (not kind or heard.lesson.mark.kind == kind)
            and (not standing or (standing == "ready") == (not self._gaps(heard)))
        ]

    def _show(self) -> None:
        listed = self._shown()
        ready = sum(not self._gaps(heard) for heard in listed)
        told = f"{counted(len(listed), 'marquée', 'marquées')}, {counted(ready, 'prête', 'prêtes')}"
        self._title.set_subtitle(told if self._heard else "")
        rows = [
            veiled_row(partial(lesson_row, gaps=self._gaps(h)), h, h.lesson.family_id)
            for h in listed
        ]
        self._list.set_rows(rows)
        self._nothing.set_sentence(_NONE_FOUND if self._heard else _NONE_YET)
        self._stack.setCurrentIndex(0 if rows else 1)
        for button in self._outward:
            button.setEnabled(bool(rows))
        self._show_one()

    def _show_one(self) -> None:
        heard = self._current()
        self._detail.setVisible(heard is not None)
        self._card.clear()
        if heard is None:
            return
        gaps, family_id = self._gaps(heard), heard.lesson.family_id
        found = self._found.get(heard.lesson.mark.id, ())
        told = shown(heard, family_id)
        self._card.set_title(KINDS[heard.lesson.mark.kind][0])
        self._card.add(Text(told.lesson.mark.wording or NOT_WORDED))
        if not discretion().veils(family_id):
            self._tell_names(found, cleared=LessonGap.NAMES not in gaps)
        self._card.add(IconLine("heart-handshake", agreement(told)))
        role = "warning" if gaps else "accent"
        self._card.add(IconLine("circle-alert" if gaps else "check", missing(gaps), role=role))
        self._card.add(Text("Ce qui a été dit (ne sort pas d’ici)", "label"))
        quoted = f"«\u00a0{told.passage}\u00a0»" if told.verbatim else told.passage
        self._card.add(Text(quoted if told.passage else "Le passage n’est plus là.", "secondary"))
        self._card.add(Text(heard_line(told), "secondary"))
        can_write = not self._office.vault.read_only
        self._finish.setEnabled(can_write)
        self._passage.setEnabled(bool(heard.meeting_id))
        self._clear.setVisible(bool(found) and LessonGap.NAMES in gaps)
        self._clear.setEnabled(can_write)
        one = len(found) == 1
        self._clear.setText("Ce n’est pas un nom" if one else "Ce ne sont pas des noms")

    def _tell_names(self, found: Sequence[NameFound], *, cleared: bool) -> None:
        for one in found:
            line = f"{found_line(one)}, lu et gardé" if cleared else found_line(one)
            role = "muted" if cleared else "warning"
            self._card.add(IconLine("user", line, role=role))

    def _current(self) -> LessonHeard | None:
        return self._heard.get(self._list.current_key())

    def _open_sheet(self, lesson_id: str) -> None:
        heard = self._heard.get(lesson_id)
        if heard is None or self._office.vault.read_only:
            return
        try:
            sheet = LessonSheet(self._office, heard, self.names.find, self)
        except DeskError as fault:
            messages.error(self, fault)
            return
        sheet.saved.connect(self._kept)
        sheet.open()

    def _kept(self, lesson_id: str) -> None:
        self.refresh()
        self._list.select_key(lesson_id)

    def _finish_it(self) -> None:
        self._open_sheet(self._list.current_key())

    def _clear_it(self) -> None:
        heard = self._current()
        if heard is None:
            return
        mark = heard.lesson.mark
        try:
            self._office.meetings.clear_wording(mark.id, mark.wording)
        except DeskError as fault:
            messages.error(self, fault)
            return
        self.refresh()

    def _open_passage(self) -> None:
        if heard := self._current():
            lesson = heard.lesson
            self.passageRequested.emit(lesson.family_id, heard.meeting_id, lesson.passage_id or "")

    def _notes(self) -> OwnNotes:
        """What is listed, as it is filtered."""
        chosen = [self._period, *(c for c in (self._kind, self._standing) if c.code())]
        about = ", ".join(choice.currentText() for choice in chosen)
        return own_notes([(heard, self._gaps(heard)) for heard in self._shown()], about)

    def _offer_periods(self) -> None:
        today = self._office.clock().date()
        days = [heard.lesson.marked_on for heard in self._heard.values()]
        chosen = self._period.currentText()
        self._periods = periods(min(days, default=today), today)
        self._period.clear()
        for period in self._periods:
            self._period.addItem(period.label, period.label)
        self._period.setCurrentIndex(max(0, self._period.findText(chosen)))

    def _connect(self) -> None:
        for choice in (self._period, self._kind, self._standing):
            choice.activated.connect(self._show)
        self._list.currentKeyChanged.connect(self._show_one)
        self._list.rowActivated.connect(self._open_sheet)
        for name, button, act in (
            ("lesson_finish", self._finish, self._finish_it),
            ("lesson_passage", self._passage, self._open_passage),
            ("lesson_clear", self._clear, self._clear_it),
        ):
            button.setObjectName(name)
            button.clicked.connect(act)
        discretion().changed.connect(self._show_one)

    def _lay_out(self) -> None:
        self._outward: list[SecondaryButton] = []
        for name, text, icon, act in (
            ("lessons_save", "Enregistrer en PDF", "download", self._paper.save),
            ("lessons_print", "Imprimer", "printer", self._paper.print),
        ):
            button = SecondaryButton(text, icon)
            button.setObjectName(name)
            button.clicked.connect(act)
            self._title.add_action(button)
            self._outward.append(button)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for choice in (self._period, self._kind, self._standing):
            choices.addWidget(choice, 1)
        listed = QWidget()
        both = QHBoxLayout(listed)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(24)
        both.addWidget(self._list, 1)
        both.addWidget(self._make_detail(), 1)
        self._stack.addWidget(listed)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self._title)
        column.addLayout(choices)
        column.addWidget(self._stack, 1)

    def _make_detail(self) -> QWidget:
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for button in (self._finish, self._passage):
            actions.addWidget(button)
        actions.addStretch(1)
        clearing = QHBoxLayout()
        clearing.addWidget(self._clear)
        clearing.addStretch(1)
        self._detail = QWidget()
        column = QVBoxLayout(self._detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._card)
        column.addLayout(clearing)
        column.addLayout(actions)
        column.addStretch(1)
        return Scrolling(self._detail)


def _choice(name: str, label: str, entries: Sequence[tuple[str, str]]) -> ChoiceEdit:
    choice = ChoiceEdit(entries)
    choice.setObjectName(name)
    choice.setAccessibleName(label)
    choice.setToolTip(label)
    return choice
