"""« Nouveau document… »: one button, every kind that a family's file can give."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from referent_desk.documents import KINDS, Addressee, DocumentKind, Way
from ui.theme import set_icon
from ui.widgets import SecondaryButton

ICONS = {
    DocumentKind.REFERRAL_LETTER: "signpost",
    DocumentKind.RELATIVE_LETTER: "mail",
    DocumentKind.LIAISON_NOTE: "users",
    DocumentKind.CONTACT_REQUEST: "phone",
    DocumentKind.AGREEMENT_FORM: "heart-handshake",
    DocumentKind.AGREEMENT_WITHDRAWAL: "undo-2",
    DocumentKind.INFORMATION_SHEET: "info",
    DocumentKind.HANDOUT: "hand-heart",
    DocumentKind.ATTESTATION: "clock",
    DocumentKind.INCIDENT_SHEET: "shield-alert",
}
_BREAKS_BEFORE = (DocumentKind.INFORMATION_SHEET, DocumentKind.CONTACT_REQUEST)


class NewDocumentButton(SecondaryButton):
    """What is only transmitted begins at the gate, not here."""

    kindChosen = Signal(str)
    """The DocumentKind."""

    def __init__(self) -> None:
        super().__init__("Nouveau document…", "file-text")
        self.setObjectName("new_document")
        self.clicked.connect(self.offer)

    def offer(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("new_document_menu")
        menu.setAccessibleName("Nouveau document")
        menu.setToolTipsVisible(True)
        for kind in KINDS:
            if kind.addressee is Addressee.OFFICE or kind.ways == (Way.TRANSMITTED,):
                continue
            if kind.code in _BREAKS_BEFORE:
                menu.addSeparator()
            action = QAction(kind.name, menu)
            action.setData(kind.code.value)
            action.setToolTip(kind.about)
            set_icon(action, ICONS[kind.code], "muted")
            menu.addAction(action)
        menu.triggered.connect(self._choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, action: QAction) -> None:
        self.kindChosen.emit(action.data())
