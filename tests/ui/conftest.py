"""A window under test: no display needed, the theme applied, a missing icon is an error."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from ui import theme


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    """Light before each test, whatever the one before has chosen."""
    theme.raise_on_missing()
    theme.apply(qapp, theme.Scheme.LIGHT)
    yield
    theme.raise_on_missing(strict=False)
