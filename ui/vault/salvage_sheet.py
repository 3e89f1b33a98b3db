"""What a salvage brought back: to be read, kept as a text, and the new vault to be opened."""

from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile, Signal
from PySide6.QtWidgets import QWidget

from referent_desk.errors import DeskError
from referent_desk.vault import SalvageReport
from ui import messages
from ui.widgets import Banner, FileDialog, PlainTextEdit, SecondaryButton, SheetDialog


class ReportNotWritten(DeskError):
    """The folder chosen refused the file."""

    what = "Le rapport n’a pas pu être écrit à cet endroit."
    safe = "Le coffre récupéré est en place\u202f; le rapport est toujours à l’écran."
    next_step = "Choisissez un autre dossier, puis recommencez."


class SalvageSheet(SheetDialog):
    """`openRequested` carries the salvaged vault's folder."""

    openRequested = Signal(Path)

    def __init__(self, report: SalvageReport, parent: QWidget) -> None:
        super().__init__(
            "Ce qui a été récupéré",
            parent,
            subtitle=report.summary,
            primary="Ouvrir le coffre récupéré",
            close="Fermer",
        )
        self.setObjectName("salvage_sheet")
        self._report = report
        if report.whole:
            self.add(Banner("Tout a pu être lu\u00a0: rien ne manque.", "info"))
        self.text = PlainTextEdit(lines=16)
        self.text.setObjectName("salvage_report")
        self.text.setAccessibleName("Rapport de récupération")
        self.text.setReadOnly(True)
        self.text.set_text(report.text())
        self.add(self.text)
        save = SecondaryButton("Enregistrer ce rapport…", "download")
        save.setObjectName("salvage_save")
        save.clicked.connect(self._ask_where)
        self.add_footer(save)
        self.primaryRequested.connect(self._open)
        self.resize(680, 560)

    def _open(self) -> None:
        self.finish()
        self.openRequested.emit(self._report.folder)

    def _ask_where(self) -> None:
        """It holds counts only: no name, no words."""
        dialog = FileDialog(self, "Enregistrer le rapport")
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Texte (*.txt)")
        dialog.setDefaultSuffix("txt")
        dialog.selectFile("recuperation.txt")
        dialog.fileSelected.connect(self.write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: str) -> None:
        file = QSaveFile(path)
        content = self._report.text().encode()
        opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
        if not opened or file.write(content) != len(content) or not file.commit():
            messages.error(self, ReportNotWritten())
            return
        messages.notify(self, "Rapport enregistré")
