"""One user at one real window."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tools.main_job import MainJob
from ui.main_window import MainWindow


@pytest.fixture
def job(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainJob]:
    """A user whose home and temporary folder are this test's own."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR"):
        place = tmp_path / name.lower()
        place.mkdir()
        monkeypatch.setenv(name, str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield MainJob(window, tmp_path / "bureau.coffre")
    window.close()
