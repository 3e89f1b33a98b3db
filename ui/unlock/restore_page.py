"""A backup looked into, then put in place: two steps on one page, nothing replaced before."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from referent_desk.errors import DeskError
from referent_desk.figures import counted
from ui.backup_words import moment_in_words, size_in_words
from ui.secrets.edits import secret_edit
from ui.unlock.page import Page
from ui.widgets import Banner, Card, Field, IconLine, PrimaryButton, Text

if TYPE_CHECKING:
    from referent_desk.vault import Backup, BackupContent

OTHER_VAULT = "Cette sauvegarde n’est pas de ce coffre, mais d’un autre."


class RestorePage(Page):
    """Emits what was typed; the secret leaves the field as it is sent."""

    secretGiven = Signal(str, bool)
    """The secret, and whether it is the recovery code."""
    confirmed = Signal()
    besideRequested = Signal()
    otherFileRequested = Signal()
    backRequested = Signal()

    def __init__(self) -> None:
        super().__init__("Restaurer une sauvegarde", "", "archive-restore")
        self._place = Text("", "secondary")
        self._warning = Banner(OTHER_VAULT, "warning", action="Restaurer à côté")
        self._warning.actionRequested.connect(self.besideRequested)
        self._problem = Banner("", "danger")
        self.passphrase = secret_edit("restore_passphrase")
        self.code = QLineEdit()
        self.code.setObjectName("restore_code")
        self._passphrase_field = Field("Phrase de passe de ce jour-là", self.passphrase)
        self._code_field = Field(
            "Code de secours de ce jour-là", self.code, hint="Six groupes de cinq signes."
        )
        self._use_code = QCheckBox("J’utilise le code de secours")
        self._use_code.setObjectName("restore_use_code")
        self._use_code.toggled.connect(self._choose)
        self.look = PrimaryButton("Voir ce qu’elle contient", "eye")
        self.look.setObjectName("restore_look")
        self.look.clicked.connect(self._send)
        for edit in (self.passphrase, self.code):
            edit.returnPressed.connect(self._send)
        self._content = Card("Ce qu’elle contient")
        self._content.setObjectName("restore_content")
        self.confirm = PrimaryButton("Restaurer cette sauvegarde", "archive-restore")
        self.confirm.setObjectName("restore_confirm")
        self.confirm.clicked.connect(self.confirmed)
        self._asking = _group(self._passphrase_field, self._code_field, self._use_code, self.look)
        self._deciding = _group(self._content, self.confirm)
        for part in (self._place, self._warning, self._problem, self._asking, self._deciding):
            self.add(part)
        other = self.add_link("Une autre sauvegarde…", "folder-open")
        other.clicked.connect(self.otherFileRequested)
        self.add_link("Retour", "arrow-left").clicked.connect(self.backRequested)

    def show_backup(self, backup: "Backup") -> None:
        """What can be told without any secret."""
        self.sentence.setText(
            f"Coffre «\u00a0{backup.name}\u00a0», tel qu’il était le"
            f" {moment_in_words(backup.taken)} ({size_in_words(backup.size)})."
        )
        self._use_code.setChecked(False)
        self.ask()

    def show_place(self, folder: Path, *, occupied: bool, other_vault: bool) -> None:
        there = (
            f"Elle prendra la place du coffre «\u00a0{folder.stem}\u00a0». Celui-ci sera mis de"
            " côté, dans le même dossier, et jamais effacé."
            if occupied
            else f"Elle sera restaurée dans\u00a0: {folder}"
        )
        self._place.setText(there)
        self._warning.setVisible(other_vault)

    def ask(self) -> None:
        """Back to the first step."""
        self._asking.show()
        self._deciding.hide()
        self._problem.hide()
        self._choose(self._use_code.isChecked())

    def show_content(self, content: "BackupContent") -> None:
        self._problem.hide()
        self._asking.hide()
        self._content.clear()
        for icon, text in _lines(content):
            self._content.body.addWidget(IconLine(icon, text, look=""))
        self._deciding.show()
        self.confirm.setFocus()

    def fail(self, error: DeskError) -> None:
        self._problem.show_text(error.message, "danger")
        self._choose(self._use_code.isChecked())

    def problem(self) -> str:
        return "" if self._problem.isHidden() else self._problem.text()

    def _choose(self, with_code: bool) -> None:
        self.passphrase.clear()
        self.code.clear()
        self._passphrase_field.setVisible(not with_code)
        self._code_field.setVisible(with_code)
        (self.code if with_code else self.passphrase).setFocus()

    def _send(self) -> None:
        with_code = self._use_code.isChecked()
        edit = self.code if with_code else self.passphrase
        secret = edit.text()
        if not secret.strip():
            edit.setFocus()
            return
        edit.clear()
        self.secretGiven.emit(secret, with_code)


def _group(*parts: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for part in parts:
        column.addWidget(part)
    return whole


def _lines(content: "BackupContent") -> list[tuple[str, str]]:
    last = content.last_entry
    return [
        ("archive", f"Faite le {moment_in_words(content.backup.taken)}"),
        ("history", f"Dernier acte noté le {moment_in_words(last)}" if last else "Journal vide"),
        ("users", counted(content.families, "famille", "familles")),
        ("pen-line", counted(content.meetings, "entretien", "entretiens")),
        ("mail", counted(content.letters, "lettre remise", "lettres remises")),
        ("key-round", f"Ouverte avec l’accès de {content.opened_by}"),
    ]
