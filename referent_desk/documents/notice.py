# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
"""A sheet without an address, from its content to its PDF: form, handout, attestation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Spacer,
)

from referent_desk.documents import fonts, sheet
from referent_desk.documents.content import (
    Blank,
    Block,
    Box,
    Heading,
    ItemList,
    Notice,
    SheetBlock,
    Tick,
    runs_of,
)
from referent_desk.documents.errors import MissingGlyphs
from referent_desk.documents.logo_drawing import DrawnLogo
from referent_desk.documents.pdf import page_count
from referent_desk.documents.tagged import Element, Role, TaggedCanvas, bullets
from referent_desk.documents.typography import typeset_notice
from referent_desk.errors import InvalidInput

_LEFT = 25 * mm
_WIDTH = sheet.WIDTH - 2 * _LEFT
_TOP = 20
_INDENT = 6 * mm
_PADDING = 4 * mm


@dataclass(frozen=True)
class _Sizes:
    """Of what is written, in points; nothing of a handout is below 12."""

    text: float
    heading: float
    title: float
    signing: float = 14 * mm
    tight: float = 1
    """What the spaces are multiplied by."""
    foot: float = sheet.MARGIN
    line: float = 25
    """The height of one to write on by hand."""
    sender: float = 9.5

    def style(self, *, strong: bool = False, after: float = 6) -> ParagraphStyle:
        font = fonts.STRONG if strong else fonts.REGULAR
        return sheet.style(self.text, self.text * 1.4, font=font, after=after * self.tight)


_USUAL, _LARGE = _Sizes(11, 12.5, 18), _Sizes(13, 15, 22, line=30, sender=12)
_SMALL = _Sizes(10, 11.5, 16, 9 * mm, 0.6, 14 * mm, 21)
"""For a sheet that goes on one page so, and not in the usual size."""


def missing_in_notice(notice: Notice) -> tuple[str, ...]:
    """The characters that the font lacks; empty when it can print."""
    return fonts.missing(_texts(notice))


def render_notice(notice: Notice) -> bytes:
    """The PDF; the same sheet gives the same bytes.

    Raises MissingGlyphs, or InvalidInput when what must stand on one page does not.
    """
    missing = missing_in_notice(notice)
    if missing:
        raise MissingGlyphs(missing)
    with fonts.LOCK:
        fonts.register()
        typeset = typeset_notice(notice)
        pdf = _build(typeset, _LARGE if notice.large else _USUAL)
        pages = page_count(pdf)
        if pages == 2 and not notice.large:
            small = _build(typeset, _SMALL)
            pdf, pages = (small, 1) if page_count(small) == 1 else (pdf, pages)
        if pages > 1 and notice.single:
            raise InvalidInput(
                "text",
                f"Ce texte prend {pages} pages\u00a0; ce document tient sur une seule.",
                "Raccourcissez le texte, ou donnez moins d’adresses.",
            )
        return pdf


def _texts(notice: Notice) -> Iterator[str]:
    yield from (notice.title, notice.place_and_date, *notice.sender, *notice.signature)
    yield from (run.text for block in notice.body for run in runs_of(block))


def _build(notice: Notice, sizes: _Sizes) -> bytes:
    room = sheet.from_top(_TOP) - sizes.foot
    frame = Frame(_LEFT, sizes.foot, _WIDTH, room, 0, 0, 0, 0)
    return sheet.flowed(
        notice.about or notice.title,
        [PageTemplate("notice", [frame])],
        _story(notice, sizes),
        _number,
    )


def _number(canvas: TaggedCanvas, page: int, total: int) -> None:
    if total > 1:
        canvas.setFillColor(sheet.GREY)
        canvas.setFont(fonts.REGULAR, 9)
        canvas.drawRightString(_LEFT + _WIDTH, 12 * mm, f"{page}/{total}")


def _story(notice: Notice, sizes: _Sizes) -> Iterator[Flowable]:
    sender = _sender(notice, sizes.sender)
    if notice.logo:
        yield _Masthead(sender, DrawnLogo.within(notice.logo, _WIDTH / 2))
    else:
        yield from sender
    yield Spacer(0, 9 * mm * sizes.tight)
    title = sheet.style(sizes.title, sizes.title * 1.25, font=fonts.STRONG, after=7)
    yield sheet.line(notice.title, title, role=Role.H1)
    for block in notice.body:
        yield from _block(block, sizes)
    yield from _ending(notice, sizes)


def _sender(notice: Notice, size: float) -> list[Flowable]:
    name = sheet.style(size, size * 1.37, font=fonts.STRONG)
    rest = sheet.style(size, size * 1.37, ink=sheet.GREY)
    return [sheet.line(text, rest if number else name) for number, text in enumerate(notice.sender)]


def _ending(notice: Notice, sizes: _Sizes) -> Iterator[Flowable]:
    lines: list[Flowable] = []
    if notice.place_and_date:
        lines += [Spacer(0, 6 * mm * sizes.tight), sheet.line(notice.place_and_date, sizes.style())]
    if notice.signature:
        lines.append(Spacer(0, sizes.signing))
        for number, text in enumerate(notice.signature):
            lines.append(sheet.line(text, sizes.style(strong=number == 0, after=0)))
    if lines:
        yield KeepTogether(lines)


def _block(block: SheetBlock, sizes: _Sizes) -> Iterator[Flowable]:
    if isinstance(block, Box):
        yield _Framed(block, sizes)
    elif isinstance(block, Blank):
        yield _FillIn(block.label, sizes)
    elif isinstance(block, Tick):
        yield _Square(block, sizes)
    else:
        yield from _words(block, sizes)


def _words(block: Block | Heading, sizes: _Sizes) -> Iterator[Flowable]:
    if isinstance(block, Heading):
        heading = sheet.style(sizes.heading, sizes.heading * 1.3, font=fonts.STRONG, after=3)
        above = heading.clone("heading", spaceBefore=8 * sizes.tight, keepWithNext=1)
        yield sheet.laid(block.runs, above, role=Role.H2)
    elif isinstance(block, ItemList):
        style = sizes.style(after=3).clone("item", leftIndent=_INDENT, bulletIndent=0)
        parent = bullets(numbered=block.start is not None)
        for number, item in enumerate(block.items, start=block.start or 0):
            mark = "•" if block.start is None else f"{number}."
            yield sheet.laid(item, style, mark, inside=parent)
        yield Spacer(0, 3)
    else:
        yield sheet.laid(block.runs, sizes.style())


class _Masthead(Flowable):
    """The logo at the right of the sender, so that it takes no line from the text."""

    def __init__(self, sender: list[Flowable], logo: DrawnLogo) -> None:
        super().__init__()
        self._logo, self._lines = logo, sender

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        self.width, self._room = aW, aW - self._logo.width - _PADDING
        self.height = max(sheet.stack_height(self._lines, self._room), self._logo.height)
        return self.width, self.height

    def draw(self) -> None:
        canvas: Any = self.canv
        self._logo.draw(canvas, self.width - self._logo.width, self.height)
        sheet.draw_stack(canvas, self._lines, 0, self.height, self._room)


class _Framed(Flowable):
    """Paragraphs one under the other in a frame, on one page."""

    def __init__(self, box: Box, sizes: _Sizes) -> None:
        super().__init__()
        self._words = [flowable for inner in box.body for flowable in _words(inner, sizes)]
        self.spaceBefore, self.spaceAfter = 4, 10 * sizes.tight

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        self.width = aW
        self.height = sheet.stack_height(self._words, aW - 2 * _PADDING) + 2 * _PADDING
        return self.width, self.height

    def draw(self) -> None:
        canvas: Any = self.canv
        canvas.setStrokeColor(sheet.INK)
        canvas.setLineWidth(1.2)
        canvas.rect(0, 0, self.width, self.height)
        top, width = self.height - _PADDING, self.width - 2 * _PADDING
        sheet.draw_stack(canvas, self._words, _PADDING, top, width)


class _FillIn(Flowable):
    """A label, then a line to write on, as far as the margin."""

    def __init__(self, label: str, sizes: _Sizes) -> None:
        super().__init__()
        self._label, self._size, self._tall = label, sizes.text, sizes.line

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        self.width, self.height = aW, self._tall
        return self.width, self.height

    def draw(self) -> None:
        canvas: Any = self.canv
        canvas.setFillColor(sheet.INK)
        canvas.setFont(fonts.REGULAR, self._size)
        with canvas.element(Element(Role.P)):
            canvas.drawString(0, 4, fonts.drawn(self._label))
        begin = fonts.width(self._label, fonts.REGULAR, self._size) + 2 * mm if self._label else 0
        canvas.setStrokeColor(sheet.HAIRLINE)
        canvas.setLineWidth(0.6)
        canvas.line(min(begin, self.width - 20 * mm), 2, self.width, 2)


class _Square(Flowable):
    """A square to tick, and its text beside it."""

    def __init__(self, tick: Tick, sizes: _Sizes) -> None:
        super().__init__()
        self._text, self._size = sheet.laid(tick.runs, sizes.style(after=0)), sizes.text
        self.spaceBefore, self._below = 3 * sizes.tight, 4 * sizes.tight

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width = aW
        self.height = self._text.wrap(aW - _INDENT, aH)[1] + self._below
        return self.width, self.height

    def draw(self) -> None:
        canvas: Any = self.canv
        side = self._size * 0.8
        canvas.setStrokeColor(sheet.INK)
        canvas.setLineWidth(0.8)
        canvas.rect(0, self.height - side - self._size * 0.35, side, side)
        self._text.drawOn(canvas, _INDENT, self._below)
