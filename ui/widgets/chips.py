"""Chips: words one ticks. Tab enters a group once, the arrows move within, Space ticks.

Where one choice is made, the first letter of a chip makes it; where several are, it goes there.
"""

from collections.abc import Iterable, Sequence
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QStyleOptionButton, QWidget

from ui.theme import text_font
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowLayout

_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_SIDES = 28
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ONE_GO_S = 1.0
"""Letters that follow one another so soon are of one word."""
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class Chip(Button):
    """A checkable pill; weight and border say it is ticked, not the colour alone."""

    def __init__(self, text: str, icon: str = "", *, code: str = "") -> None:
        super().__init__(text, icon)
        self.code = code
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Wide enough for the ticked weight, so that ticking moves nothing."""
        strong: QFont = text_font(strong=True)
        words = QFontMetrics(strong).horizontalAdvance(self.text())
        mark = 0 if self.icon().isNull() else self.iconSize().width() + 4
        return QSize(words + mark + _SIDES, 30)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """A word longer than the room there is ends in « … »."""
        super().initStyleOption(option)
        room = self.width() - _SIDES - (0 if self.icon().isNull() else self.iconSize().width() + 4)
        words = option.fontMetrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        option.text = words

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 60), 30)


class ChipGroup(QWidget):
    """Chips of one question.

    `multiple=False`: at most one; `required`: that one cannot be unticked.
    """

    changed = Signal(list)
    """The ticked codes, in the order of the entries, after an action of the user."""

    # On the class too: events reach a group that Python is already taking apart.
    _chips: list[Chip] = []  # noqa: RUF012

    def __init__(
        self,
        name: str,
        entries: Iterable[tuple[str, str]] = (),
        *,
        multiple: bool = True,
        required: bool = False,
        columns: int = 0,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._multiple = multiple
        self._required = required
        self._chips = []
        self._reached = 0
        self._typed, self._typed_at = "", 0.0
        self._flow = FlowLayout(self, gap=6 if columns else 8, columns=columns)
        self.set_entries(entries)

    def set_entries(self, entries: Iterable[tuple[str, str]]) -> None:
        """Replaces the chips by (code, label); what was ticked and is still there stays ticked."""
        wanted = list(entries)
        if wanted == [(chip.code, chip.text()) for chip in self._chips]:
            return
        kept = self.selected()
        before = self._before_in_tab_order()
        self._clear()
        for code, label in wanted:
            self._add(code, label)
        self.set_selected(kept)
        self._let_tab_reach(0)
        if before is not None:
            self.come_after(before)

    def selected(self) -> list[str]:
        return [chip.code for chip in self._chips if chip.isChecked()]

    def set_selected(self, codes: Iterable[str]) -> None:
        """Ticks without emitting `changed`; unknown codes are left aside."""
        wanted = set(codes)
        for chip in self._chips:
            chip.setChecked(chip.code in wanted)

    def come_after(self, before: QWidget) -> QWidget:
        """Else chips made once the window stands come after everything else in it.

        Returns the last one, or `before` where there is none.
        """
        for chip in self._chips:
            QWidget.setTabOrder(before, chip)
            before = chip
        return before

    def chip(self, code: str) -> Chip | None:
        return next((chip for chip in self._chips if chip.code == code), None)

    def chips(self) -> Sequence[Chip]:
        return tuple(self._chips)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """To the chip that Tab reaches. A focus proxy would move the group in the tab order."""
        super().focusInEvent(event)
        if self._chips:
            self._chips[self._reached].setFocus(event.reason())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, Chip) and watched in self._chips:
            at = self._chips.index(watched)
            if event.type() == QEvent.Type.FocusIn:
                self._let_tab_reach(at)
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._move(at, event)
        return super().eventFilter(watched, event)

    def _add(self, code: str, label: str) -> None:
        chip = Chip(label, code=code)
        chip.installEventFilter(self)
        chip.clicked.connect(self._chip_clicked)
        self._chips.append(chip)
        self._flow.addWidget(chip)

    def _clear(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()  # a layout shows later what it was given: then as a window of its own
            chip.setParent(None)
            chip.deleteLater()
        self._chips = []

    def _chip_clicked(self) -> None:
        chip = self.sender()
        if not self._multiple and isinstance(chip, Chip):
            if self._required and not chip.isChecked():
                chip.setChecked(True)
            for other in self._chips:
                if other is not chip:
                    other.setChecked(False)
        self.changed.emit(self.selected())

    def _move(self, at: int, event: QKeyEvent) -> bool:
        """Arrows, Home, End, and the first letter of a chip."""
        if not self._multiple and self._choose_by_letter(at, event):
            return True
        target: int | None = None
        if event.key() in _FORWARD:
            target = (at + 1) % len(self._chips)
        elif event.key() in _BACK:
            target = (at - 1) % len(self._chips)
        elif event.key() == Qt.Key.Key_Home:
            target = 0
        elif event.key() == Qt.Key.Key_End:
            target = len(self._chips) - 1
        elif event.text().isalpha() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            target = self._starting_with(event.text(), after=at)
        if target is None:
            return False
        self._chips[target].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _choose_by_letter(self, at: int, event: QKeyEvent) -> bool:
        """The chip one is on first; the same letter again, the next one; or a word as it is typed.

        So « mme », typed without looking, is « Mme », though its second letter goes to « M. ».
        """
        target = self._of_word(event)
        if target is None:
            if not event.text().isalpha() or event.modifiers() & ~_SHIFT:
                return False
            fresh = not self._chips[at].isChecked()
            target = self._starting_with(event.text(), after=at - 1 if fresh else at)
        if target is not None:
            self._chips[target].setFocus(Qt.FocusReason.TabFocusReason)
            if not self._chips[target].isChecked():
                self._chips[target].click()
        return target is not None

    def _of_word(self, event: QKeyEvent) -> int | None:
        """The chip that begins with all that was typed in one go, if that is a word by now."""
        now = monotonic()
        typed = event.text().casefold()
        if not typed.isprintable() or not typed or event.modifiers() & ~_SHIFT:
            self._typed = ""
            return None
        self._typed = typed if now - self._typed_at > _ONE_GO_S else self._typed + typed
        self._typed_at = now
        if len(set(self._typed)) < 2:
            return None
        starts = (
            n for n, c in enumerate(self._chips) if c.text().casefold().startswith(self._typed)
        )
        return next(starts, None)

    def _starting_with(self, letter: str, *, after: int) -> int | None:
        count = len(self._chips)
        for step in range(1, count + 1):
            at = (after + step) % count
            if self._chips[at].text().casefold().startswith(letter.casefold()):
                return at
        return None

    def _before_in_tab_order(self) -> QWidget | None:
        widget = self.previousInFocusChain()
        while widget is not None and widget is not self:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget not in self._chips:
                return widget
            widget = widget.previousInFocusChain()
        return None

    def _let_tab_reach(self, at: int) -> None:
        for index, chip in enumerate(self._chips):
            policy = Qt.FocusPolicy.StrongFocus if index == at else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(policy)
        self._reached = at
