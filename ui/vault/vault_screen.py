"""What keeps the office's secrets: one tab a subject. Wiring only."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from referent_desk.office import Office
from ui.vault.access_panel import AccessPanel
from ui.vault.backups_panel import BackupsPanel
from ui.vault.full_check import FullCheck
from ui.vault.incidents_panel import IncidentsPanel
from ui.vault.integrity_panel import IntegrityPanel
from ui.vault.journal_panel import JournalPanel
from ui.widgets import READABLE, PageTitle, Scrolling, SecondaryButton


class VaultScreen(QWidget):
    """Each panel has `refresh`; it is called when its tab comes to the front."""

    lockRequested = Signal()
    restoreRequested = Signal(str)
    otherVaultRequested = Signal(Path)
    incidentRequested = Signal()
    """Data lost, or seen by someone else: its sheet."""
    documentOpened = Signal(str)

    def __init__(self, office: Office, tab: str = "", *, check: FullCheck | None = None) -> None:
        super().__init__()
        self.setObjectName("vault_screen")
        access = AccessPanel(office)
        access.vaultClosed.connect(self.lockRequested)
        backups = BackupsPanel(office)
        backups.restoreRequested.connect(self.restoreRequested)
        integrity = IntegrityPanel(
            office.vault, check or FullCheck(office.vault, self), office.vocabulary
        )
        integrity.otherVaultRequested.connect(self.otherVaultRequested)
        incidents = IncidentsPanel(office)
        incidents.documentOpened.connect(self.documentOpened)
        incidents.newRequested.connect(self.incidentRequested)
        self._panels = {
            "access": ("Accès", access),
            "backups": ("Sauvegardes", backups),
            "integrity": ("Vérification", integrity),
            "journal": ("Journal", JournalPanel(office)),
            "incidents": ("Incidents", incidents),
        }
        for panel in (access, backups, integrity):
            panel.setMaximumWidth(READABLE)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("vault_tabs")
        for label, panel in self._panels.values():
            self._tabs.addTab(Scrolling(panel), label)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 0)
        column.setSpacing(16)
        title = PageTitle("Coffre", f"«\u00a0{office.vault.folder.stem}\u00a0»")
        incident = SecondaryButton("Fiche d’incident…", "shield-alert")
        incident.setObjectName("incident_sheet")
        incident.clicked.connect(self.incidentRequested)
        title.add_action(incident)
        column.addWidget(title)
        column.addWidget(self._tabs, 1)
        self._tabs.currentChanged.connect(self.refresh)
        self.show_tab(tab or "access")

    @property
    def tab(self) -> str:
        """The key of the panel in front."""
        return list(self._panels)[self._tabs.currentIndex()]

    def show_tab(self, key: str) -> None:
        if key in self._panels:
            self._tabs.setCurrentIndex(list(self._panels).index(key))

    def refresh(self) -> None:
        self._panels[self.tab][1].refresh()

    def flush_draft(self) -> None:
        """Nothing half typed is kept here: secrets are never stored."""
