"""The screen in front, what stands over it, and how one comes back there."""

from dataclasses import replace
from typing import TypeVar, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QVBoxLayout, QWidget

from referent_desk.office import Office
from referent_desk.settings import declared
from ui.contacts import ContactSheet
from ui.discretion import discretion
from ui.drafting import AutoDraft
from ui.meetings import FirstCallWindow, MeetingScreen
from ui.workspace.cursor import Cursor, cursor_in, go_to_cursor
from ui.workspace.places import DraftReopener, InParts, Place, Screen

Shown = TypeVar("Shown", bound=QWidget)
_OF_A_FAMILY = {"family", "letter", "paper", "document"}
"""Whoever calls meanwhile is likely to be of it; during an interview it is someone else."""


class Stage(QWidget):
    """One screen at a time; it is left with its draft stored."""

    callRecorded = Signal(object)
    """The Request."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.at = Place()
        """Which screen, as it was opened."""
        self.left_at: dict[str, str] = {}
        """By screen, the part that was in front when it was left."""
        self._office = office
        self._screen: QWidget | None = None
        self._call: FirstCallWindow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def place(self) -> Place:
        """To come back to after unlocking."""
        calling = self._call is not None
        sheet = None if calling else self.sheet
        front = self._front
        return replace(
            self.at,
            target=self.tab or self.at.target,
            calling=calling,
            sheet=sheet.findChildren(AutoDraft)[0].place if sheet else None,
            cursor=cursor_in(front) if front else None,
        )

    @property
    def tab(self) -> str:
        """The part in front, of a screen that has several."""
        return self._screen.tab if isinstance(self._screen, InParts) else ""

    @property
    def sheet(self) -> QDialog | None:
        """The one over the screen whose draft can bring it back."""
        sheets = self._screen.findChildren(QDialog) if self._screen else []
        return next((s for s in sheets if s.isVisible() and s.findChild(AutoDraft)), None)

    @property
    def call(self) -> FirstCallWindow | None:
        """The first call being noted, over everything else."""
        return self._call

    @property
    def beneath(self) -> QWidget:
        """What a sheet is opened over."""
        return self._screen or self

    @property
    def present(self) -> frozenset[str]:
        """Who is in the room, by ids, while an interview is in front."""
        return self._screen.present if isinstance(self._screen, MeetingScreen) else frozenset()

    def knows(self, person_id: str | None) -> bool:
        """Whether the interview in front has that person among its family's."""
        return isinstance(self._screen, MeetingScreen) and self._screen.knows(person_id)

    def put(self, screen: Shown, place: Place) -> Shown:
        self._leave()
        self._note_visit(place)
        self._screen, self.at = screen, place
        self.attend()
        self._column.addWidget(screen)
        return screen

    def give_keys_to(self, screen: QWidget) -> None:
        """Tab goes on in it, unless it chooses a field itself."""
        QTimer.singleShot(0, screen, lambda: _take_the_keys(screen))

    def start_call(self) -> None:
        """Over whatever is open, which keeps its draft."""
        if self._call is not None:
            self._call.raise_()
            return
        self.flush_drafts()
        family_id = self.at.family_id if self.at.name in _OF_A_FAMILY else ""
        self._call = FirstCallWindow(self._office, family_id, self.window())
        self._call.recorded.connect(self.callRecorded)
        self._call.finished.connect(self._forget_call)
        self._call.open()

    def refresh(self) -> None:
        if self._screen is not None:
            cast("Screen", self._screen).refresh()

    def flush_drafts(self) -> None:
        """Everything half typed goes into the vault now."""
        for widget in (self._call, self._screen):
            if widget is not None:
                cast("Screen", widget).flush_draft()
        for sheet in self.findChildren(ContactSheet):
            sheet.flush_draft()

    def reopen_draft(self, kind: str, subject: str) -> None:
        """Where the screen in front has such a sheet."""
        if isinstance(self._screen, DraftReopener):
            self._screen.reopen_draft(kind, subject)

    def go_to_cursor(self, cursor: Cursor) -> None:
        """Once what was opened again has chosen a focus of its own."""
        QTimer.singleShot(0, self, lambda: go_to_cursor(self._front or self, cursor))

    def bring_into_sight(self, passage_id: str) -> None:
        """Scrolls to the card of that passage, where there is one, once it is laid out."""
        if (screen := self._screen) is not None:
            QTimer.singleShot(0, screen, lambda: _bring_into_sight(screen, passage_id))

    def attend(self) -> None:
        """An old interview that is only read hides nobody: nobody else is in the room."""
        under_way = isinstance(self._screen, MeetingScreen) and self._screen.under_way
        hides = under_way and self._office.settings.get(declared.MEETING_SCREEN)
        discretion().attend(self.at.family_id, meeting=hides)

    @property
    def _front(self) -> QWidget | None:
        return self._call or self.sheet or self._screen

    def _forget_call(self) -> None:
        self._call = None

    def _note_visit(self, place: Place) -> None:
        """A family's file counts once a visit: its meeting and its letter are of the same one."""
        if place.family_id and place.family_id != self.at.family_id:
            self._office.vault.journal.note_reading("family.opened", place.family_id)

    def _leave(self) -> None:
        if self._screen is None:
            return
        cast("Screen", self._screen).flush_draft()
        if self.tab:
            self.left_at[self.at.name] = self.tab
        self._column.removeWidget(self._screen)
        self._screen.hide()
        self._screen.deleteLater()
        self._screen = None


def holds_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def _take_the_keys(screen: QWidget) -> None:
    if not holds_focus(screen):
        screen.setFocus(Qt.FocusReason.OtherFocusReason)


def _bring_into_sight(screen: QWidget, passage_id: str) -> None:
    card = screen.findChild(QWidget, f"passage_{passage_id}")
    area = card.parentWidget() if card else None
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if card is not None and area is not None:
        area.ensureWidgetVisible(card)
