"""Who may open the vault: the list of ways in is the list of who has access."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from referent_desk.errors import DeskError
from referent_desk.office import Office
from referent_desk.vault import (
    HeaderTrust,
    Keyring,
    KeyringUnavailable,
    Secret,
    SystemKeyring,
    WayIn,
    computer_name,
)
from ui import messages, workstation
from ui.operations import Progress
from ui.vault.access_sheets import AccessSheet, NewCodeSheet, NewPassphraseSheet, NewPersonSheet
from ui.vault.renewal_sheet import offer_renewal
from ui.widgets import Banner, Card, Field, Row, SecondaryButton, SheetDialog, Text
from ui.widgets.tab_order import tab_as_laid_out
from ui.widgets.typed_dates import show_date

KINDS = {
    "passphrase": "Phrase de passe",
    "recovery": "Code de secours",
    "keyring": "Trousseau de l’ordinateur",
}
ICONS = {"passphrase": "user", "recovery": "key-round", "keyring": "lock-open"}
NOT_OURS = {
    HeaderTrust.OLDER: "L’en-tête du coffre n’est pas celui que ce programme a écrit en dernier"
    "\u00a0: un accès retiré a pu y être remis. Relisez la liste ci-dessous.",
    HeaderTrust.ALTERED: "L’en-tête du coffre a été modifié en dehors du programme\u00a0: les noms"
    " ci-dessous ne sont plus sûrs. Relisez-les.",
}
REVOKED = (
    "Cet accès n’ouvrira plus ce coffre. Qui en a gardé une copie ou une sauvegarde ouvre encore"
    " cette copie\u202f; pour la suite, «\u00a0Chiffrer à nouveau\u00a0» change aussi la clé."
)
KEYRING_RISK = (
    "Le coffre s’ouvrira sans rien taper sur cet ordinateur. Le risque\u00a0: quiconque utilise"
    " votre session, et tout programme qui y tourne, peut alors l’ouvrir aussi."
)
REENCRYPT = (
    "Toute la base est écrite à neuf sous une nouvelle clé, comparée, puis mise en place\u202f;"
    " chacun garde son accès. Les sauvegardes déjà faites gardent l’ancienne clé\u00a0: il vous"
    " est proposé ensuite d’en refaire une et d’effacer les anciennes."
)


class AccessPanel(QWidget):
    """`vaultClosed`: a fault left the vault closed, the window must lock."""

    vaultClosed = Signal()

    def __init__(self, office: Office, keyring: Keyring | None = None) -> None:
        super().__init__()
        self._office = office
        self._vault = office.vault
        self._keyring = keyring or SystemKeyring()
        self._warning = Banner("", "warning", action="J’ai relu, c’est en ordre")
        self._warning.actionRequested.connect(self._accept)
        self._ways = Card("Qui peut ouvrir ce coffre", icon="key-round")
        self._renewal = Card("Chiffrer à nouveau", icon="shield-check")
        self._renewal.add(Text(REENCRYPT, "muted"))
        renew = self._button("Chiffrer à nouveau…", "rotate-ccw", self._reencrypt)
        self._renewal.body.addWidget(renew, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(16)
        for part in (self._warning, self._ways, self._buttons(), self._renewal):
            column.addWidget(part)
        column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        trust = self._vault.ways.trust()
        self._warning.setVisible(trust is not HeaderTrust.OURS)
        self._warning.set_text(NOT_OURS.get(trust, ""))
        self._ways.clear()
        for way in self._vault.ways.all():
            row = _row(way)
            row.activated.connect(self._open_way)
            self._ways.add(row)
        tab_as_laid_out([self])

    def _buttons(self) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        for text, icon, action in (
            ("Ajouter une personne…", "user-plus", self._add_person),
            ("Nouveau code de secours…", "key-round", self._renew_code),
            ("Ouvrir sans taper, ici…", "lock-open", self._remember_here),
        ):
            across.addWidget(self._button(text, icon, action))
        across.addStretch(1)
        return line

    def _button(self, text: str, icon: str, action: Callable[[], None]) -> SecondaryButton:
        button = SecondaryButton(text, icon)
        button.setObjectName(f"access{action.__name__}")
        button.clicked.connect(action)
        return button

    def _open_way(self, way_id: str) -> None:
        way = next(way for way in self._vault.ways.all() if way.id == way_id)
        sheet = WaySheet(way, self)
        sheet.renamed.connect(partial(self._rename, way))
        sheet.passphraseRequested.connect(partial(self._change_passphrase, way))
        sheet.revokeRequested.connect(partial(self._revoke, way))
        sheet.open()

    def _add_person(self) -> None:
        self._show(NewPersonSheet(self._vault, self), "Accès ajouté")

    def _change_passphrase(self, way: WayIn) -> None:
        self._show(NewPassphraseSheet(self._vault, way, self), "Phrase de passe changée")

    def _renew_code(self) -> None:
        sheet = AccessSheet(
            "Nouveau code de secours",
            "Un nouveau code vous sera montré, une seule fois. L’ancien n’ouvrira plus ce coffre.",
            "Renouveler",
            self,
            lambda proof, _: self._vault.ways.renew_recovery_code(proof),
        )
        self._show(sheet, "", self._show_code)

    def _show_code(self, code: object) -> None:
        NewCodeSheet(str(code), self).open()

    def _remember_here(self) -> None:
        sheet = AccessSheet(
            "Ouvrir sans taper sur cet ordinateur",
            KEYRING_RISK,
            "Confier au trousseau",
            self,
            lambda proof, _: self._vault.ways.remember_here(proof, self._keyring, computer_name()),
        )
        self._show(sheet, "Cet ordinateur ouvre le coffre sans rien taper", self._note_here)

    def _note_here(self, way: object) -> None:
        if isinstance(way, WayIn):
            workstation.remember_keyring_slot(self._vault.folder, way.id)

    def _revoke(self, way: WayIn) -> None:
        def work(proof: Secret, _progress: Progress) -> None:
            self._vault.ways.revoke(proof, way.id)
            if way.id == workstation.keyring_slot(self._vault.folder):
                workstation.remember_keyring_slot(self._vault.folder, "")
                with suppress(KeyringUnavailable):
                    self._keyring.remove(way.id)

        title = f"Retirer l’accès\u00a0: {way.holder}, {KINDS[way.kind].casefold()}"
        self._show(AccessSheet(title, REVOKED, "Retirer", self, work), "Accès retiré")

    def _reencrypt(self) -> None:
        sheet = AccessSheet(
            "Chiffrer à nouveau",
            REENCRYPT,
            "Chiffrer à nouveau",
            self,
            self._vault.reencrypt,
        )
        sheet.finished.connect(self._leave_if_closed)
        self._show(sheet, "Le coffre est sous une nouvelle clé", self._offer_renewal)

    def _offer_renewal(self, _: object) -> None:
        offer_renewal(self._office, self)

    def _leave_if_closed(self) -> None:
        if self._vault.closed:
            self.vaultClosed.emit()

    def _rename(self, way: WayIn, name: str) -> None:
        self._try(lambda: self._vault.ways.rename(way.id, name), "Nom changé")

    def _accept(self) -> None:
        self._try(self._vault.ways.accept, "Les accès sont en ordre")

    def _try(self, do: Callable[[], object], said: str) -> None:
        try:
            do()
        except DeskError as error:
            messages.error(self, error)
        else:
            messages.notify(self, said)
        self.refresh()

    def _show(
        self, sheet: AccessSheet, said: str, then: Callable[[object], None] | None = None
    ) -> None:
        def done(result: object) -> None:
            self.refresh()
            if said:
                messages.notify(self, said)
            if then is not None:
                then(result)

        sheet.changed.connect(done)
        sheet.open()


class WaySheet(SheetDialog):
    """One way in, and what can be done with it."""

    renamed = Signal(str)
    passphraseRequested = Signal()
    revokeRequested = Signal()

    def __init__(self, way: WayIn, parent: QWidget) -> None:
        super().__init__(
            KINDS[way.kind], parent, subtitle=_since(way), primary="Enregistrer le nom"
        )
        self.setObjectName("way_sheet")
        self._name = QLineEdit(way.holder)
        self._name.setObjectName("way_holder")
        self.add(Field("Prénom et nom", self._name, hint="Ce nom figure au journal des accès."))
        if way.kind == "passphrase":
            self.add(self._button("Changer la phrase de passe…", "key-round", "way_passphrase"))
        self.add(self._button("Retirer cet accès…", "trash-2", "way_revoke"))
        self.primary_button.setObjectName("way_rename")
        self.primaryRequested.connect(self._rename)

    def _button(self, text: str, icon: str, name: str) -> SecondaryButton:
        button = SecondaryButton(text, icon)
        button.setObjectName(name)
        wish = self.passphraseRequested if name == "way_passphrase" else self.revokeRequested
        button.clicked.connect(partial(self._leave_for, wish.emit))
        return button

    def _leave_for(self, wish: Callable[[], None]) -> None:
        self.leave()
        wish()

    def _rename(self) -> None:
        self.renamed.emit(self._name.text())
        self.finish()


def _row(way: WayIn) -> Row:
    return Row(
        way.holder,
        f"{KINDS[way.kind]} · {_since(way)}",
        icon=ICONS[way.kind],
        tag="vous" if way.mine else "",
        key=way.id,
    )


def _since(way: WayIn) -> str:
    place = f"sur {way.place}, " if way.place else ""
    return f"{place}depuis le {show_date(way.created.date())}"
