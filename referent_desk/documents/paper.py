"""A paper of several pages as plain data: title page, headings, tables beside their charts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from referent_desk.documents.content import ItemList, Paragraph


@dataclass(frozen=True)
class Cover:
    """The first page; `body` stands under its title, and what follows begins a new page."""

    title: str
    subtitle: str
    sender: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    body: tuple[Paragraph | ItemList, ...] = ()


@dataclass(frozen=True)
class Part:
    """A heading, never left alone at the foot of a page. `level` is 2 or 3; the cover has 1."""

    text: str
    level: int = 2
    new_page: bool = False


@dataclass(frozen=True)
class Remark:
    """A line in small, under what it is about."""

    text: str


@dataclass(frozen=True)
class Highlight:
    """A figure to be seen first, with what it counts and what it is compared with."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Highlights:
    """Three across."""

    items: tuple[Highlight, ...]


@dataclass(frozen=True)
class Header:
    """Of a column. `share`: its part of the width; figures stand at the right, `quiet` in grey."""

    name: str
    share: float = 1
    number: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: a row's first text is its name. The last `totals` rows are set apart.

    `narrow` leaves the room of a chart free at its right. `indented`: rows that are part of the
    one above them.
    """

    columns: tuple[Header, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: int = 0
    narrow: bool = False
    indented: frozenset[int] = frozenset()


RowDrawing = Callable[[range, Sequence[float], float], Drawing]
"""Draws some rows of a table, of these heights, in that width; the first height is its head's."""


@dataclass(frozen=True)
class Beside:
    """A table with a chart of its rows at its right, each on its row's line."""

    grid: Grid
    draw: RowDrawing
    alt: str


@dataclass(frozen=True)
class Figure:
    """A drawing across the page; `alt` says it in words."""

    drawing: Drawing
    alt: str


PaperBlock = Part | Paragraph | ItemList | Remark | Highlights | Grid | Beside | Figure


@dataclass(frozen=True)
class Paper:
    """`title` is the file's, and stands with `foot` under each page but the cover."""

    title: str
    cover: Cover
    body: tuple[PaperBlock, ...]
    foot: str = ""
    french_spacing: bool = True
