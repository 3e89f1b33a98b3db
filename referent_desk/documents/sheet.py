"""The sheet of paper: its measures, inks and styles, and how text is laid on it."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, PageTemplate

from referent_desk.documents.content import Run, Style
from referent_desk.documents.fonts import FONT_OF, REGULAR, STRONG, drawn, face
from referent_desk.documents.tagged import (
    Element,
    Label,
    PageMark,
    Role,
    Stretch,
    TaggedCanvas,
    Text,
    bullets,
)
from referent_desk.documents.typography import addresses_apart

WIDTH, HEIGHT = A4
LEFT, MARGIN = 33 * mm, 20 * mm
TEXT_WIDTH = WIDTH - LEFT - MARGIN
LANG, TITLE = "fr-BE", "Lettre"

INK: Color = HexColor(0x1C1C1A)
GREY: Color = HexColor(0x5E5E58)
HAIRLINE: Color = HexColor(0xA8A8A0)


def style(
    size: float, leading: float, *, font: str = REGULAR, ink: Color = INK, after: float = 0
) -> ParagraphStyle:
    """A paragraph style, ragged right and without hyphens."""
    return ParagraphStyle(
        f"{font}-{size}",
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=ink,
        spaceAfter=after,
    )


BODY = style(11, 15.5, after=8)
ITEM = style(11, 15.5, after=3)
SUBJECT = style(11, 15.5, font=STRONG)
SMALL = style(9, 12.5, ink=GREY)
SENDER = style(9.5, 13, ink=GREY)
SENDER_NAME = style(9.5, 13, font=STRONG)


def laid(
    runs: Iterable[Run],
    in_style: ParagraphStyle,
    bullet: str | None = None,
    *,
    role: Role = Role.P,
    inside: Element | None = None,
) -> Text:
    """A paragraph ready to flow; with a bullet, an item of the list `inside`."""
    stretches = [stretch for run in runs for stretch in _stretches(run, in_style)]
    if bullet is None:
        return Text(stretches, in_style, Element(role, inside))
    item = Element(Role.ITEM, inside or bullets())
    label = Label(Element(Role.LABEL, item), Stretch(drawn(bullet), face(REGULAR)))
    return Text(stretches, in_style, Element(Role.ITEM_BODY, item), label)


def line(
    text: str,
    in_style: ParagraphStyle,
    *,
    role: Role = Role.P,
    inside: Element | None = None,
) -> Text:
    """A paragraph of plain text."""
    return laid((Run(text),), in_style, role=role, inside=inside)


def stack_height(paragraphs: Iterable[Flowable], width: float) -> float:
    """Of the paragraphs one under the other, in points."""
    return sum(paragraph.wrap(width, HEIGHT)[1] for paragraph in paragraphs)


def draw_stack(
    canvas: TaggedCanvas, paragraphs: Iterable[Flowable], x: float, top: float, width: float
) -> float:
    """Draws them from `top` down, and gives where they end."""
    for paragraph in paragraphs:
        top -= paragraph.wrapOn(canvas, width, HEIGHT)[1]
        paragraph.drawOn(canvas, x, top)
    return top


def flowed(
    title: str,
    templates: list[PageTemplate],
    story: Iterable[Flowable],
    mark: PageMark | None = None,
    *,
    after: int = 0,
) -> bytes:
    """The PDF of what flows from page to page; `mark` is drawn on the pages after the first ones.

    The same story gives the same bytes.
    """
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=(WIDTH, HEIGHT), lang=LANG, title=title, pageTemplates=templates
    )

    def made(file: Any, **others: Any) -> TaggedCanvas:
        canvas = TaggedCanvas(file, **others | {"initialFontName": REGULAR})
        if mark:
            canvas.mark_pages(mark, after=after)
        return canvas

    build: Any = document.build
    build(list(story), canvasmaker=made)
    return out.getvalue()


def blank(out: BytesIO, title: str, size: tuple[float, float] = (WIDTH, HEIGHT)) -> TaggedCanvas:
    """A canvas to draw on directly, page by page; its size in points."""
    canvas = TaggedCanvas(out, pagesize=size, lang=LANG, initialFontName=REGULAR)
    canvas.setTitle(title)
    return canvas


def from_top(millimetres: float) -> float:
    """The page's height, in points, at so many mm from its top edge."""
    return HEIGHT - millimetres * mm


def _stretches(run: Run, in_style: ParagraphStyle) -> Iterator[Stretch]:
    """A plain run keeps the font of its paragraph; what is written as an address leads there."""
    font = face(in_style.fontName if run.style is Style.PLAIN else FONT_OF[run.style])
    for number, text in enumerate(addresses_apart(drawn(run.text))):
        if text:
            yield Stretch(text, font, _target(text) if number % 2 else "")


def _target(address: str) -> str:
    if address.startswith("http"):
        return address
    return f"https://{address}" if address.startswith("www.") else f"mailto:{address}"
