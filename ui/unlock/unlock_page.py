"""Passphrase or recovery code of one vault."""

from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QLineEdit

from referent_desk.errors import (
    DamagedDatabase,
    DeskError,
    NoPermission,
    OlderVersion,
    SecretRefused,
)
from ui.secrets.countdown import Countdown
from ui.secrets.edits import forget_text, secret_edit
from ui.unlock.page import Page
from ui.widgets import Banner, Field, PrimaryButton, SecondaryButton
from ui.workstation import keyring_slot

AGAIN = "Tapez-la à nouveau pour cela."


class UnlockPage(Page):
    """Emits what was typed; the secret leaves the field as it is sent.

    After repeated failures it waits a little, and says so; one may type meanwhile.
    """

    passphraseGiven = Signal(str)
    recoveryCodeGiven = Signal(str)
    keyringRequested = Signal()
    readOnlyRequested = Signal(str, bool)
    """The secret, and whether it is the recovery code; as the next one."""
    salvageRequested = Signal(str, bool)
    otherVaultRequested = Signal()
    restoreRequested = Signal()

    def __init__(self) -> None:
        super().__init__("Déverrouiller", "", "lock")
        self.passphrase = secret_edit("unlock_passphrase")
        self.code = QLineEdit()
        self.code.setObjectName("unlock_code")
        self._passphrase_field = Field("Phrase de passe", self.passphrase)
        self._code_field = Field("Code de secours", self.code, hint="Six groupes de cinq signes.")
        self._show = QCheckBox("Montrer ce que je tape")
        self._show.toggled.connect(self._show_secret)
        self._problem = Banner("", "danger")
        self._problem.hide()
        self._use_code = QCheckBox("J’utilise le code de secours")
        self._use_code.setObjectName("unlock_use_code")
        self._use_code.toggled.connect(self._choose)
        self.button = PrimaryButton("Déverrouiller")
        self.button.setObjectName("unlock_button")
        self.button.clicked.connect(self._send)
        self.keyring = SecondaryButton("Ouvrir avec le trousseau de cet ordinateur", "lock-open")
        self.keyring.setObjectName("unlock_keyring")
        self.keyring.clicked.connect(self.keyringRequested)
        self.keyring.hide()
        self.read_only = SecondaryButton("Ouvrir en lecture seule", "eye")
        self.read_only.setObjectName("unlock_read_only")
        self.read_only.clicked.connect(lambda: self._send_to(self.readOnlyRequested))
        self.salvage = SecondaryButton("Récupérer ce qui est lisible…", "archive-restore")
        self.salvage.setObjectName("unlock_salvage")
        self.salvage.clicked.connect(lambda: self._send_to(self.salvageRequested))
        for edit in (self.passphrase, self.code):
            edit.returnPressed.connect(self._send)
        for part in (
            self._problem,
            self._passphrase_field,
            self._code_field,
            self._show,
            self._use_code,
            self.button,
            self.keyring,
            self.read_only,
            self.salvage,
        ):
            self.add(part)
        self.add_link("Un autre coffre…", "folder-open").clicked.connect(self.otherVaultRequested)
        restore = self.add_link("Restaurer une sauvegarde…", "archive-restore")
        restore.setObjectName("unlock_restore")
        restore.clicked.connect(self.restoreRequested)
        self._failure = ""
        self._countdown = Countdown(self)
        self._countdown.told.connect(self._count_down)
        self._choose(False)
        self._offer(None)

    @property
    def waiting(self) -> bool:
        """True while a secret would be heard too soon."""
        return self._countdown.running

    def set_vault(self, vault: Path) -> None:
        self._countdown.start(0)
        self.sentence.setText(f"Coffre «\u00a0{vault.stem}\u00a0»")
        self._problem.hide()
        self._use_code.setChecked(False)
        self.keyring.setVisible(bool(keyring_slot(vault)))
        self._offer(None)
        self.start()

    def start(self) -> None:
        """Empty, with the cursor in the field."""
        for edit in (self.passphrase, self.code):
            forget_text(edit)
        self._show.setChecked(False)
        (self.code if self._use_code.isChecked() else self.passphrase).setFocus()

    def tell(self, text: str) -> None:
        """A calm sentence, such as why the vault is locked."""
        self._problem.show_text(text, "info")
        self._problem.show()

    def problem(self) -> str:
        """What is told above the field, if anything."""
        return self._problem.text() if not self._problem.isHidden() else ""

    def fail(self, error: DeskError) -> None:
        self._failure = error.message
        self._problem.show_text(error.message, "danger")
        self._problem.show()
        self._offer(error)
        self.start()
        if isinstance(error, SecretRefused):
            self._countdown.start(error.wait)

    def _count_down(self, left: str) -> None:
        """Told in silence: a screen reader heard the failure, and the end frees the button."""
        self.button.setDisabled(bool(left))
        self._problem.set_text(f"{self._failure}\n{left}" if left else self._failure)

    def _offer(self, error: DeskError | None) -> None:
        """What is left to do when the vault does not open as usual."""
        self.read_only.setVisible(isinstance(error, DamagedDatabase | NoPermission))
        self.salvage.setVisible(isinstance(error, DamagedDatabase | OlderVersion))

    def _choose(self, with_code: bool) -> None:
        self._passphrase_field.setVisible(not with_code)
        self._show.setVisible(not with_code)
        self._code_field.setVisible(with_code)
        (self.code if with_code else self.passphrase).setFocus()

    def _show_secret(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.passphrase.setEchoMode(modes.Normal if shown else modes.Password)

    def _send(self) -> None:
        if secret := self._take_secret():
            with_code = self._use_code.isChecked()
            (self.recoveryCodeGiven if with_code else self.passphraseGiven).emit(secret)

    def _send_to(self, signal: SignalInstance) -> None:
        """The secret left its field when it was first sent: it may have to be typed again."""
        if self.waiting:
            return
        if secret := self._take_secret():
            signal.emit(secret, self._use_code.isChecked())
            return
        with_code = self._use_code.isChecked()
        field = self._code_field if with_code else self._passphrase_field
        field.set_error("Tapez-le à nouveau pour cela." if with_code else AGAIN)

    def _take_secret(self) -> str:
        """Out of its field, which takes the focus when there is nothing."""
        edit = self.code if self._use_code.isChecked() else self.passphrase
        secret = edit.text()
        if self.waiting or not secret.strip():
            edit.setFocus()
            return ""
        forget_text(edit)
        for field in (self._passphrase_field, self._code_field):
            field.set_error("")
        return secret
