"""Where the shipped data lies, installed, frozen or in a checkout."""

from pathlib import Path

import resources


def path(relative: str) -> Path:
    """The file `relative` of `resources/`."""
    return Path(next(iter(resources.__path__))) / relative


def text(relative: str) -> str:
    """Its content, UTF-8."""
    return path(relative).read_text(encoding="utf-8")
