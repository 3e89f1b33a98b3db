"""The letter a relative carries: what it says at the left, the page as it prints at the right."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.documents import IssuedDocument, Preview, TemplateError
from referent_desk.errors import DeskError
from referent_desk.followup import Referral
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.office import Office
from ui import messages, national_number, operations
from ui.documents.letter_form import NeedsLine, choices
from ui.documents.live_preview import LivePreview
from ui.documents.outgoing import Outgoing
from ui.drafting import AutoDraft
from ui.widgets import (
    Banner,
    LinkButton,
    PageTitle,
    PlainTextEdit,
    PrimaryButton,
    SecondaryButton,
    Text,
)

_UNDRAWN = "······"
"""Where the reference will stand: it is drawn when the letter leaves."""


class LetterScreen(QWidget):
    """A draft until it leaves; then the very bytes that left, which can leave again."""

    issued = Signal(str)
    """The document's id, once its print or save dialog is done."""
    closeRequested = Signal()

    def __init__(
        self,
        office: Office,
        family_id: str,
        referral_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("letter_screen")
        self._office = office
        self._file = office.families.open_file(family_id)
        self._referral = office.followup.referral(referral_id) if referral_id else None
        self._document: IssuedDocument | None = None
        self._template = ""
        self._make_parts()
        self._draft = AutoDraft(
            office.vault.drafts,
            "letter",
            f"{family_id}:{referral_id}",
            self._collect,
            self,
            label=self._draft_label,
        )
        self._lay_out()
        self._connect()
        self._start()

    def refresh(self) -> None:
        """The page again, with today's settings."""
        self.preview.ask()

    def flush_draft(self) -> None:
        self._draft.flush()

    def text(self) -> str:
        return self._text.text()

    def _make_parts(self) -> None:
        referral = self._referral
        noted = referral.needs if referral else self._office.meetings.needs_noted(self._family_id)
        self._title = PageTitle("Lettre", f"Famille {self._file.family.name} · brouillon")
        self._save = SecondaryButton("Enregistrer le PDF", "download")
        self._save.setObjectName("save_pdf")
        self._hand_over = SecondaryButton("Remise en main propre", "hand-heart")
        self._hand_over.setObjectName("hand_over")
        self._hand_over.setToolTip("Imprimée autrement, ou déjà\u00a0: noter qu’elle est remise")
        self._print = PrimaryButton("Imprimer et remettre", "printer")
        self._print.setObjectName("print_letter")
        self._banner = Banner("", "danger")
        self._banner.setObjectName("letter_problem")
        self._banner.hide()
        self._card = choices(self._office, self._file, referral)
        self._text = PlainTextEdit("Texte de la lettre", lines=6)
        self._text.setObjectName("letter_text")
        self._again = LinkButton("Reprendre le modèle", "rotate-ccw")
        self._again.setObjectName("restore_template")
        self._needs = NeedsLine(self._office, noted)
        self.preview = LivePreview(self._office, self._wanted)
        self._outgoing = Outgoing(self._office, self)

    @property
    def _family_id(self) -> str:
        return self._file.family.id

    def _lay_out(self) -> None:
        self._title.add_action(self._hand_over)
        self._title.add_action(self._save)
        self._title.add_action(self._print)
        heading = QHBoxLayout()
        heading.addWidget(Text("Texte", "heading"), 1)
        heading.addWidget(self._again)
        self._writing = QWidget()
        words = QVBoxLayout(self._writing)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(8)
        words.addLayout(heading)
        words.addWidget(self._text, 1)
        words.addWidget(self._needs)
        self._left = QVBoxLayout()
        self._left.setSpacing(12)
        self._left.addWidget(self._card)
        self._left.addWidget(self._writing, 1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(self._left, 1)
        both.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        for part in (self._title, self._banner):
            column.addWidget(part)
        column.addLayout(both, 1)

    def _connect(self) -> None:
        self._card.changed.connect(self._choice_changed)
        self._needs.changed.connect(self._choice_changed)
        self._text.textChanged.connect(self._text_changed)
        self._again.clicked.connect(self._restore_template)
        self._save.clicked.connect(lambda: self._leave(self._outgoing.save))
        self._print.clicked.connect(lambda: self._leave(self._outgoing.print))
        self._hand_over.clicked.connect(self._ask_to_hand_over)
        self.preview.drawn.connect(self._drawn)
        self.preview.stopped.connect(self._tell)

    def _start(self) -> None:
        if self._referral:
            self._card.set_choice(self._referral)
            before = self._office.documents.issued(self._family_id)
            document = next((d for d in before if d.referral_id == self._referral.id), None)
            if document:
                self._freeze(document)
                return
        self._name_screen()
        self._compose()
        if draft := self._draft.restore():
            self._take_draft(draft)
        if not self._file.people:
            self._tell("Ajoutez d’abord au dossier le proche qui portera la lettre.")
            self._allow(leaving=False)
        elif self._card.resource is None:
            self._title.set_subtitle("Choisissez d’abord à qui la lettre s’adresse.")
            self._allow(leaving=False)
        self.preview.ask()

    def _wanted(self) -> tuple[Referral, str] | None:
        referral = self._current()
        return (referral, self.text()) if referral else None

    def _current(self) -> Referral | None:
        """The referral as the form has it; None while nobody can carry it."""
        resource, person = self._card.resource, self._card.person
        if resource is None or person is None:
            return None
        base = self._referral or Referral(self._family_id, resource.id, person.id, code=_UNDRAWN)
        return replace(
            base,
            resource_id=resource.id,
            person_id=person.id,
            needs=self._needs.selected(),
            diagnosis_named=self._card.diagnosis_named,
        )

    def _choice_changed(self) -> None:
        self._name_screen()
        self._compose()
        self._draft.touch()
        self.preview.ask()

    def _text_changed(self) -> None:
        self._again.setEnabled(self.text() != self._template)
        self._draft.touch()
        self.preview.ask()

    def _compose(self) -> None:
        """The template follows the choices until the user has written of their own."""
        referral = self._current()
        if referral is None:
            return
        untouched = self.text() in {"", self._template}
        try:
            self._template = self._office.documents.compose(referral).strip()
        except TemplateError as error:
            messages.error(self, error)
            return
        if untouched:
            with QSignalBlocker(self._text):
                self._text.set_text(self._template)
        self._again.setEnabled(self.text() != self._template)

    def _restore_template(self) -> None:
        self._text.set_text(self._template)

    def _drawn(self, preview: Preview) -> None:
        self._card.say((obstacle.reason for obstacle in preview.obstacles), preview.cautions)
        self._allow(leaving=bool(preview.pdf))

    def _allow(self, *, leaving: bool) -> None:
        self._save.setEnabled(leaving)
        self._print.setEnabled(leaving)
        self._hand_over.setEnabled(leaving)

    def _tell(self, problem: str) -> None:
        if problem:
            self._banner.show_text(problem, "danger")
        else:
            self._banner.hide()

    def _name_screen(self) -> None:
        resource = self._card.resource
        self._title.set_title(f"Lettre à {resource.name}" if resource else "Lettre")
        self._title.set_subtitle(f"Famille {self._file.family.name} · brouillon")

    def _collect(self) -> Mapping[str, Any]:
        referral = self._current()
        return {
            "resource_id": referral.resource_id if referral else "",
            "person_id": referral.person_id if referral else "",
            "diagnosis_named": self._card.diagnosis_named,
            "needs": list(self._needs.selected()),
            "text": self.text() if self.text() != self._template else "",
        }

    def _draft_label(self) -> str:
        return f"Lettre, famille {self._file.family.name}"

    def _take_draft(self, draft: Mapping[str, Any]) -> None:
        self._card.set_choice(
            Referral(
                self._family_id,
                str(draft["resource_id"]),
                str(draft["person_id"]),
                diagnosis_named=bool(draft["diagnosis_named"]),
            )
        )
        self._needs.set_selected(draft["needs"])
        self._name_screen()
        self._compose()
        if draft["text"]:
            self._text.set_text(str(draft["text"]))

    def _ask_to_hand_over(self) -> None:
        """A draft that is issued cannot change any more, and no dialog comes to stop it here."""
        if self._document:
            self._leave(self._outgoing.hand_over)
            return
        messages.question(
            self,
            "Noter cette lettre comme remise\u202f?",
            "Elle est gardée telle quelle et son texte ne change plus."
            " Rien n’est imprimé d’ici\u202f; vous pourrez encore le faire.",
            yes="Noter la remise",
            on_yes=lambda: self._leave(self._outgoing.hand_over),
        )

    def _leave(self, way: "Outgoing.Way", *, national_number_confirmed: bool = False) -> None:
        if self._document:
            self._let_go(way, self._document)
            return
        try:
            referral = self._keep()
        except DeskError as error:
            messages.error(self, error)
            return
        text = self.text()

        def done(document: IssuedDocument) -> None:
            self._draft.discard()
            self._freeze(document)
            self._let_go(way, document)

        def failed(error: DeskError) -> None:
            if not isinstance(error, NationalNumberSuspected):
                messages.error(self, error)
                return
            national_number.ask(
                self,
                error,
                record=lambda: self._leave(way, national_number_confirmed=True),
                go_back=lambda _fault: self._text.setFocus(),
            )

        operations.run(
            lambda _progress: self._office.documents.issue(
                referral, text, national_number_confirmed=national_number_confirmed
            ),
            on_done=done,
            on_error=failed,
            parent=self,
            label="Enregistrement de la lettre dans le coffre",
        )

    def _let_go(self, way: "Outgoing.Way", document: IssuedDocument) -> None:
        way(document, self._has_left)

    def _has_left(self, document_id: str) -> None:
        self._show_hand_over()
        self.issued.emit(document_id)

    def _keep(self) -> Referral:
        """The referral recorded as the form has it."""
        referral = self._current() or Referral(self._family_id, "", "")
        if referral.id:
            self._office.followup.revise(referral)
        else:
            referral = self._office.followup.propose(referral)
        self._referral = referral
        return referral

    def _freeze(self, document: IssuedDocument) -> None:
        """Issued: nothing changes any more, the page is the one that left."""
        self._document = document
        self.preview.hold()
        self.preview.show_pdf(self._office.documents.content(document.id))
        self._title.set_title(f"Lettre à {document.recipient}")
        self._print.setText("Imprimer")
        self._card.setEnabled(False)
        self._writing.hide()
        self._left.setAlignment(self._card, Qt.AlignmentFlag.AlignTop)
        self._allow(leaving=True)
        self._show_hand_over()

    def _show_hand_over(self) -> None:
        """Said once, it is in the subtitle."""
        document = self._document
        if document is None:
            return
        handed = self._office.documents.handed_over(document.id)
        day = document.issued_at.strftime("%d/%m/%Y")
        parts = (f"Famille {self._file.family.name}", f"émise le {day}")
        told = (*parts, "remise en main propre") if handed else parts
        self._title.set_subtitle(" · ".join(told))
        self._hand_over.setVisible(not handed)
