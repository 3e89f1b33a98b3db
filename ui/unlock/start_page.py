"""The very first screen: create, open, or try with fictive data."""

from PySide6.QtCore import Signal

from ui.unlock.page import Page
from ui.widgets import PrimaryButton, SecondaryButton, Text


class StartPage(Page):
    createRequested = Signal()
    openRequested = Signal()
    tryRequested = Signal()
    restoreRequested = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Referent Desk",
            "Le bureau du référent famille\u00a0: appels, entretiens, orientations et lettres, dans"
            " un coffre chiffré qui reste sur cet ordinateur.",
        )
        choices = (
            (PrimaryButton("Créer un coffre", "shield-check"), self.createRequested, "create"),
            (SecondaryButton("Ouvrir un coffre", "folder-open"), self.openRequested, "open"),
            (SecondaryButton("Essayer", "flask-conical"), self.tryRequested, "try"),
        )
        for button, signal, name in choices:
            button.setObjectName(f"start_{name}")
            button.clicked.connect(signal)
            self.add(button)
        self.add(
            Text(
                "«\u00a0Essayer\u00a0» ouvre un coffre rempli de familles inventées, dans un autre"
                " dossier, jamais mêlé au vôtre.",
                "secondary",
            )
        )
        restore = self.add_link("Restaurer une sauvegarde…", "archive-restore")
        restore.setObjectName("start_restore")
        restore.clicked.connect(self.restoreRequested)
