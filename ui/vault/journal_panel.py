"""The journal of access: who, when, what, on whom; and whether its chain holds."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from referent_desk.documents import render_listing
from referent_desk.errors import DeskError
from referent_desk.figures import figures
from referent_desk.office import Office
from referent_desk.overview import JournalFilter
from referent_desk.vault import JournalCheck
from ui import messages, operations
from ui.documents import leaving
from ui.vault.journal_filters import JournalFilters
from ui.vault.journal_words import journal_listing, journal_row, lines_counted, when
from ui.veiled import veiled_row
from ui.widgets import Banner, EmptyState, FilterList, RowData, SecondaryButton, Text
from ui.widgets.typed_dates import show_date

MOST_PRINTED = 5000
_NOTHING = "Aucune ligne du journal ne correspond à ces filtres."


class ListTooLong(DeskError):
    """More lines than one prints at once."""

    what = (
        f"Cette liste dépasse {figures(MOST_PRINTED)} lignes\u00a0: elle ne s’imprime pas d’un"
        " coup."
    )
    safe = "Le journal est intact."
    next_step = "Choisissez une période plus courte, puis recommencez."


class JournalPanel(QWidget):
    """Looking at it is an event too, once a visit."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.setObjectName("journal_panel")
        self._office = office
        self._noted = False
        self.filters = JournalFilters(lambda: office.clock().date())
        self.filters.changed.connect(self._show)
        self._count = Text("", "muted", wrap=False)
        self._count.setObjectName("journal_count")
        self._chain = Banner()
        self._chain.setObjectName("journal_chain")
        self._chain.hide()
        self._list = FilterList("Journal des accès")
        self._list.setObjectName("journal_list")
        self._list.follow(self.filters.family)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(EmptyState("history", _NOTHING))
        self._lay_out()

    def refresh(self) -> None:
        if not self._noted:
            self._noted = True
            self._office.vault.journal.note_reading("journal.read")
        try:
            self.filters.offer(self._office.overview.journal_choices())
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._show()

    def verify(self) -> None:
        """Reads every entry again, beside the window."""
        operations.run(
            lambda _progress: self._office.vault.journal.verify(),
            on_done=self._tell_chain,
            parent=self,
            label="Vérification du journal…",
        )

    def save(self) -> None:
        day = self._office.clock().strftime("%Y-%m-%d")
        self._draw(
            lambda pdf: leaving.save_as(
                self.window(),
                pdf,
                f"journal-{day}.pdf",
                partial(self._left, "journal.exported", "Journal enregistré hors du coffre"),
            )
        )

    def print(self) -> None:
        self._draw(
            lambda pdf: leaving.print_out(
                self.window(),
                pdf,
                "Journal des accès",
                partial(self._left, "journal.printed", "Journal envoyé à l’imprimante"),
            )
        )

    def _show(self) -> None:
        wanted = self.filters.wanted()
        before: list[int | None] = []

        def page() -> list[RowData]:
            if before and before[-1] is None:
                return []
            found = self._office.overview.journal(wanted, before[-1] if before else None)
            before.append(found.before)
            return [veiled_row(journal_row, line, line.family_id) for line in found.lines]

        try:
            number = self._office.overview.journal_count(wanted)
            rows = page()
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._count.setText(lines_counted(number))
        self._list.set_rows(rows, page)
        self._stack.setCurrentIndex(0 if rows else 1)

    def _draw(self, leave: Callable[[bytes], object]) -> None:
        """The list as it is filtered, as a PDF, made beside the window."""
        wanted, about = self.filters.wanted(), self._about()

        def leaves(pdf: bytes) -> None:
            leave(pdf)

        operations.run(
            lambda _progress: self._pdf(wanted, about),
            on_done=leaves,
            parent=self,
            label="Mise en page du journal…",
        )

    def _pdf(self, wanted: JournalFilter, about: tuple[str, ...]) -> bytes:
        page = self._office.overview.journal(wanted, limit=MOST_PRINTED)
        if page.before is not None:
            raise ListTooLong
        return render_listing(journal_listing(page.lines, about))

    def _about(self) -> tuple[str, ...]:
        day = show_date(self._office.clock().date())
        return (
            self.filters.in_words(),
            f"Édité le {day} par {self._office.vault.holder}. Confidentiel.",
        )

    def _left(self, event: str, told: str) -> None:
        try:
            self._office.vault.journal.record(event)
        except DeskError as fault:
            messages.error(self, fault)
        else:
            messages.notify(self, told)
        self._show()

    def _tell_chain(self, check: JournalCheck) -> None:
        if check.first_broken is None:
            said = f"La chaîne est intacte\u00a0: {lines_counted(check.entries)}, aucune changée."
            self._chain.show_text(said, "info")
            return
        place = f"à la ligne nº\u00a0{check.first_broken}{self._moment(check)}"
        self._chain.show_text(
            f"La chaîne est rompue {place}\u00a0: à partir de là, une ligne a été changée ou"
            " retirée hors du programme. Gardez une copie du coffre tel quel et prévenez le"
            " service informatique.",
            "danger",
        )

    def _moment(self, check: JournalCheck) -> str:
        """When the entry that breaks says it was written, if it is there."""
        number = check.first_broken or 0
        page = self._office.overview.journal(JournalFilter(), number + 1, 1)
        found = [line for line in page.lines if line.seq == number]
        return f" ({when(found[0])})" if found else ""

    def _lay_out(self) -> None:
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self._count)
        actions.addStretch(1)
        for name, text, icon, action in (
            ("journal_verify", "Vérifier la chaîne", "shield-check", self.verify),
            ("journal_save", "Enregistrer en PDF", "download", self.save),
            ("journal_print", "Imprimer", "printer", self.print),
        ):
            button = SecondaryButton(text, icon)
            button.setObjectName(name)
            button.clicked.connect(action)
            actions.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(12)
        column.addWidget(self.filters)
        column.addLayout(actions)
        column.addWidget(self._chain)
        column.addWidget(self._stack, 1)
