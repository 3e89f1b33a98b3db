"""The two ways a document leaves: on paper, or as a file the user asked for."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QIODevice, QObject, QRectF, QSaveFile, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from referent_desk.errors import DeskError
from ui import messages
from ui.documents.page_view import MemoryPdf
from ui.widgets import FileDialog

_DPI = 300
_Then = Callable[[], None]


class PdfNotWritten(DeskError):
    """The folder chosen refused the file."""

    what = "Le fichier PDF n’a pas pu être écrit à cet endroit."
    safe = "Le document est gardé dans le coffre\u00a0; aucun fichier à moitié écrit n’est resté."
    next_step = "Choisissez un autre dossier, ou libérez de la place, puis recommencez."


class NotPrinted(DeskError):
    """The printer refused."""

    what = "L’imprimante n’a pas accepté le document."
    safe = "Le document est gardé dans le coffre, tel quel."
    next_step = "Vérifiez l’imprimante, puis imprimez à nouveau."


def save_as(parent: QWidget, pdf: bytes, name: str, on_saved: _Then) -> QFileDialog:
    """Asks where, then writes; `name` is the file name proposed."""
    dialog = FileDialog(parent, "Enregistrer le PDF hors du coffre")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)
    dialog.setObjectName("save_pdf_as")

    def write(chosen: str) -> None:
        try:
            write_file(Path(chosen), pdf)
        except DeskError as error:
            messages.error(parent, error)
        else:
            on_saved()

    dialog.fileSelected.connect(write)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def write_file(path: Path, pdf: bytes) -> None:
    """Whole or not at all. Raises PdfNotWritten."""
    file = QSaveFile(str(path))
    opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
    if not opened or file.write(pdf) != len(pdf) or not file.commit():
        raise PdfNotWritten


def print_out(parent: QWidget, pdf: bytes, title: str, on_printed: _Then) -> QPrintDialog:
    """Asks for the printer, then prints the pages at their own size."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    printer.setDocName(title)
    lay_sheet(pdf, printer)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("print_dialog")

    def go() -> None:
        try:
            paint(pdf, printer)
        except DeskError as error:
            messages.error(parent, error)
        else:
            on_printed()

    dialog.accepted.connect(go)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
    return dialog


def paint(pdf: bytes, printer: QPrinter) -> None:
    """Every page on a sheet of its own, unscaled: the address must fall in the window.

    Raises NotPrinted.
    """
    owner = QObject()
    document = MemoryPdf(owner)
    document.show_bytes(pdf)
    printer.setFullPage(True)
    painter = QPainter()
    if not document.pageCount() or not painter.begin(printer):
        raise NotPrinted
    scale = printer.resolution() / 72
    for page in range(document.pageCount()):
        if page and not printer.newPage():
            painter.end()
            raise NotPrinted
        points = document.pagePointSize(page)
        size = QSizeF(points.width() * scale, points.height() * scale)
        painter.drawImage(
            QRectF(0, 0, size.width(), size.height()), document.render(page, size.toSize())
        )
    painter.end()
    document.close()


def lay_sheet(pdf: bytes, printer: QPrinter) -> None:
    """The printer takes paper of the size of the first page: A4, or an envelope lying."""
    owner = QObject()
    document = MemoryPdf(owner)
    document.show_bytes(pdf)
    points = document.pagePointSize(0)
    document.close()
    lies = points.width() > points.height()
    size = points.transposed() if lies else points
    fuzzy = QPageSize.SizeMatchPolicy.FuzzyMatch
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", fuzzy))
    way = QPageLayout.Orientation
    printer.setPageOrientation(way.Landscape if lies else way.Portrait)
