"""Which screen opens from where. Wiring only."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.documents import DocumentKind, Target
from referent_desk.errors import DamagedDatabase, DeskError
from referent_desk.meetings import Request
from referent_desk.office import Office
from referent_desk.search import Hit
from referent_desk.secrecy import Sharing
from referent_desk.settings import declared
from referent_desk.vault import Draft
from ui import messages
from ui.activity import activity_at
from ui.contacts import ContactKind, ContactSheet, kind_of_draft, open_recorded, open_sheet
from ui.corrections import BasketScreen
from ui.directory import DirectoryScreen
from ui.discretion import discretion
from ui.documents import BatchScreen, DocumentScreen, LetterScreen, PaperScreen
from ui.families import FamiliesScreen, FamilyScreen
from ui.followup import DRAFTS as REFERRAL_DRAFTS
from ui.followup import ReferralsScreen
from ui.home import HomeScreen, PreparationScreen
from ui.meetings import LessonsScreen, MeetingScreen
from ui.search import Searching, open_hit
from ui.settings import TEMPLATE_DRAFT, TEMPLATES, SettingsScreen
from ui.vault import FullCheck, VaultScreen
from ui.widgets import Row
from ui.workspace.key_watch import KeyWatch
from ui.workspace.notices import Notices
from ui.workspace.places import Place
from ui.workspace.rail import Rail
from ui.workspace.stage import Shown, Stage, holds_focus
from ui.workspace.top_bar import TopBar
from ui.workspace.topics import topic_in_front

_WIDE = {"meeting", "referrals", "activity"}
"""Beside them the rail folds to its icons."""
_OWN_MEETING = {"family", "meeting"}


class Workspace(QWidget):
    lockRequested = Signal()
    helpRequested = Signal(str)
    restoreRequested = Signal(str)
    otherVaultRequested = Signal(Path)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        discretion().begin(on=office.settings.get(declared.DISCREET_ON_START))
        self._stage = Stage(office)
        self._stage.callRecorded.connect(self._call_recorded)
        self._searching = Searching(office, self, present=lambda: self._stage.present)
        self._searching.chosen.connect(self._open_hit)
        self._full_check = FullCheck(office.vault, self)
        self._full_check.ended.connect(self._full_check_ended)
        self._full_check.start_soon_if_due()
        self._rail = Rail()
        self._rail.chosen.connect(self._choose)
        self._notices = Notices(office)
        self._notices.vaultRequested.connect(self.show_vault)
        self._bar = TopBar()
        self._bar.noteRequested.connect(self.note)
        self._bar.meetingRequested.connect(self.start_meeting)
        self._bar.callRequested.connect(self.start_call)
        self._lay_out()
        anywhere = {
            "F9": discretion().toggle,
            "Ctrl+K": self.start_search,
            "F1": self.ask_help,
        }
        KeyWatch(anywhere, self)
        self._show_first()

    @property
    def place(self) -> Place:
        """To come back to after unlocking."""
        return self._stage.place

    @property
    def in_meeting(self) -> bool:
        return self._stage.at.name == "meeting"

    def go_to(self, place: Place) -> None:
        """Opens the same screen again; its form takes up its draft."""
        openers: dict[str, Callable[[], object]] = {
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
            "vault": lambda: self.show_vault(place.target),
            "settings": lambda: self.show_settings(place.target),
            "basket": self.show_basket,
        }
        openers.get(place.name, self.show_home)()
        self._bring_front(place)

    def flush_drafts(self) -> None:
        self._stage.flush_drafts()

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
        screen.backupsRequested.connect(lambda: self.show_vault("backups"))
        screen.integrityRequested.connect(lambda: self.show_vault("integrity"))
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

    def show_family(self, family_id: str, tab: str = "") -> FamilyScreen:
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
        screen.correctedAway.connect(self.show_basket)
        return self._show(screen, Place("family", family_id))

    def show_person(self, family_id: str, person_id: str) -> None:
        """What that person said, in the family's thread."""
        self.show_family(family_id).read_thread_of(person_id)

    def show_meeting(self, family_id: str, meeting_id: str = "") -> MeetingScreen:
        self.flush_drafts()  # it may be shown anew
        screen = MeetingScreen(self._office, family_id, meeting_id)
        screen.someoneCame.connect(self._someone_came)
        screen.finished.connect(self.show_family)
        screen.documentsRequested.connect(partial(self.show_family, tab="documents"))
        screen.begun.connect(self._stage.attend)
        return self._show(screen, Place("meeting", family_id, meeting_id))

    def show_contact(self, family_id: str, meeting_id: str = "") -> None:
        """A recorded contact in its own sheet, else the interview’s form."""
        if not meeting_id:
            self.begin_meeting(family_id)
            return
        sheet = open_recorded(self._office, meeting_id, self._stage.beneath)
        if sheet is None:
            self.show_meeting(family_id, meeting_id)
        else:
            self._follow(sheet)

    def show_in_file(self, family_id: str, meeting_id: str, passage_id: str = "") -> None:
        """Over its family's file, unless it is in front already."""
        at = self._stage.at
        if (at.name, at.target) != ("meeting", meeting_id):
            if at.family_id != family_id:
                self.show_family(family_id)
            self.show_contact(family_id, meeting_id)
        if passage_id:
            self._stage.bring_into_sight(passage_id)

    def show_letter(self, family_id: str, referral_id: str = "") -> None:
        screen = LetterScreen(self._office, family_id, referral_id)
        screen.closeRequested.connect(lambda: self._back_to_file(family_id))
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
        screen.closeRequested.connect(lambda: self._back_to_file(family_id))
        self._show(screen, Place("paper", family_id, kind))

    def show_document(self, document_id: str) -> None:
        screen = DocumentScreen(self._office, document_id)
        screen.closeRequested.connect(lambda: self._back_to_file(screen.family_id, "documents"))
        self._office.vault.journal.note_reading("document.opened", document_id)
        self._show(screen, Place("document", screen.family_id, document_id))

    def show_referrals(self) -> ReferralsScreen:
        screen = ReferralsScreen(self._office)
        screen.letterRequested.connect(self.show_letter)
        screen.familyOpened.connect(self.show_family)
        screen.lettersRequested.connect(self._write_to_silent)
        return self._show(screen, Place("referrals"))

    def show_referral(self, referral_id: str) -> None:
        """In its board, opened beside it."""
        self.show_referrals().show_referral(referral_id)

    def show_directory(self) -> DirectoryScreen:
        return self._show(DirectoryScreen(self._office), Place("directory"))

    def show_resource(self, resource_id: str) -> None:
        self.show_directory().show_resource(resource_id)

    def show_activity(self, place: str = "") -> None:
        """`place`: a period and a part of the screen, « 2026-T3/report »; else where one was."""
        place = place or self._stage.left_at.get("activity", "")
        self._show(activity_at(self, self._office, place), Place("activity", "", place))

    def show_lessons(self) -> None:
        screen = LessonsScreen(self._office)
        screen.passageRequested.connect(self._open_passage)
        self._show(screen, Place("lessons"))

    def show_vault(self, tab: str = "") -> None:
        screen = VaultScreen(self._office, tab, check=self._full_check)
        screen.lockRequested.connect(self.lockRequested)
        screen.restoreRequested.connect(self.restoreRequested)
        screen.otherVaultRequested.connect(self.otherVaultRequested)
        screen.incidentRequested.connect(
            lambda: self.show_paper("", DocumentKind.INCIDENT_SHEET.value)
        )
        screen.documentOpened.connect(self.show_document)
        self._show(screen, Place("vault", "", tab))

    def show_basket(self, reversal_id: str = "") -> None:
        self._show(BasketScreen(self._office, reversal_id), Place("basket"))

    def show_settings(self, tab: str = "") -> None:
        self._show(SettingsScreen(self._office, tab), Place("settings", "", tab))

    def start_call(self) -> None:
        """Over whatever is open, which keeps its draft."""
        self._stage.start_call()

    def start_meeting(self) -> None:
        """With the family on screen, else by choosing one."""
        if self.in_meeting:
            return
        if self._stage.at.family_id:
            self.begin_meeting(self._stage.at.family_id)
        else:
            self.show_families()

    def begin_meeting(self, family_id: str) -> None:
        """The one that was begun, else the appointment that has come, else a new one.

        Else the appointment would stay behind as one to note, beside the meeting it became.
        """
        begun = self._office.vault.drafts.load("meeting", f"{family_id}:")
        appointment = self._office.meetings.appointment_now(family_id)
        self.show_meeting(family_id, "" if begun else appointment)

    def start_search(self) -> None:
        """Over whatever is open, a form too."""
        self._searching.start()

    def note(self, kind: ContactKind) -> None:
        """Over whatever is open; for the family on screen, if there is one."""
        self.open_note(kind, f"{self._stage.at.family_id}:")

    def open_note(self, kind: ContactKind, subject: str) -> None:
        """`subject` is that of its draft: « family:record », each perhaps empty."""
        family_id, _, record = subject.partition(":")
        try:
            self._follow(open_sheet(self._office, kind, family_id, record, self._stage.beneath))
        except DeskError as fault:
            messages.error(self, fault)

    def open_indirect(self, family_id: str, work_id: str) -> None:
        self.open_note(ContactKind.INDIRECT, f"{family_id}:{work_id}")

    def take_up(self, draft: Draft) -> None:
        """Drafts say their place in their subject: « family:meeting »."""
        family_id, _, target = draft.subject.partition(":")
        openers: dict[str, Callable[[], object]] = {
            "call": self.start_call,
            TEMPLATE_DRAFT: lambda: self.show_settings(f"{TEMPLATES}:{draft.subject}"),
            "meeting": lambda: self.show_meeting(family_id, target),
            "letter": lambda: self.show_letter(family_id, target),
            "paper": lambda: self.show_paper(family_id, target),
            "report": lambda: self.show_activity(f"{target}/report"),
        }
        if draft.kind in openers:
            openers[draft.kind]()
            return
        if draft.kind in REFERRAL_DRAFTS:
            self.show_referrals()
        elif draft.kind == "lesson":
            self.show_lessons()
        elif family_id:
            self.show_family(family_id)
        if kind := kind_of_draft(draft.kind):
            self.open_note(kind, draft.subject)
        else:
            self._stage.reopen_draft(draft.kind, draft.subject)

    def ask_help(self) -> None:
        """The chapter of what is in front."""
        searched = self._searching.open
        self.helpRequested.emit("search" if searched else topic_in_front(self._stage))

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

    def _show(self, screen: Shown, place: Place) -> Shown:
        if not holds_focus(self._rail):
            self._stage.give_keys_to(screen)
        self._stage.put(screen, place)
        self._bar.offer_meeting(place.name not in _OWN_MEETING)
        self._notices.refresh()
        self._searching.follow()
        self._rail.show_place(place.name, folded=place.name in _WIDE)
        return screen

    def _show_first(self) -> None:
        """Where the day itself does not read any more, what can be done about it."""
        try:
            self.show_home()
        except DamagedDatabase:
            self.show_vault("integrity")

    def _show_safety(self, family_id: str, meeting_id: str, event_id: str) -> None:
        self.show_meeting(family_id, meeting_id).show_safety(event_id)

    def _someone_came(self, person_id: str) -> None:
        """The form knows its people from the start: it is shown anew, with one more."""
        at = self._stage.at
        self.show_meeting(at.family_id, at.target).welcome(person_id)

    def _show_transmission(self, family_id: str, kind: str, sharing: object) -> None:
        cleared = cast("Sharing", sharing)
        screen = PaperScreen(self._office, family_id, DocumentKind(kind), cleared=cleared)
        screen.closeRequested.connect(lambda: self._back_to_file(family_id, "sharing"))
        self._show(screen, Place("paper", family_id, kind))

    def _back_to_file(self, family_id: str, tab: str = "") -> None:
        """What concerns no family is an incident's sheet."""
        if family_id:
            self.show_family(family_id, tab)
        else:
            self.show_vault("incidents")

    def _open_passage(self, family_id: str, meeting_id: str, passage_id: str) -> None:
        self.show_contact(family_id, meeting_id)
        self._stage.bring_into_sight(passage_id)

    def _open_hit(self, hit: Hit) -> None:
        """A form that stood over the screen keeps its draft."""
        if self._stage.call is not None:
            self._stage.call.request_close()
        open_hit(self, hit)

    def _bring_front(self, place: Place) -> None:
        """What stood over the screen, and the cursor."""
        if place.calling:
            self.start_call()
        elif place.sheet and (kind := kind_of_draft(place.sheet[0])):
            self.open_note(kind, place.sheet[1])
        elif place.sheet:
            self._stage.reopen_draft(*place.sheet)
        if place.cursor:
            self._stage.go_to_cursor(place.cursor)

    def _write_to_families(self, family_ids: Sequence[str]) -> None:
        self.show_batch([Target(id_) for id_ in family_ids])

    def _write_to_silent(self) -> None:
        silent = self._office.overview.call_list()
        referrals = (self._office.followup.referral(line.referral_id) for line in silent)
        targets = [Target(r.family_id, r.person_id) for r in referrals]
        self.show_batch(targets, "À qui a reçu une orientation restée sans nouvelles.")

    def _call_recorded(self, request: Request) -> None:
        """What is on screen shows it: a call that is not seen seems lost, and is noted again."""
        at = self._stage.at
        if at.name in {"home", "families"}:
            self.show_family(request.family_id)
            return
        if (at.name, at.family_id) != ("meeting", request.family_id):
            self._stage.refresh()
        elif not self._stage.knows(request.person_id):
            self.show_meeting(at.family_id, at.target)
        messages.notify(self, "Appel enregistré")

    def _follow(self, sheet: ContactSheet) -> None:
        sheet.saved.connect(self._noted)
        sheet.meetingRequested.connect(self.show_meeting)

    def _noted(self) -> None:
        self._stage.refresh()
        messages.notify(self, "Enregistré")

    def _full_check_ended(self) -> None:
        if self._stage.at.name == "home":
            self._stage.refresh()
        self._notices.refresh()

    def _choose(self, entry: str) -> None:
        doors: dict[str, Callable[[], object]] = {
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

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._notices)
        beside.addWidget(self._bar)
        beside.addWidget(self._stage, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addLayout(beside, 1)
