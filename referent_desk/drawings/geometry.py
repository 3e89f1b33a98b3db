"""Boxes and angles; the origin is at the lower left, as on paper."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def overlaps(self, other: "Box") -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def within(self, other: "Box") -> bool:
        return (
            other.x <= self.x
            and other.y <= self.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )

    def moved_within(self, other: "Box") -> "Box":
        """As near as it can be while inside."""
        x = min(max(self.x, other.x), other.x + other.width - self.width)
        y = min(max(self.y, other.y), other.y + other.height - self.height)
        return Box(x, y, self.width, self.height)

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The point of it nearest to (x, y)."""
        return (
            min(max(x, self.x), self.x + self.width),
            min(max(y, self.y), self.y + self.height),
        )


def around(x: float, y: float, width: float, height: float) -> Box:
    """A box whose middle is (x, y)."""
    return Box(x - width / 2, y - height / 2, width, height)


def on_circle(x: float, y: float, radius: float, degrees: float) -> tuple[float, float]:
    turn = math.radians(degrees)
    return x + radius * math.cos(turn), y + radius * math.sin(turn)
