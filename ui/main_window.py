"""The window: either the pages before the vault, or the open office; and locking between them.

The first screen comes up without what only an open office needs: that is imported where it serves.
"""

# ruff: noqa: PLC0415

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
    from ui.workspace import Place, Workspace

MINUTE_MS = 60_000
UNSTORED = (
    "Le coffre est verrouillé, mais ce que vous écriviez n’a pas pu y être rangé (disque plein,"
    " ou clé retirée). C’est gardé, chiffré, tant que cette fenêtre reste ouverte\u00a0:"
    " libérez de la place, puis déverrouillez."
)
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
        self._garbage = WindowThreadCollector(self)
        self._shortcuts()

    @property
    def locked(self) -> bool:
        return self.workspace is None

    @property
    def office(self) -> "Office | None":
        """The open one, or None while locked."""
        return self._office

    def lock(self, sentence: str = LOCKED) -> None:
        """Stores what is half typed, closes the vault, empties the screen."""
        from ui import operations

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
        operations.wait_for_all()
        self._office.close()
        self._office = None
        if QApplication.clipboard().ownsClipboard():
            QApplication.clipboard().clear()
        self._stack.setCurrentWidget(self.opening)
        QTimer.singleShot(0, self._garbage.collect_all)
        self._bring_back()
        self.opening.ask_for(folder, sentence)

    def closeEvent(self, event: "QCloseEvent") -> None:
        from ui import operations

        self.lock()
        operations.wait_for_all()
        self.opening.close_waiting()
        if self._manual is not None:
            self._manual.close()
        super().closeEvent(event)

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
        self.workspace = workspace
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        if self._place is not None and self._place_vault == office.vault.vault_id:
            place = self._place
            QTimer.singleShot(0, lambda: workspace.go_to(place))
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
