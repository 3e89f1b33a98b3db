"""The figures of a table as bars: real ones, in the colours in force."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize

from referent_desk.drawings import Bar, Colours, draw_bars, to_svg
from ui.activity.figure_tables import FigureTable, Line
from ui.drawn import Drawn

_WIDTH = 640


class Bars(Drawn):
    """As wide as there is room, as high as its lines take. The table beside it says it in words."""

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

    def sizeHint(self) -> QSize:
        size = self.size_of_drawing()
        return QSize(size.width(), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self.size_of_drawing()
        scale = min(width / max(size.width(), 1), self.largest)
        return round(size.height() * scale)
