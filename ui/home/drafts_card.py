"""What was left half written: taken up again, or given up."""

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal

from referent_desk.errors import DeskError
from referent_desk.office import Office
from referent_desk.vault import Draft
from ui import messages
from ui.contacts.kinds import ContactKind
from ui.home.filling import fill
from ui.home.radar_card import beside
from ui.veiled import veiled_row
from ui.widgets import Card, IconButton, Row, RowData
from ui.widgets.typed_dates import show_date, show_time

_NAMES = {
    "call": "Appel",
    "meeting": "Entretien",
    "letter": "Lettre",
    "paper": "Document",
    "report": "Rapport",
    "lesson": "Mieux faire",
    "template": "Modèle",
} | {kind.draft: kind.title for kind in ContactKind}


class DraftsCard(Card):
    """Another holder's is taken over when asked for, and never given up from here."""

    opened = Signal(object)
    given_up = Signal()

    def __init__(self, office: Office, drafts: tuple[Draft, ...]) -> None:
        super().__init__("Brouillons", icon="pencil")
        self._office = office
        fill(self, drafts, self._add)

    def _add(self, draft: Draft) -> Row:
        vault = self._office.vault
        words = partial(_words, mine=vault.holder, today=self._office.clock().date())
        row = Row.of(veiled_row(words, draft, draft.subject.partition(":")[0]))
        row.activated.connect(partial(self._open, draft))
        if draft.holder != vault.holder or vault.read_only:
            self.add(row)
            return row
        away = IconButton("trash-2", "Abandonner ce brouillon")
        away.setObjectName("draft_give_up")
        away.clicked.connect(partial(self._ask, draft, row))
        self.add_across(beside(row, away))
        return row

    def _open(self, draft: Draft, _key: str) -> None:
        if draft.holder == self._office.vault.holder:
            self.opened.emit(draft)
            return
        messages.question(
            self,
            f"Ce brouillon est de {draft.holder}.",
            "Le reprendre le met à votre nom\u00a0: vous le terminez à sa place.",
            yes="Reprendre",
            on_yes=partial(self._take_over, draft),
            no="Laisser",
        )

    def _take_over(self, draft: Draft) -> None:
        try:
            taken = self._office.vault.drafts.take_over(draft)
        except DeskError as fault:
            messages.error(self, fault)
        else:
            self.opened.emit(taken)

    def _ask(self, draft: Draft, row: Row) -> None:
        messages.question(
            self,
            "Abandonner ce brouillon\u202f?",
            f"{row.data.on_screen.title}. Ce qui n’y est pas encore enregistré sera perdu\u00a0; ce"
            " qui était enregistré avant reste tel quel.",
            yes="Abandonner",
            on_yes=partial(self._give_up, draft),
            danger=True,
        )

    def _give_up(self, draft: Draft) -> None:
        try:
            self._office.vault.drafts.discard(draft.kind, draft.subject)
        except DeskError as fault:
            messages.error(self, fault)
        else:
            messages.notify(self, "Brouillon abandonné")
            QTimer.singleShot(0, self, self.given_up.emit)  # not while its own question is closing


def _words(draft: Draft, *, mine: str, today: date) -> RowData:
    name = _NAMES.get(draft.kind, "Formulaire")
    label = draft.label.removeprefix(f"{name}, ")  # an interview's says it again
    words = f"{name}\u00a0: {label or 'sans nom'}"
    at = datetime.fromisoformat(draft.updated_at)
    day = "aujourd’hui" if at.date() == today else show_date(at.date())
    whose = "à reprendre" if draft.holder == mine else f"de {draft.holder}"
    written = f"{whose} · {day}, {show_time(at.time())}"
    return RowData(words, written, icon="pencil", key=draft.kind)
