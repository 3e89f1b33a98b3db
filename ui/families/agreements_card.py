"""The relatives' own agreements to relay, in their file."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referent_desk.errors import DeskError
from referent_desk.families import FamilyFile
from referent_desk.meetings import Agreement, AgreementForm
from referent_desk.office import Office
from ui import messages
from ui.widgets import Card, LinkButton, Text
from ui.widgets.typed_dates import show_date

_FORMS = {AgreementForm.ORAL: "oral", AgreementForm.WRITTEN: "écrit"}


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
        person = file.person(agreement.person_id)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(f"{agreement.what} → {agreement.to_whom}"))
        words.addWidget(Text(_origin(person.short if person else "?", agreement), "secondary"))
        line = QHBoxLayout()
        line.addLayout(words, 1)
        if agreement.withdrawn_on is None:
            withdraw = LinkButton("Retirer")
            withdraw.setAccessibleName(f"Retirer l’accord\u00a0: {agreement.what}")
            withdraw.clicked.connect(partial(self._withdraw, file, agreement.id))
            line.addWidget(withdraw, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _withdraw(self, file: FamilyFile, agreement_id: str) -> None:
        try:
            self._office.agreements.withdraw(agreement_id)
        except DeskError as fault:
            messages.error(self, fault)
            return
        self.show_file(file)
        messages.notify(self, "Accord retiré")


def _origin(name: str, agreement: Agreement) -> str:
    given = f", le {show_date(agreement.given_on)}" if agreement.given_on else ""
    words = f"{name}, accord {_FORMS[agreement.form]}{given}"
    ended = agreement.withdrawn_on
    return f"{words} · retiré le {show_date(ended)}" if ended else words
