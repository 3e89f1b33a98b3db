"""« Émettre »: what it freezes, said on the screen before it is done."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from ui.widgets import Card, IconLine, PrimaryButton, SecondaryButton, announce, named

_FROZEN = (
    "Ce qui se fige\u00a0: les chiffres du jour, ce qui est masqué, vos choix, le commentaire, et"
    " les quatre fichiers (PDF, CSV, ODS, XLSX), gardés dans le coffre."
)
_AFTER = (
    "Un rapport émis ne change plus et ne s’efface pas. Ce que vous corrigerez ensuite se verra"
    " comme une liste d’écarts, et pourra partir dans une version rectifiée."
)
_WAITS = "L’aperçu se met à jour\u00a0; «\u00a0Émettre\u00a0» attend qu’il montre ce qui partira."
_SEEN = "L’aperçu montre ce qui partira."


class IssueCard(Card):
    confirmed = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__("", icon="file-text")
        self.setObjectName("issue_card")
        self._yes: QPushButton | None = None
        self._pages: IconLine | None = None

    def ask(self, title: str, warnings: Iterable[str], *, seen: bool) -> None:
        """The deliberate answer is not the one that Enter gives. `seen`: see `let_issue`."""
        self.clear()
        self.set_title(title)
        for line in warnings:
            self.add(IconLine("triangle-alert", line, role="warning", look=""))
        for line in (_FROZEN, _AFTER):
            self.add(IconLine("lock", line))
        self._pages = IconLine("eye", _WAITS, look="")
        self.add(self._pages)
        yes = self._yes = named(PrimaryButton("Émettre"), "issue_confirm")
        yes.setEnabled(False)
        no = named(SecondaryButton("Pas encore"), "issue_refuse")
        yes.clicked.connect(self.confirmed)
        no.clicked.connect(self.refused)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(no)
        buttons.addWidget(yes)
        self.add_layout(buttons)
        self.let_issue(seen=seen)
        self.show()
        no.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{title} {_FROZEN}")

    def let_issue(self, *, seen: bool) -> None:
        """What cannot be taken back waits until the pages show what would leave."""
        if self._yes is None or self._pages is None or self._yes.isEnabled() == seen:
            return
        self._yes.setEnabled(seen)
        self._pages.set_text(_SEEN if seen else _WAITS)
        if self.isVisible():
            announce(self, _SEEN if seen else _WAITS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.refused.emit()
            return
        super().keyPressEvent(event)
