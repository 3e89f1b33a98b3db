"""Source Sans 3, from the files shipped with the program, so that every computer shows the same."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from referent_desk import resource_files
from ui.theme.tokens import SECONDARY_PX, TEXT_PX

FAMILY = "Source Sans 3"


@cache
def load_fonts() -> bool:
    """Registers the shipped files once. False: the system's sans serif serves instead."""
    folder = resource_files.path("fonts")
    files = sorted((*folder.glob("*.ttf"), *folder.glob("*.otf")))
    loaded = [QFontDatabase.addApplicationFont(str(file)) for file in files]
    return any(FAMILY in QFontDatabase.applicationFontFamilies(number) for number in loaded)


def text_font(*, strong: bool = False) -> QFont:
    return _font(TEXT_PX, strong=strong)


def secondary_font(*, strong: bool = False) -> QFont:
    return _font(SECONDARY_PX, strong=strong)


@cache
def _font(pixels: int, *, strong: bool) -> QFont:
    """Never changed by who asks for it: the same for all."""
    font = QFont(FAMILY if load_fonts() else "")
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font
