"""Where everything of a network map stands. The same map gives the same places.

Circles are sectors, clockwise from the top; closeness is a ring, the nearest inside.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from referent_desk.documents import fonts
from referent_desk.drawings.geometry import Box, around, on_circle

MAP_WIDTH, MAP_HEIGHT = 660.0, 540.0
LEGEND_HEIGHT, LEGEND_LINE = 48.0, 20.0
_LEGEND_WIDTH = 650.0
NODE = 6.5
CENTRE_RADIUS = 33.0
LABEL_SIZE, TITLE_SIZE = 13.0, 13.0
LABEL_WIDTH, LABEL_HEIGHT = 142.0, 17.0
_TITLE_ROOM, _SIDE_ROOM = 16.0, 80.0
"""Beyond the last ring: above it, and at its sides, where names and titles stand."""
_TOP = 90.0
_NODE_ROOM = 2 * NODE + 4
_FAR = 560
_UNSET = ""
_PHASES = (0.35, 0.68, 0.45, 0.6)
"""Rings are turned against each other, so that no one stands in another's shadow."""


@dataclass(frozen=True)
class Sheet:
    """What a map is drawn on; `small` is the size of the rings' names, `in_disc` of a long name."""

    width: float = MAP_WIDTH
    height: float = MAP_HEIGHT
    small: float = 10.0
    in_disc: float = 9.5

    @property
    def narrow(self) -> bool:
        """The legend takes a line more."""
        return self.width < _LEGEND_WIDTH

    @property
    def room(self) -> Box:
        legend = LEGEND_HEIGHT + LEGEND_LINE * self.narrow
        return Box(4, legend, self.width - 8, self.height - legend - 4)

    @property
    def centre(self) -> tuple[float, float]:
        return self.room.middle

    @property
    def outer(self) -> float:
        """The radius of the last ring."""
        room = self.room
        return min(room.height / 2 - _TITLE_ROOM, room.width / 2 - _SIDE_ROOM)

    def edge(self, ring: int, rings: int) -> float:
        return CENTRE_RADIUS + 4 + (self.outer - CENTRE_RADIUS - 4) * ring / rings


PAPER = Sheet()

Quality = Literal["support", "tension", "broken"]
Named = tuple[str, str]
"""A code and its word."""


@dataclass(frozen=True)
class MapMember:
    """`known` is a person of the file, else a square. `share` is as in `Spot`; None: anywhere."""

    key: str
    label: str
    sector: str
    ring: str
    known: bool = True
    share: float | None = None


@dataclass(frozen=True)
class MapLink:
    """`to` is a member's key, or None for the centre."""

    origin: str
    to: str | None
    quality: Quality


@dataclass(frozen=True)
class NetworkMap:
    """Plain data: sectors and rings in their order, codes with their words."""

    centre: str
    sectors: tuple[Named, ...]
    rings: tuple[Named, ...]
    members: tuple[MapMember, ...] = ()
    links: tuple[MapLink, ...] = ()


@dataclass(frozen=True)
class Spot:
    """A place to drop someone: codes, and where in the sector, clockwise from 0 to 1."""

    sector: str
    ring: str
    share: float


@dataclass(frozen=True)
class Placed:
    member: MapMember
    x: float
    y: float
    text: str
    label: Box

    @property
    def node(self) -> Box:
        return around(self.x, self.y, 2 * NODE, 2 * NODE)


@dataclass(frozen=True)
class Written:
    """A word of the map itself: a sector's or a ring's."""

    text: str
    box: Box


@dataclass(frozen=True)
class MapLayout:
    centre: tuple[float, float]
    sectors: tuple[Named, ...]
    rings: tuple[Named, ...]
    placed: tuple[Placed, ...]
    titles: tuple[Written, ...]
    ring_names: tuple[Written, ...]
    sheet: Sheet = PAPER

    def of(self, key: str | None) -> Placed | None:
        return next((p for p in self.placed if p.member.key == key), None)

    def radii(self) -> tuple[float, ...]:
        """The outer edge of each ring."""
        return tuple(self.sheet.edge(at + 1, len(self.rings)) for at in range(len(self.rings)))

    def borders(self) -> tuple[float, ...]:
        """The angle at which each sector begins, in degrees."""
        return tuple(_TOP - at * self._step for at in range(len(self.sectors)))

    def spot(self, x: float, y: float) -> Spot:
        """Where something dropped at (x, y) belongs; beyond the last ring counts as in it."""
        away = math.hypot(x - self.centre[0], y - self.centre[1])
        ring = sum(away > radius for radius in self.radii()[:-1])
        turn = (_TOP - math.degrees(math.atan2(y - self.centre[1], x - self.centre[0]))) % 360
        sector = min(int(turn / self._step), len(self.sectors) - 1)
        low, high = (self.sheet.edge(at, len(self.rings)) for at in (ring, ring + 1))
        margin = _margin((low + high) / 2, self._step)
        share = (turn - sector * self._step - margin) / (self._step - 2 * margin)
        return Spot(self.sectors[sector][0], self.rings[ring][0], round(min(max(share, 0), 1), 3))

    def beside(self, spot: Spot, *, turn: float = 0, away: int = 0) -> Spot:
        """The place `turn` of a sector clockwise, `away` rings from the centre; it ends there."""
        ring = _index(self.rings, spot.ring) + away
        share, sector = round(spot.share + turn, 3), _index(self.sectors, spot.sector)
        if turn and not 0 <= share <= 1:
            sector = (sector + (1 if share > 1 else -1)) % len(self.sectors)
            share = 0.0 if share > 1 else 1.0
        ring = min(max(ring, 0), len(self.rings) - 1)
        return Spot(self.sectors[sector][0], self.rings[ring][0], share)

    def at(self, x: float, y: float) -> Placed | None:
        """Whose mark or name is there, the mark first."""
        point = around(x, y, 1, 1)
        marks = (p for p in self.placed if point.overlaps(around(p.x, p.y, 24, 24)))
        names = (p for p in self.placed if point.overlaps(p.label))
        return next(marks, None) or next(names, None)

    @property
    def _step(self) -> float:
        return 360 / len(self.sectors)


def lay_out(map_: NetworkMap, sheet: Sheet = PAPER) -> MapLayout:
    """No two names overlap and all are inside, up to thirty members at least."""
    with fonts.LOCK:
        fonts.register()
        sectors = _with_unset(map_.sectors, "cercle non noté", (m.sector for m in map_.members))
        rings = _with_unset(map_.rings, "proximité non notée", (m.ring for m in map_.members))
        titles, ring_names = _titles(sectors, sheet), _ring_names(rings, sheet)
        nodes = _nodes(map_.members, sectors, rings, sheet)
        written = [word.box for word in (*titles, *ring_names)]
        placed = _named(map_.members, nodes, written, sheet)
    return MapLayout(sheet.centre, sectors, rings, placed, titles, ring_names, sheet)


def shortened(text: str, size: float, width: float, font: str = fonts.REGULAR) -> str:
    """`text`, or as much of it as `width` holds, and an ellipsis."""
    if fonts.width(text, font, size) <= width:
        return text
    while text and fonts.width(f"{text}…", font, size) > width:
        text = text[:-1]
    return f"{text.rstrip(' ,')}…"


def _with_unset(named: tuple[Named, ...], words: str, used: Iterable[str]) -> tuple[Named, ...]:
    """What is not noted has its own place, shown only when someone stands there."""
    known = {code for code, _words in named}
    missing = any(code not in known for code in used)
    return (*named, (_UNSET, words)) if missing else named


def _index(named: tuple[Named, ...], code: str) -> int:
    """The last one when it is none of them: there « not noted » stands."""
    return next((at for at, (known, _) in enumerate(named) if known == code), len(named) - 1)


def _margin(radius: float, step: float) -> float:
    """Of a sector, in degrees: what a mark needs to stay off its border."""
    return min(math.degrees((NODE + 4) / radius), step / 3)


def _titles(sectors: tuple[Named, ...], sheet: Sheet) -> tuple[Written, ...]:
    """Outside the rings, in the middle of each sector."""
    step = 360 / len(sectors)
    return tuple(
        _title(words, _TOP - (at + 0.5) * step, sheet) for at, (_code, words) in enumerate(sectors)
    )


def _title(words: str, degrees: float, sheet: Sheet) -> Written:
    text = shortened(words, TITLE_SIZE, 150, fonts.STRONG)
    x, y = on_circle(*sheet.centre, sheet.outer + 14, degrees)
    width, height = fonts.width(text, fonts.STRONG, TITLE_SIZE) + 2, TITLE_SIZE + 3
    side = math.cos(math.radians(degrees))
    box = Box(x - width / 2 + side * width / 2, y - height / 2, width, height)
    return Written(text, box.moved_within(sheet.room))


def _ring_names(rings: tuple[Named, ...], sheet: Sheet) -> tuple[Written, ...]:
    """Upwards from the centre, each just inside its edge."""
    names: list[Written] = []
    for at, (_code, words) in enumerate(rings):
        text = shortened(words, sheet.small, 12 * sheet.small)
        width = fonts.width(text, fonts.REGULAR, sheet.small) + 4
        y = sheet.centre[1] + sheet.edge(at + 1, len(rings)) - sheet.small / 2 - 3
        names.append(Written(text, around(sheet.centre[0], y, width, sheet.small + 2)))
    return tuple(names)


_Point = tuple[float, float]


def _nodes(
    members: Sequence[MapMember],
    sectors: tuple[Named, ...],
    rings: tuple[Named, ...],
    sheet: Sheet,
) -> dict[str, _Point]:
    """Those put by hand first, the others spread over what their sector has left."""
    groups: defaultdict[tuple[int, int], list[MapMember]] = defaultdict(list)
    for member in members:
        groups[_index(sectors, member.sector), _index(rings, member.ring)].append(member)
    found: dict[str, _Point] = {}
    for (sector, ring), group in sorted(groups.items()):
        cell = _Cell(sector, len(sectors), ring, len(rings), sheet)
        ordered = sorted(group, key=lambda m: m.share is None)
        loose = [m for m in group if m.share is None]
        for member in ordered:
            share = member.share
            if share is None:
                share = (loose.index(member) + _PHASES[ring % len(_PHASES)]) / len(loose)
            found[member.key] = cell.free(share, found.values())
    return found


@dataclass(frozen=True)
class _Cell:
    """One ring of one sector."""

    sector: int
    sectors: int
    ring: int
    rings: int
    sheet: Sheet

    def free(self, share: float, taken: Iterable[_Point]) -> _Point:
        """The place nearest to the one wanted that is not taken; else that one."""
        others = tuple(taken)
        places = list(self._places(share))
        clear = (p for p in places if all(math.dist(p, other) >= _NODE_ROOM for other in others))
        return next(clear, places[0])

    def _places(self, share: float) -> Iterator[_Point]:
        low, high = (self.sheet.edge(at, self.rings) for at in (self.ring, self.ring + 1))
        depths = [0.5, 0.22, 0.78] if high - low > 3 * _NODE_ROOM / 2 else [0.5]
        steps = [0.0, *(sign * n / 24 for n in range(1, 24) for sign in (1, -1))]
        for shift in steps:
            for depth in depths:
                if 0 <= share + shift <= 1 or not shift:
                    yield self._point(share + shift, low + (high - low) * depth)

    def _point(self, share: float, radius: float) -> _Point:
        """Clear of the borders, whatever the share."""
        step = 360 / self.sectors
        margin = _margin(radius, step)
        turn = margin + (step - 2 * margin) * min(max(share, 0), 1)
        return on_circle(*self.sheet.centre, radius, _TOP - self.sector * step - turn)


def _named(
    members: Sequence[MapMember],
    nodes: dict[str, _Point],
    written: Sequence[Box],
    sheet: Sheet,
) -> tuple[Placed, ...]:
    marks = [around(x, y, 2 * NODE + 2, 2 * NODE + 2) for x, y in nodes.values()]
    marks.append(around(*sheet.centre, 1.7 * CENTRE_RADIUS, 1.7 * CENTRE_RADIUS))
    labels: list[Box] = []
    placed: list[Placed] = []
    for member in members:
        x, y = nodes[member.key]
        text = shortened(member.label, LABEL_SIZE, LABEL_WIDTH - 6)
        width = fonts.width(text, fonts.REGULAR, LABEL_SIZE) + 6
        box = _room_for((x, y), width, (labels, written, marks), sheet)
        labels.append(box)
        placed.append(Placed(member, x, y, text, box))
    return tuple(placed)


def _room_for(at: _Point, width: float, obstacles: Sequence[Sequence[Box]], sheet: Sheet) -> Box:
    """Beside the mark, else as near as there is room; `obstacles`, the most important first.

    In a crowd names cover marks, then words of the map, before they cover each other.
    """
    for kept in range(len(obstacles), 0, -1):
        avoided = [box for group in obstacles[:kept] for box in group]
        for box in _candidates(at, width, sheet):
            if box.within(sheet.room) and not any(box.overlaps(other) for other in avoided):
                return box
    return next(_candidates(at, width, sheet)).moved_within(sheet.room)


def _candidates(at: _Point, width: float, sheet: Sheet) -> Iterator[Box]:
    x, y = at
    gap, high = NODE + 3, LABEL_HEIGHT
    outwards = x >= sheet.centre[0]
    right, left = (
        Box(x + gap, y - high / 2, width, high),
        Box(x - gap - width, y - high / 2, width, high),
    )
    yield from (right, left) if outwards else (left, right)
    yield around(x, y - gap - high / 2, width, high)
    yield around(x, y + gap + high / 2, width, high)
    for away in range(12, _FAR, 8):
        for turn in range(0, 360, 20):
            middle = on_circle(x, y, away, turn if outwards else 180 - turn)
            side = (middle[0] - x) / away * width / 2
            yield around(middle[0] + side, middle[1], width, high)
