# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""The file around the pages: its objects, its structure tree, and what PDF/UA and PDF/A ask."""

import hashlib
import struct
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Any

from reportlab.pdfbase import pdfdoc

from referent_desk.documents.tagged import metadata, srgb
from referent_desk.documents.tagged.objects import Packed, Raw, stream, text_string
from referent_desk.documents.tagged.structure import Element, Marked, Role, Tree

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_STREAM_END = b"endstream\n"
_PLACE = struct.Struct(">BII")  # of an object: how it stands, where, and its place in a stream
_IN_FILE, _IN_STREAM = 1, 2
_format: Any = pdfdoc.format


class TaggedDocument(pdfdoc.PDFDocument):
    """For a canvas, its document; same content, same bytes."""

    def __init__(self, lang: str) -> None:
        make: Any = super().__init__
        make(compression=1, invariant=1, pdfVersion=(1, 7), lang=lang)
        self.tree = Tree()
        self._lang = lang

    def put(self, thing: Any) -> bytes:
        """Adds an object, and gives how others name it."""
        return self._named(self.Reference(thing).name)

    def GetPDFData(self, canvas: Any) -> bytes:  # noqa: ARG002, N802
        """The whole file."""
        document: Any = self
        for font in document.delayedFonts:
            font.addObjects(self)
        title: str = document.info.title
        catalog = self.put(Raw(self._root(title)))
        info = self.put(Raw(_info(title)))
        return self._file(catalog, info)

    def page(self, number: int) -> bytes:
        return self._named(f"Page{number}")

    def annotation(self, name: str) -> bytes:
        return self._named(f"Annot.{name}")

    def _named(self, name: str) -> bytes:
        document: Any = self
        return b"%d 0 R" % document.idToObjectNumberAndVersion[name][0]

    def _root(self, title: str) -> bytes:
        document: Any = self
        told = Raw(
            stream(metadata.xmp(title, self._lang), packed=False, Type="/Metadata", Subtype="/XML")
        )
        intent = (
            b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
            b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %b>>" % self.put(Raw(_colours()))
        )
        parts = (
            b"/Type/Catalog",
            b"/Pages " + self.put(document.Pages),
            b"/Lang" + text_string(self._lang),
            b"/MarkInfo<</Marked true>>",
            b"/StructTreeRoot " + _Structure(self).put(),
            b"/Metadata " + self.put(told),
            b"/OutputIntents[%b]" % intent,
            b"/ViewerPreferences<</DisplayDocTitle true>>",
        )
        return b"<<%b>>" % b"".join(parts)

    def _file(self, catalog: bytes, info: bytes) -> bytes:
        out = bytearray(_HEAD)
        places: list[bytes] = [_PLACE.pack(0, 0, 0xFFFF)]
        packed: list[tuple[int, bytes]] = []
        objects = list(self._objects())
        holder = len(objects) + 1
        for number, (thing, content) in enumerate(objects, start=1):
            if isinstance(thing, Packed):
                places.append(_PLACE.pack(_IN_STREAM, holder, len(packed)))
                packed.append((number, content))
            else:
                places.append(_PLACE.pack(_IN_FILE, len(out), 0))
                out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
        places += [_PLACE.pack(_IN_FILE, len(out), 0)]
        out += b"%d 0 obj\n%b\nendobj\n" % (holder, _together(packed))
        mark, table = hashlib.sha256(out).hexdigest()[:32], len(out)
        places += [_PLACE.pack(_IN_FILE, table, 0)]
        told: dict[str, Any] = {
            "Type": "/XRef",
            "Size": len(places),
            "W": "[1 4 4]",
            "Root": catalog.decode(),
            "Info": info.decode(),
            "ID": f"[<{mark}><{mark}>]",
        }
        out += b"%d 0 obj\n%b\nendobj\n" % (holder + 1, stream(b"".join(places), **told))
        out += b"startxref\n%d\n%%%%EOF\n" % table
        return bytes(out)

    def _objects(self) -> Iterator[tuple[Any, bytes]]:
        """With their bytes, in the order of their numbers; writing one may add others."""
        document: Any = self
        number = 0
        while (number := number + 1) in document.numberToId:
            thing = document.idToObject[document.numberToId[number]]
            content: bytes = _format(thing, self, 1)
            if content.endswith(_STREAM_END):
                content = content.removesuffix(_STREAM_END) + b"\n" + _STREAM_END
            yield thing, content


def _together(objects: list[tuple[int, bytes]]) -> bytes:
    """An object stream: where each object begins, then the objects."""
    begins = accumulate((len(content) + 1 for _, content in objects), initial=0)
    index = b" ".join(b"%d %d" % (n, at) for (n, _), at in zip(objects, begins, strict=False))
    contents = b"\n".join(content for _, content in objects)
    return stream(index + b"\n" + contents, Type="/ObjStm", N=len(objects), First=len(index) + 1)


class _Structure:
    """The structure tree as objects of a document."""

    def __init__(self, document: TaggedDocument) -> None:
        self._document = document
        self._tree = document.tree
        self._elements = list(self._tree.elements())
        self._objects = [Packed(b"") for _ in self._elements]
        self._names = {
            element: document.put(thing)
            for element, thing in zip(self._elements, self._objects, strict=True)
        }
        notes = [element for element in self._elements if element.role is Role.NOTE]
        self._notes = {note: b"(note-%04d)" % number for number, note in enumerate(notes, 1)}

    def put(self) -> bytes:
        root = Packed(b"")
        name = self._document.put(root)
        for element, thing in zip(self._elements, self._objects, strict=True):
            thing.content = self._element(element, name)
        owners = b"".join(
            b"%d %b" % (key, self._owner(owner)) for key, owner in enumerate(self._tree.owners)
        )
        parents = self._document.put(Packed(b"<</Nums[%b]>>" % owners))
        root.content = b"<</Type/StructTreeRoot/K %b/ParentTree %b/ParentTreeNextKey %d%b>>" % (
            *(self._names[self._tree.root], parents),
            *(len(self._tree.owners), self._identifiers()),
        )
        return name

    def _owner(self, owner: list[Element] | Element) -> bytes:
        if isinstance(owner, Element):
            return self._names[owner] + b" "
        return b"[%b]" % b" ".join(self._names[element] for element in owner)

    def _identifiers(self) -> bytes:
        if not self._notes:
            return b""
        pairs = (name + self._names[note] for note, name in self._notes.items())
        return b"/IDTree<</Names[%b]>>" % b" ".join(pairs)

    def _element(self, element: Element, root: bytes) -> bytes:
        inside = root if element.inside is None else self._names[element.inside]
        page = next((kid.page for kid in element.kids if isinstance(kid, Marked)), 0)
        kids = b" ".join(self._kids(element, page))
        told = b"/Pg %b" % self._document.page(page) if page else b""
        told += b"/Alt" + text_string(element.alt) if element.alt else b""
        told += b"/ID" + self._notes[element] if element in self._notes else b""
        if element.attributes:
            pairs = "".join(f"/{name} {value}" for name, value in element.attributes.items())
            told += b"/A<<%b>>" % pairs.encode()
        return b"<</Type/StructElem/S/%b/P %b/K[%b]%b>>" % (
            *(element.role.encode(), inside),
            *(kids, told),
        )

    def _kids(self, element: Element, page: int) -> Iterator[bytes]:
        for kid in element.kids:
            if isinstance(kid, Element):
                if kid.said:
                    yield self._names[kid]
            elif not isinstance(kid, Marked):
                yield b"<</Type/OBJR/Obj %b/Pg %b>>" % (
                    self._document.annotation(kid.name),
                    self._document.page(kid.page),
                )
            elif kid.page == page:
                yield b"%d" % kid.number
            else:
                yield b"<</Type/MCR/Pg %b/MCID %d>>" % (self._document.page(kid.page), kid.number)


@cache
def _colours() -> bytes:
    return stream(srgb.profile(), N=3)


def _info(title: str) -> bytes:
    made = text_string(metadata.CREATOR), text_string(metadata.PRODUCER)
    return b"<</Title%b/Creator%b/Producer%b>>" % (text_string(title), *made)
