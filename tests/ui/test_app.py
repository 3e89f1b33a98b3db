"""The start, in a process of its own: what it loads is shared by a whole test run otherwise."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from referent_desk.__main__ import main as core
from ui import workstation
from ui.app import COMMANDS

START = """
from ui.app import show_window
application, window = show_window([])
window.grab()
from PySide6 import QtCore
import os
os._exit(3 if "Qt" in vars(QtCore) else 0)
"""


@pytest.mark.parametrize("known", [False, True], ids=["first screen", "unlock screen"])
def test_a_start_does_not_load_all_of_qt_s_enumerations(tmp_path: Path, known: bool) -> None:
    home = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    if known:
        vault = tmp_path / "bureau.coffre"
        vault.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(workstation, "_file", lambda: tmp_path / "referent-desk" / "poste.json")
            workstation.remember_vault(vault)
    environment = os.environ | home | {"QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run([sys.executable, "-c", START], env=environment, check=False)
    assert ended.returncode == 0


def test_every_command_of_the_core_is_handed_to_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        core(["--help"])
    told = set(re.findall(r"^ {4}(\w+) ", capsys.readouterr().out, flags=re.MULTILINE))
    assert told == COMMANDS
