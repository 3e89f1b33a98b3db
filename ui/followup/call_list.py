"""Whom to call: nothing was heard of their referral for some time."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from referent_desk.office import Office
from referent_desk.settings import declared
from ui.followup.words import call_row
from ui.veiled import veiled_row
from ui.widgets import FilterList, LinkButton, Text


class CallList(QWidget):
    """The longest silence first; choosing one opens its referral."""

    chosen = Signal(str)
    lettersRequested = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._title = Text("À rappeler", "heading")
        self._why = Text("", "secondary")
        self._list = FilterList("À rappeler")
        self._list.setObjectName("call_list")
        self._list.rowActivated.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addWidget(self._list, 1)
        self._write = LinkButton("Écrire à tous…", "mail")
        self._write.setObjectName("write_to_silent")
        self._write.clicked.connect(self.lettersRequested)
        column.addWidget(self._write)

    def refresh(self) -> None:
        """Raises DeskError."""
        days = self._office.settings.get(declared.REFERRAL_SILENT_DAYS)
        silent = self._office.overview.call_list()
        words = partial(call_row, today=self._office.clock().date())
        self._list.set_rows([veiled_row(words, line, line.family_id) for line in silent])
        self._list.setVisible(bool(silent))
        self._write.setVisible(bool(silent))
        self._title.setText(f"À rappeler ({len(silent)})" if silent else "À rappeler")
        self._why.setText(
            f"Sans nouvelles depuis {days} jours ou plus, ou rappel prévu."
            if silent
            else f"Personne\u00a0: chaque orientation a bougé depuis moins de {days} jours."
        )
