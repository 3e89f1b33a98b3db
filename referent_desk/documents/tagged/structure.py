"""What a document is made of, for those who cannot see it: a tree of elements, and what each shows.

The tree is plain data. It grows as the story is told, or as things are drawn; the canvas notes in
it which stretch of which page belongs to which element.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """The standard structure types of PDF 1.7 that documents here use."""

    DOCUMENT = "Document"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    P = "P"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    ITEM_BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEADER = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    LINK = "Link"
    NOTE = "Note"


class Artifact(StrEnum):
    """What is on the page and no part of what it says."""

    PAGINATION = "Pagination"
    LAYOUT = "Layout"


@dataclass(frozen=True)
class Marked:
    """A stretch of a page's content."""

    page: int
    number: int


@dataclass(frozen=True)
class Annotated:
    """An annotation, by its name in the document."""

    page: int
    name: str


_KEPT_EMPTY = frozenset({Role.HEADER, Role.CELL})
_NO_ATTRIBUTES: Mapping[str, str] = {}


class Element:
    """One element, at the end of `inside`; without it, placed where it is first drawn.

    `attributes` are PDF names and values of one owner, as they are written.
    """

    __slots__ = ("alt", "attributes", "inside", "kids", "role")

    def __init__(
        self,
        role: Role,
        inside: "Element | None" = None,
        *,
        alt: str = "",
        attributes: Mapping[str, str] = _NO_ATTRIBUTES,
    ) -> None:
        self.role, self.alt, self.attributes = role, alt, attributes
        self.kids: list[Element | Marked | Annotated] = []
        self.inside = inside
        if inside is not None:
            inside.kids.append(self)

    @property
    def said(self) -> bool:
        """Whether there is anything in it; an empty cell still holds its place in the table."""
        return self.role in _KEPT_EMPTY or any(
            kid.said if isinstance(kid, Element) else True for kid in self.kids
        )


def bullets(*, numbered: bool = False) -> Element:
    """A list, to be filled with items."""
    numbering = "/Decimal" if numbered else "/Disc"
    return Element(Role.LIST, attributes={"O": "/List", "ListNumbering": numbering})


def column_header(row: Element) -> Element:
    """The name of a column."""
    return Element(Role.HEADER, row, attributes={"O": "/Table", "Scope": "/Column"})


def row_header(row: Element) -> Element:
    """The name of a row."""
    return Element(Role.HEADER, row, attributes={"O": "/Table", "Scope": "/Row"})


@dataclass
class Tree:
    """The whole of it, and by page (or annotation) who owns what: PDF's parent tree."""

    root: Element = field(default_factory=lambda: Element(Role.DOCUMENT))
    owners: list[list[Element] | Element] = field(default_factory=list[list[Element] | Element])
    keys: dict[int, int] = field(default_factory=dict[int, int])

    def mark(self, element: Element, page: int) -> int:
        """The number of a new stretch of `page` that belongs to `element`."""
        self._place(element)
        if page not in self.keys:
            self.keys[page] = len(self.owners)
            self.owners.append([])
        marks = self.owners[self.keys[page]]
        if isinstance(marks, Element):
            raise TypeError(marks)
        marks.append(element)
        element.kids.append(Marked(page, len(marks) - 1))
        return len(marks) - 1

    def annotate(self, element: Element, page: int, name: str) -> int:
        """The key under which the annotation finds its element."""
        self._place(element)
        self.owners.append(element)
        element.kids.append(Annotated(page, name))
        return len(self.owners) - 1

    def elements(self) -> Iterator[Element]:
        """In reading order, without those that say nothing."""
        yield from _under(self.root)

    def _place(self, element: Element) -> None:
        while element.inside is not None:
            if element.inside is self.root:
                return
            element = element.inside
        element.inside = self.root
        self.root.kids.append(element)


def _under(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element) and kid.said:
            yield from _under(kid)
