# pyright: reportUnknownMemberType=false
"""The font of the documents, and what it can print. reportlab works under `LOCK` only.

reportlab's paragraphs break lines at U+202F and lose it. In what is drawn, a private character
stands for it with the same glyph, and the PDF's text maps it back.
"""

import threading
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from referent_desk import resource_files
from referent_desk.documents.content import Style

LOCK = threading.RLock()  # reportlab's fonts are shared and not thread-safe

REGULAR, STRONG, ITALIC = "SourceSans3-Regular", "SourceSans3-SemiBold", "SourceSans3-Italic"
FONT_OF = {
    Style.PLAIN: REGULAR,
    Style.STRONG: STRONG,
    Style.EMPHASIS: ITALIC,
    Style.VERBATIM: ITALIC,
}

NNBSP, STAND_IN = "\u202f", "\ue02f"
_UNPRINTABLE = "?"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_DRAWN = {**_INVISIBLE, ord("\t"): " ", ord(NNBSP): STAND_IN}


class _Font(TTFont):
    """A font whose U+202F survives reportlab."""

    def __init__(self, name: str) -> None:
        super().__init__(name, str(resource_files.path(f"fonts/{name}.ttf")))
        face: Any = self.face
        self.printable: frozenset[str] = frozenset(map(chr, face.charToGlyph))
        face.charToGlyph[ord(STAND_IN)] = face.charToGlyph[ord(NNBSP)]
        face.charWidths[ord(STAND_IN)] = face.charWidths[ord(NNBSP)]

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                written = f"<{ord(STAND_IN):04X}>", f"<{ord(NNBSP):04X}>"
                stream.content = stream.content.replace(*written)


@cache
def _registered() -> frozenset[str]:
    """Registers the faces, once; gives the characters that all of them print."""
    fonts = [_Font(name) for name in (REGULAR, STRONG, ITALIC)]
    for font in fonts:
        pdfmetrics.registerFont(font)
    common = frozenset[str].intersection(*(font.printable for font in fonts))
    return frozenset(c for c in common if unicodedata.category(c) not in {"Cc", "Co", "Cs"})


def register() -> None:
    """Before anything is drawn; again costs nothing."""
    with LOCK:
        _registered()


def drawn(text: str) -> str:
    """The characters to hand to reportlab for `text`."""
    return unicodedata.normalize("NFC", text).translate(_DRAWN)


def missing(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters of `texts` that the font lacks, each once, in order of appearance."""
    with LOCK:
        printable = _registered() | {"\n", STAND_IN}
    seen = dict.fromkeys(c for text in texts for c in _checked(text) if c not in printable)
    return tuple(seen)


def printable(text: str) -> str:
    """`text` with « ? » for each character that the font lacks: for what one does not stop."""
    lacking = missing((text,))
    return text.translate({ord(c): _UNPRINTABLE for c in lacking}) if lacking else text


def _checked(text: str) -> str:
    """A private character typed by the user is no stand-in."""
    return drawn(text.replace(STAND_IN, "\ue02e"))


def width(text: str, font: str, size: float) -> float:
    """Of `text` as drawn, in points."""
    return pdfmetrics.stringWidth(drawn(text), font, size)
