"""A window under test: no display needed, the theme applied, a missing icon is an error."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.discretion import discretion


@pytest.fixture
def show_active(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Shows a window and waits until it takes the keys: focus moves only then."""

    def show(widget: QWidget) -> None:
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    return show


@pytest.fixture(autouse=True)
def own_workstation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What this computer remembers is the test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    """Light before each test, whatever the one before has chosen."""
    theme.raise_on_missing()
    theme.apply(qapp, theme.Scheme.LIGHT)
    gc.disable()  # as in the window: see ui/garbage.py
    yield
    # A form that lingered would store its draft in a vault that is closed, and tell it.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme.raise_on_missing(strict=False)
    # A closed form whose draft is due would else tell, in the next test, that its vault is locked.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect(1)


@pytest.fixture(autouse=True)
def named() -> None:
    """Every test is a run of its own, which begins with an open screen."""
    discretion.cache_clear()
