"""The open office: the rail at the left, one screen at a time beside it. Wiring only."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from referent_desk.documents import DocumentKind, Target
from referent_desk.errors import DamagedDatabase, DeskError
from referent_desk.meetings import Request
from referent_desk.office import Office
from referent_desk.search import Hit, Kind
from referent_desk.secrecy import Sharing
from referent_desk.settings import declared
from referent_desk.vault import Draft, HeaderTrust
from ui import messages, workstation
from ui.activity import activity_at
from ui.broken_lists import BrokenListsBanner
from ui.contacts import (
    ContactKind,
    ContactSheet,
    NoteButton,
    kind_of_draft,
    open_recorded,
    open_sheet,
)
from ui.corrections import BasketScreen
from ui.cursor import cursor_in, go_to_cursor
from ui.directory import DirectoryScreen
from ui.discreet_sign import DiscreetSign
from ui.discretion import discretion
from ui.documents import BatchScreen, DocumentScreen, LetterScreen, PaperScreen
from ui.drafting import AutoDraft
from ui.families import FamiliesScreen, FamilyScreen
from ui.followup import DRAFTS as REFERRAL_DRAFTS
from ui.followup import ReferralsScreen
from ui.home import HomeScreen, PreparationScreen
from ui.key_watch import KeyWatch
from ui.meetings import FirstCallWindow, LessonsScreen, MeetingScreen
from ui.places import DraftReopener, InParts, Place, Screen
from ui.rail import Rail
from ui.search import IndexKeeper, SearchWindow, bring_into_sight
from ui.settings import TEMPLATE_DRAFT, TEMPLATES, SettingsScreen
from ui.vault import FullCheck, ReadOnlyBanner, VaultScreen
from ui.widgets import Banner, PrimaryButton, Row, SecondaryButton

NOTE_KEYS = "Ctrl+Shift+N"
HEADER_CHANGED = "Les accès de ce coffre ont été modifiés en dehors du programme."
SET_ASIDE = (
    "Un fichier qui ne va pas avec ce coffre se trouvait à côté de sa base\u00a0: il a été mis de"
    " côté. Vérifiez vos dernières saisies."
)

_WIDE = ("referrals", "activity")
"""Beside them the rail folds to its icons."""


class Workspace(QWidget):
    lockRequested = Signal()
    helpRequested = Signal(str)
    restoreRequested = Signal(str)
    otherVaultRequested = Signal(Path)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._place = Place()
        self._last_activity = ""
        self._screen: QWidget | None = None
        self._call: FirstCallWindow | None = None
        self._search: SearchWindow | None = None
        self._index = IndexKeeper(office, self)
        discretion().begin(on=office.settings.get(declared.DISCREET_ON_START))
        KeyWatch(Qt.Key.Key_F9, self).pressed.connect(discretion().toggle)
        search = KeyWatch(Qt.Key.Key_K, self, Qt.KeyboardModifier.ControlModifier)
        search.pressed.connect(self.start_search)
        self._rail = Rail()
        self._rail.chosen.connect(self._choose)
        self._content = QVBoxLayout()
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(0)
        if workstation.is_demo(office.vault.folder):
            self._content.addWidget(
                Banner("Essai : toutes ces familles sont inventées.", "warning")
            )
        if office.vault.ways.trust() is not HeaderTrust.OURS:
            changed = Banner(HEADER_CHANGED, "warning", action="Voir les accès")
            changed.actionRequested.connect(self.show_vault)
            self._content.addWidget(changed)
        if office.vault.set_aside:
            self._content.addWidget(Banner(SET_ASIDE, "warning"))
        self._full_check = FullCheck(office.vault, self)
        self._full_check.ended.connect(self._full_check_ended)
        self._full_check.start_soon_if_due()
        self._read_only = ReadOnlyBanner(office.vault)
        self._read_only.actionRequested.connect(lambda: self.show_vault_tab("integrity"))
        self._content.addWidget(self._read_only)
        self._content.addWidget(BrokenListsBanner(office.broken_lists))
        self._content.addWidget(self._make_bar())
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addLayout(self._content, 1)
        self._show_first()

    @property
    def place(self) -> Place:
        """To come back to after unlocking."""
        calling = self._call is not None
        sheet = None if calling else self._sheet()
        front = self._call or sheet or self._screen
        tab = self._screen.tab if isinstance(self._screen, InParts) else ""
        return replace(
            self._place,
            target=tab or self._place.target,
            calling=calling,
            sheet=sheet.findChildren(AutoDraft)[0].place if sheet else None,
            cursor=cursor_in(front) if front else None,
        )

    @property
    def in_meeting(self) -> bool:
        return self._place.name == "meeting"

    def go_to(self, place: Place) -> None:
        """Opens the same screen again; its form takes up its draft."""
        openers: dict[str, Callable[[], None]] = {
            "families": self.show_families,
            "family": lambda: self.show_family(place.family_id, place.target),
            "preparation": self.show_preparation,
            "meeting": lambda: self.show_meeting(place.family_id, place.target),
            "letter": lambda: self.show_letter(place.family_id, place.target),
            "document": lambda: self.show_document(place.target),
            "paper": lambda: self.show_paper(place.family_id, place.target),
            "referrals": lambda: self.show_referral(place.target),
            "directory": self.show_directory,
            "activity": lambda: self.show_activity(place.target),
            "lessons": self.show_lessons,
            "vault": lambda: self.show_vault_tab(place.target),
            "settings": lambda: self.show_settings_tab(place.target),
            "basket": self.show_basket,
        }
        openers.get(place.name, self.show_home)()
        self.bring_front(place)

    def bring_front(self, place: Place) -> None:
        """What stood over the screen, and the cursor."""
        if place.calling:
            self.start_call()
        elif place.sheet and (kind := kind_of_draft(place.sheet[0])):
            self.open_note(kind, place.sheet[1])
        elif place.sheet and isinstance(self._screen, DraftReopener):
            self._screen.reopen_draft(*place.sheet)
        QTimer.singleShot(0, self, lambda: self._go_to_cursor(place))

    def _show_first(self) -> None:
        """Where the day itself does not read any more, what can be done about it."""
        try:
            self.show_home()
        except DamagedDatabase:
            self.show_vault_tab("integrity")

    def _full_check_ended(self) -> None:
        if self._place.name == "home" and self._screen is not None:
            cast("Screen", self._screen).refresh()
        self._read_only.refresh()

    def flush_drafts(self) -> None:
        """Everything half typed goes into the vault now."""
        for widget in (self._call, self._screen):
            if widget is not None:
                cast("Screen", widget).flush_draft()
        for sheet in self.findChildren(ContactSheet):
            sheet.flush_draft()

    def show_home(self) -> None:
        self.flush_drafts()  # home lists what was left a moment ago
        screen = HomeScreen(self._office)
        screen.familyOpened.connect(self.show_family)
        screen.meetingRequested.connect(self.show_meeting)
        screen.safetyRequested.connect(self._show_safety)
        screen.draftOpened.connect(self.take_up)
        screen.referralRequested.connect(self.show_referral)
        screen.preparationRequested.connect(self.show_preparation)
        screen.activityRequested.connect(self.show_activity)
        screen.callRequested.connect(self.start_call)
        screen.backupsRequested.connect(lambda: self.show_vault_tab("backups"))
        screen.integrityRequested.connect(lambda: self.show_vault_tab("integrity"))
        self._show(screen, Place("home"))

    def show_preparation(self) -> None:
        screen = PreparationScreen(self._office)
        screen.closeRequested.connect(self.show_home)
        screen.meetingRequested.connect(self.show_meeting)
        self._show(screen, Place("preparation"))

    def show_families(self) -> None:
        screen = FamiliesScreen(self._office)
        screen.familyOpened.connect(self.show_family)
        screen.lettersRequested.connect(self._write_to_families)
        self._show(screen, Place("families"))

    def show_batch(self, targets: Sequence[Target], about: str = "") -> None:
        """One letter to many; what is prepared is not kept, what is issued stands in the files."""
        screen = BatchScreen(self._office, targets, about)
        screen.closeRequested.connect(self.show_families)
        self._show(screen, Place("batch"))

    def _write_to_families(self, family_ids: Sequence[str]) -> None:
        self.show_batch([Target(id_) for id_ in family_ids])

    def _write_to_silent(self) -> None:
        silent = self._office.overview.call_list()
        referrals = (self._office.followup.referral(line.referral_id) for line in silent)
        targets = [Target(r.family_id, r.person_id) for r in referrals]
        self.show_batch(targets, "À qui a reçu une orientation restée sans nouvelles.")

    def show_family(self, family_id: str, tab: str = "") -> None:
        screen = FamilyScreen(self._office, family_id)
        screen.meetingRequested.connect(self.show_contact)
        screen.indirectOpened.connect(partial(self.open_indirect, family_id))
        screen.show_tab(tab)
        screen.letterRequested.connect(self.show_letter)
        screen.referralOpened.connect(self.show_letter)
        screen.documentOpened.connect(self.show_document)
        screen.paperRequested.connect(self.show_paper)
        screen.transmissionRequested.connect(self._show_transmission)
        screen.closeRequested.connect(self.show_families)
        screen.correctedAway.connect(self.show_reversal)
        self._show(screen, Place("family", family_id))

    def show_meeting(self, family_id: str, meeting_id: str = "") -> None:
        self.flush_drafts()  # it may be shown anew
        screen = MeetingScreen(self._office, family_id, meeting_id)
        screen.someoneCame.connect(self._someone_came)
        screen.finished.connect(self.show_family)
        screen.letterRequested.connect(self.show_letter)
        screen.begun.connect(self._attend)
        self._show(screen, Place("meeting", family_id, meeting_id))

    def _someone_came(self, person_id: str) -> None:
        """The form knows its people from the start: it is shown anew, with one more."""
        self.show_meeting(self._place.family_id, self._place.target)
        cast("MeetingScreen", self._screen).welcome(person_id)

    def _show_safety(self, family_id: str, meeting_id: str, event_id: str) -> None:
        self.show_meeting(family_id, meeting_id)
        cast("MeetingScreen", self._screen).show_safety(event_id)

    def show_letter(self, family_id: str, referral_id: str = "") -> None:
        screen = LetterScreen(self._office, family_id, referral_id)
        screen.closeRequested.connect(lambda: self.show_family(family_id))
        self._show(screen, Place("letter", family_id, referral_id))

    def show_paper(self, family_id: str, kind: str) -> None:
        """A new document of that kind; the letter of a referral has a screen of its own."""
        if kind == DocumentKind.REFERRAL_LETTER:
            self.show_letter(family_id)
            return
        kind, _, person_id = kind.partition(":")
        screen = PaperScreen(self._office, family_id, DocumentKind(kind))
        if person_id:
            screen.card.choose("person", person_id)
        self._show(screen, Place("paper", family_id, kind))

    def _show_transmission(self, family_id: str, kind: str, sharing: object) -> None:
        cleared = cast("Sharing", sharing)
        screen = PaperScreen(self._office, family_id, DocumentKind(kind), cleared=cleared)
        self._show(screen, Place("paper", family_id, kind))

    def show_document(self, document_id: str) -> None:
        screen = DocumentScreen(self._office, document_id)
        self._office.vault.journal.note_reading("document.opened", document_id)
        self._show(screen, Place("document", screen.family_id, document_id))

    def show_referrals(self) -> None:
        screen = ReferralsScreen(self._office)
        screen.letterRequested.connect(self.show_letter)
        screen.familyOpened.connect(self.show_family)
        screen.lettersRequested.connect(self._write_to_silent)
        self._show(screen, Place("referrals"))

    def show_referral(self, referral_id: str) -> None:
        """In its board, opened beside it."""
        self.show_referrals()
        cast("ReferralsScreen", self._screen).show_referral(referral_id)

    def show_directory(self) -> None:
        self._show(DirectoryScreen(self._office), Place("directory"))

    def show_activity(self, place: str = "") -> None:
        """`place`: a period and a part of the screen, « 2026-T3/report »; else where one was."""
        place = place or self._last_activity
        self._show(activity_at(self, self._office, place), Place("activity", "", place))

    def _show_report(self, _family_id: str, period: str) -> None:
        self.show_activity(f"{period}/report")

    def show_lessons(self) -> None:
        screen = LessonsScreen(self._office)
        screen.passageRequested.connect(self._open_passage)
        self._show(screen, Place("lessons"))

    def _open_passage(self, family_id: str, meeting_id: str, passage_id: str) -> None:
        self.show_contact(family_id, meeting_id)
        if (screen := self._screen) is not None:
            QTimer.singleShot(0, screen, lambda: bring_into_sight(screen, passage_id))

    def show_vault(self) -> None:
        self.show_vault_tab("")

    def show_vault_tab(self, tab: str) -> None:
        screen = VaultScreen(self._office, tab, check=self._full_check)
        screen.lockRequested.connect(self.lockRequested)
        screen.restoreRequested.connect(self.restoreRequested)
        screen.otherVaultRequested.connect(self.otherVaultRequested)
        screen.incidentRequested.connect(
            lambda: self.show_paper("", DocumentKind.INCIDENT_SHEET.value)
        )
        screen.documentOpened.connect(self.show_document)
        self._show(screen, Place("vault", "", tab))

    def show_basket(self) -> None:
        self.show_reversal("")

    def show_reversal(self, reversal_id: str) -> None:
        self._show(BasketScreen(self._office, reversal_id), Place("basket"))

    def show_settings(self) -> None:
        self.show_settings_tab("")

    def show_settings_tab(self, tab: str) -> None:
        self._show(SettingsScreen(self._office, tab), Place("settings", "", tab))

    def start_call(self) -> None:
        """Over whatever is open, which keeps its draft."""
        if self._call is not None:
            self._call.raise_()
            return
        self.flush_drafts()
        of_it = self._place.name in {"family", "letter", "paper", "document"}
        family_id = self._place.family_id if of_it else ""
        self._call = FirstCallWindow(self._office, family_id, self.window())
        self._call.recorded.connect(self._call_recorded)
        self._call.finished.connect(self._forget_call)
        self._call.open()

    def note(self, kind: ContactKind) -> None:
        """Over whatever is open; for the family on screen, if there is one."""
        self.open_note(kind, f"{self._place.family_id}:")

    def open_note(self, kind: ContactKind, subject: str) -> None:
        """`subject` is that of its draft: « family:record », each perhaps empty."""
        family_id, _, record = subject.partition(":")
        parent = self._screen or self
        try:
            self._follow(open_sheet(self._office, kind, family_id, record, parent))
        except DeskError as fault:
            messages.error(self, fault)

    def open_indirect(self, family_id: str, work_id: str) -> None:
        self.open_note(ContactKind.INDIRECT, f"{family_id}:{work_id}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """« A » on an appointment: the family did not come."""
        row = self.focusWidget()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_A and isinstance(row, Row):
            meeting_id = row.data.key.rpartition(":")[2]
            if planned := self._office.contacts.planned(meeting_id):
                self.open_note(ContactKind.ABSENCE, f"{planned.family_id}:{meeting_id}")
                return
        super().keyPressEvent(event)

    def _follow(self, sheet: ContactSheet) -> None:
        sheet.saved.connect(self._noted)
        sheet.meetingRequested.connect(self.show_meeting)

    def _noted(self) -> None:
        if self._screen is not None:
            cast("Screen", self._screen).refresh()
        messages.notify(self, "Enregistré")

    def show_contact(self, family_id: str, meeting_id: str = "") -> None:
        """A recorded contact in its own sheet, else the interview’s form."""
        if not meeting_id:
            self.begin_meeting(family_id)
            return
        sheet = open_recorded(self._office, meeting_id, self._screen or self)
        if sheet is None:
            self.show_meeting(family_id, meeting_id)
        else:
            self._follow(sheet)

    def start_search(self) -> None:
        """Over whatever is open, a form too."""
        if self._search is not None:
            self._search.raise_()
            return
        over = QApplication.activeModalWidget() or self.window()
        self._search = SearchWindow(self._office, over, present=self._present)
        self._search.chosen.connect(self._open_hit)
        self._search.finished.connect(self._forget_search)
        self._index.advanced.connect(self._search.look)
        self._search.open()
        self._index.now()

    def _present(self) -> frozenset[str]:
        return self._screen.present if isinstance(self._screen, MeetingScreen) else frozenset()

    def _forget_search(self) -> None:
        self._search = None

    def _open_hit(self, hit: Hit) -> None:
        """A form that stood over the screen keeps its draft."""
        if self._call is not None:
            self._call.request_close()
        if hit.kind is Kind.RESOURCE:
            self.show_directory()
            cast("DirectoryScreen", self._screen).show_resource(hit.record)
        elif hit.kind is Kind.REFERRAL:
            self.show_referral(hit.record)
        elif hit.kind is Kind.LETTER:
            self.show_document(hit.record)
        elif hit.kind is Kind.WORK:
            self.open_indirect(hit.family_id, hit.record)
        elif hit.meeting_id:
            self._open_meeting_at(hit)
        elif hit.family_id:
            self.show_family(hit.family_id)
            if hit.kind is Kind.PERSON:
                cast("FamilyScreen", self._screen).read_thread_of(hit.record)

    def _open_meeting_at(self, hit: Hit) -> None:
        here = (self._place.name, self._place.target)
        if here != ("meeting", hit.meeting_id):
            if self._place.family_id != hit.family_id:
                self.show_family(hit.family_id)
            self.show_contact(hit.family_id, hit.meeting_id)
        screen = self._screen
        if hit.kind is Kind.PASSAGE and screen is not None:
            QTimer.singleShot(0, screen, lambda: bring_into_sight(screen, hit.record))

    def start_meeting(self) -> None:
        """With the family on screen, else by choosing one."""
        if self._place.name == "meeting":
            return
        if self._place.family_id:
            self.begin_meeting(self._place.family_id)
        else:
            self.show_families()

    def begin_meeting(self, family_id: str) -> None:
        """The one that was begun, else the appointment that has come, else a new one.

        Else the appointment would stay behind as one to note, beside the meeting it became.
        """
        begun = self._office.vault.drafts.load("meeting", f"{family_id}:")
        appointment = self._office.meetings.appointment_now(family_id)
        self.show_meeting(family_id, "" if begun else appointment)

    def _sheet(self) -> QDialog | None:
        """The one over the screen whose draft can bring it back."""
        sheets = self._screen.findChildren(QDialog) if self._screen else []
        return next((s for s in sheets if s.isVisible() and s.findChild(AutoDraft)), None)

    def _go_to_cursor(self, place: Place) -> None:
        """Once what was opened again has chosen a focus of its own."""
        front = self._call or self._sheet() or self._screen
        if place.cursor and front is not None:
            go_to_cursor(front, place.cursor)

    def _call_recorded(self, recorded: object) -> None:
        """What is on screen shows it: a call that is not seen seems lost, and is noted again."""
        request, here = cast("Request", recorded), self._place
        if here.name in {"home", "families"}:
            self.show_family(request.family_id)
            return
        if here.name == "meeting" and here.family_id == request.family_id:
            if not cast("MeetingScreen", self._screen).knows(request.person_id):
                self.show_meeting(here.family_id, here.target)
        elif self._screen is not None:
            cast("Screen", self._screen).refresh()
        messages.notify(self, "Appel enregistré")

    def _forget_call(self) -> None:
        self._call = None

    def take_up(self, draft: Draft) -> None:
        """Drafts say their place in their subject: « family:meeting »."""
        if draft.kind == "call":
            self.start_call()
            return
        if draft.kind == TEMPLATE_DRAFT:
            self.show_settings_tab(f"{TEMPLATES}:{draft.subject}")
            return
        family_id, _, target = draft.subject.partition(":")
        if kind := kind_of_draft(draft.kind):
            if family_id:
                self.show_family(family_id)
            self.open_note(kind, draft.subject)
            return
        if draft.kind in REFERRAL_DRAFTS:
            self.show_referrals()
            cast("ReferralsScreen", self._screen).reopen_draft(draft.kind, draft.subject)
            return
        openers = {
            "meeting": self.show_meeting,
            "letter": self.show_letter,
            "paper": self.show_paper,
            "report": self._show_report,
        }
        if draft.kind in openers:
            openers[draft.kind](family_id, target)
            return
        if draft.kind == "lesson":
            self.show_lessons()
        elif family_id:
            self.show_family(family_id)
        if isinstance(self._screen, DraftReopener):
            self._screen.reopen_draft(draft.kind, draft.subject)

    def _show(self, screen: QWidget, place: Place) -> None:
        self._leave()
        self._read_only.refresh()
        self._note_visit(place)
        self._screen, self._place = screen, place
        self._index.soon()
        self._attend()
        self._content.addWidget(screen, 1)
        self._rail.show_place(place.name, folded=self.in_meeting or place.name in _WIDE)

    def _attend(self) -> None:
        """An old interview that is only read hides nobody: nobody else is in the room."""
        under_way = isinstance(self._screen, MeetingScreen) and self._screen.under_way
        hides = under_way and self._office.settings.get(declared.MEETING_SCREEN)
        discretion().attend(self._place.family_id, meeting=hides)

    def _note_visit(self, place: Place) -> None:
        """A family's file counts once a visit: its meeting and its letter are of the same one."""
        if place.family_id and place.family_id != self._place.family_id:
            self._office.vault.journal.note_reading("family.opened", place.family_id)

    def _leave(self) -> None:
        if self._screen is None:
            return
        cast("Screen", self._screen).flush_draft()
        if self._place.name == "activity" and isinstance(self._screen, InParts):
            self._last_activity = self._screen.tab
        self._content.removeWidget(self._screen)
        self._screen.hide()
        self._screen.deleteLater()
        self._screen = None

    def _choose(self, entry: str) -> None:
        doors: dict[str, Callable[[], None]] = {
            "home": self.show_home,
            "families": self.show_families,
            "referrals": self.show_referrals,
            "directory": self.show_directory,
            "activity": self.show_activity,
            "lessons": self.show_lessons,
            "search": self.start_search,
            "help": self.ask_help,
            "lock": self.lockRequested.emit,
            "basket": self.show_basket,
            "vault": self.show_vault,
            "settings": self.show_settings,
        }
        doors[entry]()

    def ask_help(self) -> None:
        """The chapter of the screen in front."""
        topics = {
            "activity": "activity_screen",
            "families": "family",
            "preparation": "home",
            "basket": "mistakes",
            "document": "documents",
            "paper": "documents",
            "batch": "documents",
            "referrals": "referrals",
        }
        if isinstance(self._screen, SettingsScreen) and self._screen.tab:
            topics["settings"] = TEMPLATES
        topic = "call" if self._call is not None else self._place.name
        if isinstance(self._sheet(), ContactSheet):
            topic = "contact"
        if isinstance(self._screen, VaultScreen):
            tab = self._screen.tab
            topic = {"integrity": "trouble", "incidents": "documents"}.get(tab, tab)
        self.helpRequested.emit(topics.get(topic, topic))

    def _make_bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("look", "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(24, 8, 24, 8)
        line.setSpacing(8)
        line.addWidget(DiscreetSign())
        line.addStretch(1)
        meeting = SecondaryButton("Entretien", "pencil")
        meeting.setObjectName("bar_meeting")
        meeting.clicked.connect(self.start_meeting)
        call = PrimaryButton("Premier appel", "phone-incoming")
        call.setObjectName("bar_call")
        call.clicked.connect(self.start_call)
        note = NoteButton()
        note.kindChosen.connect(self.note)
        QShortcut(QKeySequence(NOTE_KEYS), self).activated.connect(note.offer)
        line.addWidget(note)
        line.addWidget(meeting)
        line.addWidget(call)
        return bar
