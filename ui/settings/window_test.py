"""The printed page that shows where the window of the envelopes falls, and where to fold."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from referent_desk.documents import window_test_page
from referent_desk.office import Office
from ui import messages, operations
from ui.documents import leaving
from ui.widgets import LinkButton


class WindowTest(QWidget):
    """With the settings as they are now; it says nothing of anyone."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        button = LinkButton("Imprimer la page d’essai…", "printer")
        button.setObjectName("window_test")
        button.clicked.connect(self._draw)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(button)
        line.addStretch(1)

    def _draw(self) -> None:
        layout = self._office.documents.layout()
        operations.run(
            lambda _progress: window_test_page(layout),
            on_done=self._print,
            parent=self,
            label="Mise en page…",
        )

    def _print(self, pdf: bytes) -> None:
        told = "Page d’essai envoyée à l’imprimante"
        window = self.window()
        leaving.print_out(window, pdf, "Essai", lambda: messages.notify(window, told))
