# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
"""A table on a paper, over pages if it must, with the chart of its rows at its right."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from referent_desk.documents import fonts, sheet
from referent_desk.documents.paper import Beside, Grid, Header
from referent_desk.documents.paper_pieces import show_drawing
from referent_desk.documents.tagged import (
    Element,
    Line,
    Placed,
    Role,
    Stretch,
    broken,
    column_header,
    row_header,
)

_SIZE, _LEADING = 9.5, 12.0
_PAD = 2.6
_BASE = 9.6
_GAP, _INDENT = 9.0, 10.0
_BESIDE = 16.0
_CHART = 0.36
_LEAST = 3
_WHOLE = 0.6
_LONGEST = 600  # characters of a cell

_Cells = tuple[tuple[Line, ...], ...]


class GridFlow(Flowable):
    """A short table is never cut; a long one leaves at least three rows on either page."""

    def __init__(self, grid: Grid, page: float, beside: Beside | None = None) -> None:
        super().__init__()
        self._grid, self._page, self._beside = grid, page, beside
        self._rows = range(len(grid.rows))
        self._table = Element(Role.TABLE)
        self._room = -1.0
        self.spaceBefore, self.spaceAfter = 2, 9

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        if aW != self._room:
            self._room = aW
            narrow = self._grid.narrow or self._beside
            self._breadth = aW * (1 - _CHART) - _BESIDE if narrow else aW
            self._widths = _widths(self._grid.columns, self._breadth)
            self._head = self._broken([c.name for c in self._grid.columns], strong=True)
            last = len(self._grid.rows) - self._grid.totals
            self._cells = [
                self._broken(row, self._indent(number), strong=number >= last)
                for number, row in enumerate(self._grid.rows)
            ]
            self._heights = [_height(cells) for cells in self._cells]
        self.width = aW
        self.height = _height(self._head) + sum(self._heights[n] for n in self._rows)
        return self.width, self.height

    def least(self) -> float:
        """The height of what may stand alone on a page; to be asked once wrapped."""
        if self._is_whole():
            return self.height
        return _height(self._head) + sum(self._heights[n] for n in self._rows[:_LEAST])

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        self.wrap(aW, aH)
        if self._is_whole():
            return []
        room, fit = aH - _height(self._head), 0
        for number in self._rows:
            room -= self._heights[number]
            if room < 0:
                break
            fit += 1
        fit = min(fit, len(self._rows) - _LEAST)
        return [] if fit < _LEAST else [self._part(self._rows[:fit]), self._part(self._rows[fit:])]

    def draw(self) -> None:
        top = self.height - self._header()
        for number in self._rows:
            self._row(number, top)
            top -= self._heights[number]
        self._rule(0, 0.5)
        if self._beside:
            self._chart(self._beside)

    def _is_whole(self) -> bool:
        return self.height <= _WHOLE * self._page or len(self._rows) < 2 * _LEAST

    def _part(self, rows: range) -> "GridFlow":
        part = GridFlow(self._grid, self._page, self._beside)
        part._rows, part._table = rows, self._table
        return part

    def _broken(self, texts: Sequence[str], indent: float = 0, *, strong: bool) -> _Cells:
        face = fonts.face(fonts.STRONG if strong else fonts.REGULAR)
        first, *others = self._widths
        return tuple(
            tuple(broken((Stretch(_drawn(text), face),), width, _SIZE)) if text else ()
            for text, width in zip(texts, (first - indent, *others), strict=True)
        )

    def _indent(self, number: int) -> float:
        return _INDENT if number in self._grid.indented else 0

    def _header(self) -> float:
        """Said once; on the pages that follow, for the eye alone. Gives its height."""
        canvas: Any = self.canv
        first = self._rows.start == 0
        row = Element(Role.ROW, self._table) if first else None
        for place, lines in enumerate(self._head):
            owner = canvas.element(column_header(row)) if row else canvas.artifact()
            with owner:
                self._cell(place, lines, self.height)
        height = _height(self._head)
        self._rule(self.height - height, 0.9)
        return height

    def _row(self, number: int, top: float) -> None:
        canvas: Any = self.canv
        if number == len(self._grid.rows) - self._grid.totals:
            self._rule(top, 0.5)
        row = Element(Role.ROW, self._table)
        for place, lines in enumerate(self._cells[number]):
            cell = Element(Role.CELL, row) if place else row_header(row)
            if lines:
                with canvas.element(cell):
                    self._cell(place, lines, top, 0 if place else self._indent(number))

    def _cell(self, place: int, lines: tuple[Line, ...], top: float, indent: float = 0) -> None:
        column = self._grid.columns[place]
        x = sum(self._widths[:place]) + _GAP * place + indent
        placed = [
            Placed(
                x + (self._widths[place] - _width(line) if column.number else 0),
                top - _PAD - _BASE - at * _LEADING,
                line,
            )
            for at, line in enumerate(lines)
        ]
        canvas: Any = self.canv
        canvas.show(placed, _SIZE, sheet.GREY if column.quiet else sheet.INK)

    def _rule(self, y: float, width: float) -> None:
        canvas: Any = self.canv
        canvas.setStrokeColor(sheet.HAIRLINE)
        canvas.setLineWidth(width)
        canvas.line(0, y, self._breadth, y)

    def _chart(self, beside: Beside) -> None:
        heights = [_height(self._head), *(self._heights[n] for n in self._rows)]
        width = _CHART * self.width
        drawing = beside.draw(self._rows, heights, width)
        alt = beside.alt if self._rows.start == 0 else f"Suite\u00a0: {beside.alt}"
        show_drawing(self.canv, drawing, alt, (self.width - width, 0))


def _drawn(text: str) -> str:
    """A row must fit on a page: what is longer than any cell should be ends in an ellipsis."""
    return fonts.drawn(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def _height(cells: _Cells) -> float:
    return max(1, *(len(lines) for lines in cells)) * _LEADING + 2 * _PAD


def _widths(columns: Sequence[Header], room: float) -> list[float]:
    shares = sum(column.share for column in columns)
    free = room - _GAP * (len(columns) - 1)
    return [free * column.share / shares for column in columns]


def _width(line: Line) -> float:
    return sum(s.face.advance(s.text.rstrip(" ")) for s in line) * _SIZE / 1000
