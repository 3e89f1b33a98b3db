"""Envelopes without a window, and sheets of address labels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.units import mm

from referent_desk.documents import fonts, sheet
from referent_desk.documents.address import PERSONAL, Room, fitted
from referent_desk.documents.envelope import EnvelopeSize
from referent_desk.documents.errors import MissingGlyphs
from referent_desk.documents.tagged import TaggedCanvas
from referent_desk.errors import InvalidInput

ENVELOPE_TITLE, LABELS_TITLE = "Enveloppe", "Étiquettes"
LABEL_COLUMNS, LABEL_ROWS = 3, 8
LABEL_MM = (70, 37)
LABELS = LABEL_COLUMNS * LABEL_ROWS

_SENDER_MM = (12, 12)
_ABOVE_MM, _BELOW_MM, _RIGHT_MM = 42, 18, 15  # what the post keeps for the stamp and its codes
_LABEL_PADDING_MM = (7, 4)
_REVEALING = re.compile(r"psy|mental|clinique|h[oô]pital", re.IGNORECASE)
_PHONE = re.compile(r"^t[ée]l\b", re.IGNORECASE)

Lines = Sequence[str]


@dataclass(frozen=True)
class Shift:
    """Of the print, in mm, right and down."""

    dx_mm: float = 0
    dy_mm: float = 0


def return_address(sender: Lines) -> tuple[str, ...]:
    """What the letter box may read of the sender: no line that tells of a hospital, no phone."""
    told = (line.strip() for line in sender)
    return tuple(ln for ln in told if ln and not _REVEALING.search(ln) and not _PHONE.match(ln))


def envelope_pages(
    recipients: Sequence[Lines], sender: Lines, size: EnvelopeSize, shift: Shift
) -> bytes:
    """A PDF, an envelope a page. Raises MissingGlyphs, InvalidInput for what does not fit."""
    back = return_address(sender)
    _check([*recipients, back])
    width, height = size.width_mm * mm, size.height_mm * mm
    room = Room(
        width / 2 - _RIGHT_MM * mm,
        height - (_ABOVE_MM + _BELOW_MM) * mm,
        "sur l’enveloppe",
        largest=12,
    )
    out = BytesIO()
    with fonts.LOCK:
        fonts.register()
        canvas = sheet.blank(out, ENVELOPE_TITLE, (width, height))
        for recipient in recipients:
            left, top = _SENDER_MM
            _place(canvas, _sender(back), (left * mm, height - top * mm), width / 2, shift)
            lines = fitted(recipient, room)
            spare = room.height - sheet.stack_height(lines, room.width)
            above = height - _ABOVE_MM * mm - spare / 2
            _place(canvas, lines, (width / 2, above), room.width, shift)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def label_pages(recipients: Sequence[Lines], first: int, shift: Shift) -> bytes:
    """A PDF for sheets of 3 × 8 labels; `first`, from 1, is where the first sheet begins.

    Raises MissingGlyphs, InvalidInput for what does not fit.
    """
    if not 1 <= first <= LABELS:
        raise InvalidInput("first", f"La première étiquette va de 1 à {LABELS}.")
    _check(recipients)
    padding_x, padding_y = _LABEL_PADDING_MM
    wide, tall = LABEL_MM
    room = Room((wide - 2 * padding_x) * mm, (tall - 2 * padding_y) * mm, "sur l’étiquette", 10.5)
    places: list[Lines] = [()] * (first - 1) + list(recipients)
    out = BytesIO()
    with fonts.LOCK:
        fonts.register()
        canvas = sheet.blank(out, LABELS_TITLE)
        for begin in range(0, len(places), LABELS):
            for number, recipient in enumerate(places[begin : begin + LABELS]):
                _label(canvas, number, recipient, room, shift)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def _label(canvas: TaggedCanvas, number: int, recipient: Lines, room: Room, shift: Shift) -> None:
    """From left to right, then the row below; the rows are in the middle of the page's height."""
    row, column = divmod(number, LABEL_COLUMNS)
    wide, tall = LABEL_MM
    above = (sheet.HEIGHT / mm - LABEL_ROWS * tall) / 2
    lines = fitted(recipient, room)
    spare = room.height - sheet.stack_height(lines, room.width)
    x = (column * wide + _LABEL_PADDING_MM[0]) * mm
    top = sheet.from_top(above + row * tall + _LABEL_PADDING_MM[1]) - spare / 2
    _place(canvas, lines, (x, top), room.width, shift)


def _sender(lines: Lines) -> tuple[sheet.Text, ...]:
    told = (("\n".join(lines[:1]), sheet.SENDER_NAME), ("\n".join(lines[1:]), sheet.SENDER))
    return tuple(sheet.line(text, in_style) for text, in_style in told if text)


def _place(
    canvas: TaggedCanvas,
    lines: Sequence[sheet.Text],
    at: tuple[float, float],
    width: float,
    shift: Shift,
) -> None:
    x, top = at
    sheet.draw_stack(canvas, lines, x + shift.dx_mm * mm, top - shift.dy_mm * mm, width)


def _check(written: Sequence[Lines]) -> None:
    missing = fonts.missing([PERSONAL, *(line for lines in written for line in lines)])
    if missing:
        raise MissingGlyphs(missing)
