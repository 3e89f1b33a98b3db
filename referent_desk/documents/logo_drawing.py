"""The logo on the sheet, as large as its box and the room allow."""

from dataclasses import dataclass

from reportlab.lib.units import mm

from referent_desk.documents.content import Logo
from referent_desk.documents.logo import BOX_MM
from referent_desk.documents.tagged import Artifact, TaggedCanvas, picture


@dataclass(frozen=True)
class DrawnLogo:
    """In points."""

    logo: Logo
    width: float
    height: float

    @classmethod
    def within(cls, logo: Logo, room: float) -> "DrawnLogo":
        """No wider than `room`."""
        drawn = picture(logo.png)
        by = min(min(room, BOX_MM[0] * mm) / drawn.width, BOX_MM[1] * mm / drawn.height)
        return cls(logo, drawn.width * by, drawn.height * by)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """A figure where words tell it, else an ornament."""
        box = (x, top - self.height, self.width, self.height)
        words = self.logo.words
        with canvas.figure(words, box) if words else canvas.artifact(Artifact.LAYOUT):
            canvas.picture(picture(self.logo.png), box)
