"""The rail at the left: the screens, and below them what is always at hand."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import set_icon
from ui.widgets import RailButton, Text
from ui.workspace.discreet_sign import DiscreetButton

WIDTH, FOLDED = 212, 62
_SCREENS = (
    ("home", "Accueil", "house", ""),
    ("families", "Familles", "users", ""),
    ("referrals", "Orientations", "signpost", ""),
    ("directory", "Annuaire", "book-user", ""),
    ("activity", "Activité", "chart-column", ""),
    ("lessons", "Mieux faire", "hand-heart", ""),
    ("search", "Chercher", "search", "Ctrl+K"),
)
_AT_HAND = (
    ("help", "Manuel", "circle-help", "F1"),
    ("lock", "Verrouiller", "lock", "Ctrl+L"),
    ("basket", "Corbeille", "trash-2", ""),
    ("vault", "Coffre", "shield-check", ""),
    ("settings", "Réglages", "settings", ""),
)
_NO_SCREEN = {"lock", "help", "search"}
_ENTRY_OF = {
    "preparation": "home",
    "family": "families",
    "meeting": "families",
    "letter": "referrals",
    "document": "families",
    "paper": "families",
    "batch": "families",
}


class Rail(QFrame):
    """`chosen` names an entry."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: list[tuple[str, RailButton]] = []
        self.setProperty("look", "rail")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 12)
        column.setSpacing(4)
        column.addWidget(self._brand())
        for entry in _SCREENS:
            column.addWidget(self._button(*entry))
        column.addStretch(1)
        discreet = DiscreetButton()
        self._buttons.append(("discreet", discreet))
        column.addWidget(discreet)
        for entry in _AT_HAND:
            column.addWidget(self._button(*entry))

    def show_place(self, screen: str, *, folded: bool) -> None:
        """Which entry stands for the screen in front; folded to its icons beside a form."""
        self.setFixedWidth(FOLDED if folded else WIDTH)
        self._name.setVisible(not folded)
        for name, button in self._buttons:
            button.set_folded(folded=folded)
            if button.autoExclusive():
                button.setChecked(name == _ENTRY_OF.get(screen, screen))

    def _button(self, name: str, text: str, icon: str, keys: str) -> RailButton:
        button = RailButton(text, icon, keys, checkable=name not in _NO_SCREEN)
        button.setObjectName(f"rail_{name}")
        button.clicked.connect(partial(self._choose, name))
        self._buttons.append((name, button))
        return button

    def _choose(self, name: str) -> None:
        self.chosen.emit(name)

    def _brand(self) -> QWidget:
        brand = QWidget()
        line = QHBoxLayout(brand)
        line.setContentsMargins(8, 0, 0, 8)
        mark = QLabel()
        set_icon(mark, "heart-handshake", "accent", 22)
        self._name = Text("Referent Desk", "heading", wrap=False)
        line.addWidget(mark)
        line.addWidget(self._name)
        line.addStretch(1)
        return brand
