"""What to have in mind before today's visits; to read, or to print for oneself."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from referent_desk.documents import NotePage, OwnNotes
from referent_desk.errors import DeskError
from referent_desk.office import Office
from referent_desk.overview import Preparation
from ui import messages
from ui.discretion import discretion
from ui.documents.own_paper import OwnPaper
from ui.french_dates import day_name, first_upper
from ui.home.preparation_words import NOT_TO_TELL, note_page
from ui.veiled import shown
from ui.widgets import (
    READABLE,
    Card,
    EmptyState,
    IconLine,
    PageTitle,
    PrimaryButton,
    Scrolling,
    SecondaryButton,
    Text,
)

FILE_TITLE = "Préparation des entretiens"


class PreparationScreen(QWidget):
    """Of today alone; nothing of it is kept."""

    closeRequested = Signal()
    meetingRequested = Signal(str, str)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.setObjectName("preparation_screen")
        self._office = office
        self._sheets: tuple[Preparation, ...] = ()
        self._title = PageTitle("Préparer les entretiens du jour", back="Retour à l’accueil")
        self._title.backRequested.connect(self.closeRequested)
        self._paper = OwnPaper(office, self, self._notes, "preparation")
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 16)
        self._cards.setSpacing(16)
        self._lay_out()
        discretion().changed.connect(self._show)
        self.refresh()

    def refresh(self) -> None:
        try:
            self._sheets = self._office.overview.preparations()
        except DeskError as fault:
            messages.error(self, fault)
        self._show()

    def flush_draft(self) -> None:
        """Nothing is typed here."""

    def _notes(self) -> OwnNotes:
        vocabulary = self._office.vocabulary
        return OwnNotes(FILE_TITLE, tuple(note_page(one, vocabulary) for one in self._sheets))

    def _show(self) -> None:
        today = first_upper(day_name(self._office.clock().date()))
        self._title.set_subtitle(f"{today} · pour vous uniquement, à détruire une fois imprimé")
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for sheet in self._sheets:
            self._cards.addWidget(self._card(sheet))
        if not self._sheets:
            self._cards.addWidget(EmptyState("clock", "Aucun rendez-vous aujourd’hui."))
        self._cards.addStretch(1)
        for button in self._outward:
            button.setEnabled(bool(self._sheets))

    def _card(self, sheet: Preparation) -> Card:
        visit = sheet.appointment
        page = note_page(shown(sheet, visit.family_id), self._office.vocabulary)
        card = Card(page.heading, action="Ouvrir l’entretien", icon="clock")
        card.actionRequested.connect(
            partial(self.meetingRequested.emit, visit.family_id, visit.meeting_id)
        )
        card.add(Text(page.about, "secondary"))
        if not discretion().veils(visit.family_id):
            _fill(card, page)
        return card

    def _lay_out(self) -> None:
        save = SecondaryButton("Enregistrer en PDF", "download")
        save.setObjectName("preparation_save")
        save.clicked.connect(self._paper.save)
        out = PrimaryButton("Imprimer", "printer")
        out.setObjectName("preparation_print")
        out.clicked.connect(self._paper.print)
        self._outward = (save, out)
        for button in self._outward:
            self._title.add_action(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 0)
        column.setSpacing(16)
        column.addWidget(self._title)
        column.addWidget(self._scroll_area(), 1)

    def _scroll_area(self) -> Scrolling:
        inside = QWidget()
        inside.setMaximumWidth(READABLE)
        inside.setLayout(self._cards)
        return Scrolling(inside, takes_focus=True)


def _fill(card: Card, page: NotePage) -> None:
    """What must not be told comes first, with its sign."""
    for section in page.sections:
        card.add(Text(section.title, "label"))
        for line in section.lines:
            guarded = section.title == NOT_TO_TELL
            card.add(IconLine("ear-off", line, role="warning", look="") if guarded else Text(line))
