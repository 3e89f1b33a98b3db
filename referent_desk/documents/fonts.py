# pyright: reportUnknownMemberType=false
"""The font of the documents, and what it can print. reportlab works under `LOCK` only."""

import threading
import unicodedata
from collections.abc import Iterable
from functools import cache

from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.pdfbase import pdfmetrics

from referent_desk import resource_files
from referent_desk.documents.content import Style
from referent_desk.documents.tagged import Face

LOCK = threading.RLock()  # reportlab's fonts are shared and not thread-safe

REGULAR, STRONG, ITALIC = "SourceSans3-Regular", "SourceSans3-SemiBold", "SourceSans3-Italic"
FONT_OF = {
    Style.PLAIN: REGULAR,
    Style.STRONG: STRONG,
    Style.EMPHASIS: ITALIC,
    Style.VERBATIM: ITALIC,
}

NNBSP = "\u202f"
COMMON = (
    *map(chr, range(0x20, 0x7F)),
    *"\u00a0«»°²³·ÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜàâäæçèéêëîïôöùûüÿŒœŸñó½§×",
    *"\u2011–—‘’“”…•€−\u202f",
)
"""What French letters hold: embedded in each of them, so that it is cut and packed only once."""

_UNPRINTABLE = "?"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_DRAWN = {**_INVISIBLE, ord("\t"): " "}


def face(name: str) -> Face:
    """Read once, and known to reportlab from then on."""
    with LOCK:
        return _face(name)


@cache
def _face(name: str) -> Face:
    made = Face(name, resource_files.path(f"fonts/{name}.ttf"), COMMON, _UNPRINTABLE)
    pdfmetrics.registerFont(made)
    return made


def register() -> None:
    """Before anything is drawn; again costs nothing. A drawing starts from our font, too."""
    with LOCK:
        _printable()
        STATE_DEFAULTS["fontName"] = REGULAR


@cache
def _printable() -> frozenset[str]:
    """The characters that all faces print."""
    return frozenset[str].intersection(
        *(face(name).printable for name in (REGULAR, STRONG, ITALIC))
    )


def drawn(text: str) -> str:
    """The characters to hand to reportlab for `text`."""
    return unicodedata.normalize("NFC", text).translate(_DRAWN)


def missing(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters of `texts` that the font lacks, each once, in order of appearance."""
    with LOCK:
        known = _printable()
    whole = drawn("\n".join(texts))
    lacking = set(whole) - known - {"\n"}
    return tuple(dict.fromkeys(c for c in whole if c in lacking)) if lacking else ()


def printable(text: str) -> str:
    """`text` with « ? » for each character that the font lacks: for what one does not stop."""
    lacking = missing((text,))
    return text.translate({ord(c): _UNPRINTABLE for c in lacking}) if lacking else text


def width(text: str, font: str, size: float) -> float:
    """Of `text` as drawn, in points."""
    return face(font).stringWidth(drawn(text), size)
