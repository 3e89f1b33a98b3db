"""Whether a PDF's structure holds together: what validators that read the tree alone do not see.

It reads the content of every page beside the tree, so that a stretch tagged twice, outside
everything, or under another's number is found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

Key = tuple[int, int]
_HEADINGS = {f"/H{level}": level for level in range(1, 7)}
_ROLES = {
    *_HEADINGS,
    *"/Document /P /L /LI /Lbl /LBody /Table /TR /TH /TD /Figure /Link /Note".split(),
}
_PARENTS = {
    "/LI": {"/L"},
    "/Lbl": {"/LI"},
    "/LBody": {"/LI"},
    "/TR": {"/Table"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
}
_ONLY = {"/L": {"/LI"}, "/Table": {"/TR"}, "/TR": {"/TH", "/TD"}, "/LI": {"/Lbl", "/LBody"}}
_PAINTING = set("S s f F f* B B* b b* Do sh EI INLINE IMAGE Tj TJ ' \"".split())
_PATH = set("m l c v y h re".split())
_AFTER_PATH = set("S s f F f* B B* b b* n".split())


def problems(pdf: bytes) -> list[str]:
    """Each in a few words; none when the structure is sound."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return list(_Checker(opened).found())


def spoken(pdf: bytes) -> list[tuple[str, str]]:
    """The text of every element that has some, in the order of the tree, with its role."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        checker = _Checker(opened)
        list(checker.found())
        texts: list[tuple[str, str]] = []
        for element in checker.elements:
            words = "".join(checker.texts[place] for place in element.places)
            if words:
                texts.append((element.role[1:], words))
        return texts


@dataclass
class _Element:
    role: str
    dictionary: pikepdf.Dictionary
    kids: list["_Element"] = field(default_factory=list)
    places: list[tuple[Key, int]] = field(default_factory=list)
    annotations: list[Key] = field(default_factory=list)


class _Checker:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self.elements: list[_Element] = []
        self.texts: dict[tuple[Key, int], str] = {}
        self._marked: dict[tuple[Key, int], str] = {}

    def found(self) -> Iterator[str]:
        root = self._pdf.Root
        if "/StructTreeRoot" not in root:
            yield "no structure tree"
            return
        yield from self._said_of_itself()
        top = root.StructTreeRoot
        document = top.K[0] if isinstance(top.K, pikepdf.Array) else top.K
        if document.S != "/Document":
            yield "the top is no Document"
        yield from self._read(document, top)
        for page in self._pdf.pages:
            yield from self._content(page)
        yield from self._owned_once()
        yield from self._parent_tree(top)
        yield from self._rules()
        yield from self._headings()
        yield from self._notes(top)

    def _said_of_itself(self) -> Iterator[str]:
        root = self._pdf.Root
        if not root.get("/MarkInfo", {}).get("/Marked"):
            yield "not marked as tagged"
        if not str(root.get("/Lang", "")):
            yield "no language"
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
            yield "its title is not shown"
        if "/OutputIntents" not in root:
            yield "no output intent"
        told = root.Metadata.read_bytes().decode() if "/Metadata" in root else ""
        for needed in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<"):
            if needed not in told:
                yield f"{needed} is not told"
        if f">{self._pdf.docinfo.get('/Title')}<" not in told:
            yield "two titles"

    def _read(self, node: pikepdf.Object, parent: pikepdf.Object) -> Iterator[str]:
        element = _Element(str(node.S), node)  # pyright: ignore[reportArgumentType]
        self.elements.append(element)
        if node.P.objgen != parent.objgen:
            yield f"{element.role} does not know its parent"
        if element.role not in _ROLES:
            yield f"{element.role} is unknown"
        kids: Any = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                element.places.append((node.Pg.objgen, kid))
            elif kid.get("/Type") == "/MCR":
                element.places.append((kid.Pg.objgen, int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                element.annotations.append(kid.Obj.objgen)
            else:
                before = len(self.elements)
                yield from self._read(kid, node)
                element.kids.append(self.elements[before])

    def _content(self, page: pikepdf.Page) -> Iterator[str]:
        key = page.obj.objgen
        reader = _Content(self._pdf, page)
        yield from reader.problems()
        for number, role in reader.marked.items():
            self._marked[key, number] = role
            self.texts[key, number] = "".join(reader.texts[number])
        for annotation in page.get("/Annots", []):
            if "/StructParent" not in annotation or not str(annotation.get("/Contents", "")):
                yield "an annotation is not tagged or not told"
            if annotation.Subtype != "/Link" or int(annotation.get("/F", 0)) & 4 == 0:
                yield "an annotation is hidden on paper, or no link"

    def _owned_once(self) -> Iterator[str]:
        owned: dict[tuple[Key, int], str] = {}
        for element in self.elements:
            for place in element.places:
                if place in owned:
                    yield f"{place} belongs to two elements"
                owned[place] = element.role
        if owned.keys() - self._marked.keys():
            yield "the tree names content that is not there"
        if self._marked.keys() - owned.keys():
            yield "marked content is not in the tree"
        for place in owned.keys() & self._marked.keys():
            if owned[place] != self._marked[place]:
                yield f"{self._marked[place]} on the page is {owned[place]} in the tree"

    def _parent_tree(self, top: pikepdf.Object) -> Iterator[str]:
        pairs = list(top.ParentTree.Nums)
        keys = [int(key) for key in pairs[::2]]
        owners = dict(zip(keys, pairs[1::2], strict=True))
        if keys != sorted(set(keys)) or int(top.ParentTreeNextKey) <= max(keys, default=-1):
            yield "the keys of the parent tree are not in order"
        place_of = {p: e.dictionary.objgen for e in self.elements for p in e.places}
        annotated = {a: e.dictionary.objgen for e in self.elements for a in e.annotations}
        used: list[int] = []
        for page in self._pdf.pages:
            mine = {n: owner for (key, n), owner in place_of.items() if key == page.obj.objgen}
            if mine and "/StructParents" not in page:
                yield "a page does not know its elements"
                continue
            if "/StructParents" in page:
                used.append(int(page.StructParents))
                told = [owner.objgen for owner in owners.get(used[-1], ())]
                if dict(enumerate(told)) != mine:
                    yield "the parent tree and the tree disagree on a page"
            for annotation in page.get("/Annots", []):
                used.append(int(annotation.get("/StructParent", -1)))
                owner = owners.get(used[-1])
                if owner is None or annotated.get(annotation.objgen) != owner.objgen:
                    yield "the parent tree and the tree disagree on an annotation"
        if sorted(used) != keys:
            yield "the parent tree has keys that nothing uses"

    def _rules(self) -> Iterator[str]:
        for element in self.elements:
            roles = [kid.role for kid in element.kids]
            only = _ONLY.get(element.role)
            if only and (set(roles) - only or element.places):
                yield f"{element.role} holds what it must not"
            for kid in element.kids:
                if kid.role in _PARENTS and element.role not in _PARENTS[kid.role]:
                    yield f"{kid.role} in {element.role}"
            if not (element.kids or element.places or element.role in {"/TH", "/TD"}):
                yield f"an empty {element.role}"
            yield from _own_rules(element)

    def _headings(self) -> Iterator[str]:
        last = 0
        for element in self.elements:
            level = _HEADINGS.get(element.role, 0)
            if level > last + 1:
                yield f"{element.role} after level {last}"
            last = level or last

    def _notes(self, top: pikepdf.Object) -> Iterator[str]:
        notes = [e.dictionary for e in self.elements if e.role == "/Note"]
        known = {str(note.get("/ID", "")) for note in notes}
        names = top.IDTree.Names if "/IDTree" in top else []
        if "" in known or len(known) != len(notes) or {str(name) for name in names[::2]} != known:
            yield "notes without a name of their own"


def _own_rules(element: _Element) -> Iterator[str]:
    attributes = element.dictionary.get("/A", pikepdf.Dictionary())
    if element.role == "/Figure" and not (
        str(element.dictionary.get("/Alt", "")).strip() and "/BBox" in attributes
    ):
        yield "a figure without its words or its place"
    if element.role == "/Link" and not (element.places and element.annotations):
        yield "a link without text or annotation"
    if element.role == "/TH" and attributes.get("/Scope") not in {"/Column", "/Row"}:
        yield "a header without scope"
    if element.role == "/L" and "/ListNumbering" not in attributes:
        yield "a list without its numbering"
    if element.role == "/Table":
        if not any(cell.role == "/TH" for cell in element.kids[0].kids):
            yield "a table without headers"
        if len({len(row.kids) for row in element.kids}) != 1:
            yield "rows of several lengths"


class _Content:
    """A page's content, read operator by operator."""

    def __init__(self, pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        self._page = page
        self.marked: dict[int, str] = {}
        self.texts: dict[int, list[str]] = {}
        self._open: list[tuple[str, int | None, tuple[bool, int]]] = []
        self._text, self._saved, self._path = False, 0, False
        self._fonts = {
            str(name): _Font(font) for name, font in page.Resources.get("/Font", {}).items()
        }
        self._font: _Font | None = None

    def problems(self) -> Iterator[str]:
        for font in self._fonts.values():
            yield from font.problems()
        for operands, operator in pikepdf.parse_content_stream(self._page):
            yield from self._read(str(operator), list(operands))
        if self._open or self._text or self._saved:
            yield "something stays open at the end of the page"

    def _read(self, operator: str, operands: list[pikepdf.Object]) -> Iterator[str]:
        if operator in {"BMC", "BDC"}:
            yield from self._begin(operands)
        elif operator == "EMC":
            yield from self._end()
        elif operator in _PAINTING and not self._open:
            yield f"{operator} outside tag and artifact"
        self._text = (self._text or operator == "BT") and operator != "ET"
        self._saved += {"q": 1, "Q": -1}.get(operator, 0)
        self._path = (self._path or operator in _PATH) and operator not in _AFTER_PATH
        if operator == "Tf":
            self._font = self._fonts[str(operands[0])]
        elif operator in {"Tj", "TJ"}:
            yield from self._shown(operands[0])

    def _begin(self, operands: list[pikepdf.Object]) -> Iterator[str]:
        if self._path:
            yield "a mark inside a path"
        told = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
        role, number = str(operands[0]), told.get("/MCID")
        if self._open:
            yield f"{role} inside {self._open[-1][0]}"
        if role == "/Artifact":
            number = None
        elif number is None:
            yield f"{role} without a number"
        elif int(number) in self.marked:
            yield f"two stretches numbered {number}"
        else:
            self.marked[int(number)] = role
            self.texts[int(number)] = []
        self._open.append((role, None if number is None else int(number), self._state()))

    def _end(self) -> Iterator[str]:
        if not self._open:
            yield "a mark ends that never began"
            return
        if self._path or self._open.pop()[2] != self._state():
            yield "a mark ends in another state than it began"

    def _state(self) -> tuple[bool, int]:
        return self._text, self._saved

    def _shown(self, shown: pikepdf.Object) -> Iterator[str]:
        if self._font is None:
            yield "text without a font"
            return
        text = self._font.read(bytes(shown))
        if text is None:
            yield "a character without glyph or meaning"
        number = self._open[-1][1] if self._open else None
        if number is not None:
            self.texts[number].append(text or "")


class _Font:
    """Two bytes a character; from its own tables, what each means and whether it has a glyph."""

    def __init__(self, font: pikepdf.Object) -> None:
        self._font = font
        self._inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        meanings = font.ToUnicode.read_bytes().decode() if "/ToUnicode" in font else ""
        self._meaning = {
            int(line[1:5], 16): chr(int(line[8:12], 16))
            for line in meanings.splitlines()
            if line.startswith("<") and line.count("<") == 2 and len(line) == 13
        }

    def problems(self) -> Iterator[str]:
        name = self._font.BaseFont
        if not self._meaning:
            yield f"{name} does not tell its characters"
        if "/FontFile2" not in self._inner.get("/FontDescriptor", {}):
            yield f"{name} is not embedded"

    def read(self, shown: bytes) -> str | None:
        glyphs = self._inner.CIDToGIDMap.read_bytes()
        codes = [int.from_bytes(shown[at : at + 2], "big") for at in range(0, len(shown), 2)]
        if any(code not in self._meaning for code in codes):
            return None
        if not all(any(glyphs[2 * code : 2 * code + 2]) for code in codes):
            return None
        return "".join(self._meaning[code] for code in codes)
