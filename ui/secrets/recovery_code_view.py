"""The recovery code, shown once, to print or to copy by hand."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from referent_desk.errors import DeskError
from ui import messages
from ui.widgets import SecondaryButton, Text

SHEET = """<h2>Referent Desk\u00a0: code de secours</h2>
<p>Ce code ouvre le coffre si la phrase de passe est perdue. Gardez cette feuille dans un coffre
ou une enveloppe fermée, jamais avec l’ordinateur.</p><p style="font-size:20pt">{code}</p>"""


class PrinterMissing(DeskError):
    """No printer is set up on this computer."""

    what = "Aucune imprimante n’est installée sur cet ordinateur."
    safe = "Le coffre est intact."
    next_step = "Recopiez le code à la main, groupe par groupe."


class RecoveryCodeView(QWidget):
    """`kept` says whether the user has put the code in a safe place."""

    kept = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.code = Text("", "figure")
        self.code.setObjectName("recovery_code")
        self._print = SecondaryButton("Imprimer le code", "printer")
        self._print.clicked.connect(self._print_code)
        self.keep = QCheckBox("Le code est en lieu sûr")
        self.keep.setObjectName("recovery_kept")
        self.keep.toggled.connect(self.kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self.code, self._print, self.keep):
            column.addWidget(part)

    def show_code(self, code: str) -> None:
        self.code.setText(code)
        self.keep.setChecked(False)
        self.keep.setFocus()

    def clear(self) -> None:
        self.code.clear()

    def _print_code(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not printer.isValid():
            messages.error(self, PrinterMissing())
            return
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._send(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _send(self, printer: QPrinter) -> None:
        document = QTextDocument()
        document.setHtml(SHEET.format(code=self.code.text()))
        document.print_(printer)
