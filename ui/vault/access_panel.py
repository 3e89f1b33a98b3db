"""Who may open the vault: the list of ways in is the list of who has access."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from referent_desk.office import Office
from referent_desk.vault import WayIn
from ui.widgets import Card, Row
from ui.widgets.typed_dates import show_date

KINDS = {"passphrase": "Phrase de passe", "recovery": "Code de secours"}
ICONS = {"passphrase": "user", "recovery": "key-round"}


class AccessPanel(QWidget):
    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._ways = Card("Qui peut ouvrir ce coffre", icon="key-round")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 8, 16)
        column.setSpacing(16)
        column.addWidget(self._ways)
        column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        self._ways.clear()
        for way in self._office.vault.ways.all():
            self._ways.add(_row(way))


def _row(way: WayIn) -> Row:
    return Row(
        way.holder,
        f"{KINDS[way.kind]} · depuis le {show_date(way.created.date())}",
        icon=ICONS[way.kind],
        tag="vous" if way.mine else "",
        key=way.id,
    )
