"""The two ways a document leaves: on paper, or as a file the user asked for."""

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from PySide6.QtCore import QIODevice, QObject, QRectF, QSaveFile, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from referent_desk.documents import NotReplayed, PageDrawn, pages_drawn
from referent_desk.errors import DeskError
from ui import messages, operations
from ui.documents.page_view import MemoryPdf
from ui.documents.replaying import Replay
from ui.widgets import FileDialog

_DPI = 300
_Then = Callable[[], None]


class PdfNotWritten(DeskError):
    """The folder chosen refused the file."""

    what = "Le fichier n’a pas pu être écrit à cet endroit."
    safe = "Le document est gardé dans le coffre\u00a0; aucun fichier à moitié écrit n’est resté."
    next_step = "Choisissez un autre dossier, ou libérez de la place, puis recommencez."


class FolderNotWritten(PdfNotWritten):
    """The place chosen refused the folder, or is full."""

    what = "Les fichiers PDF n’ont pas pu être écrits à cet endroit."
    safe = "Les lettres sont gardées dans le coffre\u00a0; aucun fichier n’est resté là."


class NotPrinted(DeskError):
    """The printer refused, before the first page."""

    what = "L’imprimante n’a pas accepté le document."
    safe = "Rien n’est imprimé\u00a0; ce qui est émis est gardé dans le coffre, tel quel."
    next_step = "Vérifiez l’imprimante, puis imprimez à nouveau."


class NoPrinter(NotPrinted):
    """None is installed on this computer."""

    what = "Aucune imprimante n’est installée sur cet ordinateur."
    next_step = "Faites installer une imprimante, ou enregistrez le PDF pour l’imprimer ailleurs."


class PrintedInPart(DeskError):
    """The printer stopped on the way; the system is told to drop the rest."""

    safe = (
        "Ce qui est émis est gardé dans le coffre, tel quel\u00a0; rien n’est noté comme imprimé."
    )
    next_step = (
        "Reprenez les feuilles sorties, vérifiez l’imprimante, puis imprimez à nouveau, en entier."
    )

    def __init__(self, page: int, total: int) -> None:
        super().__init__(f"L’imprimante s’est arrêtée\u00a0: page {page} sur {total}.")


def save_as(parent: QWidget, pdf: bytes, name: str, on_saved: _Then) -> QFileDialog:
    """Asks where, then writes; `name` is the file name proposed, its ending the kind of file."""
    ending = name.rpartition(".")[2]
    dialog = FileDialog(parent, f"Enregistrer le {ending.upper()} hors du coffre")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"{ending.upper()} (*.{ending})")
    dialog.setDefaultSuffix(ending)
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


def save_folder(
    parent: QWidget, pdfs: Sequence[bytes], name: str, on_saved: Callable[[Path], None]
) -> QFileDialog:
    """Asks where, then makes there a folder of that name with a numbered file each."""
    dialog = FileDialog(parent, "Enregistrer les PDF hors du coffre, dans un nouveau dossier")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setObjectName("save_pdfs_in")

    def write(chosen: str) -> None:
        def work(progress: operations.Progress) -> Path | None:
            def tell(done: int, total: int) -> None:
                progress(f"{done} sur {total}")

            return write_folder(Path(chosen), name, pdfs, tell, lambda: progress.cancelled)

        def done(folder: Path | None) -> None:
            if folder:
                on_saved(folder)
            else:
                messages.notify(parent, "Enregistrement abandonné\u00a0: rien n’est resté là")

        operations.run(
            work,
            on_done=done,
            parent=parent,
            label="Enregistrement des PDF",
            cancellable=True,
            aside=True,
        )

    dialog.fileSelected.connect(write)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def write_folder(
    place: Path,
    name: str,
    pdfs: Sequence[bytes],
    tell: Callable[[int, int], None] = lambda _done, _of: None,
    stopping: Callable[[], bool] = lambda: False,
) -> Path | None:
    """A new folder in `place` with all of them, or nothing; None when `stopping` ended it.

    Raises FolderNotWritten.
    """
    under_way = place / f".{name}.part-{os.getpid()}"
    try:
        under_way.mkdir()
        for number, pdf in enumerate(pdfs, start=1):
            if stopping():
                shutil.rmtree(under_way, ignore_errors=True)
                return None
            tell(number, len(pdfs))
            write_file(under_way / f"{name}-{number:03}.pdf", pdf)
        return under_way.rename(_unused(place, name))
    except (OSError, PdfNotWritten) as fault:
        shutil.rmtree(under_way, ignore_errors=True)
        raise FolderNotWritten from fault


def _unused(place: Path, name: str) -> Path:
    """`name`, else `name-2`…"""
    tries = (place / (name if n == 1 else f"{name}-{n}") for n in count(1))
    return next(path for path in tries if not path.exists())


def print_out(parent: QWidget, pdf: bytes, title: str, on_printed: _Then) -> QPrintDialog:
    """Asks for the printer, then prints the pages at their own size."""

    def go(printer: QPrinter) -> None:
        try:
            paint(pdf, printer)
        except DeskError as error:
            messages.error(parent, error)
        else:
            on_printed()

    return _ask_printer(parent, pdf, title, go)


def print_many(
    parent: QWidget, pdfs: Sequence[bytes], title: str, on_printed: _Then
) -> QPrintDialog:
    """One job for all of them, sent beside the window; it can be given up between two pages."""

    def go(printer: QPrinter) -> None:
        def work(progress: operations.Progress) -> bool:
            def tell(page: int, total: int) -> None:
                progress(f"Page {page + 1} sur {total}")

            try:
                return paint_all(pdfs, printer, tell, lambda: progress.cancelled)
            except DeskError as fault:
                raise fault.with_traceback(None) from None  # it would carry pages to the window

        def done(whole: bool) -> None:
            if whole:
                on_printed()
            else:
                messages.notify(
                    parent, "Impression abandonnée\u00a0: rien n’est noté comme imprimé"
                )

        operations.run(
            work,
            on_done=done,
            parent=parent,
            label="Envoi à l’imprimante",
            cancellable=True,
            aside=True,
        )

    return _ask_printer(parent, pdfs[0], title, go)


def _ask_printer(
    parent: QWidget, first: bytes, title: str, go: Callable[[QPrinter], None]
) -> QPrintDialog:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    printer.setDocName(title)
    lay_sheet(first, printer)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("print_dialog")
    dialog.accepted.connect(lambda: go(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
    return dialog


@dataclass(frozen=True)
class _Paper:
    document: MemoryPdf
    pdf: bytes

    @cached_property
    def drawn(self) -> tuple[PageDrawn, ...]:
        """Empty where not every page is understood."""
        try:
            found = pages_drawn(self.pdf)
        except NotReplayed:
            return ()
        return found if len(found) == self.document.pageCount() else ()

    def paint(self, page: int, painter: QPainter, replay: Replay, scale: float) -> None:
        if self.drawn:
            replay.draw(painter, self.drawn[page], scale)
            return
        points = self.document.pagePointSize(page)
        size = QSizeF(points.width() * scale, points.height() * scale)
        image = self.document.render(page, size.toSize())
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)


def paint(pdf: bytes, printer: QPrinter) -> None:
    """Every page on a sheet of its own, unscaled: the address must fall in the window.

    As lines and letters; as an image where the file holds something else than this program draws.
    Raises NotPrinted, PrintedInPart, PdfNotWritten.
    """
    paint_all((pdf,), printer)


def paint_all(
    pdfs: Sequence[bytes],
    printer: QPrinter,
    tell: Callable[[int, int], None] = lambda _page, _of: None,
    stopping: Callable[[], bool] = lambda: False,
) -> bool:
    """One job for all; False when `stopping` ended it.

    Raises NotPrinted, PrintedInPart, PdfNotWritten.
    """
    owner = QObject()
    papers = [_Paper(_read(pdf, owner), pdf) for pdf in pdfs]
    pages = [(paper, n) for paper in papers for n in range(paper.document.pageCount())]
    printer.setFullPage(True)
    painter = QPainter()
    replay = Replay()
    if not pages or not painter.begin(printer):
        raise NotPrinted if not pages or QPrinterInfo.availablePrinterNames() else NoPrinter
    for number, (paper, page) in enumerate(pages):
        if stopping():
            _give_up(painter, printer)
            return False
        if number and not printer.newPage():
            _give_up(painter, printer)
            raise PrintedInPart(number + 1, len(pages))
        tell(number, len(pages))
        paper.paint(page, painter, replay, printer.resolution() / 72)
    if not painter.end() or printer.printerState() is QPrinter.PrinterState.Error:
        raise PrintedInPart(len(pages), len(pages))
    _check_file(printer)
    return True


def _check_file(printer: QPrinter) -> None:
    """« Imprimer dans un fichier » on a full disk tells nothing. Raises PdfNotWritten."""
    path = Path(printer.outputFileName())
    if printer.outputFormat() is not QPrinter.OutputFormat.PdfFormat or not path.is_file():
        return
    if not path.read_bytes().rstrip().endswith(b"%%EOF"):
        path.unlink(missing_ok=True)
        raise PdfNotWritten


def _read(pdf: bytes, owner: QObject) -> MemoryPdf:
    document = MemoryPdf(owner)
    document.show_bytes(pdf)
    return document


def _give_up(painter: QPainter, printer: QPrinter) -> None:
    """Half a job is worth nothing: the system may forget it."""
    printer.abort()
    painter.end()


def lay_sheet(pdf: bytes, printer: QPrinter) -> None:
    """The printer takes paper of the size of the first page: A4, or an envelope lying."""
    owner = QObject()
    points = _read(pdf, owner).pagePointSize(0)
    lies = points.width() > points.height()
    size = points.transposed() if lies else points
    fuzzy = QPageSize.SizeMatchPolicy.FuzzyMatch
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", fuzzy))
    way = QPageLayout.Orientation
    printer.setPageOrientation(way.Landscape if lies else way.Portrait)
