# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
"""What stands on a paper besides text and tables: a rule, highlighted figures, a drawing."""

from collections.abc import Iterator
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from referent_desk.documents import fonts, sheet
from referent_desk.documents.paper import Highlight
from referent_desk.documents.tagged import Element, Placed, Role, Stretch, broken

ACCENT: Color = HexColor(0x1C6B67)
_ACROSS, _GAP = 3, 7 * mm
_VALUE, _LABEL, _NOTE = 23.0, 10.0, 8.5
_VALUE_LINE, _LABEL_LINE, _NOTE_LINE = 30.0, 13.0, 11.5


class Rule(Flowable):
    """A short stroke above a title."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        return aW, 7 * mm

    def draw(self) -> None:
        canvas: Any = self.canv
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(2.5)
        canvas.line(0, 6 * mm, 22 * mm, 6 * mm)


class HighlightsFlow(Flowable):
    """One row of highlighted figures, each read as one sentence."""

    def __init__(self, items: tuple[Highlight, ...]) -> None:
        super().__init__()
        self._items = items
        self.spaceAfter = 9

    @classmethod
    def rows_of(cls, items: tuple[Highlight, ...]) -> Iterator["HighlightsFlow"]:
        for first in range(0, len(items), _ACROSS):
            yield cls(items[first : first + _ACROSS])

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        self._column = (aW - _GAP * (_ACROSS - 1)) / _ACROSS
        self._laid = [self._lines(item) for item in self._items]
        self.width = aW
        self.height = (
            8
            + _VALUE_LINE
            + max(
                len(labels) * _LABEL_LINE + len(notes) * _NOTE_LINE for labels, notes in self._laid
            )
        )
        return self.width, self.height

    def _lines(self, item: Highlight) -> tuple[list[Any], list[Any]]:
        return (
            list(broken((_plain(item.label),), self._column, _LABEL)),
            list(broken((_plain(item.note),), self._column, _NOTE)) if item.note else [],
        )

    def draw(self) -> None:
        x = 0.0
        for item, (labels, notes) in zip(self._items, self._laid, strict=True):
            self._one(item, labels, notes, x)
            x += self._column + _GAP

    def _one(self, item: Highlight, labels: list[Any], notes: list[Any], x: float) -> None:
        canvas: Any = self.canv
        canvas.setStrokeColor(sheet.HAIRLINE)
        canvas.setLineWidth(0.6)
        canvas.line(x, self.height, x + self._column, self.height)
        y = self.height - 28
        value = Stretch(fonts.drawn(item.value) + " ", fonts.face(fonts.STRONG))
        with canvas.element(Element(Role.P)):
            canvas.show((Placed(x, y, (value,)),), _VALUE, ACCENT)
            y -= _LABEL_LINE + 3
            canvas.show(_stacked(labels, x, y, _LABEL_LINE, ends=not notes), _LABEL, sheet.INK)
            y -= _LABEL_LINE * len(labels)
            if notes:
                canvas.show(_stacked(notes, x, y, _NOTE_LINE, ends=True), _NOTE, sheet.GREY)


class Picture(Flowable):
    """A drawing as wide as the page, smaller where it would not fit in height."""

    def __init__(self, drawing: Drawing, alt: str) -> None:
        super().__init__()
        self._drawing, self._alt = drawing, alt
        self.spaceAfter = 8

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        self.width = aW
        self._scale = min(1.0, aW / self._drawing.width)
        self.height = self._scale * self._drawing.height
        return self.width, self.height

    def draw(self) -> None:
        show_drawing(self.canv, self._drawing, self._alt, (0, 0), self._scale)


def show_drawing(
    canvas: Any, drawing: Drawing, alt: str, at: tuple[float, float], scale: float = 1
) -> None:
    canvas.saveState()
    canvas.translate(*at)
    canvas.scale(scale, scale)
    with canvas.figure(alt, (0, 0, drawing.width, drawing.height)):
        renderPDF.draw(drawing, canvas, 0, 0)
    canvas.restoreState()


def _plain(text: str) -> Stretch:
    return Stretch(fonts.drawn(text), fonts.face(fonts.REGULAR))


def _stacked(lines: list[Any], x: float, y: float, leading: float, *, ends: bool) -> list[Placed]:
    """One line under the other; unless it `ends` there, a space parts it from what follows."""
    placed = [Placed(x, y - number * leading, line) for number, line in enumerate(lines)]
    if not ends and placed:
        *before, last = placed
        text, face, link = last.stretches[-1]
        stretches = (*last.stretches[:-1], Stretch(text + " ", face, link))
        return [*before, Placed(last.x, last.y, stretches)]
    return placed
