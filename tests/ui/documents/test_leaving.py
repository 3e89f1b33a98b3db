"""Paper and file: whole pages at their own size, whole files or none."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter

from referent_desk.documents import EnvelopeLayout, Letter, letter_blocks, page_count, render
from ui.documents.leaving import NotPrinted, PdfNotWritten, paint, write_file


@pytest.fixture
def pdf() -> bytes:
    letter = Letter(
        sender=("Service du référent famille",),
        recipient=("Le Passage", "Rue Haute 1", "5000 Namur"),
        place_and_date="Saint-Servais, le 23 novembre 2026",
        subject="prise de contact",
        body=letter_blocks("Bonjour."),
        signature=("Camille Dumont",),
    )
    return render(letter, EnvelopeLayout())


def test_every_page_is_printed_on_a4(qapp: object, tmp_path: Path, pdf: bytes) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    paint(pdf, printer)
    pages = PdfReader(tmp_path / "paper.pdf").pages
    assert len(pages) == page_count(pdf)
    assert [round(side) for side in pages[0].mediabox[2:]] == [595, 842]


def test_what_is_no_pdf_is_not_printed(qapp: object, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    with pytest.raises(NotPrinted):
        paint(b"", printer)


def test_a_file_is_written_whole(tmp_path: Path, pdf: bytes) -> None:
    write_file(tmp_path / "lettre.pdf", pdf)
    assert (tmp_path / "lettre.pdf").read_bytes() == pdf


def test_a_folder_that_is_not_there_leaves_no_file(tmp_path: Path, pdf: bytes) -> None:
    with pytest.raises(PdfNotWritten):
        write_file(tmp_path / "absent" / "lettre.pdf", pdf)
    assert not list(tmp_path.iterdir())
