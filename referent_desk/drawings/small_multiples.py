"""Small charts side by side, one a subject, over the same periods; each begins at nought."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from referent_desk.documents import fonts
from referent_desk.drawings.bars import Bar, Look, drawn_box
from referent_desk.drawings.colours import Colours
from referent_desk.drawings.map_layout import shortened
from referent_desk.drawings.strokes import Stroke, line, text

_TITLE, _SMALL = 9.5, 7.5
_WIDTH, _ACROSS = 480.0, 3
_GAP = 20.0
_HEAD, _BARS, _FOOT, _BELOW = 17.0, 52.0, 13.0, 12.0
_ABOVE_BAR = 10.0
_STUB = 7.0


@dataclass(frozen=True)
class Panel:
    """One bar a period, the latest last: it alone is full."""

    title: str
    bars: tuple[Bar, ...]


def draw_small_multiples(panels: Sequence[Panel], colours: Colours) -> Drawing:
    with fonts.LOCK:
        fonts.register()
        rows = max(1, -(-len(panels) // _ACROSS))
        height = _HEAD + _BARS + _FOOT
        drawing = Drawing(_WIDTH, rows * height + (rows - 1) * _BELOW)
        breadth = (_WIDTH - _GAP * (_ACROSS - 1)) / _ACROSS
        for number, panel in enumerate(panels):
            row, column = divmod(number, _ACROSS)
            x, y = column * (breadth + _GAP), drawing.height - row * (height + _BELOW) - height
            for stroke in _panel(panel, x, y, breadth, colours):
                drawing.add(stroke)
        return drawing


def _panel(panel: Panel, x: float, y: float, width: float, colours: Colours) -> Iterator[Stroke]:
    base = y + _FOOT
    title = shortened(panel.title, _TITLE, width, fonts.STRONG)
    yield text(title, (x, base + _BARS + 6), _TITLE, colours.text, font=fonts.STRONG)
    step = width / max(len(panel.bars), 1)
    told = _told(panel.bars, step)
    longest = max((bar.length for bar in panel.bars if bar.length is not None), default=0)
    for number, bar in enumerate(panel.bars):
        left = x + number * step
        height = _height(bar, longest)
        if height > 0:
            yield from drawn_box(bar.look, left + step * 0.12, base, (step * 0.76, height), colours)
        if number in told:
            half = fonts.width(bar.told, fonts.REGULAR, _SMALL) / 2
            middle = min(left + step / 2, x + width - half)
            at = middle, base + height + 2.5
            yield text(bar.told, at, _SMALL, colours.text, centred=True)
    yield line((x, base), (x + width, base), colours.muted, 0.6)
    if panel.bars:
        first, last = panel.bars[0].label, panel.bars[-1].label
        yield text(first, (x, y + 2.5), _SMALL, colours.muted)
        if len(panel.bars) > 1:
            end = x + width - fonts.width(last, fonts.REGULAR, _SMALL)
            yield text(last, (end, y + 2.5), _SMALL, colours.muted)


def _told(bars: Sequence[Bar], step: float) -> set[int]:
    """All of them where they have room; else the last one, and what has no length."""
    widest = max((fonts.width(bar.told, fonts.REGULAR, _SMALL) for bar in bars), default=0)
    if widest < step:
        return set(range(len(bars)))
    last = len(bars) - 1
    unknown = {number for number, bar in enumerate(bars[:-2]) if bar.length is None}
    return unknown | {last}


def _height(bar: Bar, longest: float) -> float:
    if bar.look in {Look.HATCHED, Look.OPEN}:
        return _STUB
    return (_BARS - _ABOVE_BAR) * (bar.length or 0) / longest if longest else 0.0
