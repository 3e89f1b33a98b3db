"""What stands in the window while the last backup is written and the program waits to close."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from ui.unlock.page import Page
from ui.widgets import SecondaryButton, Text, announce


class FarewellPage(Page):
    leaveRequested = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Sauvegarde en cours…",
            "Le coffre est verrouillé. Le programme se ferme dès que la sauvegarde est écrite et"
            " relue. Ne retirez pas la clé.",
            "archive",
        )
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName("Sauvegarde en cours")
        self._step = Text("", "secondary")
        self.button = SecondaryButton("Quitter sans sauvegarder", "x")
        self.button.setObjectName("leave_without_backup")
        self.button.clicked.connect(self._leave)
        for part in (bar, self._step, self.button):
            self.add(part)

    def start(self) -> None:
        self.button.setEnabled(True)
        self.button.setFocus()
        announce(self, self.heading.text())

    def tell(self, text: str) -> None:
        self._step.setText(text)

    def _leave(self) -> None:
        """It stops between two chunks: not at once."""
        self.button.setEnabled(False)
        self._step.setText("Arrêt de la sauvegarde…")
        self.leaveRequested.emit()
