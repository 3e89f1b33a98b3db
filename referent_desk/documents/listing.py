"""A long list on paper: a heading, columns under their names, numbered pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm

from referent_desk.documents import fonts, sheet
from referent_desk.documents.tagged import (
    Element,
    Line,
    Placed,
    Role,
    Stretch,
    TaggedCanvas,
    broken,
    column_header,
)

_SIZE, _LEADING = 9, 4.6 * mm
_GAP = 4 * mm
_LEFT, _WIDTH = 18 * mm, sheet.WIDTH - 36 * mm
_BOTTOM = 20 * mm
_TALLEST = 170 * mm


@dataclass(frozen=True)
class Column:
    """`share` is its part of the width, against the others'."""

    name: str
    share: float


@dataclass(frozen=True)
class Listing:
    """`about` tells what the list holds, a line each; every row has one text a column.

    `figure`, above the rows, is a drawing of them, made as wide as the list; `alt` says it in
    words, for those who cannot see it.
    """

    title: str
    about: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    figure: Drawing | None = None
    alt: str = "Dessin de la liste qui suit."


def render_listing(listing: Listing) -> bytes:
    """A PDF. A character that the font lacks is printed « ? »: a list is not stopped by one."""
    out = BytesIO()
    with fonts.LOCK:
        fonts.register()
        canvas = sheet.blank(out, listing.title)
        canvas.mark_pages(partial(_foot, title=listing.title))
        table = Element(Role.TABLE)
        for number, rows in enumerate(_pages(listing)):
            _Page(canvas, listing, table).draw(rows, first=number == 0)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


_Cells = tuple[tuple[Line, ...], ...]


def _pages(listing: Listing) -> Iterator[list[_Cells]]:
    """As many rows as fit; a row is never cut in two. An empty list has its page too."""
    room = _room(listing, first=True)
    page: list[_Cells] = []
    widths = _widths(listing.columns)
    for row in listing.rows:
        cells = tuple(_split(text, width) for text, width in zip(row, widths, strict=True))
        height = _height(cells)
        if page and height > room:
            yield page
            page, room = [], _room(listing, first=False)
        page.append(cells)
        room -= height
    yield page


def _room(listing: Listing, *, first: bool) -> float:
    return _top(listing, first=first) - _BOTTOM


def _top(listing: Listing, *, first: bool) -> float:
    """Where the first row starts, under the heading and the names of the columns."""
    heading = 22 + 5 * len(listing.about) if first else 12
    top = sheet.from_top(18 + heading)
    return top - _figure_height(listing.figure) if first else top


def _figure_height(figure: Drawing | None) -> float:
    """With the gap under it."""
    return _scale(figure) * figure.height + 6 * mm if figure else 0


def _scale(figure: Drawing) -> float:
    return min(_WIDTH / figure.width, _TALLEST / figure.height)


def _height(cells: _Cells) -> float:
    return max(len(lines) for lines in cells) * _LEADING + 1 * mm


def _widths(columns: Sequence[Column]) -> list[float]:
    shares = sum(column.share for column in columns)
    room = _WIDTH - _GAP * (len(columns) - 1)
    return [room * column.share / shares for column in columns]


def _split(text: str, width: float) -> tuple[Line, ...]:
    said = Stretch(fonts.drawn(fonts.printable(text)), fonts.face(fonts.REGULAR))
    return tuple(broken((said,), width, _SIZE))


def _foot(canvas: TaggedCanvas, page: int, total: int, *, title: str) -> None:
    canvas.setFillColor(sheet.GREY)
    canvas.setFont(fonts.REGULAR, _SIZE)
    canvas.drawRightString(_LEFT + _WIDTH, 12 * mm, f"{page}/{total}")
    canvas.drawString(_LEFT, 12 * mm, fonts.drawn(title))


class _Page:
    def __init__(self, canvas: TaggedCanvas, listing: Listing, table: Element) -> None:
        self._canvas = canvas
        self._listing = listing
        self._table = table
        self._widths = _widths(listing.columns)

    def draw(self, rows: Sequence[_Cells], *, first: bool) -> None:
        if first:
            self._heading()
        top = _top(self._listing, first=first)
        self._column_names(top, first=first)
        for cells in rows:
            self._row(cells, top)
            top -= _height(cells)

    def _heading(self) -> None:
        listing = self._listing
        with self._canvas.element(Element(Role.H1)):
            self._write(listing.title, _LEFT, sheet.from_top(24), fonts.STRONG, 14)
        for at, line in enumerate(listing.about):
            with self._canvas.element(Element(Role.P)):
                self._write(line, _LEFT, sheet.from_top(31 + 5 * at), fonts.REGULAR, 10, sheet.GREY)
        if listing.figure is not None:
            self._figure(listing.figure, _top(listing, first=True) + 11 * mm)

    def _figure(self, figure: Drawing, bottom: float) -> None:
        scale, canvas = _scale(figure), self._canvas
        canvas.saveState()
        canvas.translate(_LEFT + (_WIDTH - scale * figure.width) / 2, bottom)
        canvas.scale(scale, scale)
        with canvas.figure(self._listing.alt, (0, 0, figure.width, figure.height)):
            renderPDF.draw(figure, canvas, 0, 0)
        canvas.restoreState()

    def _column_names(self, top: float, *, first: bool) -> None:
        """Said once; on the pages that follow, for the eye alone."""
        canvas, x = self._canvas, _LEFT
        row = Element(Role.ROW, self._table) if first else None
        for column, width in zip(self._listing.columns, self._widths, strict=True):
            with canvas.element(column_header(row)) if row else canvas.artifact():
                self._write(column.name, x, top + 5 * mm, fonts.STRONG, _SIZE)
            x += width + _GAP
        canvas.setStrokeColor(sheet.HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.line(_LEFT, top + 3 * mm, _LEFT + _WIDTH, top + 3 * mm)

    def _row(self, cells: _Cells, top: float) -> None:
        x, row = _LEFT, Element(Role.ROW, self._table)
        for lines, width in zip(cells, self._widths, strict=True):
            with self._canvas.element(Element(Role.CELL, row)):
                placed = [
                    Placed(x, top - at * _LEADING - 2 * mm, line) for at, line in enumerate(lines)
                ]
                self._canvas.show(placed, _SIZE, sheet.INK)
            x += width + _GAP

    def _write(
        self, text: str, x: float, y: float, font: str, size: float, ink: Any = sheet.INK
    ) -> None:
        self._canvas.setFillColor(ink)
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, y, fonts.drawn(fonts.printable(text)))
