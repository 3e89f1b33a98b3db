"""A list that does not read is told over every screen, with what to do."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from referent_desk.data_files import DataFault
from referent_desk.office import Office
from ui import messages
from ui.workspace import Workspace
from ui.workspace.broken_lists import BrokenListsBanner, together


def fault(name: str, line: int, *, own: bool = False) -> DataFault:
    return DataFault(Path("/essai") / name, line, "il manque « label »", own)


def boxes() -> list[QMessageBox]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]


def test_nothing_is_said_when_all_lists_read(qtbot: QtBot, office: Office) -> None:
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    banner = workspace.findChild(BrokenListsBanner)
    assert banner is not None
    assert banner.isHidden()


def test_the_banner_names_the_file_and_the_line(qtbot: QtBot) -> None:
    banner = BrokenListsBanner([fault("needs.toml", 12), fault("needs.toml", 30)])
    qtbot.addWidget(banner)
    banner.show()
    assert "needs.toml, ligne 12" in banner.text()
    banner.actionRequested.emit()
    [box] = boxes()
    assert "ligne 12" in box.text()
    assert "ligne 30" in box.text()
    assert "intact" in box.informativeText()
    assert "Réinstallez" in box.informativeText()
    messages.close_all()


def test_several_files_are_counted(qtbot: QtBot) -> None:
    faults = [fault(f"l{number}.toml", 0) for number in range(12)]
    banner = BrokenListsBanner(faults)
    qtbot.addWidget(banner)
    assert banner.text().startswith("12 listes")
    assert "4 autres" in together(faults).what


def test_what_is_safe_is_said_for_one_s_own_and_for_the_shipped(qtbot: QtBot) -> None:
    told = together([fault("a.toml", 1, own=True), fault("b.toml", 2)])
    assert "retirez ce fichier" in told.next_step
    assert "Réinstallez" in told.next_step
