"""One window a user, tried with real processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from referent_desk.vault import ANY_COST_POLICY, KdfCost, Passphrase, create_vault, open_vault

WAIT = 60.0
SECRET = "violon marée tournesol brique"
FIRST = """
import sys
from PySide6.QtCore import QTimer
from ui import app, main_window

def told(window, vault=""):
    came(window, vault)
    print("raised", window.opening.unlock_page.sentence.text(), window.isVisible(), flush=True)

came, main_window.MainWindow.come_forward = main_window.MainWindow.come_forward, told
shown = main_window.MainWindow.show
def show(window):
    main_window.MainWindow.show = shown
    shown(window)
    QTimer.singleShot(0, lambda: print("ready", flush=True))
main_window.MainWindow.show = show
sys.exit(app.main(sys.argv[1:]))
"""


class Starts:
    """The program, started by one user; `home` is all of theirs."""

    def __init__(self, home: Path) -> None:
        self._environment = {
            **os.environ,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "QT_QPA_PLATFORM": "offscreen",
        }
        (home / "run").mkdir(mode=0o700)
        self.running: list[subprocess.Popen[str]] = []

    def first(self, *arguments: str) -> "subprocess.Popen[str]":
        """A window, once it is shown."""
        process = self._start("-c", FIRST, *arguments)
        assert self.hear(process) == "ready"
        return process

    def second(self, *arguments: str) -> int:
        """Its exit code."""
        return self._start("-m", "ui", *arguments).wait(WAIT)

    def hear(self, process: "subprocess.Popen[str]") -> str:
        assert process.stdout is not None
        return process.stdout.readline().strip()

    def _start(self, *arguments: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, *arguments], env=self._environment, stdout=subprocess.PIPE, text=True
        )
        self.running.append(process)
        return process


@pytest.fixture
def starts(tmp_path: Path) -> Iterator[Starts]:
    made = Starts(tmp_path)
    yield made
    for process in made.running:
        process.kill()
        process.communicate()


def test_a_second_start_raises_the_first_window_and_ends(starts: Starts, tmp_path: Path) -> None:
    for name in ("premier.coffre", "second.coffre"):
        (tmp_path / name).mkdir()
    first = starts.first("--vault", str(tmp_path / "premier.coffre"))
    assert starts.second() == 0
    assert starts.hear(first) == "raised Coffre «\u00a0premier\u00a0» True"
    assert starts.second("--vault", str(tmp_path / "second.coffre")) == 0
    assert starts.hear(first) == "raised Coffre «\u00a0second\u00a0» True"
    assert first.poll() is None


def test_what_a_killed_window_left_is_replaced(starts: Starts, tmp_path: Path) -> None:
    (tmp_path / "essai.coffre").mkdir()
    killed = starts.first("--vault", str(tmp_path / "essai.coffre"))
    assert starts.second() == 0
    killed.send_signal(signal.SIGKILL)
    killed.wait(WAIT)
    left = {path.name for path in (tmp_path / "run").iterdir()}
    assert {"referent-desk.lock", "referent-desk.socket"} <= left
    next_one = starts.first("--vault", str(tmp_path / "essai.coffre"))
    assert starts.second() == 0
    assert starts.hear(next_one).startswith("raised")


def test_no_other_user_reaches_the_socket(starts: Starts, tmp_path: Path) -> None:
    starts.first()
    assert starts.second() == 0
    socket = tmp_path / "run" / "referent-desk.socket"
    assert not socket.stat().st_mode & 0o077


HOLD = """
import sys
from pathlib import Path
from referent_desk.vault import ANY_COST_POLICY, Passphrase, open_vault
vault = open_vault(Path(sys.argv[1]), Passphrase(sys.argv[2]), policy=ANY_COST_POLICY)
print("open", flush=True)
sys.stdin.read()
"""


def test_the_lock_of_a_killed_program_does_not_keep_the_vault(
    starts: Starts, tmp_path: Path
) -> None:
    folder = tmp_path / "essai.coffre"
    create_vault(folder, SECRET, "Zoé", cost=KdfCost(8, 1, 1), policy=ANY_COST_POLICY).vault.close()
    holder = starts._start("-c", HOLD, str(folder), SECRET)
    assert starts.hear(holder) == "open"
    holder.send_signal(signal.SIGKILL)
    holder.wait(WAIT)
    assert (folder / "coffre.verrou").exists()
    open_vault(folder, Passphrase(SECRET), policy=ANY_COST_POLICY).close()
