# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
"""Notes on paper for oneself: marked as such on every sheet, kept nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from referent_desk.documents import fonts, sheet
from referent_desk.documents.tagged import Element, Role, TaggedCanvas, bullets

MARK = "POUR SOI, À DÉTRUIRE APRÈS USAGE"
_LEFT = 20 * mm
_WIDTH = sheet.WIDTH - 2 * _LEFT
_TOP = 26
_HEADING = sheet.style(15, 20, font=fonts.STRONG, after=1)
_ABOUT = sheet.style(10, 14, ink=sheet.GREY, after=4)
_SECTION = sheet.style(10.5, 15, font=fonts.STRONG)
_SECTION.spaceBefore, _SECTION.keepWithNext = 7, 1
_LINE = sheet.style(10, 13.5, after=2)
_LINE.leftIndent = 4 * mm


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
        room = sheet.from_top(_TOP) - sheet.MARGIN
        frame = Frame(_LEFT, sheet.MARGIN, _WIDTH, room, 0, 0, 0, 0)
        template = PageTemplate("notes", [frame], onPage=_mark)
        return sheet.flowed(notes.title, [template], _story(notes), _number)


def _story(notes: OwnNotes) -> Iterator[Flowable]:
    for number, page in enumerate(notes.pages):
        if number:
            yield PageBreak()
        yield _plain(page.heading, _HEADING, role=Role.H1)
        if page.about:
            yield _plain(page.about, _ABOUT)
        for section in page.sections:
            yield _plain(section.title, _SECTION, role=Role.H2)
            lines = bullets()
            for text in section.lines:
                yield _plain(text, _LINE, "•", inside=lines)


def _plain(text: str, in_style: ParagraphStyle, *bullet: str, **place: Any) -> Flowable:
    return sheet.laid((sheet.Run(fonts.printable(text)),), in_style, *bullet, **place)


def _mark(canvas: Any, document: BaseDocTemplate) -> None:
    """On each sheet: whoever finds one knows what to do with it. Read aloud once."""
    canvas.setFillColor(sheet.INK)
    canvas.setFont(fonts.STRONG, 9)
    first = document.page == 1
    with canvas.element(Element(Role.P)) if first else canvas.artifact():
        canvas.drawString(_LEFT, sheet.from_top(17), fonts.drawn(MARK))
    canvas.setStrokeColor(sheet.HAIRLINE)
    canvas.setLineWidth(0.5)
    canvas.line(_LEFT, sheet.from_top(19), _LEFT + _WIDTH, sheet.from_top(19))


def _number(canvas: TaggedCanvas, page: int, total: int) -> None:
    canvas.setFillColor(sheet.GREY)
    canvas.setFont(fonts.REGULAR, 9)
    canvas.drawRightString(_LEFT + _WIDTH, sheet.from_top(17), f"{page}/{total}")
