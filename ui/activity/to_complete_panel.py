"""« À compléter »: what misses something to be counted, each line opening its form."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from referent_desk.activity import Activity, LeftOut, Period, of_period
from referent_desk.errors import DeskError
from ui.activity.words import left_out_row, refusal
from ui.latest import Latest
from ui.widgets import EmptyState, FilterList, Text

_LOOKING = "Recherche de ce qui manque…"
_NOTHING = "Rien à compléter\u00a0: tout ce qui est noté dans cette période est compté."


class ToCompletePanel(QWidget):
    opened = Signal(object)
    """A Behind, to be opened."""
    found = Signal(int)
    """How many there are."""

    def __init__(self, activity: Activity) -> None:
        super().__init__()
        self.setObjectName("to_complete_panel")
        self._activity = activity
        self._latest = Latest(self, _LOOKING)
        self._period: Period | None = None
        self._left: tuple[LeftOut, ...] = ()
        self._intro = Text("", "secondary")
        self._list = FilterList("À compléter")
        self._list.setObjectName("to_complete_list")
        self._state = EmptyState("circle-check", _LOOKING)
        self._stack = QStackedWidget()
        for part in (self._state, self._list):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._intro)
        column.addWidget(self._stack, 1)
        self._list.rowActivated.connect(self._open)

    @property
    def count(self) -> int:
        return len(self._left)

    def show_period(self, period: Period, *, again: bool = False) -> None:
        """Looked for beside the window; once, unless something may have changed."""
        if period == self._period and not again:
            return
        if period != self._period:
            self._state.set_sentence(_LOOKING)
            self._stack.setCurrentWidget(self._state)
        self._period = period
        work = partial(self._activity.to_complete, period)
        self._latest.ask(work, partial(self._show, period), self._fail)

    def _fail(self, fault: DeskError) -> None:
        self._state.set_sentence(refusal(fault))
        self._stack.setCurrentWidget(self._state)

    def _open(self, key: str) -> None:
        self.opened.emit(self._left[int(key)].record)

    def _show(self, period: Period, left: tuple[LeftOut, ...]) -> None:
        self._left = left
        self._intro.setText(
            f"Avant d’émettre le rapport {of_period(period)}. Entrée ouvre la fiche\u00a0; une"
            " ligne complétée disparaît d’ici."
        )
        self._intro.setVisible(bool(left))
        self._list.set_rows([left_out_row(one, str(at)) for at, one in enumerate(left)])
        self._state.set_sentence(_NOTHING)
        self._stack.setCurrentWidget(self._list if left else self._state)
        self.found.emit(len(left))
