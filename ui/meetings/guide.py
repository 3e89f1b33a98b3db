"""The thread of the meeting: its facets, which are checked as something is noted."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from referent_desk.vocabulary import Entry
from ui.help.memo import beside_memo
from ui.theme import set_icon
from ui.widgets import Button, Scrolling, Text


class FacetButton(Button):
    """Its icon says where it stands, and its accessible name says it too."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.label)
        self.code = entry.code
        self._state: tuple[bool, bool] | None = None
        self.setCheckable(True)
        self.setFlat(True)

    def show_state(self, *, current: bool, noted: bool) -> None:
        self.setChecked(current)
        if self._state == (current, noted):
            return
        self._state = (current, noted)
        if current:
            set_icon(self, "pen-line", "accent")
        elif noted:
            set_icon(self, "check", "accent")
        else:
            set_icon(self, "circle", "muted")
        said = "en cours" if current else "noté" if noted else "rien de noté"
        self.setAccessibleName(f"{self.text()}, {said}")


class Guide(QWidget):
    """A help to think, never an obligation: any facet at any time."""

    facetChanged = Signal(str)

    def __init__(self, facets: tuple[Entry, ...]) -> None:
        super().__init__()
        self.setObjectName("guide")
        self.setFixedWidth(232)
        self._noted: Collection[str] = ()
        self._buttons = [FacetButton(entry) for entry in facets]
        self._current = facets[0].code if facets else ""
        self._heard = Text("", "secondary")
        self._heard.setObjectName("heard")
        self._lay_out()
        self._show()

    @property
    def current(self) -> str:
        return self._current

    def go_to(self, code: str) -> None:
        """Unknown codes are left aside."""
        if code == self._current or code not in [button.code for button in self._buttons]:
            self._show()
            return
        self._current = code
        self._show()
        self.facetChanged.emit(code)

    def step(self, by: int) -> None:
        """To the next facet or the one before; stops at both ends."""
        codes = [button.code for button in self._buttons]
        at = codes.index(self._current) + by
        if 0 <= at < len(codes):
            self.go_to(codes[at])

    def set_noted(self, codes: Collection[str]) -> None:
        self._noted = codes
        self._show()

    def set_not_heard(self, names: list[str]) -> None:
        """Those present, and the siblings and children who are not."""
        self._heard.setText(f"À entendre encore\u00a0: {', '.join(names)}." if names else "")

    def take_focus(self) -> None:
        """To the prompt one is at."""
        for button in self._buttons:
            if button.code == self._current:
                button.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(beside_memo(Text("Fil de l’entretien", "heading")))
        column.addWidget(self._list(), 1)
        column.addWidget(self._heard)

    def _list(self) -> Scrolling:
        """Scrolls on a low screen."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for button in self._buttons:
            button.setToolTip("Alt+↓ et Alt+↑ passent d’un volet à l’autre")
            button.clicked.connect(self._clicked)
            column.addWidget(button)
        column.addStretch(1)
        return Scrolling(inside)

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, FacetButton):
            self.go_to(button.code)

    def _show(self) -> None:
        for button in self._buttons:
            current = button.code == self._current
            button.show_state(current=current, noted=button.code in self._noted)
