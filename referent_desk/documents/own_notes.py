# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
"""Notes on paper for oneself: marked as such on every sheet, kept nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from referent_desk.documents import fonts, sheet
from referent_desk.documents.pdf import page_count

MARK = "POUR SOI, À DÉTRUIRE APRÈS USAGE"
_LEFT = 20 * mm
_WIDTH = sheet.WIDTH - 2 * _LEFT
_TOP = 26
_HEADING = sheet.style(15, 20, font=fonts.STRONG, after=1)
_ABOUT = sheet.style(10, 14, ink=sheet.GREY, after=4)
_SECTION = sheet.style(10.5, 15, font=fonts.STRONG)
_LINE = sheet.style(10, 13.5, after=2)
_INDENT = 4 * mm


@dataclass(frozen=True)
class NoteSection:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class NotePage:
    """Begins a sheet of its own, and goes on to the next when it must."""

    heading: str
    about: str
    sections: tuple[NoteSection, ...]


@dataclass(frozen=True)
class OwnNotes:
    """`title` is the file's: it names nobody."""

    title: str
    pages: tuple[NotePage, ...]


def render_own_notes(notes: OwnNotes) -> bytes:
    """A PDF. A character that the font lacks is printed « ? »."""
    with fonts.LOCK:
        fonts.register()
        pdf = _build(notes, total=1)
        pages = page_count(pdf)
        return pdf if pages == 1 else _build(notes, total=pages)


def _build(notes: OwnNotes, *, total: int) -> bytes:
    room = sheet.from_top(_TOP) - sheet.MARGIN
    frame = Frame(_LEFT, sheet.MARGIN, _WIDTH, room, 0, 0, 0, 0)
    template = PageTemplate("notes", [frame], onPage=partial(_mark, total=total))
    return sheet.flowed(notes.title, [template], _story(notes))


def _story(notes: OwnNotes) -> Iterator[Flowable]:
    for number, page in enumerate(notes.pages):
        if number:
            yield PageBreak()
        yield _plain(page.heading, _HEADING)
        if page.about:
            yield _plain(page.about, _ABOUT)
        for section in page.sections:
            yield _plain(section.title, _SECTION.clone("title", spaceBefore=7, keepWithNext=1))
            for text in section.lines:
                yield _plain(text, _LINE.clone("line", leftIndent=_INDENT), "•")


def _plain(text: str, in_style: Any, bullet: str | None = None) -> Flowable:
    return sheet.laid((sheet.Run(fonts.printable(text)),), in_style, bullet)


def _mark(canvas: Canvas, document: BaseDocTemplate, *, total: int) -> None:
    """On each sheet: whoever finds one knows what to do with it."""
    canvas.setFillColor(sheet.INK)
    canvas.setFont(fonts.STRONG, 9)
    canvas.drawString(_LEFT, sheet.from_top(17), fonts.drawn(MARK))
    canvas.setFillColor(sheet.GREY)
    canvas.setFont(fonts.REGULAR, 9)
    canvas.drawRightString(_LEFT + _WIDTH, sheet.from_top(17), f"{document.page}/{total}")
    canvas.setStrokeColor(sheet.HAIRLINE)
    canvas.setLineWidth(0.5)
    canvas.line(_LEFT, sheet.from_top(19), _LEFT + _WIDTH, sheet.from_top(19))
