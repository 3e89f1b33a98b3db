"""The tab « Accords et partages »: who agreed to what, what the patient said, what left."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.documents import render_listing
from referent_desk.errors import DeskError
from referent_desk.families import FamilyFile, Situation
from referent_desk.meetings import Agreement
from referent_desk.office import Office
from referent_desk.secrecy import Told
from ui import messages, operations
from ui.documents import leaving
from ui.families.form import ChoiceEdit
from ui.families.late_panel import FamilyPanel
from ui.families.sharing.agreement_sheets import (
    AgreementSheet,
    PatientAgreementSheet,
    WithdrawalSheet,
)
from ui.families.sharing.exception_sheet import ExceptionSheet
from ui.families.sharing.told_sheet import ToldSheet
from ui.families.sharing.transmission_sheet import TransmissionSheet
from ui.families.sharing.words import agreement_row, patient_words, register_listing, told_row
from ui.families.sheet import Sheet
from ui.theme.tokens import CONTROL_HEIGHT
from ui.widgets import (
    Card,
    Field,
    LinkButton,
    PrimaryButton,
    Row,
    Scrolling,
    SecondaryButton,
    Text,
)
from ui.widgets.typed_dates import show_date

_EVERYONE = ("", "Toute la famille")
_NOTHING = "Rien n’est encore parti à ce sujet."
_KEPT = "Ce qui est parti reste au registre, même quand un accord est retiré."
_TITLE = "Ce qui a été partagé"
_ABOUT_ME = "Ce qui a été partagé à mon sujet"


class SharingPanel(FamilyPanel):
    paperRequested = Signal(str, object)
    """The document to make of what was chosen: its DocumentKind, and the Sharing."""

    def __init__(self, office: Office, family_id: str) -> None:
        super().__init__()
        self.setObjectName("sharing_panel")
        self._office, self._family_id = office, family_id
        self._file: FamilyFile | None = None
        self._told: tuple[Told, ...] = ()
        self._share = PrimaryButton("Transmettre…", "arrow-right")
        self._share.setObjectName("share")
        self._share.clicked.connect(self.share)
        self._agreements = Card("Accords des proches", action="Noter un accord", icon="hand-heart")
        self._agreements.setObjectName("sharing_agreements")
        self._agreements.actionRequested.connect(self.add_agreement)
        self._patient = Card("Accord du patient", icon="user")
        self._patient.setObjectName("patient_agreement")
        self._register = Card("Registre des partages", icon="history")
        self._register.setObjectName("register")
        self._who = ChoiceEdit([_EVERYONE])
        self._who.setObjectName("register_person")
        self._who.currentIndexChanged.connect(self._show_register)
        self._print = SecondaryButton("Imprimer", "printer")
        self._print.setObjectName("register_print")
        self._print.clicked.connect(self.print)
        self._save = SecondaryButton("Enregistrer le PDF", "download")
        self._save.setObjectName("register_save")
        self._save.clicked.connect(self.save)
        self._lay_out()

    def refresh(self) -> None:
        try:
            self._file = self._office.families.open_file(self._family_id)
            self._show_agreements(self._file)
            self._show_patient(self._file)
            self._offer_people(self._file)
        except DeskError as fault:
            messages.error(self, fault)
            return
        writable = not self._office.vault.read_only
        self._share.setEnabled(writable)
        self._show_register()

    def share(self) -> None:
        if self._file:
            sheet = TransmissionSheet(self._office, self._file, self)
            sheet.paperRequested.connect(self.paperRequested)
            self._open(sheet)

    def add_agreement(self) -> None:
        if self._file and self._file.people:
            self._open(AgreementSheet(self._office, self._file, None, self))
        elif self._file:
            messages.info(self, "Personne encore", "Ajoutez d’abord le proche au dossier.")

    def withdraw(self, agreement_id: str) -> None:
        if self._file and (given := self._agreement(agreement_id)):
            self._open(WithdrawalSheet(self._office, self._file, given, self))

    def address(self, agreement_id: str) -> None:
        if self._file and (given := self._agreement(agreement_id)):
            self._open(AgreementSheet(self._office, self._file, given, self))

    def edit_patient(self, situation_id: str) -> None:
        situations = self._file.situations if self._file else ()
        found = next((s for s in situations if s.id == situation_id), None)
        if found:
            self._open(PatientAgreementSheet(self._office, found, self))

    def open_told(self, key: str) -> None:
        told = next((t for t in self._shown() if key in {t.id, f"document:{t.document_id}"}), None)
        if told and self._file:
            writable = not self._office.vault.read_only
            sheet = ToldSheet(told, self._file, self, writable=writable)
            sheet.completeRequested.connect(self.complete)
            sheet.open()

    def complete(self, disclosure_id: str) -> None:
        """A legal exception, after the call."""
        known = self._office.disclosures.of_family(self._family_id)
        if found := next((one for one in known if one.id == disclosure_id), None):
            self._open(ExceptionSheet(self._office, found, self))

    def reopen_draft(self, kind: str, record: str) -> bool:
        """Opens again the sheet of that draft; False when it is none of this tab."""
        opening = {
            "sharing": self.share,
            "agreement": partial(self.address, record) if record else self.add_agreement,
            "withdrawal": partial(self.withdraw, record),
            "patient_agreement": partial(self.edit_patient, record),
            "exception": partial(self.complete, record),
        }.get(kind)
        if opening is None:
            return False
        self.refresh()
        opening()
        return True

    def print(self) -> None:
        """What is shown, laid out beside the window."""
        left = partial(self._left, "printed", "Registre envoyé à l’imprimante")
        self._lay_out_register(
            lambda pdf, title: leaving.print_out(self.window(), pdf, title, left)
        )

    def save(self) -> None:
        """The name proposed says nothing of the family."""
        left = partial(self._left, "exported", "Registre enregistré hors du coffre")
        name = f"partages-{self._office.clock():%Y-%m-%d}.pdf"
        self._lay_out_register(lambda pdf, _title: leaving.save_as(self.window(), pdf, name, left))

    def _lay_out_register(self, leave: Callable[[bytes, str], object]) -> None:
        """`leave` takes the PDF and its title."""
        if self._file is None:
            return
        file, told, who = self._file, self._shown(), self._file.person(self._who.code())
        day = show_date(self._office.clock().date())
        title = _ABOUT_ME if who else _TITLE
        subject = (
            f"{who.addressed}, famille {file.family.name}"
            if who
            else (f"Famille {file.family.name}")
        )
        about = (subject, f"Édité le {day} par {self._office.vault.holder}. Confidentiel.")

        def laid_out(pdf: bytes) -> None:
            leave(pdf, title)

        operations.run(
            lambda _progress: render_listing(register_listing(told, file, about, title)),
            on_done=laid_out,
            parent=self,
            label="Mise en page du registre…",
        )

    def _left(self, how: str, told: str) -> None:
        try:
            self._office.register.note_left(self._family_id, how)
        except DeskError as fault:
            messages.error(self, fault)
        else:
            messages.notify(self, told)

    def _open(self, sheet: Sheet) -> None:
        sheet.saved.connect(self._saved)
        sheet.open()

    def _saved(self) -> None:
        self.refresh()
        messages.notify(self, "Enregistré")

    def _agreement(self, agreement_id: str) -> Agreement | None:
        given = self._office.agreements.of_family(self._family_id)
        return next((a for a in given if a.id == agreement_id), None)

    def _show_agreements(self, file: FamilyFile) -> None:
        card = self._agreements
        card.clear()
        given = self._office.agreements.of_family(self._family_id)
        for agreement in given:
            card.add_across(self._agreement_line(agreement, file))
        if not given:
            card.add(Text("Aucun accord noté.", "muted"))

    def _agreement_line(self, agreement: Agreement, file: FamilyFile) -> QWidget:
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        row = Row.of(agreement_row(agreement, file))
        row.activated.connect(self.address)
        row.setEnabled(agreement.withdrawn_on is None and not self._office.vault.read_only)
        line.addWidget(row, 1)
        if agreement.withdrawn_on is None and not self._office.vault.read_only:
            end = LinkButton("Retirer")
            end.setAccessibleName(f"Retirer l’accord\u00a0: {agreement.what}")
            end.clicked.connect(partial(self.withdraw, agreement.id))
            line.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)
        return whole

    def _show_patient(self, file: FamilyFile) -> None:
        self._patient.clear()
        for situation in file.situations:
            self._patient.add_layout(self._patient_line(situation, named=len(file.situations) > 1))
        if not file.situations:
            self._patient.add(Text("Aucune situation.", "muted"))

    def _patient_line(self, situation: Situation, *, named: bool) -> QHBoxLayout:
        said, after = patient_words(situation)
        who = f"{situation.patient or 'Patient'}, dès le {show_date(situation.opened_on)}\u00a0: "
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(f"{who}{said}" if named else said))
        if after:
            words.addWidget(Text(after, "secondary"))
        change = LinkButton("Modifier")
        change.setAccessibleName("Modifier l’accord du patient")
        change.setEnabled(not self._office.vault.read_only)
        change.clicked.connect(partial(self.edit_patient, situation.id))
        line = QHBoxLayout()
        line.addLayout(words, 1)
        line.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _offer_people(self, file: FamilyFile) -> None:
        kept = self._who.code()
        self._who.blockSignals(True)
        self._who.clear()
        for code, name in (_EVERYONE, *((p.id, p.short) for p in file.people)):
            self._who.addItem(name, code)
        self._who.setCurrentIndex(max(self._who.findData(kept), 0))
        self._who.blockSignals(False)

    def _shown(self) -> tuple[Told, ...]:
        who = self._who.code()
        if not who:
            return self._told
        noted = self._office.gate.file(self._family_id)
        return self._office.register.about(self._family_id, who, noted)

    def _show_register(self) -> None:
        if self._file is None:
            return
        self._told = self._office.register.of_family(self._family_id)
        shown = self._shown()
        self._register.clear()
        for told in shown:
            row = Row.of(told_row(told, self._file))
            row.activated.connect(self.open_told)
            self._register.add(row)
        if not shown:
            self._register.add(Text(_NOTHING, "muted"))
        for button in (self._print, self._save):
            button.setEnabled(bool(shown))

    def _lay_out(self) -> None:
        who = Field("Registre de", self._who)
        who.setFixedWidth(280)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(who)
        kept = Text(_KEPT, "muted")
        kept.setMinimumHeight(CONTROL_HEIGHT)
        head.addWidget(kept, 1, Qt.AlignmentFlag.AlignBottom)
        for button in (self._save, self._print, self._share):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(Scrolling.over(self._register), 6)
        both.addWidget(Scrolling.over(self._patient, self._agreements), 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(both, 1)
