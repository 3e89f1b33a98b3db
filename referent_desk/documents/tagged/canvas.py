# pyright: reportUnknownMemberType=false
"""A canvas on which everything drawn belongs to an element, or is no part of what is said.

    with canvas.element(paragraph): …      this is what the paragraph says
    with canvas.artifact(): …              a page number, a running head

Lines and tints outside both are artifacts; text outside both is refused.
"""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from typing import Any, NamedTuple

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from referent_desk.documents.tagged.document import TaggedDocument
from referent_desk.documents.tagged.face import Face
from referent_desk.documents.tagged.objects import Raw, stream, text_string
from referent_desk.documents.tagged.pictures import Picture
from referent_desk.documents.tagged.structure import Artifact, Element, Role

_STATE = frozenset("q Q cm rg RG g G w J j M d i gs".split())
_TEXT_END = "ET"
_PRINTED_LINK = 4

PageMark = Callable[["TaggedCanvas", int, int], None]
"""Draws on a finished page, from its number and how many there are."""


class UntaggedText(RuntimeError):
    """The program draws text that belongs to nothing: a fault of ours, not of what is written."""


class Stretch(NamedTuple):
    """Text of one face, that leads somewhere when `link` says where."""

    text: str
    face: Face
    link: str = ""


class Placed(NamedTuple):
    """Stretches side by side, from `x` on the base line `y`."""

    x: float
    y: float
    stretches: tuple[Stretch, ...]


class TaggedCanvas(Canvas):
    """reportlab's canvas, tagged. It takes the arguments of `Canvas`; `lang` is required."""

    _code: list[str]  # of reportlab's canvas, which has no public name for these four
    _filename: Any
    _formsinuse: list[str]
    _addAnnotation: Any  # noqa: N815

    def __init__(self, filename: Any, *, lang: str, **others: Any) -> None:
        super().__init__(filename, **others)
        self._doc: Any = TaggedDocument(lang)
        self._owner: Element | Artifact | None = None
        self._from = 0
        self._links = 0
        self._marks: list[tuple[int, PageMark]] = []

    @contextmanager
    def element(self, element: Element) -> Generator[None]:
        """What is drawn within belongs to it."""
        yield from self._owned_by(element)

    @contextmanager
    def artifact(self, kind: Artifact = Artifact.PAGINATION) -> Generator[None]:
        """What is drawn within is on the page, and not read aloud."""
        yield from self._owned_by(kind)

    @contextmanager
    def figure(
        self, alt: str, box: tuple[float, float, float, float], inside: Element | None = None
    ) -> Generator[None]:
        """A picture that `alt` tells in words; `box` is x, y, width, height."""
        x, y, width, height = box
        left, bottom = self.absolutePosition(x, y)
        right, top = self.absolutePosition(x + width, y + height)
        corners = " ".join(f"{value:.2f}" for value in (left, bottom, right, top))
        attributes = {"O": "/Layout", "Placement": "/Block", "BBox": f"[{corners}]"}
        with self.element(Element(Role.FIGURE, inside, alt=alt, attributes=attributes)):
            yield

    def show(self, lines: Iterable[Placed], size: float, ink: Color) -> None:
        """Writes them, in one text object."""
        red, green, blue = (round(value, 4) for value in ink.rgb())
        code = [f"BT {red:g} {green:g} {blue:g} rg"]
        last: Face | None = None
        for x, y, stretches in lines:
            code.append(f"1 0 0 1 {x:.7g} {y:.7g} Tm")
            for text, face, _link in stretches:
                if face is not last:
                    code.append(f"{face.getSubsetInternalName(0, self._doc)} {size:g} Tf")
                code.append(f"<{face.coded(text, self._doc).hex()}> Tj")
                last = face
        code.append(_TEXT_END)
        self._code.append(" ".join(code))

    def picture(self, picture: Picture, box: tuple[float, float, float, float]) -> None:
        """Draws it over the box (x, y, width, height); written once however often it is drawn."""
        x, y, width, height = box
        inner: str = self._doc.getXObjectName(picture.name)
        if inner not in self._doc.idToObject:
            thing = Raw(stream(picture.data, packed=False, **picture.entries))
            self._doc.Reference(thing, inner)
        self._formsinuse.append(picture.name)
        placed = f"{width:.4f} 0 0 {height:.4f} {x:.4f} {y:.4f} cm"
        self._code += ["q", placed, f"/{inner} Do", "Q"]

    def link(self, element: Element, target: str, box: tuple[float, float, float, float]) -> None:
        """Makes the box (left, bottom, right, top) lead to `target`, as part of `element`."""
        self._links += 1
        name = f"link-{self._links}"
        left, bottom = self.absolutePosition(*box[:2])
        right, top = self.absolutePosition(*box[2:])
        key = self._doc.tree.annotate(element, self.getPageNumber(), name)
        content = (
            f"<</Type/Annot/Subtype/Link/Rect[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
            f"/Border[0 0 0]/F {_PRINTED_LINK}/StructParent {key}/Contents"
        ).encode()
        action = b"/A<</S/URI/URI%b>>>>" % _ascii_string(target)
        self._addAnnotation(Raw(content + text_string(target) + action), name)

    def mark_pages(self, draw: PageMark, *, after: int = 0) -> None:
        """Once all pages are known, draws on each one after the first `after`, as an artifact."""
        self._marks.append((after, draw))

    def showPage(self) -> None:  # noqa: N802
        self._close()
        super().showPage()
        self._from = 0

    def save(self) -> None:
        if self._code:
            self.showPage()
        pages: list[Any] = self._doc.Pages.pages
        for number, page in enumerate(pages, start=1):
            self._finish(page, number, len(pages))
        self._doc.SaveToFile(self._filename, self)

    def _owned_by(self, owner: Element | Artifact) -> Generator[None]:
        self._close()
        before, self._owner = self._owner, owner
        try:
            yield
        finally:
            self._close()
            self._owner = before

    def _close(self) -> None:
        """Wraps what was drawn since the last change of owner; a change of state alone is left."""
        code, start = self._code, self._from
        drawn = [n for n in range(start, len(code)) if _draws(code[n])]
        if drawn:
            first, last = _balanced(code, range(start, len(code)), drawn[0], drawn[-1])
            code.insert(last + 1, "EMC")
            code.insert(first, self._opening(code[first : last + 1]))
        self._from = len(code)

    def _opening(self, drawn: list[str]) -> str:
        if isinstance(self._owner, Element):
            number: int = self._doc.tree.mark(self._owner, self.getPageNumber())
            return f"/{self._owner.role} <</MCID {number}>> BDC"
        if self._owner is None and any(line.endswith(_TEXT_END) for line in drawn):
            raise UntaggedText("text outside any element")
        return f"/Artifact <</Type /{self._owner or Artifact.LAYOUT}>> BDC"

    def _finish(self, page: Any, number: int, total: int) -> None:
        """The page's marks, its content packed, and its place in the structure."""
        self._code.clear()
        self._from = 0
        for after, draw in self._marks:
            if number > after:
                with self.artifact():
                    draw(self, number, total)
        content: str = "\n".join([page.stream, *self._code])
        page.Contents = Raw(stream(content.encode("latin-1")))
        page.Tabs = "/S"
        page.__NoDefault__ = [*page.__NoDefault__, "Tabs", "StructParents"]
        page.StructParents = self._doc.tree.keys.get(number)
        self._code.clear()


def _draws(line: str) -> bool:
    """Whether it does more than change the graphics state, by its last operator."""
    words = line.rsplit(None, 1)
    return bool(words) and words[-1] not in _STATE


def _balanced(code: list[str], within: range, first: int, last: int) -> tuple[int, int]:
    """The stretch made longer, so that it leaves the graphics state as it found it, if it can."""
    depth = lowest = 0
    for line in code[first : last + 1]:
        depth += (line == "q") - (line == "Q")
        lowest = min(lowest, depth)
    while lowest < 0 and first > within.start:
        first -= 1
        lowest += code[first] == "q"
        depth += code[first] == "q"
    while depth > 0 and last + 1 < within.stop:
        last += 1
        depth -= code[last] == "Q"
    return first, last


def _ascii_string(text: str) -> bytes:
    return b"<" + text.encode("ascii", "replace").hex().encode() + b">"
