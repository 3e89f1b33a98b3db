"""The figures of a table as bars: real ones, in the colours in force."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from referent_desk.drawings import Bar, Colours, draw_bars, to_svg
from ui.activity.figure_tables import FigureTable, Line
from ui.drawn import DrawnOnPage

_WIDTH = 640


class Bars(DrawnOnPage):
    """The table above says it in words."""

    largest = 1.3

    def __init__(self, table: FigureTable) -> None:
        super().__init__(f"{table.title}, en barres")
        self.setObjectName(f"bars_{table.code}")
        self.setAccessibleDescription("Le tableau au-dessus dit la même chose en mots.")
        self.show_lines(table.lines)

    def show_lines(self, lines: Sequence[Line]) -> None:
        bars = [
            Bar(line.label, line.figures[0].value, line.figures[0].words)
            for line in lines
            if not line.depth
        ]

        def draw(colours: Colours) -> bytes:
            return to_svg(draw_bars(bars, colours, _WIDTH))

        self.show_drawing(draw)

    def room(self) -> QRectF:
        """In line with the table."""
        return super().room().translated(-super().room().x(), 0)
