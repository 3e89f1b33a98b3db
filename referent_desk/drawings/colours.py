"""The colours of a drawing; whoever asks for one says which, and nothing is told by them alone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """« #RRGGBB » each. `weak` fills what `accent` outlines; `line` is for what stands behind."""

    surface: str
    text: str
    muted: str
    line: str
    accent: str
    weak: str
    warning: str
    danger: str


PRINT = Colours(
    surface="#FFFFFF",
    text="#1C1C1A",
    muted="#5E5E58",
    line="#C9C9C2",
    accent="#1C6B67",
    weak="#E3F0EE",
    warning="#8A4B08",
    danger="#A8271E",
)
