"""A new vault: its name, who holds it, a passphrase whose strength is told honestly."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit

from referent_desk.errors import DeskError
from ui.secrets.new_passphrase import NewPassphrase
from ui.unlock.page import Page
from ui.widgets import Banner, Field, FileDialog, LinkButton, PrimaryButton, Text
from ui.workstation import vaults_folder

SUFFIX = ".coffre"


class CreatePage(Page):
    """Emits folder, passphrase and holder once they agree."""

    created = Signal(Path, str, str)
    backRequested = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Créer un coffre",
            "Tout y est chiffré. Sans la phrase de passe ni le code de secours, personne ne peut"
            " le lire, vous non plus.",
            "shield-check",
        )
        self._folder = vaults_folder()
        self.holder, self.name = QLineEdit(), QLineEdit("Référent famille")
        self.passphrase = NewPassphrase(
            "create", lambda: self.holder.text().split(), "Phrase de passe"
        )
        self.holder.setObjectName("create_holder")
        self.name.setObjectName("create_name")
        self._holder_field = Field("Votre prénom et votre nom", self.holder)
        self._name_field = Field("Nom du coffre", self.name)
        self._problem = Banner("", "danger")
        self._problem.hide()
        self._place = Text("", "secondary")
        self._elsewhere = LinkButton("Choisir un autre dossier…", "folder-open")
        self._elsewhere.clicked.connect(self._choose_folder)
        self.button = PrimaryButton("Créer le coffre")
        self.button.setObjectName("create_button")
        self.button.clicked.connect(self._send)
        self.passphrase.returnPressed.connect(self._send)
        for part in (
            self._problem,
            self._holder_field,
            self._name_field,
            self._place,
            self._elsewhere,
            self.passphrase,
            self.button,
        ):
            self.add(part)
        self.add_link("Retour", "arrow-left").clicked.connect(self.backRequested)
        self.name.textEdited.connect(self._show_place)
        self._show_place()

    def start(self) -> None:
        self.passphrase.clear()
        self.holder.setFocus()

    def fail(self, error: DeskError) -> None:
        self._problem.show_text(error.message, "danger")
        self._problem.show()

    def target(self) -> Path:
        name = "".join(c for c in self.name.text().strip() if c.isalnum() or c in " -_’'")
        return self._folder / f"{name or 'Référent famille'}{SUFFIX}"

    def _show_place(self) -> None:
        self._place.setText(f"Dossier\u00a0: {self.target()}")

    def _choose_folder(self) -> None:
        dialog = FileDialog(self, "Où créer le coffre", str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.set_folder)
        dialog.open()

    def set_folder(self, folder: str) -> None:
        self._folder = Path(folder)
        self._show_place()

    def _send(self) -> None:
        self._problem.hide()
        holder = " ".join(self.holder.text().split())
        self._holder_field.set_error("" if holder else "Le journal dit qui ouvre le coffre.")
        if self.passphrase.check() and holder:
            self.created.emit(self.target(), self.passphrase.text(), holder)
