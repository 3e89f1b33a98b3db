"""From a letter to the bytes of its PDF; the same letter gives the same bytes."""

import re
from collections.abc import Iterator
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Frame, KeepTogether, PageTemplate, Spacer

from referent_desk.documents import fonts, sheet
from referent_desk.documents.content import Block, ItemList, Letter, runs_of
from referent_desk.documents.envelope import EnvelopeLayout
from referent_desk.documents.errors import MissingGlyphs
from referent_desk.documents.first_page import Head
from referent_desk.documents.slip import ReplySlip
from referent_desk.documents.tagged import Role, TaggedCanvas, bullets
from referent_desk.documents.typography import typeset, typeset_letter
from referent_desk.errors import InvalidInput

_ITEM = sheet.style(11, 15.5, after=3)
_ITEM.leftIndent = 6 * mm
_LAST_ITEM = sheet.style(11, 15.5, after=sheet.BODY.spaceAfter)
_LAST_ITEM.leftIndent = _ITEM.leftIndent
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
        return _build(typeset_letter(letter), layout)


def page_count(pdf: bytes) -> int:
    """Of a PDF made here."""
    return len(_PAGE.findall(pdf))


def _texts(letter: Letter) -> Iterator[str]:
    yield from letter.sender
    yield from letter.recipient
    yield from (letter.place_and_date, letter.subject, letter.reference, letter.salutation)
    yield from (run.text for block in letter.body for run in runs_of(block))
    yield from letter.signature


def _build(letter: Letter, layout: EnvelopeLayout) -> bytes:
    head = Head(letter, layout)
    templates = [
        _template("first", head.body_top, head.draw),
        _template("later", sheet.from_top(27)),
    ]
    return sheet.flowed(sheet.TITLE, templates, _story(letter), _number, after=1)


def _template(name: str, top: float, draw: Any = None) -> PageTemplate:
    frame = Frame(sheet.LEFT, sheet.MARGIN, sheet.TEXT_WIDTH, top - sheet.MARGIN, 0, 0, 0, 0)
    drawing = {"onPage": draw} if draw else {}
    return PageTemplate(name, [frame], autoNextPageTemplate="later", **drawing)


def _number(canvas: TaggedCanvas, page: int, total: int) -> None:
    canvas.setFillColor(sheet.GREY)
    canvas.setFont(fonts.REGULAR, 9)
    canvas.drawRightString(sheet.WIDTH - sheet.MARGIN, sheet.from_top(17), f"{page}/{total}")


def _story(letter: Letter) -> Iterator[Flowable]:
    yield from _opening(letter)
    blocks = [list(_block(block)) for block in letter.body]
    for block in blocks[:-1]:
        yield from block
    last = blocks[-1] if blocks else []
    yield from last[:-1]
    yield KeepTogether([*last[-1:], *_signature(letter)])
    if letter.reply_slip:
        heading = Role.H2 if letter.subject else Role.H1
        yield ReplySlip(letter.reference, letter.sender, heading, spacing=letter.french_spacing)


def _opening(letter: Letter) -> Iterator[Flowable]:
    spacing = letter.french_spacing
    yield sheet.line(letter.place_and_date, sheet.BODY)
    yield Spacer(0, 5 * mm)
    if letter.subject:
        subject = typeset(f"Objet: {letter.subject}", spacing=spacing)
        yield sheet.line(subject, sheet.SUBJECT, role=Role.H1)
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
    parent = bullets(numbered=block.start is not None)
    for number, item in enumerate(block.items, start=block.start or 0):
        bullet = "•" if block.start is None else f"{number}."
        in_style = _LAST_ITEM if item is block.items[-1] else _ITEM
        yield sheet.laid(item, in_style, bullet, inside=parent)


def _signature(letter: Letter) -> Iterator[Flowable]:
    if letter.signature:
        yield Spacer(0, _SIGNING_ROOM)
    for number, text in enumerate(letter.signature):
        yield sheet.line(text, sheet.SUBJECT if number == 0 else sheet.SENDER)
