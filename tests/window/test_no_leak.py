"""Nothing of the vault is written in clear, anywhere: every byte the program writes is searched."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.window.audit import Leak, Written, can_trace, read_log, traced
from tools.main_job import ASKED, NEXT_STEP, VERBATIM

pytestmark = pytest.mark.window
ROOT = Path(__file__).parents[2]
KNOWN = (ASKED, VERBATIM, NEXT_STEP, "Lacroix", "0470/12.34.56", "470123456")
NO_TRACE = can_trace() if sys.platform == "linux" else "strace is Linux's"
NO_KEYRING = "" if shutil.which("gnome-keyring-daemon") else "gnome-keyring is not installed"
needs_trace = pytest.mark.skipif(bool(NO_TRACE), reason=f"nothing can be traced here: {NO_TRACE}")
LEAKS = {
    "a temporary file, deleted": """
import os, tempfile
with tempfile.NamedTemporaryFile() as file:
    file.write(word.encode())
    file.flush()
""",
    "in two pieces, in UTF-16": """
import tempfile
with tempfile.TemporaryFile(buffering=0) as file:
    file.write(word.encode("utf-16-le")[:5])
    file.write(word.encode("utf-16-le")[5:])
""",
    "a mapped file": """
import mmap, os
place = os.open(os.path.join(os.environ["HOME"], "carte"), os.O_RDWR | os.O_CREAT)
os.ftruncate(place, 4096)
mmap.mmap(place, 4096)[:len(word)] = word.encode()
""",
    "a socket": """
import socket
here, there = socket.socketpair()
here.sendmsg([b"x", word.encode("latin-1")])
""",
    "a child process": """
import subprocess
subprocess.run(["cat"], input=word.encode(), stdout=subprocess.DEVNULL)
""",
    "the name of a folder": "import os; os.mkdir(os.path.join(os.environ['HOME'], word))",
    "the title of a window": """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.setWindowTitle(word)
window.show()
app.processEvents()
""",
}


@dataclass(frozen=True)
class Run:
    """`told` is what the job said on its own descriptor, which is not searched."""

    written: Written
    told: bytes
    logged: str


def run(command: list[str], home: Path, log: Path) -> Run:
    """Under strace, in a home and a session bus of its own, so that the bus is searched too.

    « {told} » in the command is the descriptor.
    """
    reading, writing = os.pipe()
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    places = {name: str(home / name.lower()) for name in (*names, "TMPDIR")}
    for place in places.values():
        Path(place).mkdir(mode=0o700)
    given = [part.format(told=writing) if part == "{told}" else part for part in command]
    try:
        done = subprocess.run(
            ["dbus-run-session", "--", *traced([sys.executable, *given], log)],
            cwd=ROOT,
            env={**os.environ, **places, "PYTHONDONTWRITEBYTECODE": "1"},
            pass_fds=[writing],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=240,
        )
    finally:
        os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    assert done.returncode == 0, done.stdout
    return Run(read_log(log, ours=writing), told, done.stdout)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "chez-soi"
    made.mkdir()
    return made


@needs_trace
@pytest.mark.skipif(bool(NO_KEYRING), reason=NO_KEYRING)
def test_the_main_job_writes_nothing_of_the_vault_in_clear(home: Path, tmp_path: Path) -> None:
    job = run(["-m", "tests.window.leak_job", str(home), "{told}"], home, tmp_path / "trace")
    secrets = json.loads(job.told)
    assert secrets["wrong"] == []
    recovery = secrets["recovery"]
    words = (*KNOWN, *secrets["words"], recovery, recovery.replace("-", ""))
    saved = home / "remise"
    assert {file.name for file in saved.iterdir()} == {"lettre.pdf", "imprime.pdf", "journal.pdf"}
    assert home / "bureau.coffre" / "coffre.db" in job.written.files
    assert any("socket" in place or "UNIX" in place for place in job.written.streams)
    assert list((home / "cle").glob("*.sauvegarde"))
    assert list(home.glob("bureau.coffre.mis-de-cote-*/coffre.db"))
    left = {file for file in home.rglob("*") if file.is_file()}
    written = replace(job.written, files=job.written.files | left)
    assert written.leaks([*words, bytes.fromhex(secrets["data_key"])], saved) == []
    found = written.leaks([bytes.fromhex(secrets["kept_secret"])], saved)
    assert found
    assert all(leak.place.startswith("pipe:[") for leak in found), "to and from its child alone"
    assert "unexpected ValueError" in job.logged  # the fault was logged, and its words not
    assert not list(home.rglob("QtProject.conf"))
    assert not list(home.rglob("*recently-used*"))


@needs_trace
@pytest.mark.parametrize("way", LEAKS)
def test_a_leak_would_be_seen(way: str, home: Path, tmp_path: Path) -> None:
    word = "Lacroix"
    leaking = run(["-c", f"word = {word!r}\n{LEAKS[way]}"], home, tmp_path / "trace")
    found = leaking.written.leaks([word], home / "remise")
    assert [leak for leak in found if isinstance(leak, Leak)]
    assert not leaking.written.leaks(["Delvaux"], home / "remise")
