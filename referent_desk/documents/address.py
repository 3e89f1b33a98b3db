"""An address under its mention, in the largest size that its place holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from referent_desk.documents import sheet
from referent_desk.documents.fonts import STRONG
from referent_desk.documents.tagged import Text
from referent_desk.errors import InvalidInput

PERSONAL = "PERSONNEL ET CONFIDENTIEL"
MAX_LINES = 7

_SIZES = (*((size, 1.3) for size in (12, 11, 10.5, 10, 9.5, 9, 8.5, 8)), (8, 1.15))
"""In points, with the height of a line."""


@dataclass(frozen=True)
class Room:
    """In points; `named` as in « ne tient pas dans la fenêtre »."""

    width: float
    height: float
    named: str
    largest: float = 11


def fitted(recipient: Sequence[str], room: Room, *, personal: bool = True) -> tuple[Text, ...]:
    """Raises InvalidInput when no size fits."""
    if len(recipient) > MAX_LINES:
        raise too_long("recipient", f"L’adresse du destinataire compte plus de {MAX_LINES} lignes.")
    for size, leading in _SIZES:
        if size <= room.largest:
            lines = _lines(recipient, size, leading, personal=personal)
            if sheet.stack_height(lines, room.width) <= room.height:
                return lines
    raise too_long("recipient", f"L’adresse du destinataire ne tient pas {room.named}.")


def too_long(field: str, what: str) -> InvalidInput:
    return InvalidInput(field, what, "Raccourcissez ces lignes, puis recommencez.")


def _lines(
    recipient: Sequence[str], size: float, leading: float, *, personal: bool
) -> tuple[Text, ...]:
    """The address is one paragraph, of as many lines."""
    if not recipient:
        return ()
    address = sheet.line("\n".join(recipient), sheet.style(size, size * leading))
    mention = sheet.style(min(size - 2, 8.5), size * (leading + 0.05), font=STRONG)
    return (sheet.line(PERSONAL, mention), address) if personal else (address,)
