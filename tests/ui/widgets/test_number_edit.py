from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.widgets import NumberEdit


def test_it_shows_its_unit_and_moves_by_its_step(qtbot: QtBot) -> None:
    edit = NumberEdit(0, 240, step=5, unit="min")
    qtbot.addWidget(edit)
    edit.setValue(60)
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    assert edit.value() == 65
    assert edit.text() == "65\u00a0min"
