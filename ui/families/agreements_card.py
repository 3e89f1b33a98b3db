"""The relatives' own agreements to relay, in their file."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referent_desk.families import FamilyFile
from referent_desk.meetings import Agreement
from referent_desk.office import Office
from ui import messages
from ui.families.sharing.agreement_sheets import WithdrawalSheet
from ui.families.sharing.words import agreement_origin
from ui.widgets import Card, LinkButton, Text


class AgreementsCard(Card):
    """Who agrees, to what, for whom; a withdrawn one stays, with its day."""

    def __init__(self, office: Office) -> None:
        super().__init__("Accords pour relayer", icon="hand-heart")
        self.setObjectName("agreements")
        self._office = office

    def show_file(self, file: FamilyFile) -> None:
        """Hidden while there is none: they are noted during a meeting."""
        self.clear()
        agreements = self._office.agreements.of_family(file.family.id)
        self.setVisible(bool(agreements))
        for agreement in agreements:
            self.add_layout(self._line(file, agreement))

    def _line(self, file: FamilyFile, agreement: Agreement) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(f"{agreement.what} → {agreement.to_whom}"))
        words.addWidget(Text(agreement_origin(agreement, file), "secondary"))
        line = QHBoxLayout()
        line.addLayout(words, 1)
        if agreement.withdrawn_on is None:
            withdraw = LinkButton("Retirer")
            withdraw.setAccessibleName(f"Retirer l’accord\u00a0: {agreement.what}")
            withdraw.clicked.connect(partial(self._withdraw, file, agreement))
            line.addWidget(withdraw, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _withdraw(self, file: FamilyFile, agreement: Agreement) -> None:
        sheet = WithdrawalSheet(self._office, file, agreement, self)
        sheet.saved.connect(partial(self._withdrawn, file))
        sheet.open()

    def _withdrawn(self, file: FamilyFile, _agreement_id: str) -> None:
        self.show_file(file)
        messages.notify(self, "Accord retiré")
