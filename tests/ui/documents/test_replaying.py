"""What goes to the printer: lines and letters, as on the pages that one previews."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from referent_desk.documents import PageDrawn, pages_drawn
from tests.referent_desk.documents.tagged.papers import PAPERS
from tests.ui.printed import images, lines_and_curves
from ui.documents.leaving import paint
from ui.documents.page_view import MemoryPdf
from ui.documents.replaying import Replay

DPI = 100
NEAR = 0.2
"""Of all the ink of a page, once blurred: edges are smoothed otherwise."""


def grey(image: QImage) -> Image.Image:
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    size, stride = (image.width(), image.height()), image.bytesPerLine()
    return Image.frombytes("L", size, bytes(image.constBits()), "raw", "L", stride)


def replayed(page: PageDrawn, size: QSize) -> Image.Image:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    Replay().draw(painter, page, DPI / 72)
    painter.end()
    return grey(image)


def shown(document: MemoryPdf, page: int, size: QSize) -> Image.Image:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return grey(image)


def differs(one: Image.Image, other: Image.Image) -> float:
    """Which part of the ink of `one` differs."""
    blurred = [image.filter(ImageFilter.GaussianBlur(2)) for image in (one, other)]
    ink = ImageStat.Stat(ImageChops.invert(blurred[0])).mean[0]
    return ImageStat.Stat(ImageChops.difference(*blurred)).mean[0] / ink


def printed(pdf: bytes, to: Path) -> pikepdf.Pdf:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(300)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(to))
    paint(pdf, printer)
    return pikepdf.open(to)


@pytest.mark.parametrize("make", PAPERS.values(), ids=PAPERS)
def test_every_page_looks_as_it_is_previewed(qapp: object, make: Callable[[], bytes]) -> None:
    pdf = make()
    owner = QObject()
    document = MemoryPdf(owner)
    document.show_bytes(pdf)
    pages = pages_drawn(pdf)
    assert len(pages) == document.pageCount()
    for number, page in enumerate(pages):
        size = (document.pagePointSize(number) * (DPI / 72)).toSize()
        there = shown(document, number, size)
        assert differs(there, replayed(page, size)) < NEAR


def test_a_missing_line_of_text_would_be_seen(qapp: object) -> None:
    (page, *_) = pages_drawn(PAPERS["letter"]())
    size = QSize(827, 1169)
    without = PageDrawn(page.width, page.height, page.marks[: len(page.marks) * 3 // 4])
    assert differs(replayed(page, size), replayed(without, size)) > NEAR


@pytest.mark.parametrize("name", ["network", "evolution", "own notes", "long letter"])
def test_the_printer_gets_vectors(qapp: object, tmp_path: Path, name: str) -> None:
    with printed(PAPERS[name](), tmp_path / "out.pdf") as paper:
        for page in paper.pages:
            assert images(page) == []
            assert lines_and_curves(page) > 100


def test_a_logo_is_the_only_image_beside_its_letter(qapp: object, tmp_path: Path) -> None:
    with printed(PAPERS["letter with a logo"](), tmp_path / "out.pdf") as paper:
        assert images(paper.pages[0]) == [300 * 100]
        assert lines_and_curves(paper.pages[0]) > 100


def test_what_this_program_did_not_draw_is_printed_as_an_image(
    qapp: object, tmp_path: Path
) -> None:
    with pikepdf.new() as foreign:
        foreign.add_blank_page(page_size=(595, 842))
        foreign.pages[0].Contents = foreign.make_stream(b"0 0 1 rg 100 100 200 200 re f")
        foreign.save(tmp_path / "in.pdf")
    with printed((tmp_path / "in.pdf").read_bytes(), tmp_path / "out.pdf") as paper:
        assert max(images(paper.pages[0])) > 1_000_000
