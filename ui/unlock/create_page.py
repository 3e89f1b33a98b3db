"""A new vault: its name, who holds it, a passphrase whose strength is told honestly."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit

from referent_desk.errors import DeskError
from ui.unlock.page import Page, secret_edit
from ui.widgets import Banner, Field, LinkButton, PrimaryButton, Text
from ui.workstation import vaults_folder

SUFFIX = ".coffre"
JUDGE_AFTER_MS = 250


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
        self.passphrase = secret_edit("create_passphrase")
        self.again = secret_edit("create_again")
        self.holder.setObjectName("create_holder")
        self.name.setObjectName("create_name")
        self._holder_field = Field("Votre prénom et votre nom", self.holder)
        self._name_field = Field("Nom du coffre", self.name)
        self._pass_field = Field(
            "Phrase de passe", self.passphrase, hint="Quatre mots ou plus, sans rapport entre eux."
        )
        self._again_field = Field("La même, encore une fois", self.again)
        self._strength = Text("", "secondary")
        self._problem = Banner("", "danger")
        self._problem.hide()
        self._place = Text("", "secondary")
        self._elsewhere = LinkButton("Choisir un autre dossier…", "folder-open")
        self._elsewhere.clicked.connect(self._choose_folder)
        self.button = PrimaryButton("Créer le coffre")
        self.button.setObjectName("create_button")
        self.button.clicked.connect(self._send)
        self.again.returnPressed.connect(self._send)
        for part in (
            self._problem,
            self._holder_field,
            self._name_field,
            self._place,
            self._elsewhere,
            self._pass_field,
            self._strength,
            self._again_field,
            self.button,
        ):
            self.add(part)
        self.add_link("Retour", "arrow-left").clicked.connect(self.backRequested)
        self._judge_soon = QTimer(self, singleShot=True, interval=JUDGE_AFTER_MS)
        self._judge_soon.timeout.connect(self._judge)
        self.passphrase.textEdited.connect(self._judge_soon.start)
        self.name.textEdited.connect(self._show_place)
        self._show_place()

    def start(self) -> None:
        self.passphrase.clear()
        self.again.clear()
        self._strength.setText("")
        self.holder.setFocus()

    def fail(self, error: DeskError) -> None:
        self._problem.show_text(error.message, "danger")
        self._problem.show()

    def target(self) -> Path:
        name = "".join(c for c in self.name.text().strip() if c.isalnum() or c in " -_’'")
        return self._folder / f"{name or 'Référent famille'}{SUFFIX}"

    def _show_place(self) -> None:
        self._place.setText(f"Dossier : {self.target()}")

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, "Où créer le coffre", str(self._folder))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.set_folder)
        dialog.open()

    def set_folder(self, folder: str) -> None:
        self._folder = Path(folder)
        self._show_place()

    def _judge(self) -> bool:
        from referent_desk.vault import strength  # noqa: PLC0415  (its word lists load late)

        if not self.passphrase.text():
            self._strength.setText("")
            return False
        judged = strength(self.passphrase.text(), self.holder.text().split())
        self._strength.setText(f"Résistance : {judged.label}. {judged.advice}")
        return judged.acceptable

    def _send(self) -> None:
        self._problem.hide()
        strong = self._judge()
        same = self.passphrase.text() == self.again.text()
        holder = " ".join(self.holder.text().split())
        self._holder_field.set_error("" if holder else "Le journal dit qui ouvre le coffre.")
        self._pass_field.set_error("" if strong else "Cette phrase est trop facile à deviner.")
        self._again_field.set_error("" if same else "Les deux phrases ne sont pas les mêmes.")
        if strong and same and holder:
            self.created.emit(self.target(), self.passphrase.text(), holder)
