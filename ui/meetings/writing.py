"""Where the account is written: the question, the text, who says it, and what is noted already."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.families import Person
from referent_desk.meetings import Passage, Source
from referent_desk.vault import new_id
from ui.meetings.lesson_edit import LessonEdit
from ui.meetings.naming import Quote
from ui.meetings.noted import NotedList
from ui.theme.tokens import CHIP_HEIGHT
from ui.vault_names import VaultNames
from ui.widgets import Chip, ChipGroup, FlowLayout, PlainTextEdit, SecondaryButton, Text

_SAID = "said"
_ABOUT = "à propos de…"
_PARAGRAPH = "\u2029"


class Writing(QWidget):
    """A passage at a time. What is said, what is seen and what is supposed stay apart."""

    changed = Signal()
    facetWanted = Signal(str)
    """A passage of that facet came back into the editor."""

    def __init__(
        self,
        people: tuple[Person, ...],
        facets: Mapping[str, str],
        today: Callable[[], date],
        names: VaultNames,
        *,
        withholds: bool = True,
    ) -> None:
        super().__init__()
        self._facet = ""
        self._today = today
        self._names = {person.id: person.short for person in people}
        self._present: tuple[Person, ...] = ()
        self._editing = _blank_passage()
        self._place: int | None = None
        self.noted = NotedList(people, facets, withholds=withholds)
        self._make_parts(people, names)
        self._lay_out()
        self._connect()

    def show_facet(self, code: str, title: str, question: str) -> None:
        self._facet = code
        self._title.setText(title)
        self._question.setText(question)

    def set_speakers(self, speakers: tuple[Person, ...]) -> None:
        """Those present, each a source; what is being written keeps the one it has."""
        self._present = speakers
        self.noted.set_present([person.id for person in speakers])
        chosen = "".join(self._source.selected())
        self._offer_sources(chosen if self.editor.text().strip() else "")
        if not self._source.selected():
            self._source.set_selected([self._source.chips()[0].code])
        self._source_changed()

    def _offer_sources(self, chosen: str) -> None:
        """Also the one who said `chosen`, who may have left since."""
        speakers = [person.id for person in self._present]
        said_by = chosen.removeprefix(f"{_SAID}:")
        if said_by != chosen and said_by not in speakers:
            speakers.append(said_by)
        said = [(f"{_SAID}:{who}", f"dit par {self._names.get(who, '?')}") for who in speakers]
        if not said or chosen == _SAID:
            said.append((_SAID, "dit"))
        self._source.set_entries([*said, ("observed", "observé"), ("hypothesis", "hypothèse")])
        self._tip_sources()
        if chosen:
            self._source.set_selected([chosen])

    def set_speaker(self, person_id: str) -> None:
        """Whom one listens to now."""
        if self._source.chip(f"{_SAID}:{person_id}"):
            self._source.set_selected([f"{_SAID}:{person_id}"])
            self._source_changed()

    def set_passages(self, passages: tuple[Passage, ...]) -> None:
        self.noted.set_passages(passages)

    def passages(self) -> tuple[Passage, ...]:
        """The noted ones, and what is still in the editor."""
        current = self.current()
        passages = list(self.noted.passages())
        if current:
            passages.insert(len(passages) if self._place is None else self._place, current)
        return tuple(passages)

    def current(self) -> Passage | None:
        text = self.editor.text().strip()
        if not text:
            return None
        source, _, speaker = "".join(self._source.selected()).partition(":")
        verbatim = self._verbatim.isChecked() and bool(speaker)
        return replace(
            self._editing,
            facet=self._facet,
            text=text,
            source=Source(source or _SAID),
            said_by=speaker or None,
            verbatim=verbatim,
            about="".join(self._about_whom.selected()) or None,
            restricted_from=tuple(self._from.selected()),
            lesson=self._lesson.mark() if self._teaches.isChecked() else None,
        )

    def selection(self) -> Quote | None:
        """The words selected in the text being written, else in a noted passage."""
        words = self.editor.textCursor().selectedText().replace(_PARAGRAPH, " ").strip()
        passage = self.current()
        if passage is not None and any(letter.isalnum() for letter in words):
            return Quote(words, passage.id, passage.source)
        return self.noted.selection()

    def go_on(self) -> None:
        """Back on the page, behind the words selected for an emotion: they are not typed over."""
        cursor = self.editor.textCursor()
        if cursor.hasSelection() and not self.editor.hasFocus():
            cursor.setPosition(cursor.selectionEnd())
            self.editor.setTextCursor(cursor)
        self.editor.setFocus()

    def note(self) -> None:
        """The text joins what is noted, and the page is blank again."""
        passage = self.current()
        if passage is None:
            return
        place = self._place
        self._blank()
        self.noted.add_passage(passage, place)
        self.editor.setFocus()
        self.changed.emit()

    def content(self) -> dict[str, Any]:
        return {
            "text": self.editor.text(),
            "cursor": self.editor.textCursor().position(),
            "source": self._source.selected(),
            "verbatim": self._verbatim.isChecked(),
            "restricted": self._from.selected(),
            "passage_id": self._editing.id,
            "about": self._about_whom.selected(),
            "place": self._place,
            "lesson": self._lesson.content() if self._teaches.isChecked() else None,
        }

    def restore(self, body: Mapping[str, Any]) -> None:
        self.editor.set_text(body.get("text", ""))
        self._editing = Passage("", "", id=body.get("passage_id", "") or new_id())
        self._place = body.get("place")
        if source := body.get("source"):
            self._offer_sources(source[0])
        self._show_about(body.get("about") or [])
        self._verbatim.setChecked(bool(body.get("verbatim")))
        self._show_restriction(body.get("restricted", []))
        if lesson := body.get("lesson"):
            self._lesson.restore(lesson)
        self._show_lesson(shown=bool(body.get("lesson")))
        cursor = self.editor.textCursor()
        cursor.setPosition(min(body.get("cursor", 0), len(self.editor.text())))
        self.editor.setTextCursor(cursor)
        self._source_changed()

    def _make_parts(self, people: tuple[Person, ...], names: VaultNames) -> None:
        self._title = Text("", "heading")
        self.saved = Text("", "secondary", wrap=False)
        self.saved.setObjectName("draft_state")
        self._question = Text("", "muted")
        self._question.setObjectName("question")
        self.editor = PlainTextEdit("Notes de l’entretien", lines=6)
        self.editor.setObjectName("meeting_text")
        self._source = ChipGroup("Source", multiple=False, required=True)
        self._source.setObjectName("source")
        self._verbatim = Chip("mot à mot", "quote")
        self._verbatim.setObjectName("verbatim")
        self._verbatim.setToolTip("Alt+V")
        self._about = Chip(_ABOUT, "user")
        self._about.setObjectName("about")
        self._about.setToolTip("Alt+A")
        self._about_whom = ChipGroup("À propos de", self._names.items(), multiple=False)
        self._about_whom.setObjectName("about_whom")
        self._about.setEnabled(bool(people))
        self._about_whom.hide()
        self._restrict = Chip("ne pas rapporter à…", "ear-off")
        self._restrict.setObjectName("restrict")
        self._restrict.setToolTip("Alt+R")
        self._from = ChipGroup("Ne pas rapporter à", self._names.items())
        self._from.setObjectName("restricted_from")
        self._from.hide()
        self._teaches = Chip("à porter vers l’hôpital", "hand-heart")
        self._teaches.setObjectName("teaches")
        self._teaches.setToolTip("Alt+P")
        self._lesson = LessonEdit(self._today, names)
        self._lesson.set_mark(None)
        self._lesson.hide()
        self._note = SecondaryButton("Noter", "plus")
        self._note.setObjectName("note_passage")
        self._note.setToolTip("Ctrl+Entrée")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        self._title.setMinimumHeight(CHIP_HEIGHT)
        top.addWidget(self._title, 1)
        top.addWidget(self.saved)
        sources = QHBoxLayout()
        sources.setSpacing(8)
        sources.addWidget(Text("Source", "secondary", wrap=False))
        sources.addWidget(self._source, 1)
        chips = QWidget()
        flow = FlowLayout(chips, gap=8)
        for chip in (self._verbatim, self._about, self._restrict, self._teaches):
            flow.addWidget(chip)
        marks = QHBoxLayout()
        marks.setSpacing(8)
        marks.addWidget(chips, 1)
        marks.addWidget(self._note, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._question)
        column.addWidget(self.editor, 3)
        column.addLayout(sources)
        column.addLayout(marks)
        column.addWidget(self._about_whom)
        column.addWidget(self._from)
        column.addWidget(self._lesson)
        column.addWidget(self.noted, 4)

    def _connect(self) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.note)
        pressed = (
            ("Alt+A", self._about),
            ("Alt+V", self._verbatim),
            ("Alt+R", self._restrict),
            ("Alt+P", self._teaches),
        )
        for keys, chip in pressed:
            QShortcut(QKeySequence(keys), self, chip.click)
        for number, source in enumerate((_SAID, "observed", "hypothesis"), start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, partial(self._choose_source, source))
        self._teaches.clicked.connect(self._teaches_clicked)
        self._lesson.changed.connect(self.changed)
        self._about.clicked.connect(self._about_clicked)
        self._about_whom.changed.connect(self._about_chosen)
        self._note.clicked.connect(self.note)
        self.editor.textChanged.connect(self.changed)
        self.editor.cursorPositionChanged.connect(self.changed)
        self._source.changed.connect(self._source_changed)
        self._verbatim.clicked.connect(self.changed)
        self._restrict.clicked.connect(self._restrict_clicked)
        self._from.changed.connect(self.changed)
        self.noted.changed.connect(self.changed)
        self.noted.editRequested.connect(self._take_back)

    def _source_changed(self) -> None:
        """Only words that someone said can be word for word."""
        said_by = ":" in "".join(self._source.selected())
        self._verbatim.setEnabled(said_by)
        if not said_by:
            self._verbatim.setChecked(False)
        self.changed.emit()

    def _choose_source(self, source: str) -> None:
        """« dit par » again: the next of those present."""
        codes = [chip.code for chip in self._source.chips()]
        of_it = [code for code in codes if code.partition(":")[0] == source]
        chosen = "".join(self._source.selected())
        at = of_it.index(chosen) + 1 if chosen in of_it else 0
        self._source.set_selected([of_it[at % len(of_it)]])
        self._source_changed()

    def _teaches_clicked(self) -> None:
        self._show_lesson(shown=self._teaches.isChecked())
        if self._teaches.isChecked():
            self._lesson.kind.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.editor.setFocus()
        self.changed.emit()

    def _show_lesson(self, *, shown: bool) -> None:
        self._teaches.setChecked(shown)
        self._lesson.setVisible(shown)

    def _tip_sources(self) -> None:
        keys = {_SAID: "Ctrl+1", "observed": "Ctrl+2", "hypothesis": "Ctrl+3"}
        for chip in self._source.chips():
            chip.setToolTip(keys[chip.code.partition(":")[0]])

    def _restrict_clicked(self) -> None:
        self._from.setVisible(self._restrict.isChecked())
        if self._restrict.isChecked():
            self._from.setFocus()
        else:
            self._from.set_selected([])
            self.editor.setFocus()
        self.changed.emit()

    def _about_clicked(self) -> None:
        self._about_whom.set_selected([])
        self._about.setText(_ABOUT)
        self._about_whom.setVisible(self._about.isChecked())
        if self._about.isChecked():
            self._about_whom.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.editor.setFocus()
        self.changed.emit()

    def _about_chosen(self, people: list[str]) -> None:
        """Back to the writing; the chip says of whom."""
        self._show_about(people)
        self.editor.setFocus()
        self.changed.emit()

    def _show_about(self, people: list[str]) -> None:
        self._about_whom.set_selected(people)
        self._about_whom.hide()
        whom = "".join(self._names.get(person, "") for person in self._about_whom.selected())
        self._about.setChecked(bool(whom))
        self._about.setText(f"à propos de {whom}" if whom else _ABOUT)

    def _show_restriction(self, people: list[str]) -> None:
        self._from.set_selected(people)
        self._restrict.setChecked(bool(people))
        self._from.setVisible(bool(people))

    def _take_back(self, passage: Passage, place: int) -> None:
        self.note()
        self.facetWanted.emit(passage.facet)
        self._editing, self._place = passage, place
        said = f"{_SAID}:{passage.said_by}" if passage.said_by else _SAID
        self._offer_sources(said if passage.source is Source.SAID else str(passage.source))
        self._source_changed()
        self._verbatim.setChecked(passage.verbatim)
        self._show_about([passage.about] if passage.about else [])
        self._show_restriction(list(passage.restricted_from))
        self._lesson.set_mark(passage.lesson)
        self._show_lesson(shown=passage.lesson is not None)
        self.editor.set_text(passage.text)
        self.editor.setFocus()

    def _blank(self) -> None:
        self._editing, self._place = _blank_passage(), None
        self.editor.set_text("")
        self.set_speakers(self._present)
        self._verbatim.setChecked(False)
        self._show_about([])
        self._show_restriction([])
        self._lesson.set_mark(None)
        self._show_lesson(shown=False)


def _blank_passage() -> Passage:
    """With its id from the start: notes may refer to it before it is saved."""
    return Passage("", "", id=new_id())
