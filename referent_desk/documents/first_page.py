"""What stands at a fixed place on the first page: the sender, the window, the marks to fold at."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from referent_desk.documents import sheet
from referent_desk.documents.address import Room, fitted, too_long
from referent_desk.documents.content import Letter
from referent_desk.documents.envelope import EnvelopeLayout
from referent_desk.documents.logo_drawing import DrawnLogo
from referent_desk.documents.tagged import TaggedCanvas, Text

MAX_SENDER_LINES = 8

_GAP = 3 * mm
_LOGO_TOP = 12 * mm


class Head:
    """The logo, the sender and the recipient, measured. Raises InvalidInput when they overflow.

    Logo and sender keep to the left of the window, wherever it is set.
    """

    def __init__(self, letter: Letter, layout: EnvelopeLayout) -> None:
        self._layout = layout
        self._sender = _sender(letter.sender)
        self._sender_width = min(layout.left_mm * mm - _GAP, 105 * mm) - sheet.LEFT
        self._logo = DrawnLogo.within(letter.logo, self._sender_width) if letter.logo else None
        self._recipient = _recipient(letter, layout)
        self._sender_top = sheet.MARGIN
        if self._logo:
            self._sender_top = max(sheet.MARGIN, _LOGO_TOP + self._logo.height + _GAP)
        sender_end = self._sender_top + sheet.stack_height(self._sender, self._sender_width)
        if sender_end > sheet.HEIGHT / 2:
            raise too_long("sender", "L’en-tête de l’expéditeur prend trop de place.")
        self.body_top = sheet.HEIGHT - max(sender_end + 8 * mm, (layout.bottom_mm + 11) * mm)

    def draw(self, canvas: TaggedCanvas, _document: object = None) -> None:
        """Onto the first page."""
        if self._logo:
            self._logo.draw(canvas, sheet.LEFT, sheet.HEIGHT - _LOGO_TOP)
        top = sheet.HEIGHT - self._sender_top
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
        raise too_long("sender", f"L’expéditeur compte plus de {MAX_SENDER_LINES} lignes.")
    name, address = lines[:1], lines[1:]
    told = (("\n".join(name), sheet.SENDER_NAME), ("\n".join(address), sheet.SENDER))
    return tuple(sheet.line(text, in_style) for text, in_style in told if text)


def _recipient(letter: Letter, layout: EnvelopeLayout) -> tuple[Text, ...]:
    width = layout.width - 2 * layout.padding_x
    height = layout.height - 2 * layout.padding_y
    room = Room(width, height, "dans la fenêtre")
    return fitted(letter.recipient, room, personal=letter.personal)
