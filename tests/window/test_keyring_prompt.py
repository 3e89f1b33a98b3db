"""The keyring's own prompt, really on the screen, that nobody answers: its child ends, we go on."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from referent_desk import vault
from referent_desk.vault import Passphrase, SystemKeyring
from tools.main_job import PASSPHRASE, MainJob
from tools.private_logind import private_bus
from ui import workstation

NEEDED = ("gnome-keyring-daemon", "dbus-daemon", "gdbus", "xwininfo")
PROMPTER = Path("/usr/libexec/gcr-prompter")
pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(
        not (all(map(shutil.which, NEEDED)) and PROMPTER.exists()),
        reason="needs a Secret Service and its prompter",
    ),
]
SECRETS = "org.freedesktop.secrets"


def call(name: str, path: str, method: str, *arguments: str) -> str:
    target = ["--dest", name, "--object-path", path, "--method", method]
    command = ["gdbus", "call", "--address", os.environ["DBUS_SESSION_BUS_ADDRESS"], *target]
    done = subprocess.run([*command, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def prompted() -> bool:
    """Its window is on the screen."""
    shown = subprocess.run(
        ["xwininfo", "-root", "-tree"], check=True, capture_output=True, text=True
    )
    return "gcr-prompter" in shown.stdout


def children() -> str:
    """The command lines of those that this process started."""
    told = ""
    for listed in Path("/proc/self/task").glob("*/children"):
        for child in listed.read_text().split():
            told += Path(f"/proc/{child}/cmdline").read_text()
    return told


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus and a keyring of this test's own, open."""
    for name in ("HOME", "XDG_RUNTIME_DIR"):
        place = tmp_path / name.lower()
        place.mkdir(mode=0o700)
        monkeypatch.setenv(name, str(place))
    with private_bus(tmp_path) as bus:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
        daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert daemon.stdin is not None
        daemon.stdin.write(b"mot de passe de la session")
        daemon.stdin.close()
        yield
        daemon.terminate()
        daemon.wait()


@pytest.fixture
def at_the_prompt(keyring: None, job: MainJob, monkeypatch: pytest.MonkeyPatch) -> MainJob:
    """The vault locked, its secret in a locked keyring, whose prompt is on the screen."""
    job.create()
    opened = job.office().vault
    job.until(lambda: SECRETS in _names(), "the keyring")
    way = opened.ways.remember_here(Passphrase(PASSPHRASE), SystemKeyring(), "ici")
    workstation.remember_keyring_slot(opened.folder, way.id)
    job.lock()
    login = "['/org/freedesktop/secrets/collection/login']"
    call(SECRETS, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock", login)
    monkeypatch.setattr(vault, "SystemKeyring", partial(SystemKeyring, time_limit=8.0))
    job.click("unlock_keyring")
    job.until(prompted, "the keyring's prompt")
    assert "keyring_process" in children()
    return job


def _names() -> str:
    return call("org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames")


def test_left_unanswered_it_ends_and_the_passphrase_opens(at_the_prompt: MainJob) -> None:
    job = at_the_prompt
    job.until(lambda: "ne répond pas" in job.window.opening.unlock_page.problem(), "the word")
    assert "tapez la phrase de passe" in job.window.opening.unlock_page.problem()
    assert "keyring_process" not in children()
    assert job.window.locked
    job.unlock()


def test_given_up_the_passphrase_opens_at_once(at_the_prompt: MainJob) -> None:
    job = at_the_prompt
    job.click("busy_cancel")
    job.until(lambda: "keyring_process" not in children(), "the end of the child")
    job.until(lambda: not job.shows("busy_cancel"), "the end of the veil")
    assert "trousseau" not in job.window.opening.unlock_page.problem()
    job.unlock()
