"""Counts as French writes them: « 19 757 dossiers »."""


def figures(number: int) -> str:
    """Thousands apart, by a narrow no-break space."""
    return f"{number:,}".replace(",", "\u202f")


def counted(number: int, one: str, many: str) -> str:
    """French counts nought and one alike."""
    return f"{figures(number)} {one if abs(number) < 2 else many}"
