"""Points over time, one row a subject: what was noted and when, and the days when nothing was.

No line is drawn through points but the path of one subject through its states.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportlab.graphics.shapes import Drawing

from referent_desk.documents import fonts
from referent_desk.drawings.colours import Colours
from referent_desk.drawings.map_layout import shortened
from referent_desk.drawings.strokes import (
    Point,
    Stroke,
    broken_line,
    circle,
    line,
    rect,
    right_half,
    text,
)

WIDTH = 700.0
_LABELS, _RIGHT = 210.0, 18.0
_ROW, _AXIS, _LEGEND_LINE, _TOP = 22.0, 34.0, 18.0, 6.0
_SIZE, _SMALL = 13.0, 10.5
_R = 5.0
_NEAREST = 15.0


class Shape(StrEnum):
    """Told apart without colour."""

    DOT = "dot"
    OPEN = "open"
    HALF = "half"
    FULL = "full"
    CROSS = "cross"
    QUIET = "quiet"


@dataclass(frozen=True)
class Mark:
    on: date
    shape: Shape
    text: str = ""


@dataclass(frozen=True)
class TimelineRow:
    """`joined` draws the path from its first mark to its last; without marks it is a heading."""

    label: str
    marks: tuple[Mark, ...] = ()
    joined: bool = False


@dataclass(frozen=True)
class Timeline:
    """`days` are those of the meetings; `quiet`, those of them when nothing was noted."""

    days: tuple[date, ...]
    quiet: tuple[date, ...]
    rows: tuple[TimelineRow, ...]
    legend: tuple[tuple[Shape, str], ...]


def draw_timeline(timeline: Timeline, colours: Colours) -> Drawing:
    with fonts.LOCK:
        fonts.register()
        return _Chart(timeline, colours).drawing()


def columns(days: Sequence[date], left: float, right: float) -> dict[date, float]:
    """Where each day stands: to scale, but never so near the next that marks would cover it."""
    ordered = sorted(set(days))
    if not ordered:
        return {}
    span = (ordered[-1] - ordered[0]).days
    if not span:
        return {ordered[0]: (left + right) / 2}
    gap = min(_NEAREST, (right - left) / (len(ordered) - 1))
    places = [left + (right - left) * (day - ordered[0]).days / span for day in ordered]
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + gap)
    places[-1] = min(places[-1], right)
    for at in range(len(places) - 2, -1, -1):
        places[at] = min(places[at], places[at + 1] - gap)
    return dict(zip(ordered, places, strict=True))


class _Chart:
    def __init__(self, timeline: Timeline, colours: Colours) -> None:
        self._timeline, self._colours = timeline, colours
        self._legend = _lines_of(timeline.legend)
        self._foot = _AXIS + _LEGEND_LINE * len(self._legend)
        self._height = self._foot + _ROW * len(timeline.rows) + _TOP
        marked = [mark.on for row in timeline.rows for mark in row.marks]
        self._columns = columns((*timeline.days, *marked), _LABELS + 14, WIDTH - _RIGHT)

    def drawing(self) -> Drawing:
        drawing = Drawing(WIDTH, self._height)
        for stroke in self._strokes():
            drawing.add(stroke)
        return drawing

    def _strokes(self) -> Iterator[Stroke]:
        yield from self._meetings()
        yield from self._dates()
        for number, row in enumerate(self._timeline.rows):
            yield from self._row(row, self._height - _TOP - _ROW * (number + 0.5))
        for number, entries in enumerate(self._legend):
            yield from self._legend_line(
                entries, self._foot - _AXIS - _LEGEND_LINE * (number + 0.5)
            )

    def _meetings(self) -> Iterator[Stroke]:
        """A thin line each, dotted where nothing was noted."""
        for day in sorted(set(self._timeline.days)):
            x, quiet = self._columns[day], day in self._timeline.quiet
            top = x, self._height - _TOP
            yield line((x, self._foot), top, self._colours.line, dashes=(1, 4) if quiet else ())

    def _dates(self) -> Iterator[Stroke]:
        """As room allows; each day has its tick."""
        foot, colours = self._foot, self._colours
        yield line((_LABELS, foot), (WIDTH, foot), colours.muted)
        free = _LABELS - 40
        for day, x in self._columns.items():
            yield line((x, foot - 4), (x, foot), colours.muted)
            if day in self._timeline.quiet:
                yield from _shape((x, foot), Shape.QUIET, colours)
            words = day.strftime("%d/%m/%y")
            half = fonts.width(words, fonts.REGULAR, _SMALL) / 2
            place = min(max(x, half), WIDTH - half)
            if place - half > free:
                yield text(words, (place, foot - 17), _SMALL, colours.muted, centred=True)
                free = place + half + 6

    def _row(self, row: TimelineRow, y: float) -> Iterator[Stroke]:
        colours, heading = self._colours, not row.marks
        font, x = (fonts.STRONG, 0) if heading else (fonts.REGULAR, 12)
        label = shortened(row.label, _SIZE, (WIDTH if heading else _LABELS) - x, font)
        yield text(label, (x, y - 4), _SIZE, colours.text, font=font)
        if row.joined and len(row.marks) > 1:
            first, last = self._columns[row.marks[0].on], self._columns[row.marks[-1].on]
            yield line((first, y), (last, y), colours.accent)
        for mark in row.marks:
            x = self._columns[mark.on]
            yield from _shape((x, y), mark.shape, colours)
            if mark.text:
                yield text(mark.text, (x + _R + 1.5, y + 1), _SMALL, colours.text)

    def _legend_line(self, entries: Sequence[tuple[Shape, str]], y: float) -> Iterator[Stroke]:
        x = 6.0
        for shape, words in entries:
            yield from _shape((x, y), shape, self._colours)
            yield text(words, (x + 10, y - 3.5), _SMALL + 1, self._colours.muted)
            x += _entry_width(words)


def _shape(at: Point, shape: Shape, colours: Colours) -> Iterator[Stroke]:
    x, y = at
    if shape is Shape.QUIET:
        yield rect(x - 3.5, y - 3.5, (7, 7), colours.surface, colours.muted)
        return
    full = shape in {Shape.DOT, Shape.FULL}
    yield circle(at, _R, colours.accent if full else colours.surface, colours.accent, 1.5)
    if shape is Shape.FULL:
        tick = [(x - 2.4, y + 0.2), (x - 0.6, y - 1.9), (x + 2.6, y + 2.2)]
        yield broken_line(tick, colours.surface, 1.4)
    elif shape is Shape.HALF:
        yield right_half(at, _R, colours.accent)
    elif shape is Shape.CROSS:
        for slope in (1, -1):
            ends = (x - 2.4, y - 2.4 * slope), (x + 2.4, y + 2.4 * slope)
            yield line(*ends, colours.accent, 1.5)


def _entry_width(words: str) -> float:
    return 10 + fonts.width(words, fonts.REGULAR, _SMALL + 1) + 20


def _lines_of(legend: Sequence[tuple[Shape, str]]) -> list[list[tuple[Shape, str]]]:
    """The legend on as many lines as it takes."""
    lines: list[list[tuple[Shape, str]]] = []
    used = WIDTH
    for entry in legend:
        if used + _entry_width(entry[1]) > WIDTH:
            lines.append([])
            used = 0
        lines[-1].append(entry)
        used += _entry_width(entry[1])
    return lines
