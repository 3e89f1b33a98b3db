"""What stands behind a figure, and what was left out of it with the reason."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from referent_desk.activity import Activity, Behind, Explained
from referent_desk.errors import DeskError
from referent_desk.figures import counted
from ui.activity.figure_tables import Asked
from ui.activity.words import behind_row, left_out_row, refusal
from ui.latest import Latest
from ui.widgets import EmptyState, FilterList, Text, announce

_HINT = "Choisissez un chiffre\u00a0: ce qu’il compte s’ouvre ici, chaque ligne mène à sa fiche."
_NOBODY = "Rien derrière ce chiffre."


class BehindPanel(QWidget):
    opened = Signal(object)
    """A Behind, to be opened."""

    def __init__(self, activity: Activity) -> None:
        super().__init__()
        self.setObjectName("behind_panel")
        self.setAccessibleName("Derrière le chiffre")
        self._activity = activity
        self._latest = Latest(self, "Recherche de ce que compte ce chiffre…")
        self._asked: Asked | None = None
        self._behind: tuple[Behind, ...] = ()
        self._left: tuple[Behind, ...] = ()
        self._title = Text("", "heading")
        self._title.setObjectName("behind_title")
        self._how_many = Text("", "secondary")
        self._how_many.setObjectName("behind_total")
        self._list = FilterList("Ce que le chiffre compte")
        self._list.setObjectName("behind_list")
        self._out_title = Text("", "heading")
        self._out = FilterList("Laissés de côté, et pourquoi")
        self._out.setObjectName("behind_left_out")
        self._state = EmptyState("list-filter", _HINT)
        self._stack = QStackedWidget()
        self._lay_out()
        self._list.rowActivated.connect(self._open_counted)
        self._out.rowActivated.connect(self._open_left_out)

    @property
    def asked(self) -> Asked | None:
        return self._asked

    def come_after(self, before: QWidget) -> None:
        """In the order of Tab."""
        self.setTabOrder(before, self._list)
        self.setTabOrder(self._list, self._out)

    def show_hint(self) -> None:
        self._asked = None
        self._latest.drop()
        self._state.set_sentence(_HINT)
        self._stack.setCurrentIndex(0)

    def explain(self, asked: Asked) -> None:
        """Looked for beside the window."""
        self._asked = asked
        about = (asked.population, asked.indicator, asked.answer, asked.period)
        work = partial(self._activity.explain, *about)
        self._latest.ask(work, partial(self._show, asked), self._fail)

    def again(self) -> None:
        """Something may have changed."""
        if self._asked is not None:
            self.explain(self._asked)

    def _open_counted(self, key: str) -> None:
        self.opened.emit(self._behind[int(key)])

    def _open_left_out(self, key: str) -> None:
        self.opened.emit(self._left[int(key)])

    def _fail(self, fault: DeskError) -> None:
        self._state.set_sentence(refusal(fault))
        self._stack.setCurrentIndex(0)

    def _show(self, asked: Asked, explained: Explained) -> None:
        self._behind = explained.counted
        self._left = tuple(left.record for left in explained.left_out)
        self._title.setText(asked.title)
        told = counted(len(self._behind), "ligne comptée", "lignes comptées")
        about = f"{asked.table}. " if asked.table else ""
        self._how_many.setText(about + (f"{told}." if self._behind else _NOBODY))
        self._list.set_rows([behind_row(r, str(at)) for at, r in enumerate(self._behind)])
        self._list.setVisible(bool(self._behind))
        out = explained.left_out
        self._out_title.setText(f"Laissés de côté\u00a0: {len(out)}")
        self._out.set_rows([left_out_row(left, str(at)) for at, left in enumerate(out)])
        for part in (self._out_title, self._out):
            part.setVisible(bool(out))
        self._stack.setCurrentIndex(1)
        announce(self, f"{asked.title}\u00a0: {about}{told}")

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part, stretch in _parts(self._title, self._how_many, self._list, self._out_title):
            column.addWidget(part, stretch)
        column.addWidget(self._out, 2)
        column.addStretch(0)
        self._stack.addWidget(self._state)
        self._stack.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)


def _parts(*widgets: QWidget) -> Sequence[tuple[QWidget, int]]:
    return [(widget, 3 if isinstance(widget, FilterList) else 0) for widget in widgets]
