"""A network map as vectors: rings, sectors, links, members, legend."""

import math
from collections.abc import Iterator
from itertools import pairwise

from reportlab.graphics.shapes import Drawing

from referent_desk.documents import fonts
from referent_desk.drawings.colours import Colours
from referent_desk.drawings.geometry import on_circle
from referent_desk.drawings.map_layout import (
    CENTRE_RADIUS,
    LABEL_SIZE,
    LEGEND_LINE,
    NODE,
    TITLE_SIZE,
    MapLayout,
    MapLink,
    NetworkMap,
    Placed,
    Quality,
    Sheet,
    lay_out,
    shortened,
)
from referent_desk.drawings.strokes import (
    Point,
    Stroke,
    broken_line,
    circle,
    line,
    rect,
    text,
)

LEGEND_SIZE = 12.0
_QUALITIES: tuple[tuple[Quality, str], ...] = (
    ("support", "soutien"),
    ("tension", "tension"),
    ("broken", "rupture"),
)
_MARKS = ((True, "proche du dossier"), (False, "autre personne, service, groupe"))
_NEARER = "Plus près du centre\u00a0: lien plus étroit."
_WAVE, _AMPLITUDE = 7.0, 3.2
_DASHES = (4, 3)
_ROUND = CENTRE_RADIUS + 20


def draw_map(map_: NetworkMap, colours: Colours, layout: MapLayout | None = None) -> Drawing:
    """`layout` is given when it is known already."""
    where = layout or lay_out(map_)
    with fonts.LOCK:
        fonts.register()
        drawing = Drawing(where.sheet.width, where.sheet.height)
        for stroke in _strokes(map_, where, colours):
            drawing.add(stroke)
    return drawing


def _strokes(map_: NetworkMap, where: MapLayout, colours: Colours) -> Iterator[Stroke]:
    """From the ground up: no line crosses a name."""
    yield from _ground(where, colours)
    yield from _links(map_, where, colours)
    yield from _centre(map_.centre, where, colours)
    for placed in where.placed:
        yield from _leader(placed, colours)
    for placed in where.placed:
        yield _mark((placed.x, placed.y), colours, known=placed.member.known)
    for placed in where.placed:
        yield from _name(placed, colours)
    yield from _legend(where.sheet, colours)


def _ground(where: MapLayout, colours: Colours) -> Iterator[Stroke]:
    for radius in where.radii():
        yield circle(where.centre, radius, "", colours.line)
    for degrees in where.borders():
        start = on_circle(*where.centre, CENTRE_RADIUS, degrees)
        yield line(start, on_circle(*where.centre, where.radii()[-1], degrees), colours.line)
    for name in where.ring_names:
        box = name.box
        yield rect(box.x, box.y, (box.width, box.height), colours.surface)
        at = box.middle[0], box.y + 2.5
        yield text(name.text, at, where.sheet.small, colours.muted, centred=True)
    for title in where.titles:
        at = title.box.x + 1, title.box.y + 3.5
        yield text(title.text, at, TITLE_SIZE, colours.muted, font=fonts.STRONG)


def _links(map_: NetworkMap, where: MapLayout, colours: Colours) -> Iterator[Stroke]:
    for link in map_.links:
        yield from _link(way(where, link), link.quality, colours)


def way(where: MapLayout, link: MapLink) -> list[Point]:
    """From mark to mark; round the patient, who is no end of a link between two others.

    Empty when an end is not on the map.
    """
    start, end = where.of(link.origin), where.of(link.to)
    if start is None or (end is None and link.to is not None):
        return []
    origin = start.x, start.y
    if end is None:
        return _between([origin, where.centre], NODE + 2, CENTRE_RADIUS + 1)
    target = end.x, end.y
    points = [origin, *_round(where.centre, origin, target), target]
    return _between(points, NODE + 2, NODE + 2)


def _round(centre: Point, one: Point, other: Point) -> list[Point]:
    """Where to bend, on the side where the line passes; nowhere if it is clear of the disc."""
    length = math.dist(one, other) or 1
    along = (other[0] - one[0]) / length, (other[1] - one[1]) / length
    to_centre = centre[0] - one[0], centre[1] - one[1]
    ahead = to_centre[0] * along[0] + to_centre[1] * along[1]
    aside = to_centre[0] * along[1] - to_centre[1] * along[0]
    if not 0 < ahead < length or abs(aside) > CENTRE_RADIUS + 4:
        return []
    side = _ROUND if aside > 0 else -_ROUND
    return [(centre[0] - along[1] * side, centre[1] + along[0] * side)]


def _between(points: list[Point], room: float, other_room: float) -> list[Point]:
    """The same way without what the marks at its ends cover."""
    return [
        _towards(points[0], points[1], room),
        *points[1:-1],
        _towards(points[-1], points[-2], other_room),
    ]


def _towards(one: Point, other: Point, far: float) -> Point:
    share = far / (math.dist(one, other) or 1)
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _link(points: list[Point], quality: Quality, colours: Colours) -> Iterator[Stroke]:
    """Solid, zigzag, or dashed and cut: each is told without its colour."""
    legs = list(pairwise(points))
    longest = max(legs, key=lambda leg: math.dist(*leg), default=None)
    for leg in legs:
        if quality == "support":
            yield line(*leg, colours.accent, 2)
        elif quality == "tension":
            yield _zigzag(*leg, colours.warning)
        elif leg is longest:
            yield from _cut(*leg, colours.danger)
        else:
            yield line(*leg, colours.danger, 1.5, _DASHES)


def _zigzag(start: Point, end: Point, colour: str) -> Stroke:
    waves = max(2, round(math.dist(start, end) / _WAVE))

    def side(at: int) -> float:
        return 0 if at in {0, waves} else _AMPLITUDE * (1 if at % 2 else -1)

    points = [_aside(start, end, at / waves, side(at)) for at in range(waves + 1)]
    return broken_line(points, colour, 1.5)


def _cut(start: Point, end: Point, colour: str) -> Iterator[Stroke]:
    gap = min(5 / (math.dist(start, end) or 1), 0.3)
    yield line(start, _aside(start, end, 0.5 - gap, 0), colour, 1.5, _DASHES)
    yield line(_aside(start, end, 0.5 + gap, 0), end, colour, 1.5, _DASHES)
    for at in (0.5 - gap / 2, 0.5 + gap / 2):
        low, high = _aside(start, end, at - gap / 3, -6), _aside(start, end, at + gap / 3, 6)
        yield line(low, high, colour, 1.5)


def _aside(start: Point, end: Point, share: float, side: float) -> Point:
    """A point of the line, moved `side` off it."""
    length = math.dist(start, end) or 1
    dx, dy = end[0] - start[0], end[1] - start[1]
    return (
        start[0] + dx * share - dy / length * side,
        start[1] + dy * share + dx / length * side,
    )


def _centre(words: str, where: MapLayout, colours: Colours) -> Iterator[Stroke]:
    yield circle(where.centre, CENTRE_RADIUS, colours.weak, colours.accent, 1.5)
    small = where.sheet.in_disc
    lines = _in_disc(words, small)
    size, apart = TITLE_SIZE if len(lines) == 1 else small, small + 1.5
    top = where.centre[1] + (len(lines) - 1) * apart / 2 - size * 0.34
    for number, words_of_it in enumerate(lines):
        place = where.centre[0], top - apart * number
        yield text(words_of_it, place, size, colours.text, font=fonts.STRONG, centred=True)


def _in_disc(words: str, small: float) -> list[str]:
    """On as many lines as the disc wants."""
    if fonts.width(words, fonts.STRONG, TITLE_SIZE) <= 2 * CENTRE_RADIUS - 8:
        return [words]
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        fits = fonts.width(longer, fonts.STRONG, small) <= 2 * CENTRE_RADIUS - 10
        lines = [*lines[:-1], longer] if lines and fits else [*lines, word]
    return [shortened(said, small, 2 * CENTRE_RADIUS - 8, fonts.STRONG) for said in lines[:3]]


def _leader(placed: Placed, colours: Colours) -> Iterator[Stroke]:
    """From the mark to a name that found no room beside it."""
    mark = placed.x, placed.y
    edge = placed.label.nearest(*mark)
    if math.dist(edge, mark) > NODE + 6:
        yield line(mark, edge, colours.muted, 0.6)


def _name(placed: Placed, colours: Colours) -> Iterator[Stroke]:
    box = placed.label
    yield rect(box.x + 1, box.y + 1, (box.width - 2, box.height - 2), colours.surface)
    yield text(placed.text, (box.x + 3, box.y + 3.5), LABEL_SIZE, colours.text)


def _mark(at: Point, colours: Colours, *, known: bool) -> Stroke:
    if known:
        return circle(at, NODE, colours.accent, colours.surface, 1.5)
    side = 2 * NODE - 2
    corner = at[0] - side / 2, at[1] - side / 2
    return rect(*corner, (side, side), colours.surface, colours.text, 1.5)


def _legend(sheet: Sheet, colours: Colours) -> Iterator[Stroke]:
    x, y = 8.0, 28.0 + LEGEND_LINE * sheet.narrow
    for quality, words in _QUALITIES:
        yield from _link([(x, y), (x + 46, y)], quality, colours)
        yield text(words, (x + 53, y - 4), LEGEND_SIZE, colours.text)
        x += 53 + fonts.width(words, fonts.REGULAR, LEGEND_SIZE) + 20
    if sheet.narrow:
        x, y = 8.0, y - LEGEND_LINE
    for known, words in _MARKS:
        yield _mark((x + NODE, y), colours, known=known)
        yield text(words, (x + 2 * NODE + 6, y - 4), LEGEND_SIZE, colours.text)
        x += 2 * NODE + 6 + fonts.width(words, fonts.REGULAR, LEGEND_SIZE) + 20
    yield text(_NEARER, (8, 6), LEGEND_SIZE, colours.muted)
