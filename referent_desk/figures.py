"""Counts and lists as French writes them: « 19 757 dossiers », « Claire, Hugo et Léa »."""

from collections.abc import Sequence


def figures(number: int) -> str:
    """Thousands apart, by a narrow no-break space."""
    return f"{number:,}".replace(",", "\u202f")


def counted(number: int, one: str, many: str) -> str:
    """French counts nought and one alike."""
    return f"{figures(number)} {one if abs(number) < 2 else many}"


def joined(words: Sequence[str]) -> str:
    """« Mme Lacroix, Hugo et Léa »; empty for none."""
    *before, last = words or ("",)
    return f"{', '.join(before)} et {last}" if before else last
