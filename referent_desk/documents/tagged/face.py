# pyright: reportUnknownMemberType=false
"""A TrueType face as PDF/A wants it: embedded, every character told, no glyph missing.

A character's code in the PDF is its Unicode number, so that text needs no table of its own per
document. What is embedded is the face cut to the characters of `common`, cut and packed once per
process; a document that holds others gets those too.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase.ttfonts import TTFont

from referent_desk.documents.tagged.objects import Raw, stream

_LARGEST_CODE = 0xFFFF
_NOT_TEXT = {"Cc", "Co", "Cs"}
_KEPT_CUTS = 16
_TO_UNICODE = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


@dataclass(frozen=True)
class _Cut:
    """What a document embeds of a face; packed, so that it is written as it is."""

    name: str
    file: bytes
    glyphs: bytes
    characters: bytes
    widths: bytes


class Face(TTFont):
    """For reportlab, a font. `stand_in` is drawn where a character is missing."""

    def __init__(self, name: str, path: Path, common: Iterable[str], stand_in: str = "?") -> None:
        super().__init__(name, str(path), shapable=False)
        glyphs: Mapping[int, int] = self._face.charToGlyph
        self.printable = frozenset(
            chr(code)
            for code in glyphs
            if code <= _LARGEST_CODE and unicodedata.category(chr(code)) not in _NOT_TEXT
        )
        self._common = self.printable.intersection(common) | {stand_in}
        self._stand_in = stand_in
        self._widths: dict[str, float] = {c: self._face.charWidths[ord(c)] for c in self.printable}
        self._width_of_none = self._widths[stand_in]
        self._cuts: dict[frozenset[str], _Cut] = {}
        self._used: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()

    @property
    def _face(self) -> Any:
        return self.face

    def advance(self, text: str) -> float:
        """How wide `text` is, in thousandths of the size."""
        try:
            return sum(map(self._widths.__getitem__, text))
        except KeyError:
            return sum(self._widths.get(c, self._width_of_none) for c in text)

    def coded(self, text: str, document: Any) -> bytes:
        """The codes of `text`, which `document` will embed."""
        if not self.printable.issuperset(text):
            text = "".join(c if c in self.printable else self._stand_in for c in text)
        self._characters(document).update(text)
        return text.encode("utf-16-be")

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: ARG002, N802
        return self.advance(text) * size / 1000

    def splitString(  # noqa: N802
        self,
        text: str,
        doc: Any,
        encoding: str = "utf-8",  # noqa: ARG002
    ) -> list[tuple[int, bytes]]:
        return [(0, self.coded(text, doc))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: ARG002, N802
        name: str | None = doc.fontMapping.get(self.fontName)
        if name is None:
            name = f"/F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = name
            doc.delayedFonts.append(self)
        return name

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Into the document, under the name that it was drawn with."""
        cut = self._cut(frozenset(self._characters(doc)))
        name = self.getSubsetInternalName(0, doc)[1:]
        put = doc.put
        file = put(Raw(cut.file))
        descriptor = put(Raw(self._descriptor(cut, file)))
        glyphs, characters = put(Raw(cut.glyphs)), put(Raw(cut.characters))
        system = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        descendant = put(
            Raw(
                b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDSystemInfo%b/FontDescriptor %b"
                b"/DW %d/W[%b]/CIDToGIDMap %b>>"
                % (cut.name.encode(), system, descriptor, self._width_of_none, cut.widths, glyphs)
            )
        )
        font = Raw(
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H"
            b"/DescendantFonts[%b]/ToUnicode %b>>" % (cut.name.encode(), descendant, characters)
        )
        put(font)
        doc.idToObject["BasicFonts"].dict[name] = font

    def _characters(self, document: Any) -> set[str]:
        return self._used.setdefault(document, set())

    def _cut(self, used: frozenset[str]) -> _Cut:
        wanted = self._common if used <= self._common else self._common | used
        if wanted not in self._cuts:
            if len(self._cuts) == _KEPT_CUTS:
                del self._cuts[next(iter(self._cuts))]
            self._cuts[wanted] = self._made(sorted(map(ord, wanted)))
        return self._cuts[wanted]

    def _made(self, codes: list[int]) -> _Cut:
        face = self._face
        program: bytes = face.makeSubset(codes)
        tag = hashlib.sha256(program).digest()[:6]
        prefix = "".join(chr(ord("A") + byte % 26) for byte in tag)
        return _Cut(
            f"{prefix}+{self.fontName}",
            stream(program, Length1=len(program)),
            stream(_glyph_map(codes, face.charToGlyph)),
            stream(_to_unicode(codes).encode()),
            b" ".join(b"%d[%d]" % (code, round(self._widths[chr(code)])) for code in codes),
        )

    def _descriptor(self, cut: _Cut, file: bytes) -> bytes:
        face = self._face
        symbolic = 4
        box = " ".join(str(round(value)) for value in face.bbox)
        return (
            f"<</Type/FontDescriptor/FontName/{cut.name}/Flags {face.flags | symbolic}"
            f"/FontBBox[{box}]/ItalicAngle {face.italicAngle:g}/Ascent {face.ascent:g}"
            f"/Descent {face.descent:g}/CapHeight {face.capHeight:g}/StemV {face.stemV:g}"
        ).encode() + b"/FontFile2 %b>>" % file


def _glyph_map(codes: Iterable[int], glyphs: Mapping[int, int]) -> bytes:
    """From a character's code to its glyph in the cut face, in the order reportlab cuts."""
    order = {0: 0}
    table = bytearray(2 * (max(codes) + 1))
    for code in codes:
        glyph = order.setdefault(glyphs[code], len(order))
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _to_unicode(codes: list[int]) -> str:
    blocks = [codes[at : at + 100] for at in range(0, len(codes), 100)]
    return _TO_UNICODE.format(
        "".join(
            f"{len(block)} beginbfchar\n"
            + "".join(f"<{code:04X}> <{code:04X}>\n" for code in block)
            + "endbfchar\n"
            for block in blocks
        )
    )
