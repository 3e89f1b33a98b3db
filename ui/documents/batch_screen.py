"""The same letter to many relatives: who gets one, who does not and why, then all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.documents import IssuedDocument, Outline, Planned, Sent, Target, Way
from referent_desk.errors import DeskError
from referent_desk.office import Office
from ui import messages, operations
from ui.discretion import discretion
from ui.documents import batch_words as words
from ui.documents import leaving
from ui.documents.choosing import combo
from ui.documents.envelope_sheet import EnvelopeSheet
from ui.documents.live_preview import LivePreview
from ui.widgets import (
    Banner,
    Field,
    FilterList,
    PageTitle,
    PrimaryButton,
    SecondaryButton,
    Text,
)
from ui.widgets.banner import BannerKind


class BatchScreen(QWidget):
    """Nothing is issued before the user says so; what is issued stays, whatever ends it."""

    closeRequested = Signal()
    issued = Signal(int)
    """How many letters, once the work is over."""

    def __init__(self, office: Office, targets: Sequence[Target], about: str = "") -> None:
        super().__init__()
        self.setObjectName("batch_screen")
        self._office, self._targets = office, targets
        self._letters: tuple[Planned, ...] = ()
        self._removed: set[str] = set()
        self._issued: dict[str, IssuedDocument] = {}
        self._title = PageTitle(
            "Lettre à plusieurs proches", about or words.ABOUT, back="Retour aux familles"
        )
        self._title.backRequested.connect(self.closeRequested)
        self._banner = Banner()
        self._banner.setObjectName("batch_told")
        self._banner.hide()
        self._occasion = combo("batch_occasion", words.OCCASIONS)
        self._occasion.setCurrentIndex(self._occasion.findData("relative_letter.reminder"))
        self._way = combo("batch_way", words.WAYS)
        self._who = combo("batch_who", words.WHO)
        self._count = Text("", "heading")
        self._count.setObjectName("batch_count")
        self._list = FilterList("Lettres")
        self._list.setObjectName("batch_letters")
        self._drop = SecondaryButton("Retirer de l’envoi", "minus")
        self._drop.setObjectName("batch_drop")
        self.preview = LivePreview(office, self._wanted)
        self._why = Text("", "muted")
        self._why.setObjectName("batch_why")
        self._envelopes = SecondaryButton("Enveloppes…", "mail")
        self._envelopes.setObjectName("batch_envelopes")
        self._save = SecondaryButton("Enregistrer dans un dossier…", "download")
        self._save.setObjectName("batch_save")
        self._print = SecondaryButton("Imprimer tout", "printer")
        self._print.setObjectName("batch_print")
        self._issue = PrimaryButton("Émettre", "check")
        self._issue.setObjectName("batch_issue")
        self._lay_out()
        self._connect()
        self._show()
        self.plan()

    def refresh(self) -> None:
        """Prepared once; what changed since stops its own letter when it is issued."""

    def flush_draft(self) -> None:
        """Nothing is typed here."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list.setFocus()

    def plan(self) -> None:
        """Reads every file anew, beside the window."""
        model, way = self._occasion.currentData(), Way(self._way.currentData())
        batch, every = self._office.documents.batch, self._who.currentData() == words.EVERY

        def work(progress: operations.Progress) -> tuple[Planned, ...] | None:
            def tell(done: int, of: int) -> None:
                progress(f"{done} sur {of}")

            def gives_up() -> bool:
                return progress.cancelled

            return batch.plan(self._targets, model, way, tell, gives_up, every_adult=every)

        operations.run(
            work,
            on_done=self._planned,
            on_error=lambda fault: self._tell(f"{fault.what} {fault.next_step}", "danger"),
            parent=self,
            label="Préparation des lettres",
            cancellable=True,
        )

    def _planned(self, letters: tuple[Planned, ...] | None) -> None:
        if letters is None:
            self.closeRequested.emit()
            return
        self._letters, self._removed = letters, set()
        self._show()

    def _pending(self) -> tuple[Planned, ...]:
        """Those that would leave now."""
        return tuple(
            letter
            for letter in self._letters
            if not letter.stops and letter.key not in self._removed | set(self._issued)
        )

    def _show(self) -> None:
        pending, done = self._pending(), bool(self._issued)
        stopped = sum(bool(letter.stops) for letter in self._letters)
        told = words.standing(len(pending), stopped, len(self._removed), len(self._issued))
        self._count.setText(told if self._letters else "")
        self._list.set_rows(
            [
                words.letter_row(
                    letter,
                    removed=letter.key in self._removed,
                    issued=letter.key in self._issued,
                )
                for letter in self._letters
            ]
        )
        for button in (self._envelopes, self._save, self._print):
            button.setVisible(done)
        posted = any(document.way is Way.POSTED for document in self._issued.values())
        self._envelopes.setVisible(done and posted)
        self._issue.setVisible(bool(pending) or not done)
        self._issue.setEnabled(bool(pending))
        self._issue.setText(f"Émettre {words.letters(len(pending))}" if pending else "Émettre")
        for choice in (self._occasion, self._way, self._who):
            choice.setEnabled(not done)
        self._show_one()

    def _current(self) -> Planned | None:
        key = self._list.current_key()
        return next((letter for letter in self._letters if letter.key == key), None)

    def _show_one(self) -> None:
        """Its page: as it would be, or as it was issued."""
        letter = self._current()
        can_drop = letter is not None and not letter.stops and letter.key not in self._issued
        self._drop.setEnabled(can_drop)
        removed = letter is not None and letter.key in self._removed
        self._drop.setText("Remettre dans l’envoi" if removed else "Retirer de l’envoi")
        self._drop.set_icon("plus" if removed else "minus")
        hides = discretion().on
        self._why.setText(words.HIDDEN if hides else words.why(letter) if letter else "")
        self._why.setVisible(bool(self._why.text()))
        self.preview.setVisible(not self._why.text())
        self._envelopes.setEnabled(not hides)
        document = self._issued.get(letter.key) if letter else None
        if document is not None:
            self.preview.show_pdf(self._office.documents.content(document.id))
        elif letter is None or letter.stops or hides:
            self.preview.show_pdf(b"")
        else:
            self.preview.ask()

    def _wanted(self) -> tuple[Outline, str] | None:
        letter = self._current()
        if letter is None or letter.stops or letter.key in self._issued:
            return None
        return letter.outline, letter.text

    def _toggle(self) -> None:
        letter = self._current()
        if letter is not None and self._drop.isEnabled():
            self._removed ^= {letter.key}
            self._show()

    def _ask(self) -> None:
        pending = self._pending()
        messages.question(
            self,
            f"Émettre {words.letters(len(pending))}\u202f?",
            "Chacune est gardée dans son dossier, telle quelle, et ne change plus."
            " Vous les imprimerez ou les enregistrerez ensuite.",
            yes="Émettre",
            on_yes=lambda: self._send(pending),
        )

    def _send(self, pending: tuple[Planned, ...]) -> None:
        batch = self._office.documents.batch

        def work(progress: operations.Progress) -> Sent:
            def tell(done: int, of: int) -> None:
                progress(f"{done} sur {of}. Annuler laisse émises celles qui le sont déjà.")

            return batch.issue(pending, tell, lambda: progress.cancelled)

        operations.run(
            work,
            on_done=lambda sent: self._sent(pending, sent),
            parent=self.window(),
            label="Les lettres sont émises une à une",
            cancellable=True,
        )

    def _sent(self, pending: tuple[Planned, ...], sent: Sent) -> None:
        by_key = {f"{d.family_id}:{d.person_id}": d for d in sent.issued}
        refused = {letter.key: letter for letter in sent.refused}
        self._issued |= {ln.key: by_key[ln.key] for ln in pending if ln.key in by_key}
        self._letters = tuple(refused.get(letter.key, letter) for letter in self._letters)
        whole = not (sent.left or sent.refused)
        self._tell(words.told(sent), "info" if whole else "warning")
        self._show()
        if sent.fault is not None:
            messages.error(self, sent.fault)
        self.issued.emit(len(sent.issued))

    def _documents(self) -> list[IssuedDocument]:
        """In the order of the list."""
        return [self._issued[ln.key] for ln in self._letters if ln.key in self._issued]

    def _contents(self) -> list[bytes]:
        return [self._office.documents.content(document.id) for document in self._documents()]

    def _print_all(self) -> None:
        title = "Lettres"
        leaving.print_many(self, self._contents(), title, lambda: self._note("printed"))

    def _save_all(self) -> None:
        day = self._office.clock().strftime("%Y-%m-%d")
        leaving.save_folder(
            self, self._contents(), f"lettres-{day}", lambda _folder: self._note("exported")
        )

    def _note(self, how: str) -> None:
        try:
            self._office.documents.note_all_left(self._documents(), how)
        except DeskError as fault:
            messages.error(self, fault)
        else:
            printed = how == "printed"
            messages.notify(
                self,
                "Envoyées à l’imprimante" if printed else "Enregistrées hors du coffre",
            )

    def _offer_envelopes(self) -> None:
        posted = [document for document in self._documents() if document.way is Way.POSTED]
        try:
            EnvelopeSheet(self._office, posted, self).open()
        except DeskError as fault:
            messages.error(self, fault)

    def _page_stopped(self, problem: str) -> None:
        if problem:
            self._tell(problem, "danger")

    def _tell(self, text: str, kind: BannerKind) -> None:
        self._banner.show_text(text, kind)

    def _lay_out(self) -> None:
        for button in (self._envelopes, self._save, self._print, self._issue):
            self._title.add_action(button)
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(Field("Occasion", self._occasion), 1)
        choices.addWidget(Field("Voie", self._way), 1)
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._drop)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(choices)
        to = Field("À qui", self._who)
        to.setVisible(not all(target.person_id for target in self._targets))
        left.addWidget(to)
        left.addLayout(head)
        left.addWidget(self._list, 1)
        right = QVBoxLayout()
        right.addWidget(self._why)
        right.addWidget(self.preview, 1)
        right.addStretch()
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self._title)
        column.addWidget(self._banner)
        column.addLayout(both, 1)

    def _connect(self) -> None:
        self._occasion.currentIndexChanged.connect(self.plan)
        self._way.currentIndexChanged.connect(self.plan)
        self._who.currentIndexChanged.connect(self.plan)
        self._list.currentKeyChanged.connect(self._show_one)
        self._drop.clicked.connect(self._toggle)
        self._issue.clicked.connect(self._ask)
        self._print.clicked.connect(self._print_all)
        self._save.clicked.connect(self._save_all)
        self._envelopes.clicked.connect(self._offer_envelopes)
        self.preview.stopped.connect(self._page_stopped)
        discretion().changed.connect(self._show_one)
