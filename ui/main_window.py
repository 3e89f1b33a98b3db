"""The window: either the pages before the vault, or the open office; and locking between them.

The first screen comes up without what only an open office needs: that is imported where it serves.
"""

# ruff: noqa: PLC0415

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget

from referent_desk.errors import DeskError
from ui import workstation
from ui.garbage import WindowThreadCollector
from ui.unlock import OpeningScreen

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from referent_desk.office import Office
    from referent_desk.vault import SealedBytes
    from ui.help import ManualWindow
    from ui.leaving import Leaving
    from ui.unlock.farewell_page import FarewellPage
    from ui.workspace import Place, Workspace

MINUTE_MS = 60_000
UNSTORED = (
    "Le coffre est verrouillé, mais ce que vous écriviez n’a pas pu y être rangé (disque plein,"
    " ou clé retirée). C’est gardé, chiffré, tant que cette fenêtre reste ouverte\u00a0:"
    " libérez de la place, puis déverrouillez."
)
BACKING_UP = "Sauvegarde en cours… Ne retirez pas la clé."
PATIENCE_MS = 1000
LOCKED = "Le coffre est verrouillé. Ce que vous écriviez vous attend."


class MainWindow(QMainWindow):
    """Locking never asks: it stores drafts, closes the vault and comes back to the same place."""

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
        self._sealed: SealedBytes | None = None
        self._manual: ManualWindow | None = None
        self._leaving: Leaving | None = None
        self._farewell: FarewellPage | None = None
        self._garbage = WindowThreadCollector(self)
        self._shortcuts()

    @property
    def locked(self) -> bool:
        return self.workspace is None

    @property
    def office(self) -> "Office | None":
        """The open one, or None while locked."""
        return self._office

    def lock(self, sentence: str = LOCKED, *, backup: bool = True) -> None:
        """Stores what is half typed, empties the screen, closes the vault.

        With `backup`, the vault is closed once the backup of the day is made, beside the window.
        """
        if self.workspace is None or self._office is None:
            return
        self._place, self._place_vault = self.workspace.place, self._office.vault.vault_id
        folder = self._office.vault.folder
        self.workspace.flush_drafts()
        self._sealed = self._seal_unstored(self._office)
        if self._sealed is not None:
            sentence = UNSTORED
        self._close_dialogs()
        self._stack.removeWidget(self.workspace)
        self.workspace.hide()
        self.workspace.deleteLater()
        self.workspace = None
        office, self._office = self._office, None
        if QApplication.clipboard().ownsClipboard():
            QApplication.clipboard().clear()
        self._stack.setCurrentWidget(self.opening)
        QTimer.singleShot(0, self._garbage.collect_all)
        self._bring_back()
        self.opening.ask_for(folder, sentence)
        self._close(office, sentence, backup=backup)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """A backup under way is finished first, unless one does not wait for it."""
        from ui import operations

        self.lock(backup=not _session_ends())
        if self._leaving is not None:
            self._show_farewell()
            event.ignore()
            return
        operations.wait_for_all()
        self.opening.close_waiting()
        if self._manual is not None:
            self._manual.close()
        super().closeEvent(event)

    def _close(self, office: "Office", sentence: str, *, backup: bool) -> None:
        """At once when nothing is under way: the key is then forgotten before this returns."""
        from ui import operations
        from ui.leaving import Leaving, backup_due

        folder = backup_due(office, office.clock().date()) if backup else None
        if folder is None and operations.wait_for_all(PATIENCE_MS):
            office.close()
            return
        self._leaving = Leaving(office, folder, self)
        self._leaving.ended.connect(partial(self._left, sentence))
        if folder is not None:
            self.opening.unlock_page.tell(f"{sentence} {BACKING_UP}")
        self._leaving.start()

    def _left(self, sentence: str, told: str) -> None:
        if self._leaving is not None:
            self._leaving.deleteLater()
        self._leaving = None
        QTimer.singleShot(0, self._garbage.collect_all)
        if self._farewell is not None and self._stack.currentWidget() is self._farewell:
            self.close()
        elif self.opening.waits_for_unlock:
            self.opening.unlock_page.tell(f"{sentence} {told}".rstrip())

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
        workstation.remember_vault(office.vault.folder)
        self._store_sealed(office)
        workspace = Workspace(office)
        workspace.lockRequested.connect(self.lock)
        workspace.helpRequested.connect(self._help)
        workspace.restoreRequested.connect(self._restore)
        self.workspace = workspace
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        if self._place is not None and self._place_vault == office.vault.vault_id:
            place = self._place
            QTimer.singleShot(0, lambda: self._go_back_to(workspace, place))
        self._watch(workspace, office)

    def _watch(self, workspace: "Workspace", office: "Office") -> None:
        """What asks for the lock; gone with the workspace."""
        from referent_desk.settings import declared
        from ui.idle import IdleWatch, LockKey

        LockKey(workspace).pressed.connect(self.lock)
        idle = IdleWatch(workspace)
        idle.idle.connect(self._on_idle)
        idle.longIdle.connect(self.lock)
        idle.touched.connect(self._bring_back)
        get = office.settings.get
        idle.start(
            int(get(declared.IDLE_MINUTES) * MINUTE_MS),
            int(get(declared.MEETING_MINUTES) * MINUTE_MS),
        )

    def _go_back_to(self, workspace: "Workspace", place: "Place") -> None:
        """Unless it was locked again meanwhile."""
        if workspace is self.workspace:
            workspace.go_to(place)

    def _seal_unstored(self, office: "Office") -> "SealedBytes | None":
        """Drafts that the disk refused, under the vault's key, before the key is forgotten."""
        import json
        from dataclasses import asdict

        from ui.drafting import AutoDraft

        unstored = [asdict(a.unstored) for a in self.findChildren(AutoDraft) if a.unstored]
        return office.vault.seal(json.dumps(unstored).encode()) if unstored else None

    def _store_sealed(self, office: "Office") -> None:
        """Into the vault at last; kept sealed for another time if it still cannot be."""
        import json

        from ui import messages
        from ui.drafting import UnstoredDraft, store

        if self._sealed is None:
            return
        try:
            for draft in json.loads(office.vault.unseal(self._sealed)):
                store(office.vault.drafts, UnstoredDraft(**draft))
        except DeskError as error:
            messages.error(self, error)
        else:
            self._sealed = None

    def _on_idle(self) -> None:
        """During a meeting the screen goes blank first: one listens more than one types."""
        if self.workspace is None:
            return
        if self.workspace.in_meeting:
            self._close_dialogs()
            self.workspace.setVisible(False)
        else:
            self.lock()

    def _bring_back(self) -> None:
        if self.workspace is not None:
            self.workspace.setVisible(True)

    def _close_dialogs(self) -> None:
        from ui import messages

        messages.close_all()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.done(QDialog.DialogCode.Rejected)

    def _shortcuts(self) -> None:
        for keys, action in (
            ("Ctrl+N", lambda: self.workspace and self.workspace.start_call()),
            ("Ctrl+E", lambda: self.workspace and self.workspace.start_meeting()),
            ("F1", self._ask_help),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(action)

    def _ask_help(self) -> None:
        if self.workspace is None:
            self._help("start")
        else:
            self.workspace.ask_help()

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
