"""What a salvage set aside: read here, copied where it belongs, then seen to. By kind."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from referent_desk.errors import DeskError
from referent_desk.figures import counted, figures
from referent_desk.vault import AsideKind, AsideRow, Vault
from referent_desk.vocabulary import Vocabulary
from ui import messages
from ui.discretion import discretion
from ui.vault.aside_words import aside_row, content_in_words, reason_in_words
from ui.veiled import shown, veiled_row
from ui.widgets import Card, LinkButton, PlainTextEdit, Row, SheetDialog, Text

SHOWN = 20
HOW = (
    "Une récupération les a lues sans pouvoir les remettre en place. Ouvrez chacune, recopiez dans"
    " un dossier ce qui compte, puis dites qu’elle est traitée\u00a0: elle est alors effacée."
)
GONE = "Ce qu’{} ne se retrouvera plus dans ce coffre. Recopiez d’abord ce qui compte."


class AsidesCard(Card):
    """Hidden while there is nothing of the kind."""

    def __init__(self, vault: Vault, vocabulary: Vocabulary) -> None:
        super().__init__("Fiches mises de côté", icon="archive-restore", icon_role="warning")
        self.setObjectName("asides")
        self._vault, self._vocabulary = vault, vocabulary
        self.hide()

    def refresh(self) -> None:
        """A damaged vault may not tell; what is damaged is told elsewhere on the screen."""
        try:
            kinds = self._vault.asides.kinds(SHOWN)
        except DeskError:
            kinds = ()
        self.clear()
        self.setVisible(bool(kinds))
        self.add(Text(HOW, "muted"))
        for kind in kinds:
            self._show(kind)

    def _show(self, kind: AsideKind) -> None:
        line = QHBoxLayout()
        line.addWidget(Text(f"{kind.words} ({figures(kind.total)})", "label", wrap=False), 1)
        if kind.total > 1 and not self._vault.read_only:
            line.addWidget(self._all_settled(kind))
        self.add_layout(line)
        for record in kind.rows:
            row = Row.of(veiled_row(aside_row, record, record.family_id))
            row.activated.connect(partial(self._open, record))
            self.add(row)
        if kind.total > len(kind.rows):
            rest = counted(kind.total - len(kind.rows), "autre", "autres")
            self.add(Text(f"et {rest}, après celles-ci", "muted"))

    def _all_settled(self, kind: AsideKind) -> QWidget:
        link = LinkButton("Toutes traitées…")
        link.setObjectName("asides_settle_kind")
        link.setAccessibleName(f"Toutes traitées\u00a0: {kind.words}")
        link.clicked.connect(partial(self._ask_to_settle_kind, kind))
        return link

    def _open(self, record: AsideRow, _key: str) -> None:
        sheet = AsideSheet(record, self._vocabulary, self, settles=not self._vault.read_only)
        sheet.primaryRequested.connect(partial(self._ask_to_settle, sheet, record))
        sheet.open()

    def _ask_to_settle(self, sheet: SheetDialog, record: AsideRow) -> None:
        messages.question(
            sheet,
            "Effacer cette fiche mise de côté\u202f?",
            GONE.format("elle disait"),
            yes="Effacer",
            on_yes=partial(self._settle, sheet, record),
            danger=True,
        )

    def _settle(self, sheet: SheetDialog, record: AsideRow) -> None:
        try:
            self._vault.asides.settle(record)
        except DeskError as error:
            messages.error(sheet, error)
            return
        sheet.finish()
        self._settled()

    def _ask_to_settle_kind(self, kind: AsideKind) -> None:
        messages.question(
            self,
            f"Effacer ces {figures(kind.total)} fiches mises de côté\u202f?",
            f"{kind.words}. {GONE.format('elles disaient')}",
            yes=f"Effacer les {figures(kind.total)}",
            on_yes=partial(self._settle_kind, kind),
            danger=True,
        )

    def _settle_kind(self, kind: AsideKind) -> None:
        try:
            self._vault.asides.settle_kind(kind.table)
        except DeskError as error:
            messages.error(self, error)
            return
        self._settled()

    def _settled(self) -> None:
        self.refresh()
        messages.notify(self, "Traité, effacé")


class AsideSheet(SheetDialog):
    """One row, to be read and copied from; discreet with the screen."""

    def __init__(
        self, record: AsideRow, vocabulary: Vocabulary, parent: QWidget, *, settles: bool
    ) -> None:
        super().__init__(
            "Fiche mise de côté",
            parent,
            subtitle=f"{reason_in_words(record)}.",
            primary="Traitée…" if settles else "",
            close="Fermer",
        )
        self.setObjectName("aside_sheet")
        self._record, self._vocabulary = record, vocabulary
        self.text = PlainTextEdit("Ce que dit la fiche", lines=12)
        self.text.setObjectName("aside_content")
        self.text.setReadOnly(True)
        self.add(self.text)
        self.resize(620, 440)
        discretion().changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        record = shown(self._record, self._record.family_id)
        self.text.set_text(content_in_words(record, self._vocabulary))
