"""Light or dark at once, and again at the next start."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from ui import workstation
from ui.settings.scheme_choice import SchemeChoice
from ui.theme import DARK, LIGHT, current_tokens


@pytest.fixture(autouse=True)
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "poste.json"
    monkeypatch.setattr(workstation, "_file", lambda: file)
    return file


def choose(qtbot: QtBot, label: str) -> None:
    made = SchemeChoice()
    qtbot.addWidget(made)
    box = made.findChild(QComboBox, "scheme")
    assert box is not None
    box.setCurrentIndex(box.findText(label))
    box.activated.emit(box.currentIndex())


def test_it_is_put_on_at_once_and_remembered(qtbot: QtBot, qapp: QApplication) -> None:
    choose(qtbot, "sombre")
    assert (current_tokens(), workstation.scheme()) == (DARK, "dark")
    choose(qtbot, "clair")
    assert (current_tokens(), workstation.scheme()) == (LIGHT, "light")
    choose(qtbot, "comme l’ordinateur")
    assert workstation.scheme() == "system"


def test_the_choice_shown_is_the_one_remembered(qtbot: QtBot) -> None:
    workstation.remember_scheme("dark")
    made = SchemeChoice()
    qtbot.addWidget(made)
    box = made.findChild(QComboBox, "scheme")
    assert box is not None
    assert box.currentText() == "sombre"


def test_a_file_that_says_anything_else_follows_the_computer(own_file: Path) -> None:
    own_file.write_text('{"scheme": "rose"}', encoding="utf-8")
    assert workstation.scheme() == "system"
