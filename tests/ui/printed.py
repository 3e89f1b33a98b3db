"""Accepting the print dialog with a printer that writes a PDF."""

from pathlib import Path

import pikepdf
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def print_to(file: Path, screen: QWidget, qtbot: QtBot) -> pikepdf.Pdf:
    """What the dialog over `screen`, once it opens, prints."""
    qtbot.waitUntil(lambda: screen.findChild(QPrintDialog) is not None)
    dialog = screen.findChild(QPrintDialog)
    assert dialog is not None
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    dialog.accepted.emit(printer)
    dialog.reject()
    return pikepdf.open(file)


def images(page: pikepdf.Page) -> list[int]:
    """How many dots each has."""
    return [int(image.Width) * int(image.Height) for image in page.get_images().values()]


def lines_and_curves(page: pikepdf.Page) -> int:
    found = [str(i.operator) for i in pikepdf.parse_content_stream(page)]
    return found.count("c") + found.count("l")
