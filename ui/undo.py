"""Undo and redo across the fields of a form, in the order of what was done.

A step is the whole of the form after something was done: what is typed without a pause within a
sentence, a chip, a passage noted. It stands in memory only, and ends with the form.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast
from weakref import ref

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from ui.widgets import Chip, PlainTextEdit, SearchEdit
from ui.widgets.announcing import announce

PAUSE_MS = 800
"""What is typed after such a pause is a step of its own."""
MOST_STEPS = 100
_TYPED_IN = (QLineEdit, PlainTextEdit, QAbstractSpinBox)
_SENTENCE_ENDS = {".", "?", "!", "…", "\r", "\n"}
_Names = tuple[str, ...]


@dataclass(frozen=True)
class FormState:
    """`content` is what is undone; `view`, which part of it is on screen, only follows."""

    content: Mapping[str, Any]
    view: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class _Place:
    """A widget, and its name and those around it, for when the form has built it anew."""

    widget: QWidget
    names: _Names


@dataclass(frozen=True)
class _Step:
    state: FormState
    texts: Mapping[tuple[str, int], str]
    """As typed, by name and number: a form reads a text without its spaces, a date if it is one."""
    place: _Place | None = None

    def same(self, other: "_Step") -> bool:
        return (self.state.content, self.texts) == (other.state.content, other.texts)


class FormUndo(QObject):
    """Ctrl+Z, and Ctrl+Y or Ctrl+Maj+Z, wherever the focus is in `form`.

    The form calls `touch` on each change. `write` must be able to show again what `read` gave.
    """

    def __init__(
        self, form: QWidget, read: Callable[[], FormState], write: Callable[[FormState], None]
    ) -> None:
        super().__init__(form)
        self._whole = ref(form)  # else a closed form would stay in memory
        self._read, self._write = read, write
        self._typing = self._writing = False
        self._acted_at: _Place | None = None
        self._changed_at: _Place | None = None
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._take_step)
        self._steps = [self._now(None)]
        self._at = 0
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @property
    def pending(self) -> bool:
        """Whether something was done that is not a step yet."""
        return self._pause.isActive()

    def touch(self) -> None:
        """Something changed; a step is made of it when nothing more is typed."""
        if self._writing:
            return
        if not self.pending:
            self._changed_at = self._acted_at
        self._pause.start(PAUSE_MS if self._typing else 0)

    def settle(self) -> None:
        """What was done until now is a step."""
        if self.pending:
            self._take_step()

    def amend(self) -> None:
        """What the program filled in by itself belongs to the last step."""
        self._pause.stop()
        self._steps[self._at] = self._now(self._steps[self._at].place)

    def undo(self) -> None:
        self.settle()
        if self._at > 0:
            self._show(self._at - 1, self._steps[self._at].place, "Annulé")

    def redo(self) -> None:
        self.settle()
        if self._at + 1 < len(self._steps):
            self._show(self._at + 1, self._steps[self._at + 1].place, "Rétabli")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, QWidget) and watched.hasFocus():
            if isinstance(event, QKeyEvent) and kind != QEvent.Type.KeyRelease:
                return self._key(watched, event)
            if kind == QEvent.Type.MouseButtonPress:
                self._acted(watched, typing=False)
            elif kind == QEvent.Type.InputMethod:
                self._acted(watched, typing=True)
        return False

    def _key(self, watched: QWidget, event: QKeyEvent) -> bool:
        """A field's own undo never sees the keys of this one."""
        if (back := _goes_back(event)) is not None:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                QGuiApplication.inputMethod().commit()
                self.undo() if back else self.redo()
            return True
        if _is_command(event):
            self.settle()
        typed = isinstance(watched, _TYPED_IN) and not _is_command(event)
        self._acted(watched, typing=typed and event.text() not in _SENTENCE_ENDS)
        return False

    def _acted(self, at: QWidget, *, typing: bool) -> None:
        if typing and not self._typing:
            self.settle()
        self._typing = typing
        if self._acted_at is None or self._acted_at.widget is not at:
            self._acted_at = _Place(at, tuple(_names(at, self._form)))

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        form = self._whole()
        if form is None or not isValid(form):
            return
        if now is None:  # perhaps a part of the form is being taken down: it is not to be read
            if self.pending:
                self._pause.start(0)
            return
        self.settle()
        if now is form or form.isAncestorOf(now):
            now.installEventFilter(self)

    @property
    def _form(self) -> QWidget:
        return cast("QWidget", self._whole())

    def _take_step(self) -> None:
        self._pause.stop()
        last, now = self._steps[self._at], self._now(self._changed_at)
        if now.same(last):
            self._steps[self._at] = replace(now, place=last.place)
            return
        del self._steps[self._at + 1 :]
        self._steps.append(now)
        del self._steps[:-MOST_STEPS]
        self._at = len(self._steps) - 1

    def _now(self, place: _Place | None) -> _Step:
        texts = {at: editor.text() for at, editor in _editors(self._form)}
        return _Step(self._read(), {at: text for at, text in texts.items() if text}, place)

    def _show(self, at: int, place: _Place | None, said: str) -> None:
        step = self._steps[at]
        self._writing = True
        try:
            self._show_texts(step)
            self._write(step.state)
            self._show_texts(step)
        finally:
            self._writing = False
        self._at = at
        self.amend()
        if place is not None and not self._go_to(place):
            QTimer.singleShot(0, self, lambda: self._go_to(place))  # once what was built is shown
        announce(self._form, said)

    def _show_texts(self, step: _Step) -> None:
        for at, editor in _editors(self._form):
            _change_text(editor, step.texts.get(at, ""))

    def _go_to(self, place: _Place) -> bool:
        before = place.widget
        widget = (
            before if isValid(before) and before.isVisibleTo(self._form) else self._alike(place)
        )
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return widget is not None

    def _alike(self, place: _Place) -> QWidget | None:
        for widget in self._form.findChildren(QWidget):
            if widget.isVisibleTo(self._form) and tuple(_names(widget, self._form)) == place.names:
                return widget
        return None


def _goes_back(event: QKeyEvent) -> bool | None:
    """None for keys that neither undo nor redo."""
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    keys = event.keyCombination()
    if keys == control | Qt.Key.Key_Z:
        return True
    redo = (control | Qt.Key.Key_Y, control | shift | Qt.Key.Key_Z)
    return False if keys in redo else None


def _is_command(event: QKeyEvent) -> bool:
    """Control and Alt together are how some keyboards type a letter."""
    modifiers = event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    return control != bool(modifiers & Qt.KeyboardModifier.AltModifier)


def _names(widget: QWidget, form: QWidget) -> Iterator[str]:
    """Its own first, then those around it."""
    around: QWidget | None = widget
    while around is not None and around is not form:
        code = around.code if isinstance(around, Chip) else ""
        name = code or around.objectName() or around.accessibleName()
        if name and not name.startswith("qt_"):
            yield name
        around = around.parentWidget()


def _editors(form: QWidget) -> Iterator[tuple[tuple[str, int], QLineEdit | PlainTextEdit]]:
    """What is typed in, but for what one searches with; by name, and its number of that name."""
    count: dict[str, int] = {}
    for kind in (QLineEdit, PlainTextEdit):
        for editor in form.findChildren(kind):
            name = editor.objectName()
            if name and not name.startswith("qt_") and not isinstance(editor, SearchEdit):
                count[name] = count.get(name, -1) + 1
                yield (name, count[name]), editor


def _change_text(editor: QLineEdit | PlainTextEdit, text: str) -> None:
    """Only the part that differs, so that a long text stays where it is; the cursor goes there."""
    before = editor.text()
    if text == before:
        return
    start = _shared(before, text)
    after = _shared(before[start:][::-1], text[start:][::-1])
    first, last = _units(before[:start]), _units(before[: len(before) - after])
    fresh = text[start : len(text) - after]
    if isinstance(editor, QLineEdit):
        editor.setText(text)
        editor.setCursorPosition(first + _units(fresh))
        return
    cursor = editor.textCursor()
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(fresh)
    editor.setTextCursor(cursor)


def _shared(one: str, other: str) -> int:
    """How many characters they begin with alike."""
    pairs = zip(one, other, strict=False)
    differs = (at for at, (mine, theirs) in enumerate(pairs) if mine != theirs)
    return next(differs, min(len(one), len(other)))


def _units(text: str) -> int:
    """Its length as Qt counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
