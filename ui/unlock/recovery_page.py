"""The recovery code, shown once, to print or to copy by hand."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox

from referent_desk.errors import DeskError
from ui import messages
from ui.unlock.page import Page
from ui.widgets import PrimaryButton, SecondaryButton, Text

SHEET = """<h2>Referent Desk : code de secours</h2>
<p>Ce code ouvre le coffre si la phrase de passe est perdue. Gardez cette feuille dans un coffre
ou une enveloppe fermée, jamais avec l’ordinateur.</p><p style="font-size:20pt">{code}</p>"""


class PrinterMissing(DeskError):
    """No printer is set up on this computer."""

    what = "Aucune imprimante n’est installée sur cet ordinateur."
    safe = "Le coffre est créé et intact."
    next_step = "Recopiez le code à la main, groupe par groupe."


class RecoveryPage(Page):
    """Goes on only once the user says that the code is in a safe place."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Votre code de secours",
            "Il ouvre le coffre si la phrase de passe est perdue. Il ne sera plus montré :"
            " imprimez-le, ou recopiez-le à la main, et gardez-le loin de l’ordinateur.",
            "key-round",
        )
        self.code = Text("", "figure")
        self.code.setObjectName("recovery_code")
        self._print = SecondaryButton("Imprimer le code", "printer")
        self._print.clicked.connect(self._print_code)
        self.keep = QCheckBox("Le code est en lieu sûr")
        self.keep.setObjectName("recovery_kept")
        self.button = PrimaryButton("Continuer")
        self.button.setObjectName("recovery_continue")
        self.button.setEnabled(False)
        self.keep.toggled.connect(self.button.setEnabled)
        self.button.clicked.connect(self._leave)
        for part in (self.code, self._print, self.keep, self.button):
            self.add(part)

    def show_code(self, code: str) -> None:
        self.code.setText(code)
        self.keep.setChecked(False)
        self.keep.setFocus()

    def _leave(self) -> None:
        self.code.clear()
        self.done.emit()

    def _print_code(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not printer.isValid():
            messages.error(self, PrinterMissing())
            return
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._send(printer))
        dialog.open()  # pyright: ignore[reportCallIssue]

    def _send(self, printer: QPrinter) -> None:
        document = QTextDocument()
        document.setHtml(SHEET.format(code=self.code.text()))
        document.print_(printer)
