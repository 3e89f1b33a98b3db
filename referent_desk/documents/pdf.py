"""From a letter to the bytes of its PDF; the same letter gives the same bytes."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Spacer

from referent_desk.documents import fonts, sheet
from referent_desk.documents.content import Block, ItemList, Letter, Run, runs_of
from referent_desk.documents.envelope import EnvelopeLayout
from referent_desk.documents.errors import MissingGlyphs
from referent_desk.documents.first_page import Head
from referent_desk.documents.slip import ReplySlip
from referent_desk.documents.typography import typeset, typeset_letter
from referent_desk.errors import InvalidInput

_INDENT = 6 * mm
_SIGNING_ROOM = 14 * mm
_PAGE = re.compile(rb"/Type /Page\b")


def missing_characters(letter: Letter) -> tuple[str, ...]:
    """The characters that the font of the letters lacks; empty when it can print."""
    return fonts.missing(_texts(letter))


def render(letter: Letter, layout: EnvelopeLayout) -> bytes:
    """The PDF. Raises MissingGlyphs, or InvalidInput for an address that overflows the window."""
    missing = missing_characters(letter)
    if missing:
        raise MissingGlyphs(missing)
    if letter.reply_slip and not letter.reference:
        raise InvalidInput("reference", "Le coupon-réponse demande une référence.")
    with fonts.LOCK:
        fonts.register()
        set_letter = typeset_letter(letter)
        pdf = _build(set_letter, layout, total=1)
        pages = page_count(pdf)
        return pdf if pages == 1 else _build(set_letter, layout, total=pages)


def page_count(pdf: bytes) -> int:
    """Of a PDF made here."""
    return len(_PAGE.findall(pdf))


def _texts(letter: Letter) -> Iterator[str]:
    yield from letter.sender
    yield from letter.recipient
    yield from (letter.place_and_date, letter.subject, letter.reference, letter.salutation)
    yield from (run.text for block in letter.body for run in runs_of(block))
    yield from letter.signature


def _build(letter: Letter, layout: EnvelopeLayout, *, total: int) -> bytes:
    head = Head(letter, layout)
    templates = [
        _template("first", head.body_top, head.draw),
        _template("later", sheet.from_top(27), partial(_number, total=total)),
    ]
    return sheet.flowed(sheet.TITLE, templates, _story(letter))


def _template(name: str, top: float, draw: Any) -> PageTemplate:
    frame = Frame(
        sheet.LEFT,
        sheet.MARGIN,
        sheet.TEXT_WIDTH,
        top - sheet.MARGIN,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return PageTemplate(name, [frame], onPage=draw, autoNextPageTemplate="later")


def _number(canvas: Canvas, document: BaseDocTemplate, *, total: int) -> None:
    canvas.setFillColor(sheet.GREY)
    canvas.setFont(fonts.REGULAR, 9)
    canvas.drawRightString(
        sheet.WIDTH - sheet.MARGIN, sheet.from_top(17), f"{document.page}/{total}"
    )


def _story(letter: Letter) -> Iterator[Flowable]:
    yield from _opening(letter)
    blocks = [list(_block(block)) for block in letter.body]
    for block in blocks[:-1]:
        yield from block
    last = blocks[-1] if blocks else []
    yield from last[:-1]
    yield KeepTogether([*last[-1:], *_signature(letter)])
    if letter.reply_slip:
        yield ReplySlip(letter.reference, letter.sender, spacing=letter.french_spacing)


def _opening(letter: Letter) -> Iterator[Flowable]:
    spacing = letter.french_spacing
    yield sheet.line(letter.place_and_date, sheet.BODY)
    yield Spacer(0, 5 * mm)
    if letter.subject:
        yield sheet.line(typeset(f"Objet: {letter.subject}", spacing=spacing), sheet.SUBJECT)
    if letter.reference:
        yield sheet.line(
            typeset("Notre référence: ", spacing=spacing) + letter.reference, sheet.SMALL
        )
    yield Spacer(0, 7 * mm)
    if letter.salutation:
        yield sheet.line(letter.salutation, sheet.BODY)


def _block(block: Block) -> Iterator[Flowable]:
    if not isinstance(block, ItemList):
        yield sheet.laid(block.runs, sheet.BODY)
        return
    for number, item in enumerate(block.items, start=block.start or 0):
        bullet = "•" if block.start is None else f"{number}."
        after = sheet.BODY.spaceAfter if item is block.items[-1] else sheet.ITEM.spaceAfter
        yield _item(item, bullet, after)


def _item(runs: tuple[Run, ...], bullet: str, after: float) -> Flowable:
    in_style = sheet.ITEM.clone("item", leftIndent=_INDENT, bulletIndent=0, spaceAfter=after)
    return sheet.laid(runs, in_style, bullet)


def _signature(letter: Letter) -> Iterator[Flowable]:
    if letter.signature:
        yield Spacer(0, _SIGNING_ROOM)
    for number, text in enumerate(letter.signature):
        yield sheet.line(text, sheet.SUBJECT if number == 0 else sheet.SENDER)
