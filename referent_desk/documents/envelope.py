"""The envelopes in use: their size, how a letter folds into one, where its window is."""

from dataclasses import dataclass

from reportlab.lib.units import mm

PAGE_WIDTH_MM = 210
_LEAST_PADDING_MM = 4  # what a printer shifts a sheet


@dataclass(frozen=True)
class EnvelopeSize:
    """In mm; `folds_mm` from the top of an A4 page, which then shows its first part."""

    code: str
    name: str
    width_mm: float
    height_mm: float
    folds_mm: tuple[float, ...]

    @property
    def slack_x_mm(self) -> float:
        """How far the folded page slides from the middle, to the left or to the right."""
        return (self.width_mm - PAGE_WIDTH_MM) / 2

    @property
    def slack_y_mm(self) -> float:
        """The same, up or down."""
        return (self.height_mm - self.folds_mm[0]) / 2


DL = EnvelopeSize("dl", "DL", 220, 110, (105, 210))
C5 = EnvelopeSize("c5", "C5", 229, 162, (148.5,))
ENVELOPES = {size.code: size for size in (DL, C5)}


@dataclass(frozen=True)
class EnvelopeLayout:
    """Offset of the window in mm, right and down, from the Belgian x 110–195, y 50–90.

    Seen on the page, in the middle of its envelope.
    """

    dx_mm: float = 0.0
    dy_mm: float = 0.0
    size: EnvelopeSize = DL

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

    @property
    def padding_x(self) -> float:
        """What stays empty at each side, in points, so that a page that slides hides nothing."""
        return max(self.size.slack_x_mm, _LEAST_PADDING_MM) * mm

    @property
    def padding_y(self) -> float:
        return max(self.size.slack_y_mm, _LEAST_PADDING_MM) * mm
