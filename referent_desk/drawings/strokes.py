"""reportlab's shapes with what our drawings use of them; its stubs know their keywords badly."""

from typing import Any

from reportlab.graphics import shapes
from reportlab.lib.colors import HexColor

from referent_desk.documents import fonts

Point = tuple[float, float]
Stroke = shapes.Shape
_circle: Any = shapes.Circle
_rect: Any = shapes.Rect
_line: Any = shapes.Line
_polyline: Any = shapes.PolyLine
_wedge: Any = shapes.Wedge
_string: Any = shapes.String


def circle(at: Point, radius: float, fill: str, edge: str = "", width: float = 1) -> Stroke:
    """An empty colour leaves it unfilled, or without an edge."""
    colours = {"fillColor": _ink(fill), "strokeColor": _ink(edge)}
    made: Stroke = _circle(*at, radius, strokeWidth=width, **colours)
    return made


def rect(
    x: float,
    y: float,
    size: Point,
    fill: str,
    edge: str = "",
    width: float = 1,
    dashes: tuple[float, ...] = (),
) -> Stroke:
    colours = {"fillColor": _ink(fill), "strokeColor": _ink(edge)}
    pattern = list(dashes) or None
    made: Stroke = _rect(x, y, *size, strokeWidth=width, strokeDashArray=pattern, **colours)
    return made


def line(
    start: Point, end: Point, colour: str, width: float = 1, dashes: tuple[int, ...] = ()
) -> Stroke:
    ink, pattern = _ink(colour), list(dashes) or None
    made: Stroke = _line(*start, *end, strokeColor=ink, strokeWidth=width, strokeDashArray=pattern)
    return made


def broken_line(points: list[Point], colour: str, width: float) -> Stroke:
    flat = [value for point in points for value in point]
    made: Stroke = _polyline(flat, strokeColor=_ink(colour), strokeWidth=width, fillColor=None)
    return made


def right_half(at: Point, radius: float, fill: str) -> Stroke:
    made: Stroke = _wedge(*at, radius, -90, 90, fillColor=_ink(fill), strokeColor=None)
    return made


def text(
    words: str,
    at: Point,
    size: float,
    colour: str,
    *,
    font: str = fonts.REGULAR,
    centred: bool = False,
) -> Stroke:
    made: Stroke = _string(
        *at,
        fonts.drawn(words),
        fontName=font,
        fontSize=size,
        fillColor=_ink(colour),
        textAnchor="middle" if centred else "start",
    )
    return made


def _ink(colour: str) -> Any:
    return HexColor(colour) if colour else None
