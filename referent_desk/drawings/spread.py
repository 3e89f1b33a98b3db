"""A median between its quartiles, on an axis that begins at nought."""

from reportlab.graphics.shapes import Drawing

from referent_desk.documents import fonts
from referent_desk.drawings.colours import Colours
from referent_desk.drawings.strokes import line, rect, text

_SMALL = 8.5
_HEIGHT, _AXIS, _THICK = 58.0, 16.0, 12.0
_ROUND = (1, 2, 5, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400, 600, 800, 1000)


def draw_spread(
    low: float, median: float, high: float, unit: str, colours: Colours, width: float = 240
) -> Drawing:
    """`unit` stands after the end of the axis, as in « 30 jours »."""
    with fonts.LOCK:
        fonts.register()
        drawing = Drawing(width, _HEIGHT)
        end = next((step for step in _ROUND if step >= high), high) or 1
        told = f"{end:g} {unit}"
        half = fonts.width(told, fonts.REGULAR, _SMALL) / 2
        room = width - half - 4
        y = _AXIS + 16
        drawing.add(line((2, _AXIS), (2 + room, _AXIS), colours.muted, 0.6))
        for value, words in ((0, "0"), (end, told)):
            x = 2 + room * value / end
            drawing.add(line((x, _AXIS - 3), (x, _AXIS), colours.muted, 0.6))
            drawing.add(text(words, (max(x, 3), 2), _SMALL, colours.muted, centred=True))
        left, right = 2 + room * low / end, 2 + room * high / end
        size = max(right - left, 1.0), _THICK
        drawing.add(rect(left, y - _THICK / 2, size, colours.weak, colours.accent, 0.8))
        middle = 2 + room * median / end
        drawing.add(line((middle, y - 9), (middle, y + 9), colours.accent, 2.4))
        drawing.add(text(f"{median:g}", (middle, y + 12), _SMALL, colours.text, centred=True))
        return drawing
