"""The sheet of paper: its measures, inks and styles, and how text is laid on it."""

from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, PageTemplate
from reportlab.platypus import Paragraph as Laid

from referent_desk.documents.content import Run
from referent_desk.documents.fonts import FONT_OF, REGULAR, STRONG, drawn

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
        bulletFontName=REGULAR,
        bulletFontSize=size,
        fontSize=size,
        leading=leading,
        textColor=ink,
        bulletColor=ink,
        spaceAfter=after,
        allowWidows=0,
        allowOrphans=0,
        shaping=0,
    )


BODY = style(11, 15.5, after=8)
ITEM = style(11, 15.5, after=3)
SUBJECT = style(11, 15.5, font=STRONG)
SMALL = style(9, 12.5, ink=GREY)
SENDER = style(9.5, 13, ink=GREY)
SENDER_NAME = style(9.5, 13, font=STRONG)


def laid(runs: Iterable[Run], in_style: ParagraphStyle, bullet: str | None = None) -> Laid:
    """A paragraph ready to flow."""
    return Laid("".join(_marked_up(run) for run in runs), in_style, bulletText=bullet)


def line(text: str, in_style: ParagraphStyle) -> Laid:
    """A paragraph of plain text."""
    return laid((Run(text),), in_style)


def stack_height(paragraphs: Iterable[Laid], width: float) -> float:
    """Of the paragraphs one under the other, in points."""
    return sum(paragraph.wrap(width, HEIGHT)[1] for paragraph in paragraphs)


def draw_stack(
    canvas: Canvas, paragraphs: Iterable[Laid], x: float, top: float, width: float
) -> float:
    """Draws them from `top` down, and gives where they end."""
    for paragraph in paragraphs:
        top -= paragraph.wrapOn(canvas, width, HEIGHT)[1]
        paragraph.drawOn(canvas, x, top)
    return top


def flowed(title: str, templates: list[PageTemplate], story: Iterable[Flowable]) -> bytes:
    """The PDF of what flows from page to page; the same story gives the same bytes."""
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=(WIDTH, HEIGHT),
        title=title,
        author="",
        subject="",
        creator="Referent Desk",
        lang=LANG,
        invariant=1,
        displayDocTitle=True,
        initialFontName=REGULAR,
        pageTemplates=templates,
    )
    document.build(list(story))
    return out.getvalue()


def from_top(millimetres: float) -> float:
    """The page's height, in points, at so many mm from its top edge."""
    return HEIGHT - millimetres * mm


def _marked_up(run: Run) -> str:
    """A plain run keeps the font of its paragraph."""
    text = escape(drawn(run.text)).replace("\n", "<br/>")
    font = FONT_OF[run.style]
    return text if font == REGULAR else f'<font name="{font}">{text}</font>'
