"""Drawings from plain data, once for the screen (SVG) and once for paper (vectors in a PDF)."""

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
    Spot,
    lay_out,
)
from referent_desk.drawings.network_map import draw_map
from referent_desk.drawings.svg import to_svg
from referent_desk.drawings.timeline import Mark, Shape, Timeline, TimelineRow, draw_timeline

__all__ = [
    "MAP_HEIGHT",
    "MAP_WIDTH",
    "PRINT",
    "Box",
    "Colours",
    "MapLayout",
    "MapLink",
    "MapMember",
    "Mark",
    "NetworkMap",
    "Placed",
    "Shape",
    "Spot",
    "Timeline",
    "TimelineRow",
    "draw_map",
    "draw_timeline",
    "lay_out",
    "to_svg",
]
