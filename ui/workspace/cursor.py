"""Where one was typing, by names of widgets and by numbers alone, to come back there."""

from dataclasses import dataclass
from typing import cast

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_KEEP = QTextCursor.MoveMode.KeepAnchor


@dataclass(frozen=True)
class Cursor:
    """The `nth` widget named `name`, its `inner` child if it is one, and what was selected.

    Without a name, the form itself.
    """

    name: str
    nth: int = 0
    inner: int = -1
    anchor: int = -1
    position: int = -1


def cursor_in(root: QWidget) -> Cursor | None:
    """None when nothing in `root` has the focus."""
    found = cast("QWidget | None", root.focusWidget())
    if found is None or found is root or not root.isAncestorOf(found):
        return None
    owner = focused = found
    while owner is not root and not owner.objectName():
        owner = cast("QWidget", owner.parentWidget())
    inner = -1 if owner is focused else owner.findChildren(QWidget).index(focused)
    if owner is root:
        return Cursor("", 0, inner, *_selected(focused))
    name = owner.objectName()
    return Cursor(name, root.findChildren(QWidget, name).index(owner), inner, *_selected(focused))


def go_to_cursor(root: QWidget, cursor: Cursor) -> None:
    """Does nothing when the widget is not there any more; clips to what the text now is."""
    named = root.findChildren(QWidget, cursor.name) if cursor.name else [root]
    if cursor.nth >= len(named):
        return
    widget = named[cursor.nth]
    if cursor.inner >= 0:
        inside = widget.findChildren(QWidget)
        if cursor.inner >= len(inside):
            return
        widget = inside[cursor.inner]
    widget.setFocus()
    if cursor.position >= 0:
        _select(widget, cursor.anchor, cursor.position)


def _selected(widget: QWidget) -> tuple[int, int]:
    """Anchor and position; -1 where there is no text."""
    if isinstance(widget, QLineEdit):
        position, start = widget.cursorPosition(), widget.selectionStart()
        if start < 0:
            return position, position
        return (widget.selectionEnd() if start == position else start), position
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        cursor = widget.textCursor()
        return cursor.anchor(), cursor.position()
    return -1, -1


def _select(widget: QWidget, anchor: int, position: int) -> None:
    if isinstance(widget, QLineEdit):
        length = len(widget.text())
        anchor, position = min(anchor, length), min(position, length)
        widget.setSelection(anchor, position - anchor)
        if anchor == position:
            widget.setCursorPosition(position)
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        length = widget.document().characterCount() - 1
        cursor = widget.textCursor()
        cursor.setPosition(min(anchor, length))
        cursor.setPosition(min(position, length), _KEEP)
        widget.setTextCursor(cursor)
