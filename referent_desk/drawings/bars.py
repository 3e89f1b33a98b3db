"""Bars from a common nought; what is hidden has a mark of its own, as long whatever it hides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportlab.graphics.shapes import Drawing

from referent_desk.documents import fonts
from referent_desk.drawings.colours import Colours
from referent_desk.drawings.map_layout import shortened
from referent_desk.drawings.strokes import Point, Stroke, line, rect, text

_SIZE, _SMALL = 9.5, 8.5
_ROW, _THICK = 17.0, 8.0
_STUB = 16.0
_HATCH = 3.2
_LABELS = 0.4
_AFTER = 5.0


class Look(StrEnum):
    """Told apart without colour. HATCHED and OPEN (dashed) are hidden: no length, one stub."""

    FULL = "full"
    PALE = "pale"
    HATCHED = "hatched"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True)
class Bar:
    """`told` is printed beside it; a length of None is hidden, or not known."""

    label: str
    length: float | None
    told: str
    look: Look = Look.FULL


@dataclass(frozen=True)
class Limit:
    """A length to compare with, as a dashed line."""

    length: float
    told: str


def draw_bars(bars: Sequence[Bar], colours: Colours, width: float = 480) -> Drawing:
    """With their labels at the left: a chart of its own."""
    with fonts.LOCK:
        fonts.register()
        drawing = Drawing(width, _ROW * max(len(bars), 1))
        left = width * _LABELS
        scale = _Scale.of(bars, width - left)
        for number, bar in enumerate(bars):
            y = drawing.height - _ROW * (number + 0.5)
            label = shortened(bar.label, _SIZE, left - 8)
            drawing.add(text(label, (0, y - 3.3), _SIZE, colours.text))
            _add(drawing, _bar(bar, left, y, scale, colours))
        drawing.add(line((left, 0), (left, drawing.height), colours.muted, 0.6))
        return drawing


def draw_bar_rows(
    bars: Sequence[Bar],
    heights: Sequence[float],
    colours: Colours,
    width: float,
    longest: float,
    limit: Limit | None = None,
) -> Drawing:
    """On the lines of a table beside it, whose head has the first height; no labels of their own.

    `longest` is the length of the whole table's longest bar, also where these rows have it not.
    """
    with fonts.LOCK:
        fonts.register()
        drawing = Drawing(width, sum(heights))
        top = y = foot = drawing.height - heights[0]
        scale = _Scale(max(longest, limit.length if limit else 0), _room(bars, width))
        for bar, height in zip(bars, heights[1:], strict=True):
            _add(drawing, _bar(bar, 0, y - height / 2, scale, colours))
            y -= height
            foot = y if bar.look is not Look.NONE else foot
        drawing.add(line((0, foot), (0, top), colours.muted, 0.6))
        if limit:
            _add(drawing, _limit(limit, scale.of_length(limit.length), foot, top, colours))
        return drawing


def hatched(x: float, y: float, size: Point, colours: Colours) -> Iterator[Stroke]:
    """An outlined box filled with slanted strokes."""
    width, height = size
    yield rect(x, y, size, colours.surface, colours.accent, 0.7)
    offset = -height + _HATCH
    while offset < width:
        start, end = max(offset, 0.0), min(offset + height, width)
        if end > start:
            yield line(
                (x + start, y + start - offset), (x + end, y + end - offset), colours.accent, 0.7
            )
        offset += _HATCH


def drawn_box(look: Look, x: float, y: float, size: Point, colours: Colours) -> Iterator[Stroke]:
    """A bar of that look, lying or standing."""
    if look is Look.HATCHED:
        yield from hatched(x, y, size, colours)
    elif look is Look.OPEN:
        yield rect(x, y, size, colours.surface, colours.accent, 0.7, (2, 1.5))
    elif look is Look.PALE:
        yield rect(x, y, size, colours.weak, colours.accent, 0.6)
    elif look is Look.FULL:
        yield rect(x, y, size, colours.accent)


@dataclass(frozen=True)
class _Scale:
    longest: float
    room: float

    @classmethod
    def of(cls, bars: Sequence[Bar], width: float) -> "_Scale":
        longest = max((bar.length for bar in bars if bar.length is not None), default=0)
        return cls(longest, _room(bars, width))

    def of_length(self, length: float) -> float:
        return self.room * length / self.longest if self.longest else 0.0


def _room(bars: Sequence[Bar], width: float) -> float:
    """For the longest bar, so that what is told after it still fits."""
    told = max((fonts.width(bar.told, fonts.REGULAR, _SMALL) for bar in bars), default=0)
    return width - told - 2 * _AFTER


def _bar(bar: Bar, x: float, y: float, scale: _Scale, colours: Colours) -> Iterator[Stroke]:
    length = _STUB if bar.look in {Look.HATCHED, Look.OPEN} else scale.of_length(bar.length or 0)
    if length > 0:
        yield from drawn_box(bar.look, x, y - _THICK / 2, (length, _THICK), colours)
    if bar.told:
        yield text(bar.told, (x + length + _AFTER, y - 3), _SMALL, colours.muted)


def _limit(limit: Limit, x: float, foot: float, top: float, colours: Colours) -> Iterator[Stroke]:
    yield line((x, foot), (x, top + 2), colours.text, 0.9, (3, 2))
    width = fonts.width(limit.told, fonts.REGULAR, _SMALL)
    yield text(limit.told, (max(x - width, 0), top + 5), _SMALL, colours.text)


def _add(drawing: Drawing, strokes: Iterator[Stroke]) -> None:
    for stroke in strokes:
        drawing.add(stroke)
