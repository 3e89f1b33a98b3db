"""The keys of an interview: from part to part without the mouse."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.meetings.exception_line import KEYS as EXCEPTION_KEYS
from ui.meetings.guide import Guide
from ui.meetings.safety import KEYS as SAFETY_KEYS
from ui.meetings.side import Side
from ui.meetings.writing import Writing


class MeetingKeys(QObject):
    def __init__(self, screen: QWidget, guide: Guide, writing: Writing, side: Side) -> None:
        super().__init__(screen)
        self._screen, self._writing = screen, writing
        self._round: tuple[tuple[QWidget, Callable[[], object]], ...] = (
            (guide, guide.take_focus),
            (writing, writing.go_on),
            (side.emotions, partial(side.go_to_part, side.emotions.chips.setFocus)),
            (side.needs, partial(side.go_to_part, side.needs.chips.setFocus)),
            (side.safety, partial(side.go_to_part, side.safety.take_focus)),
        )
        for keys, act in (
            ("Alt+Down", partial(guide.step, 1)),
            ("Alt+Up", partial(guide.step, -1)),
            ("F6", partial(self._move_on, 1)),
            ("Shift+F6", partial(self._move_on, -1)),
            (EXCEPTION_KEYS, partial(side.go_to_part, side.safety.focus_exception)),
            (SAFETY_KEYS, partial(side.go_to_part, side.safety.add_event)),
        ):
            QShortcut(QKeySequence(keys), screen, act)
        back = QShortcut(QKeySequence("Escape"), screen)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(writing.go_on)

    def _move_on(self, by: int) -> None:
        """Prompt, writing, emotions, needs, safety, and round; from wherever one is.

        From what stands around the page, first back to it.
        """
        writing, now = self._writing, self._screen.focusWidget()
        if now and writing.isAncestorOf(now) and now is not writing.editor:
            writing.go_on()
            return
        at = next(
            (n for n, (place, _go) in enumerate(self._round) if now and place.isAncestorOf(now)),
            1 - by,
        )
        self._round[(at + by) % len(self._round)][1]()
