"""The keyring of this computer, real and unreal: it may hang, refuse, or be missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.null import Keyring as NullKeyring

from referent_desk.vault import KeyringSecret, KeyringUnavailable, SystemKeyring
from referent_desk.vault.keys.keyring_process import ENCRYPTING, answer
from referent_desk.vault.keys.this_computer import KeyringSecretMissing, KeyringSilent

ROOT = Path(__file__).parents[4]
SECRET = KeyringSecret("slot", bytes(range(32)))


def child(program: str) -> list[str]:
    return [sys.executable, "-c", program]


@pytest.mark.parametrize(
    ("program", "leaf"),
    [
        ("import time; time.sleep(60)", KeyringSilent),
        ("print('nonsense')", KeyringUnavailable),
        ("print('[]')", KeyringUnavailable),
        ("raise SystemExit(3)", KeyringUnavailable),
        ("""print('{"outcome": "locked"}')""", KeyringSilent),
        ("""print('{"outcome": "done", "secret": null}')""", KeyringSecretMissing),
        ("""print('{"outcome": "done", "secret": "@@"}')""", KeyringSecretMissing),
    ],
)
def test_whatever_the_keyring_does_the_window_gets_an_answer(
    program: str, leaf: type[Exception]
) -> None:
    with pytest.raises(leaf):
        SystemKeyring(child(program), time_limit=1.0 if "sleep" in program else 20.0).get("slot")


def test_who_gives_up_does_not_wait_for_the_keyring() -> None:
    class GivenUp(Exception):
        pass

    def give_up() -> None:
        raise GivenUp

    with pytest.raises(GivenUp):
        SystemKeyring(child("import time; time.sleep(60)"), time_limit=60.0).get("slot", give_up)


def test_no_program_at_all() -> None:
    with pytest.raises(KeyringUnavailable):
        SystemKeyring(["/nowhere/at-all"]).get("slot")


def test_the_secret_is_not_an_argument() -> None:
    """Other users of the computer can read the arguments of every process."""
    told = """import json, sys
asked = json.load(sys.stdin)
print(json.dumps({"outcome": "done", "secret": asked["secret"]} | {"argv": sys.argv[1:]}))"""
    command = child(told)
    SystemKeyring(command).put(SECRET)
    assert all("AAEC" not in part for part in command)


class Memory(KeyringBackend):
    """Takes the name of a module that the keyring package knows."""

    kept: dict[str, str]

    def __init__(self) -> None:
        super().__init__()
        self.kept = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop(username, None)


def test_only_a_keyring_that_encrypts_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"wish": "set", "account": "slot", "secret": "x"}
    assert answer(asked, NullKeyring()) == {"outcome": "unavailable"}
    memory = Memory()
    assert answer(asked, memory) == {"outcome": "unavailable"}
    assert memory.kept == {}
    monkeypatch.setattr(Memory, "__module__", ENCRYPTING[0])
    assert answer(asked, memory) == {"outcome": "done", "secret": None}
    assert answer(asked | {"wish": "get"}, memory) == {"outcome": "done", "secret": "x"}
    assert answer(asked | {"wish": "delete"}, memory) == {"outcome": "done", "secret": None}
    assert answer(asked | {"wish": "get"}, memory)["secret"] is None


STORE_READ_REMOVE = """
import sys
from referent_desk.vault import KeyringSecret, SystemKeyring
keyring, secret = SystemKeyring(time_limit=20), KeyringSecret("slot", bytes(range(32)))
keyring.put(secret)
assert keyring.get("slot") == secret
keyring.remove("slot")
keyring.remove("slot")
try:
    keyring.get("slot")
except Exception as error:
    print(type(error).__name__)
"""
ASK_ONLY = """
from referent_desk.vault import SystemKeyring
try:
    SystemKeyring(time_limit=6).get("slot")
except Exception as error:
    print(type(error).__name__)
"""
PUT_ONLY = ASK_ONLY.replace(
    '.get("slot")', '.put(__import__("referent_desk.vault").vault.KeyringSecret("slot", b"x"))'
)
UNLOCKED = "printf pw | gnome-keyring-daemon --unlock --components=secrets --daemonize"
FRESH = "gnome-keyring-daemon --start --components=secrets"


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="needs a Secret Service",
)
@pytest.mark.parametrize(
    ("daemon", "program", "told"),
    [
        (UNLOCKED, STORE_READ_REMOVE, "KeyringSecretMissing"),
        (FRESH, PUT_ONLY, "KeyringSilent"),
    ],
    ids=["unlocked", "locked"],
)
def test_a_real_secret_service(tmp_path: Path, daemon: str, program: str, told: str) -> None:
    script = f'{daemon} >&2; exec "$0" "$@"'
    assert _told(["dbus-run-session", "--", "sh", "-c", script], program, tmp_path) == told


def test_no_secret_service(tmp_path: Path) -> None:
    nowhere = ["env", f"DBUS_SESSION_BUS_ADDRESS=unix:path={tmp_path / 'none'}"]
    assert _told(nowhere, ASK_ONLY, tmp_path) == "KeyringUnavailable"


def _told(session: list[str], program: str, home: Path) -> str:
    """What `program` prints in a session of its own, whose home is fresh."""
    for name in ("home", "run"):
        (home / name).mkdir(mode=0o700)
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"}
    environment = {k: v for k, v in os.environ.items() if k not in hidden}
    environment |= {"HOME": str(home / "home"), "XDG_RUNTIME_DIR": str(home / "run")}
    command = [*session, sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout.strip() or done.stderr
