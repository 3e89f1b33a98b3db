# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
"""A drawing as SVG, for the screen: the faces are named as the window knows them."""

import re
from typing import Any

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing

from referent_desk.documents import fonts

_FAMILY = "Source Sans 3"
_CLIP = re.compile(r"<clipPath.*?</clipPath>", re.DOTALL)
"""Of the drawing's own size; QtSvg takes it for a black page."""
_AS_QT_SAYS = {
    f"font-family: {fonts.STRONG}": f"font-family: '{_FAMILY}'; font-weight: 600",
    f"font-family: {fonts.REGULAR}": f"font-family: '{_FAMILY}'; font-weight: 400",
    "fill: None": "fill: none",
}


def to_svg(drawing: Drawing) -> bytes:
    draw: Any = renderSVG.drawToString
    with fonts.LOCK:
        fonts.register()
        svg: str = draw(drawing)
    svg = _CLIP.sub("", svg)
    for said, meant in _AS_QT_SAYS.items():
        svg = svg.replace(said, meant)
    return svg.encode()
