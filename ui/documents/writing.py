"""Writing what will leave: the choices and the words at the left, the page at the right."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.documents import MAILED, IssuedDocument, Outline, Preview, TemplateError, Way
from referent_desk.errors import DeskError
from referent_desk.followup import Referral
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.office import Office
from ui import messages, national_number, operations
from ui.documents.envelope_sheet import offer_envelope
from ui.documents.live_preview import LivePreview
from ui.documents.outgoing import Outgoing
from ui.documents.ways import WAY_WORDS, way_back
from ui.drafting import AutoDraft
from ui.widgets import (
    Banner,
    LinkButton,
    PageTitle,
    PlainTextEdit,
    PrimaryButton,
    Scrolling,
    SecondaryButton,
    Text,
)
from ui.widgets.banner import BannerKind

About = Outline | Referral


class WritingScreen(QWidget):
    """A draft until it leaves; then the very bytes that left, which can leave again.

    Who derives it gives the card of choices and what they amount to, then calls `begin`.
    """

    issued = Signal(str)
    """The document's id, once its print or save dialog is done."""
    closeRequested = Signal()
    """Back to the file, or to the office's own sheets."""

    def __init__(self, office: Office, draft: tuple[str, str], name: str) -> None:
        super().__init__()
        self._office = office
        self._document: IssuedDocument | None = None
        self._template = ""
        self._warned: tuple[str, ...] = ()
        self._written_for = ""
        """For whom the référent's own words were typed."""
        self._typed_for: dict[int, str] = {}
        """The same of each text that was here, by its hash: an undo brings one back."""
        self._title = PageTitle(name, back=way_back(draft[1].partition(":")[0]))
        self._title.backRequested.connect(self.closeRequested)
        self._save = SecondaryButton("Enregistrer le PDF", "download")
        self._save.setObjectName("save_pdf")
        self._envelope = SecondaryButton("Enveloppe…", "mail")
        self._envelope.setObjectName("envelope")
        self._envelope.hide()
        self._hand_over = SecondaryButton("Remise en main propre", "hand-heart")
        self._hand_over.setObjectName("hand_over")
        self._print = PrimaryButton("Imprimer", "printer")
        self._print.setObjectName("print_letter")
        self._banner = Banner("", "danger")
        self._banner.setObjectName("letter_problem")
        self._banner.hide()
        self._text = PlainTextEdit("Texte du document", lines=6)
        self._text.setObjectName("letter_text")
        self._again = LinkButton("Reprendre le modèle", "rotate-ccw")
        self._again.setObjectName("restore_template")
        self.preview = LivePreview(office, self._wanted)
        self._outgoing = Outgoing(office, self)
        kind, subject = draft
        self._draft = AutoDraft(
            office.vault.drafts, kind, subject, self.collect, self, label=self.draft_label
        )

    # What the deriving screen says.

    def about(self) -> About | None:
        """What the choices amount to; None while one is missing."""
        raise NotImplementedError

    def recorded(self) -> About:
        """The same, once what it stands on is recorded. Raises DeskError."""
        raise NotImplementedError

    def way(self) -> Way:
        raise NotImplementedError

    def names(self) -> tuple[str, str]:
        """The title and what stands under it while it is a draft."""
        raise NotImplementedError

    def draft_label(self) -> str:
        raise NotImplementedError

    def choices(self) -> Mapping[str, Any]:
        """For the draft."""
        raise NotImplementedError

    def take_choices(self, draft: Mapping[str, Any]) -> None:
        raise NotImplementedError

    def say(self, preview: Preview) -> None:
        """What the gate and the way say, beside the choices."""
        raise NotImplementedError

    # What every screen does.

    def refresh(self) -> None:
        """The page again, with today's settings."""
        self.preview.ask()

    def flush_draft(self) -> None:
        self._draft.flush()

    def text(self) -> str:
        return self._text.text()

    def begin(self, card: QWidget, below: QWidget | None = None) -> None:
        """Lays out around the card, takes up the draft and draws the page."""
        self._lay_out(card, below)
        self._connect()
        self._name_screen()
        self.compose()
        if draft := self._draft.restore():
            self.take_choices(draft)
            self._name_screen()
            self.compose()
            if draft["text"]:
                self._text.set_text(str(draft["text"]))
            self._written_for = str(draft.get("written_for", ""))
        self.allow(leaving=False)
        self.preview.ask()

    def begin_issued(self, card: QWidget, document: IssuedDocument) -> None:
        """What was issued before, with no draft of it any more."""
        self._lay_out(card, None)
        self._connect()
        self._freeze(document)

    def choice_changed(self) -> None:
        """Stored at once: the gate reads for whom each draft is.

        Nothing leaves until its page and what speaks against it are seen.
        """
        self._name_screen()
        self.compose()
        self._draft.touch()
        self._draft.flush()
        self.allow(leaving=False)
        if self.about() is None:
            self.preview.show_pdf(b"")
        self.preview.ask()

    def compose(self) -> None:
        """The template follows the choices until the user has written of their own."""
        about = self.about()
        if about is None:
            return
        untouched = self.text() in {"", self._template}
        try:
            self._template = self._office.documents.compose(about).strip()
        except TemplateError as error:
            messages.error(self, error)
            return
        except DeskError as error:
            self.tell(f"{error.what} {error.next_step}")
            return
        if untouched:
            with QSignalBlocker(self._text):
                self._text.set_text(self._template)
        self._again.setEnabled(self.text() != self._template)

    def allow(self, *, leaving: bool) -> None:
        for button in (self._save, self._print, self._hand_over):
            button.setEnabled(leaving)

    def tell(self, problem: str, kind: BannerKind = "danger") -> None:
        if problem:
            self._banner.show_text(problem, kind)
        else:
            self._banner.hide()

    def collect(self) -> Mapping[str, Any]:
        text = self.text() if self.text() != self._template else ""
        return {**self.choices(), "text": text, "written_for": self._written_for}

    def _lay_out(self, card: QWidget, below: QWidget | None) -> None:
        for action in (self._hand_over, self._envelope, self._save, self._print):
            self._title.add_action(action)
        heading = QHBoxLayout()
        heading.addWidget(Text("Texte", "heading"), 1)
        heading.addWidget(self._again)
        self._writing = QWidget()
        words = QVBoxLayout(self._writing)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(8)
        words.addLayout(heading)
        words.addWidget(self._text, 1)
        if below is not None:
            words.addWidget(below)
        self._card = card
        inside = QWidget()
        self._left = QVBoxLayout(inside)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(12)
        self._left.addWidget(card)
        self._left.addWidget(self._writing, 1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(Scrolling(inside), 1)
        both.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        for part in (self._title, self._banner):
            column.addWidget(part)
        column.addLayout(both, 1)

    def _connect(self) -> None:
        self._text.textChanged.connect(self._text_changed)
        self._again.clicked.connect(lambda: self._text.set_text(self._template))
        self._save.clicked.connect(lambda: self._leave(self._outgoing.save, self._warned))
        self._print.clicked.connect(lambda: self._leave(self._outgoing.print, self._warned))
        self._hand_over.clicked.connect(self._ask_to_hand_over)
        self._envelope.clicked.connect(self._offer_envelope)
        self.preview.drawn.connect(self._drawn)
        self.preview.stopped.connect(self._stopped)

    def _wanted(self) -> tuple[About, str] | None:
        about = self.about()
        return (about, self.text()) if about else None

    def _text_changed(self) -> None:
        text = self.text()
        who = self._typed_for.setdefault(hash(text), self._reader())
        self._written_for = who if text != self._template else ""
        self._again.setEnabled(self.text() != self._template)
        self._draft.touch()
        self.preview.ask()

    def _drawn(self, preview: Preview) -> None:
        self._warned = preview.warnings
        self.say(replace(preview, cautions=(*preview.cautions, *self._for_someone_else())))
        self.allow(leaving=bool(preview.pdf))

    def _reader(self) -> str:
        about = self.about()
        return about.person_id if about else ""

    def _for_someone_else(self) -> Iterator[str]:
        """Who it goes to was changed, its words were not."""
        about = self.about()
        if about is None or self._written_for in {"", about.person_id}:
            return
        before = self._office.families.open_file(about.family_id).person(self._written_for)
        if before is not None:
            who = before.short or "quelqu’un d’autre"
            yield f"Ce texte fut écrit pour {who}\u00a0: relisez-le."

    def _stopped(self, problem: str) -> None:
        self.tell(problem)
        if problem:
            self.allow(leaving=False)

    def _name_screen(self) -> None:
        title, below = self.names()
        self._title.set_title(title)
        self._title.set_subtitle(below)
        words = WAY_WORDS[self.way()]
        self._print.setText(words.print)
        self._hand_over.setText(words.without_printing)
        self._hand_over.setToolTip(words.hint)

    def _ask_to_hand_over(self) -> None:
        """A draft that is issued cannot change any more, and no dialog comes to stop it here."""
        if self._document:
            self._leave(self._outgoing.hand_over, ())
            return
        read = self._warned
        words = WAY_WORDS[self.way()]
        messages.question(
            self,
            words.question,
            "Il est gardé tel quel et son texte ne change plus."
            " Rien n’est imprimé d’ici\u202f; vous pourrez encore le faire.",
            yes=words.yes,
            on_yes=lambda: self._leave(self._outgoing.hand_over, read),
        )

    def _leave(
        self,
        way: "Outgoing.Way",
        read: tuple[str, ...],
        *,
        national_number_confirmed: bool = False,
    ) -> None:
        """`read` are the warnings that stood beside the page when it was asked for."""
        if self._document:
            way(self._document, self._has_left)
            return
        try:
            about = self.recorded()
        except DeskError as error:
            messages.error(self, error)
            return
        text = self.text()

        def done(document: IssuedDocument) -> None:
            self._draft.discard()
            self._freeze(document)
            way(document, self._has_left)

        def failed(error: DeskError) -> None:
            if not isinstance(error, NationalNumberSuspected):
                self.allow(leaving=False)
                self.preview.ask()
                messages.error(self, error)
                return
            national_number.ask(
                self,
                error,
                record=lambda: self._leave(way, read, national_number_confirmed=True),
                go_back=lambda _fault: self._text.setFocus(),
            )

        operations.run(
            lambda _progress: self._office.documents.issue(
                about,
                text,
                shown=read,
                national_number_confirmed=national_number_confirmed,
            ),
            on_done=done,
            on_error=failed,
            parent=self,
            label="Enregistrement du document dans le coffre",
        )

    def _has_left(self, document_id: str) -> None:
        self._show_hand_over()
        self.issued.emit(document_id)

    def _freeze(self, document: IssuedDocument) -> None:
        """Issued: nothing changes any more, the page is the one that left."""
        self._document = document
        self.preview.hold()
        self.preview.show_pdf(self._office.documents.content(document.id))
        self._title.set_title(self.names()[0])
        self._print.setText("Imprimer")
        self.tell("")
        self._card.setEnabled(False)
        self._writing.hide()
        self._left.setAlignment(self._card, Qt.AlignmentFlag.AlignTop)
        self.allow(leaving=True)
        self._envelope.setVisible(document.way in MAILED)
        self._show_hand_over()

    def _offer_envelope(self) -> None:
        if self._document is not None:
            offer_envelope(self._office, self._document, self)

    def _show_hand_over(self) -> None:
        """Said once, it is in the subtitle."""
        document = self._document
        if document is None:
            return
        left = self._office.documents.has_left(document)
        words = WAY_WORDS[document.way]
        day = document.issued_at.strftime("%d/%m/%Y")
        told = words.told if left else words.waiting
        family = self.names()[1].partition(" · ")[0]
        self._title.set_subtitle(" · ".join(p for p in (family, f"émis le {day}", told) if p))
        self._hand_over.setVisible(not left)
