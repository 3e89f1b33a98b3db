"""What is told above every screen: of the vault, and of lists that do not read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from referent_desk.office import Office
from referent_desk.vault import HeaderTrust
from ui import workstation
from ui.vault import ReadOnlyBanner
from ui.widgets import Banner
from ui.workspace.broken_lists import BrokenListsBanner

DEMO = "Essai\u00a0: toutes ces familles sont inventées."
HEADER_CHANGED = "Les accès de ce coffre ont été modifiés en dehors du programme."
SET_ASIDE = (
    "Un fichier qui ne va pas avec ce coffre se trouvait à côté de sa base\u00a0: il a été mis de"
    " côté. Vérifiez vos dernières saisies."
)


class Notices(QWidget):
    vaultRequested = Signal(str)
    """A panel of the screen « Coffre », or "" for its first."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._read_only = ReadOnlyBanner(office.vault)
        self._read_only.actionRequested.connect(lambda: self.vaultRequested.emit("integrity"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if workstation.is_demo(office.vault.folder):
            column.addWidget(Banner(DEMO, "warning"))
        if office.vault.ways.trust() is not HeaderTrust.OURS:
            changed = Banner(HEADER_CHANGED, "warning", action="Voir les accès")
            changed.actionRequested.connect(lambda: self.vaultRequested.emit(""))
            column.addWidget(changed)
        if office.vault.set_aside:
            column.addWidget(Banner(SET_ASIDE, "warning"))
        column.addWidget(self._read_only)
        column.addWidget(BrokenListsBanner(office.broken_lists))

    def refresh(self) -> None:
        """A vault may have become read only meanwhile."""
        self._read_only.refresh()
