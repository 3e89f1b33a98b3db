"""Says, before anything is typed, that the vault takes no writing."""

from referent_desk.vault import Vault
from ui.widgets import Banner

DAMAGED = (
    "Des dégâts ont été trouvés dans ce coffre\u00a0: il est ouvert en lecture seule, et rien de ce"
    " que vous écririez ne pourrait y être enregistré."
)
CHOSEN = (
    "Ce coffre est ouvert en lecture seule\u00a0: rien de ce que vous écririez ne pourrait y être"
    " enregistré."
)


class ReadOnlyBanner(Banner):
    """Hidden while the vault takes writing."""

    def __init__(self, vault: Vault) -> None:
        super().__init__(action="Voir pourquoi")
        self.setObjectName("read_only_banner")
        self._vault = vault
        self.refresh()

    def refresh(self) -> None:
        damaged = bool(self._vault.last_quick_check.findings)
        self.set_text(DAMAGED if damaged else CHOSEN)
        self.set_kind("danger" if damaged else "warning")
        self.setVisible(self._vault.read_only)
