"""The colours of the window, light and dark. Sizes are the same in both."""

from typing import NamedTuple

TEXT_PX = 15
SECONDARY_PX = 13
TITLE_PX = 22
RADIUS = 7
CARD_RADIUS = 10
ICON_PX = 18


class Tokens(NamedTuple):
    """One scheme. `line` separates; `border` alone marks a control, hence its 3:1 contrast;
    a button is marked by its words too, and keeps to `button_line`.
    """

    dark: bool
    ground: str
    surface: str
    rail: str
    line: str
    border: str
    button_line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_weak: str
    on_accent: str
    hover: str
    warning: str
    warning_weak: str
    danger: str
    danger_weak: str


LIGHT = Tokens(
    dark=False,
    ground="#F6F4F0",
    surface="#FFFFFF",
    rail="#EFECE6",
    line="#E2DDD5",
    border="#918A7F",
    button_line="#CFC8BD",
    text="#22282D",
    muted="#5E676F",
    accent="#1C6B67",
    accent_hover="#155652",
    accent_weak="#E3F0EE",
    on_accent="#FFFFFF",
    hover="#F0EDE7",
    warning="#8A4B08",
    warning_weak="#FBEFDC",
    danger="#A8271E",
    danger_weak="#FAE7E4",
)

DARK = Tokens(
    dark=True,
    ground="#191C1F",
    surface="#22262A",
    rail="#1E2225",
    line="#363C42",
    border="#727B84",
    button_line="#4B535B",
    text="#ECE8E1",
    muted="#A4ACB4",
    accent="#72C9C2",
    accent_hover="#8FD8D2",
    accent_weak="#1F3B3A",
    on_accent="#10201F",
    hover="#2B3035",
    warning="#F0B968",
    warning_weak="#3A2E1C",
    danger="#F2938A",
    danger_weak="#3E2523",
)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2, from 1 to 21, of two colours `#RRGGBB`."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
