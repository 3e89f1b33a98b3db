"""What stands at a fixed place on the first page: the sender, the window, the marks to fold at."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from referent_desk.documents import sheet
from referent_desk.documents.content import Letter
from referent_desk.documents.envelope import EnvelopeLayout
from referent_desk.documents.fonts import STRONG
from referent_desk.documents.tagged import TaggedCanvas, Text
from referent_desk.errors import InvalidInput

PERSONAL = "PERSONNEL ET CONFIDENTIEL"
MAX_RECIPIENT_LINES = 7
MAX_SENDER_LINES = 8

_SIZES = (*((size, 1.3) for size in (11, 10.5, 10, 9.5, 9, 8.5, 8)), (8, 1.15))
"""Of the address, in points, with the height of a line; the largest that fits serves."""
_GAP = 3 * mm


class Head:
    """The sender and the recipient, measured. Raises InvalidInput when they overflow."""

    def __init__(self, letter: Letter, layout: EnvelopeLayout) -> None:
        self._layout = layout
        self._sender = _sender(letter.sender)
        self._sender_width = min(layout.left_mm * mm - _GAP, 105 * mm) - sheet.LEFT
        self._recipient = _recipient(letter, layout)
        sender_end = sheet.MARGIN + sheet.stack_height(self._sender, self._sender_width)
        if sender_end > sheet.HEIGHT / 2:
            raise _too_long("sender", "L’en-tête de l’expéditeur prend trop de place.")
        self.body_top = sheet.HEIGHT - max(sender_end + 8 * mm, (layout.bottom_mm + 11) * mm)

    def draw(self, canvas: TaggedCanvas, _document: object = None) -> None:
        """Onto the first page."""
        top = sheet.HEIGHT - sheet.MARGIN
        sheet.draw_stack(canvas, self._sender, sheet.LEFT, top, self._sender_width)
        self._draw_recipient(canvas)
        fold_marks(canvas, self._layout)

    def _draw_recipient(self, canvas: TaggedCanvas) -> None:
        """In the middle of the window's height, where a shift of the sheet hides least."""
        width = self._layout.width - 2 * self._layout.padding_x
        spare = self._layout.height - sheet.stack_height(self._recipient, width)
        x = self._layout.left_mm * mm + self._layout.padding_x
        top = sheet.from_top(self._layout.top_mm)
        sheet.draw_stack(canvas, self._recipient, x, top - spare / 2, width)


def fold_marks(canvas: TaggedCanvas, layout: EnvelopeLayout) -> None:
    """In the left margin, where the sheet is to be folded."""
    canvas.setStrokeColor(sheet.HAIRLINE)
    canvas.setLineWidth(0.5)
    for fold in layout.size.folds_mm:
        canvas.line(5 * mm, sheet.from_top(fold), 9 * mm, sheet.from_top(fold))


def _sender(lines: Sequence[str]) -> tuple[Text, ...]:
    if len(lines) > MAX_SENDER_LINES:
        raise _too_long("sender", f"L’expéditeur compte plus de {MAX_SENDER_LINES} lignes.")
    name, address = lines[:1], lines[1:]
    told = (("\n".join(name), sheet.SENDER_NAME), ("\n".join(address), sheet.SENDER))
    return tuple(sheet.line(text, in_style) for text, in_style in told if text)


def _recipient(letter: Letter, layout: EnvelopeLayout) -> tuple[Text, ...]:
    """In the largest size that the window holds."""
    if len(letter.recipient) > MAX_RECIPIENT_LINES:
        raise _too_long(
            "recipient", f"L’adresse du destinataire compte plus de {MAX_RECIPIENT_LINES} lignes."
        )
    width = layout.width - 2 * layout.padding_x
    height = layout.height - 2 * layout.padding_y
    for size, leading in _SIZES:
        lines = _recipient_lines(letter, size, leading)
        if sheet.stack_height(lines, width) <= height:
            return lines
    raise _too_long("recipient", "L’adresse du destinataire ne tient pas dans la fenêtre.")


def _recipient_lines(letter: Letter, size: float, leading: float) -> tuple[Text, ...]:
    """The address is one paragraph, of as many lines."""
    if not letter.recipient:
        return ()
    address = sheet.line("\n".join(letter.recipient), sheet.style(size, size * leading))
    mention = sheet.style(min(size - 2, 8.5), size * (leading + 0.05), font=STRONG)
    return (sheet.line(PERSONAL, mention), address) if letter.personal else (address,)


def _too_long(field: str, what: str) -> InvalidInput:
    return InvalidInput(field, what, "Raccourcissez ces lignes, puis recommencez.")
