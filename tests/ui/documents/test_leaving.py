"""Paper and file: whole pages at their own size, whole files or none."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter

from referent_desk.documents import EnvelopeLayout, Letter, letter_blocks, page_count, render
from ui.documents import leaving
from ui.documents.leaving import (
    FolderNotWritten,
    NoPrinter,
    NotPrinted,
    PdfNotWritten,
    PrintedInPart,
    paint,
    paint_all,
    write_file,
    write_folder,
)


class FakePrinter(QPrinter):
    """Prints to a file; out of paper before the sheet `out_at`, if that is not 0."""

    def __init__(self, place: Path, out_at: int = 0) -> None:
        super().__init__()
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(place / "paper.pdf"))
        self.sheets, self.aborted, self._out_at = 1, False, out_at

    def newPage(self) -> bool:
        if self.sheets + 1 == self._out_at:
            return False
        self.sheets += 1
        return super().newPage()

    def abort(self) -> bool:
        self.aborted = True
        return super().abort()


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


def test_a_file_printed_on_a_full_disk_is_told_and_not_left(
    qapp: object, tmp_path: Path, pdf: bytes
) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(PdfNotWritten):
            paint(pdf, FakePrinter(tmp_path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_whole(tmp_path: Path, pdf: bytes) -> None:
    write_file(tmp_path / "lettre.pdf", pdf)
    assert (tmp_path / "lettre.pdf").read_bytes() == pdf


def test_a_folder_that_is_not_there_leaves_no_file(tmp_path: Path, pdf: bytes) -> None:
    with pytest.raises(PdfNotWritten):
        write_file(tmp_path / "absent" / "lettre.pdf", pdf)
    assert not list(tmp_path.iterdir())


def test_a_printer_that_stops_half_way_says_where_and_drops_the_rest(
    qapp: object, tmp_path: Path, pdf: bytes
) -> None:
    printer = FakePrinter(tmp_path, out_at=3)
    with pytest.raises(PrintedInPart, match="page 3 sur 4") as caught:
        paint_all([pdf] * 4, printer)
    assert printer.aborted
    assert "rien n’est noté comme imprimé" in caught.value.safe
    assert "feuilles sorties" in caught.value.next_step


def test_a_printer_that_takes_nothing_is_told_from_none_at_all(
    qapp: object, tmp_path: Path, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "absent"
    monkeypatch.setattr(leaving.QPrinterInfo, "availablePrinterNames", staticmethod(list))
    with pytest.raises(NoPrinter):
        paint(pdf, FakePrinter(gone))
    monkeypatch.setattr(leaving.QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["HP"]))
    with pytest.raises(NotPrinted) as caught:
        paint(pdf, FakePrinter(gone))
    assert not isinstance(caught.value, NoPrinter)


def test_many_are_one_job_told_page_by_page_and_given_up_between_two(
    qapp: object, tmp_path: Path, pdf: bytes
) -> None:
    told: list[tuple[int, int]] = []
    whole = FakePrinter(tmp_path)
    assert paint_all([pdf] * 3, whole, lambda page, of: told.append((page, of)))
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert len(PdfReader(tmp_path / "paper.pdf").pages) == 3
    stopped = FakePrinter(tmp_path)
    assert not paint_all([pdf] * 3, stopped, stopping=lambda: stopped.sheets == 2)
    assert stopped.aborted


def test_a_folder_of_letters_is_whole_and_never_over_another(tmp_path: Path, pdf: bytes) -> None:
    first = write_folder(tmp_path, "lettres", [pdf, pdf])
    second = write_folder(tmp_path, "lettres", [pdf])
    assert first is not None
    assert first == tmp_path / "lettres"
    assert second == tmp_path / "lettres-2"
    assert [file.read_bytes() for file in sorted(first.iterdir())] == [pdf, pdf]
    assert {path.name for path in tmp_path.iterdir()} == {"lettres", "lettres-2"}


def test_a_disk_that_fills_half_way_leaves_no_file(
    tmp_path: Path, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = leaving.write_file

    def full_at_third(path: Path, content: bytes) -> None:
        if path.name.endswith("003.pdf"):
            raise PdfNotWritten
        whole(path, content)

    monkeypatch.setattr(leaving, "write_file", full_at_third)
    with pytest.raises(FolderNotWritten):
        write_folder(tmp_path, "lettres", [pdf] * 4)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_takes_no_writing_is_told(tmp_path: Path, pdf: bytes) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderNotWritten):
        write_folder(tmp_path / "file", "lettres", [pdf])


def test_giving_up_half_way_leaves_no_file(tmp_path: Path, pdf: bytes) -> None:
    told: list[int] = []
    folder = write_folder(
        tmp_path, "lettres", [pdf] * 4, lambda done, _of: told.append(done), lambda: len(told) == 2
    )
    assert folder is None
    assert list(tmp_path.iterdir()) == []
