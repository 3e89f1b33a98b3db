"""Drawings from plain data, once for the screen (SVG) and once for paper (vectors in a PDF)."""

from referent_desk.drawings.bars import Bar, Limit, Look, draw_bar_rows, draw_bars
from referent_desk.drawings.colours import PRINT, Colours
from referent_desk.drawings.geometry import Box
from referent_desk.drawings.map_layout import (
    MAP_HEIGHT,
    MAP_WIDTH,
    MapLayout,
    MapLink,
    MapMember,
    NetworkMap,
    Placed,
    Sheet,
    Spot,
    lay_out,
)
from referent_desk.drawings.network_map import draw_map
from referent_desk.drawings.small_multiples import Panel, draw_small_multiples
from referent_desk.drawings.spread import draw_spread
from referent_desk.drawings.svg import to_svg
from referent_desk.drawings.timeline import Mark, Shape, Timeline, TimelineRow, draw_timeline

__all__ = [
    "MAP_HEIGHT",
    "MAP_WIDTH",
    "PRINT",
    "Bar",
    "Box",
    "Colours",
    "Limit",
    "Look",
    "MapLayout",
    "MapLink",
    "MapMember",
    "Mark",
    "NetworkMap",
    "Panel",
    "Placed",
    "Shape",
    "Sheet",
    "Spot",
    "Timeline",
    "TimelineRow",
    "draw_bar_rows",
    "draw_bars",
    "draw_map",
    "draw_small_multiples",
    "draw_spread",
    "draw_timeline",
    "lay_out",
    "to_svg",
]
