"""The window: either the pages before the vault, or the open office; and locking between them.

The first screen comes up without what only an open office needs: that is imported where it serves.
"""

# ruff: noqa: PLC0415

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from referent_desk.errors import DeskError
from ui import workstation
from ui.garbage import WindowThreadCollector, collect_all
from ui.unlock import OpeningScreen

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from referent_desk.office import Office
    from referent_desk.vault import SealedBytes
    from ui.clipboard import ClipboardGuard
    from ui.curtain import Curtain
    from ui.help import ManualWindow
    from ui.leaving import Leaving
    from ui.session import SessionWatch
    from ui.unlock.farewell_page import FarewellPage
    from ui.workspace import Place, Workspace

MINUTE_MS = 60_000
AGAIN_MS = 2000
GRACE_MS = 250
"""How long the window may wait for work to end before it lets it end beside it."""
SETTLED_MS = 1000
UNSTORED = (
    "Le coffre est verrouillé, mais ce que vous écriviez n’a pas pu y être rangé (disque plein,"
    " ou clé retirée). C’est gardé, chiffré, tant que cette fenêtre reste ouverte\u00a0:"
    " libérez de la place, puis déverrouillez."
)
BACKING_UP = "Sauvegarde en cours… Ne retirez pas la clé."
LOCKING = (
    "L’écran est vidé. Un travail en cours se termine, puis le coffre se ferme\u00a0; vous pouvez"
    " déjà écrire votre phrase de passe."
)
UNSTORED_READ_ONLY = (
    "Le coffre est verrouillé. Il était en lecture seule\u00a0: ce que vous avez tapé n’a pas pu y"
    " être rangé. C’est gardé, chiffré, tant que cette fenêtre reste ouverte, jusqu’à ce que ce"
    " coffre s’ouvre à l’écriture."
)
LOCKED = "Le coffre est verrouillé. Ce que vous écriviez vous attend."


class MainWindow(QMainWindow):
    """Locking never asks: it stores drafts, closes the vault and comes back to the same place."""

    ended = Signal()
    """Closed after having been hidden: Qt ends the program by itself for a window in sight only."""

    def __init__(self, vault: Path | None = None) -> None:
        super().__init__()
        self.setWindowTitle("Referent Desk")
        self.resize(1366, 768)
        self.setMinimumSize(1000, 640)
        self.opening = OpeningScreen(vault)
        self.opening.opened.connect(self._open)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.opening)
        self.setCentralWidget(self._stack)
        self.workspace: Workspace | None = None
        self._office: Office | None = None
        self._place: Place | None = None
        self._place_vault = ""
        self._sealed: dict[tuple[str, str], SealedBytes] = {}
        """By vault and holder: a replacement does not get another's words."""
        self._manual: ManualWindow | None = None
        self._leaving: Leaving | None = None
        self._farewell: FarewellPage | None = None
        self._curtain: Curtain | None = None
        WindowThreadCollector(self)
        self._clipboard: ClipboardGuard | None = None
        self._shortcuts()
        QTimer.singleShot(SETTLED_MS, self, lambda: self._session)

    @property
    def locked(self) -> bool:
        return self.workspace is None

    @property
    def office(self) -> "Office | None":
        """The open one, or None while locked."""
        return self._office

    def lock(self, sentence: str = LOCKED, *, backup: bool = True) -> None:
        """Empties the screen at once; the vault closes then, or as soon as work under way ends.

        With `backup`, the vault is closed once the backup of the day is made, beside the window.
        """
        if self.workspace is None or self._office is None:
            self.opening.forget()
            return
        from ui import locking, operations
        from ui.leaving import Leaving

        self._place, self._place_vault = self.workspace.place, self._office.vault.vault_id
        drafts = locking.drafts_in_hand(self)
        office, self._office = self._office, None
        whose = (office.vault.vault_id, office.vault.holder)
        self._leave_workspace(office.vault.folder)
        operations.abandon_all()
        office.vault.interrupt_reading()
        leaving = Leaving(
            office, partial(locking.store_away, office, drafts, self._sealed.get(whose)), self
        )
        unstored = UNSTORED_READ_ONLY if office.vault.read_only else UNSTORED
        leaving.ended.connect(partial(self._left, leaving, whose, (sentence, unstored)))
        if not operations.wait_for_all(GRACE_MS):
            self.opening.tell(LOCKING)
        elif backup and leaving.backup_due():
            self.opening.tell(f"{sentence} {BACKING_UP}")
        else:
            leaving.finish()
            return
        self._leaving = leaving
        leaving.start()

    def come_forward(self, vault: str = "") -> None:
        """Another start of the program asks for this window; it may name a vault."""
        if self.locked and vault and Path(vault).is_dir():
            self.opening.propose(Path(vault))
        self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Work under way is finished first out of sight; a backup too, unless one does not wait."""
        from ui import operations

        self.lock(backup=not _session_ends())
        if self._leaving is not None and self._leaving.backs_up:
            self._show_farewell()
            event.ignore()
            return
        self.opening.close_waiting()
        if self._manual is not None:
            self._manual.close()
        if operations.wait_for_all(GRACE_MS):
            super().closeEvent(event)
            return
        event.ignore()
        self.hide()
        operations.run(
            lambda _progress: None,
            on_done=self._close_at_last,
            parent=self,
            label="Fermeture",
            veil=False,
        )

    def _close_at_last(self, _nothing: None) -> None:
        if self.close():
            self.ended.emit()

    def _leave_workspace(self, folder: Path) -> None:
        """What was on the screen is gone when this returns, even if the computer sleeps then."""
        from ui import locking

        if self._curtain is not None:
            self._curtain.give_up()
            self._curtain = None
        locking.clear_screen(self)
        if self.workspace is not None:
            self._stack.removeWidget(self.workspace)
            self.workspace.hide()
            self.workspace.deleteLater()
            self.workspace = None
        self._stack.setCurrentWidget(self.opening)
        self.opening.ask_for(folder)
        if self._clipboard is not None:
            self._clipboard.clear()
            self._clipboard = None
        self.repaint()
        QTimer.singleShot(0, collect_all)
        QTimer.singleShot(AGAIN_MS, self, self._collect_again)

    def _collect_again(self) -> None:
        """What work on its way out still held at the lock, a report's pages too."""
        if self.locked:
            collect_all()

    def _lock_now(self) -> None:
        self.lock()

    def _lock_for_sleep(self) -> None:
        """The computer waits some seconds only: no backup is begun, and one under way stops."""
        self.lock(backup=False)
        if self._leaving is not None:
            self._leaving.give_up()

    def _left(
        self, leaving: "Leaving", whose: tuple[str, str], sentences: tuple[str, str], told: str
    ) -> None:
        """`sentences`: when all is stored, and when something had to be sealed."""
        sentence, unstored = sentences
        self._sealed.pop(whose, None)
        if leaving.sealed is not None:
            self._sealed[whose] = leaving.sealed
            sentence = unstored
        leaving.deleteLater()
        self._leaving = None
        self._session.release()
        QTimer.singleShot(0, collect_all)
        if self._farewell is not None and self._stack.currentWidget() is self._farewell:
            self.close()
        else:
            self.opening.tell(f"{sentence} {told}".rstrip())

    def _show_farewell(self) -> None:
        from ui.unlock.farewell_page import FarewellPage

        if self._leaving is None:
            return
        if self._farewell is None:
            self._farewell = FarewellPage()
            self._stack.addWidget(self._farewell)
        if self._stack.currentWidget() is self._farewell:
            return
        self._leaving.told.connect(self._farewell.tell)
        self._farewell.leaveRequested.connect(self._leaving.give_up)
        self._stack.setCurrentWidget(self._farewell)
        self._farewell.start()

    def _restore(self, file: str) -> None:
        """From the open office: locked first, without a backup of what one wants to leave."""
        if self._office is None:
            return
        folder = self._office.vault.folder
        self.lock(backup=False)
        self.opening.restore(folder, file)

    def _open(self, office: object) -> None:
        from referent_desk.office import Office
        from ui.workspace import Workspace

        if not isinstance(office, Office):
            return
        self._office = office
        self._session.hold()
        workstation.remember_vault(office.vault.folder)
        self._store_sealed(office)
        workspace = Workspace(office)
        workspace.lockRequested.connect(self.lock)
        workspace.helpRequested.connect(self._help)
        workspace.restoreRequested.connect(self._restore)
        workspace.otherVaultRequested.connect(self._leave_for)
        self.workspace = workspace
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        if self._place is not None and self._place_vault == office.vault.vault_id:
            place = self._place
            QTimer.singleShot(0, workspace, lambda: self._go_back_to(workspace, place))
        self._watch(workspace, office)

    def _watch(self, workspace: "Workspace", office: "Office") -> None:
        """What asks for the lock; gone with the workspace."""
        from referent_desk.settings import declared
        from ui.clipboard import ClipboardGuard
        from ui.curtain import Curtain
        from ui.idle import IdleWatch, LockKey
        from ui.stray_clicks import StrayClicks

        StrayClicks(workspace)
        self._curtain = Curtain(self._stack, workspace)
        idle = IdleWatch(workspace)
        idle.idle.connect(self._on_idle)
        idle.longIdle.connect(self.lock)
        idle.touched.connect(self._curtain.lift)
        # Made last, it hears the keys first: the watch keeps them all from a blank page.
        LockKey(workspace).pressed.connect(self.lock)
        get = office.settings.get
        self._clipboard = ClipboardGuard(workspace)
        self._clipboard.forget_after(int(get(declared.CLIPBOARD_MINUTES) * MINUTE_MS))
        idle.start(
            int(get(declared.IDLE_MINUTES) * MINUTE_MS),
            int(get(declared.MEETING_MINUTES) * MINUTE_MS),
        )

    def _go_back_to(self, workspace: "Workspace", place: "Place") -> None:
        """Unless it was locked again meanwhile."""
        if workspace is self.workspace:
            workspace.go_to(place)

    def _leave_for(self, folder: Path) -> None:
        """The salvaged vault, which the same secrets open."""
        self.lock(backup=False)
        self.opening.ask_for(folder, "Voici le coffre récupéré\u00a0: les mêmes secrets l’ouvrent.")

    @cached_property
    def _session(self) -> "SessionWatch":
        """Made once the first page is shown: it must not wait for D-Bus."""
        from ui.session import watch_session

        watch = watch_session(self)
        watch.lockRequested.connect(self._lock_now)
        watch.sleepComing.connect(self._lock_for_sleep)
        return watch

    def _store_sealed(self, office: "Office") -> None:
        """Into the vault at last; kept sealed for another time if it still cannot be."""
        from ui import locking, messages

        whose = (office.vault.vault_id, office.vault.holder)
        sealed = self._sealed.get(whose)
        if sealed is None or office.vault.read_only:
            return
        try:
            locking.take_back(office, sealed)
        except DeskError as error:
            messages.error(self, error)
        else:
            del self._sealed[whose]

    def _on_idle(self) -> None:
        """During a meeting the screen goes blank first: one listens more than one types."""
        if self.workspace is None or self._curtain is None:
            return
        if self.workspace.in_meeting:
            self.workspace.flush_drafts()
            self._curtain.draw()
        else:
            self.lock()

    def _shortcuts(self) -> None:
        for keys, action in (
            ("Ctrl+N", lambda: self.workspace and self.workspace.start_call()),
            ("Ctrl+E", lambda: self.workspace and self.workspace.start_meeting()),
            ("F1", self._ask_help),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(action)

    def _ask_help(self) -> None:
        """The open office hears F1 itself, over its dialogs too."""
        if self.workspace is None:
            self._help("lock" if self.opening.waits_for_unlock else "start")

    def _help(self, topic: str) -> None:
        from ui.help import ManualWindow

        if self._manual is None:
            self._manual = ManualWindow()
        self._manual.show_topic(topic)
        self._manual.show()
        self._manual.raise_()


def _session_ends() -> bool:
    """The computer shuts down or the user logs out: no time for a backup."""
    application = QApplication.instance()
    return isinstance(application, QApplication) and application.isSavingSession()
