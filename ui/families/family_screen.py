"""One family's file: what happened, who they are, where things stand."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from referent_desk.documents import DocumentKind
from referent_desk.errors import DeskError
from referent_desk.families import FamilyFile, Situation
from referent_desk.office import Office
from referent_desk.overview import ThreadKind
from ui import messages
from ui.corrections import CorrectionsMenu
from ui.families.agreements_card import AgreementsCard
from ui.families.documents_panel import DocumentsPanel
from ui.families.evolution_panel import EvolutionPanel
from ui.families.follow_ups import FollowUps
from ui.families.late_panel import LatePanel
from ui.families.needs_card import NeedsCard
from ui.families.needs_panel import NeedsPanel
from ui.families.network_panel import NetworkPanel
from ui.families.person_sheet import PersonSheet
from ui.families.sharing import SharingPanel
from ui.families.sheet import Sheet
from ui.families.sheets import ClosingSheet, FamilySheet, SituationSheet
from ui.families.thread_panel import ThreadPanel
from ui.families.words import exception_sentence, person_row, situation_lines, situation_sentence
from ui.widgets import (
    Button,
    Card,
    PageTitle,
    PrimaryButton,
    Row,
    RowData,
    Scrolling,
    SecondaryButton,
    Text,
)
from ui.widgets.tab_order import tab_as_laid_out

_MEETINGS = {"planned", "meeting", "missed", "cancelled"}


class FamilyScreen(QWidget):
    """Its sheets write and refresh it; the rest of the window follows the signals."""

    meetingRequested = Signal(str, str)
    letterRequested = Signal(str)
    referralOpened = Signal(str, str)
    """The family and the referral whose letter is to be written or seen."""
    documentOpened = Signal(str)
    paperRequested = Signal(str, str)
    """A new document for this family, of that DocumentKind, « :person » perhaps after it."""
    transmissionRequested = Signal(str, str, object)
    """The same, to be transmitted: with the Sharing that was chosen and confirmed."""
    indirectOpened = Signal(str)
    closeRequested = Signal()
    correctedAway = Signal(str)
    """A correction took the file itself: by which id it comes back."""

    def __init__(self, office: Office, family_id: str) -> None:
        super().__init__()
        self.setObjectName("family_screen")
        self._office = office
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._id = family_id
        self._file: FamilyFile | None = None
        self._title = PageTitle(back="Retour aux familles")
        self._title.backRequested.connect(self.closeRequested)
        self._does = FollowUps(office, self)
        self._does.changed.connect(self.refresh)
        self._thread = ThreadPanel(office, family_id)
        self._thread.activated.connect(self._thread_activated)
        self._people = Card("Personnes", action="Ajouter", icon="users")
        self._situation = Card("Situation", action="Modifier", icon="folder-open")
        self._needs = NeedsCard(office, family_id, self._does)
        self._agreements = AgreementsCard(office)
        self._note = Card("Note", action="Modifier", icon="pencil")
        self._people.actionRequested.connect(self.add_person)
        self._situation.actionRequested.connect(self.edit_situation)
        self._note.actionRequested.connect(self.edit_family)
        self._panels = {
            key: (label, LatePanel(make))
            for key, label, make in (
                ("needs", "Besoins et suites", self._needs_panel),
                ("network", "Réseau", partial(NetworkPanel, office, family_id)),
                ("evolution", "Évolution", partial(EvolutionPanel, office, family_id)),
                ("sharing", "Accords et partages", self._make_sharing),
                ("documents", "Documents", self._make_documents),
            )
        }
        self._tabs = QTabWidget()
        self._tabs.setObjectName("family_tabs")
        self._close = self._action(SecondaryButton("Clôturer", "archive"), "close_family")
        self._close.clicked.connect(self._close_or_reopen)
        self._corrections = CorrectionsMenu(office, family_id, self)
        self._corrections.changed.connect(self.refresh)
        self._corrections.familyGone.connect(self.correctedAway)
        self._lay_out()
        for keys, by in (
            ("Ctrl+Tab", 1),
            ("Ctrl+PgDown", 1),
            ("Ctrl+Shift+Tab", -1),
            ("Ctrl+PgUp", -1),
        ):
            QShortcut(QKeySequence(keys), self, partial(self._turn, by))
        self.refresh()

    @property
    def family_id(self) -> str:
        return self._id

    @property
    def tab(self) -> str:
        """The key of the panel in front; empty for the file itself."""
        return ["", *self._panels][self._tabs.currentIndex()]

    def show_tab(self, key: str) -> None:
        self._tabs.setCurrentIndex(["", *self._panels].index(key) if key in self._panels else 0)

    def read_thread_of(self, person_id: str) -> None:
        """What one person said, and what came of it; all of the thread for who is not in it."""
        if self._file is not None and self._file.person(person_id):
            self._thread.read(person_id)

    def _turn(self, by: int) -> None:
        """To the panel beside, from wherever the focus is."""
        self._tabs.setCurrentIndex((self._tabs.currentIndex() + by) % self._tabs.count())

    def refresh(self) -> None:
        try:
            self._file = self._office.families.open_file(self._id)
            self._show_file(self._file)
            self._thread.show_file(self._file)
            self._needs.refresh()
            self._agreements.show_file(self._file)
        except DeskError as fault:
            messages.error(self, fault)
        tab_as_laid_out(
            (self._thread, self._people, self._needs, self._situation, self._agreements, self._note)
        )
        self._refresh_panel()

    def _needs_panel(self) -> NeedsPanel:
        panel = NeedsPanel(self._office, self._id)
        panel.letterRequested.connect(partial(self.referralOpened.emit, self._id))
        panel.handoutRequested.connect(self._ask_handout)
        return panel

    def _ask_handout(self, person_id: str) -> None:
        self.paperRequested.emit(self._id, f"{DocumentKind.HANDOUT}:{person_id}")

    def _refresh_panel(self) -> None:
        if self.tab:
            self._panels[self.tab][1].refresh()

    def flush_draft(self) -> None:
        for sheet in self.findChildren(Sheet):
            sheet.flush_draft()

    def reopen_draft(self, kind: str, subject: str) -> bool:
        """Opens again the sheet whose draft that is; False when it is none of this family."""
        family_id, _, record = subject.partition(":")
        if family_id != self._id or self._file is None:
            return False
        opening = {
            "person": lambda: self.edit_person(record) if record else self.add_person(),
            "situation": lambda: self._open_situation(record) if record else self.edit_situation(),
            "family": self.edit_family,
            "closing": lambda: self._open(ClosingSheet(self._office, self._id, self)),
        }.get(kind)
        if opening is None:
            return self._does.reopen_draft(kind, subject) or self._reopen_in_panel(kind, record)
        opening()
        return True

    def _reopen_in_panel(self, kind: str, record: str) -> bool:
        for key, (_label, panel) in self._panels.items():
            if panel.reopen_draft(kind, record):
                self.show_tab(key)
                return True
        return False

    def add_person(self) -> None:
        self._open(PersonSheet(self._office, self._id, None, self))

    def edit_person(self, person_id: str) -> None:
        person = self._file.person(person_id) if self._file else None
        if person:
            self._open(PersonSheet(self._office, self._id, person, self))

    def edit_situation(self) -> None:
        self._open(SituationSheet(self._office, self._id, self._shown_situation(), self))

    def edit_family(self) -> None:
        if self._file:
            self._open(FamilySheet(self._office, self._file.family, self))

    def showEvent(self, event: QShowEvent) -> None:
        """Tab starts at the top; no button is pressed by a stray Enter."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, sheet: Sheet) -> None:
        sheet.saved.connect(self._saved)
        sheet.open()

    def _saved(self) -> None:
        self.refresh()
        messages.notify(self, "Enregistré")

    def _shown_situation(self) -> Situation | None:
        """The open one, else the last."""
        if self._file is None or not self._file.situations:
            return None
        return self._file.current or self._file.situations[0]

    def _show_file(self, file: FamilyFile) -> None:
        self._title.set_title(file.family.name)
        words = situation_sentence(file.current)
        self._title.set_subtitle(f"Appel anonyme · {words}" if file.family.anonymous else words)
        self._close.setText("Clôturer" if file.open else "Rouvrir")
        self._close.set_icon("archive" if file.open else "archive-restore")
        self._people.clear()
        this_year = self._office.clock().year
        for person in file.people:
            self._add_row(
                self._people, person_row(person, self._office.vocabulary, this_year)
            ).activated.connect(self.edit_person)
        if not file.people:
            self._people.add(Text("Personne encore.", "muted"))
        self._situation.clear()
        situation = self._shown_situation()
        for what, value in situation_lines(situation, self._office.vocabulary) if situation else []:
            self._situation.body.addLayout(_pair(what, value))
        self._note.clear()
        given = file.family.notice_given_on
        self._note.add(
            Text(file.family.note or "Aucune note.", "" if file.family.note else "muted")
        )
        if not given:
            self._note.add(Text("L’information sur les données n’est pas encore remise.", "muted"))

    def _add_row(self, card: Card, data: RowData) -> Row:
        row = Row(
            data.title,
            data.subtitle,
            icon=data.icon,
            tag=data.tag,
            tag_kind=data.tag_kind,
            key=data.key,
        )
        card.add(row)
        return row

    def _thread_activated(self, key: str) -> None:
        """Opens what stands behind a line of the thread, when something does."""
        kind, _, target = key.partition(":")
        if kind in _MEETINGS:
            self.meetingRequested.emit(self._id, target)
        elif kind == ThreadKind.INDIRECT:
            self.indirectOpened.emit(target)
        elif kind == ThreadKind.DOCUMENT:
            self.documentOpened.emit(target)
        elif kind == ThreadKind.REQUEST:
            self._open_request(target)
        elif kind in {ThreadKind.OPENED, ThreadKind.CLOSED}:
            self._open_situation(target)
        elif kind == ThreadKind.REFERRAL:
            self.letterRequested.emit(self._id)
        elif kind == ThreadKind.ACTION:
            self._does.edit(target)
        elif kind in {ThreadKind.EXCEPTION, ThreadKind.TO_TELL}:
            self._read_exception(target)

    def _make_documents(self) -> DocumentsPanel:
        panel = DocumentsPanel(self._office, self._id)
        panel.documentOpened.connect(self.documentOpened)
        panel.documentRequested.connect(partial(self.paperRequested.emit, self._id))
        return panel

    def _make_sharing(self) -> SharingPanel:
        panel = SharingPanel(self._office, self._id)
        panel.paperRequested.connect(partial(self.transmissionRequested.emit, self._id))
        return panel

    def _open_request(self, request_id: str) -> None:
        """The meeting it led to, or its words in full while there is none."""
        try:
            request = self._office.meetings.request(request_id)
        except DeskError as fault:
            messages.error(self, fault)
            return
        if request.meeting_id:
            self.meetingRequested.emit(self._id, request.meeting_id)
        else:
            messages.info(self, "La demande", request.asked)

    def _read_exception(self, disclosure_id: str) -> None:
        known = self._office.disclosures.of_family(self._id)
        for exception in known:
            if exception.id == disclosure_id:
                messages.info(self, "Exception légale", exception_sentence(exception))

    def _open_situation(self, situation_id: str) -> None:
        situations = self._file.situations if self._file else ()
        found = next((s for s in situations if s.id == situation_id), None)
        if found:
            self._open(SituationSheet(self._office, self._id, found, self))

    def _close_or_reopen(self) -> None:
        if self._file and self._file.open:
            self._open(ClosingSheet(self._office, self._id, self))
            return
        try:
            self._office.families.reopen(self._id, self._office.clock().date())
        except DeskError as fault:
            messages.error(self, fault)
            return
        self.refresh()
        messages.notify(self, "Dossier rouvert")

    def _action(self, button: Button, name: str) -> Button:
        button.setObjectName(name)
        self._title.add_action(button)
        return button

    def _lay_out(self) -> None:
        self._title.add_action(self._corrections)
        letter = self._action(SecondaryButton("Lettre", "file-text"), "letter")
        letter.clicked.connect(lambda: self.letterRequested.emit(self._id))
        meeting = self._action(PrimaryButton("Entretien", "message-circle-heart"), "meeting")
        meeting.clicked.connect(lambda: self.meetingRequested.emit(self._id, ""))
        cards = QHBoxLayout()
        cards.setContentsMargins(0, 12, 0, 0)
        cards.setSpacing(16)
        cards.addWidget(Scrolling.over(self._thread), 3)
        cards.addWidget(
            Scrolling.over(
                self._people, self._needs, self._situation, self._agreements, self._note
            ),
            2,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self._title)
        column.addWidget(self._corrections.offer)
        file = QWidget()
        file.setLayout(cards)
        self._tabs.addTab(file, "Dossier")
        for label, panel in self._panels.values():
            self._tabs.addTab(panel, label)
        self._tabs.currentChanged.connect(self.refresh)
        column.addWidget(self._tabs, 1)


def _pair(what: str, value: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(12)
    name = Text(what, "secondary")
    name.setFixedWidth(130)
    line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(value), 1)
    return line
