"""Where the window of the envelope is, and the page to test it."""

from dataclasses import dataclass

from reportlab.lib.units import mm


@dataclass(frozen=True)
class EnvelopeLayout:
    """Offset of the window in mm, right and down, from the Belgian x 110–195, y 50–90."""

    dx_mm: float = 0.0
    dy_mm: float = 0.0

    @property
    def left_mm(self) -> float:
        return 110 + self.dx_mm

    @property
    def right_mm(self) -> float:
        """Never beyond what a printer reaches."""
        return min(195 + self.dx_mm, 205)

    @property
    def top_mm(self) -> float:
        """From the top of the page."""
        return 50 + self.dy_mm

    @property
    def bottom_mm(self) -> float:
        return 90 + self.dy_mm

    @property
    def width(self) -> float:
        """In points."""
        return (self.right_mm - self.left_mm) * mm

    @property
    def height(self) -> float:
        """In points."""
        return (self.bottom_mm - self.top_mm) * mm
