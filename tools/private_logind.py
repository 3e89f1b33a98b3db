"""A D-Bus of its own, and on it python-dbusmock's logind, which says what it is told to say."""

import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PYTHON = "/usr/bin/python3"  # where Debian installs python3-dbusmock
_NAME = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_MOCK = "org.freedesktop.DBus.Mock"
_PATIENCE = 20.0


class BusFailed(AssertionError):
    """The bus or the logind on it did not come."""


@dataclass(frozen=True)
class PrivateBus:
    address: str

    def _gdbus(self, command: str, *arguments: str) -> str:
        return subprocess.run(
            ["gdbus", command, "--address", self.address, *arguments],
            check=True,
            capture_output=True,
            text=True,
        ).stdout


class Logind(PrivateBus):
    """Knows the sessions « 1 », ours, and « 2 », somebody else's."""

    def lock(self, session: str = "1") -> None:
        self._call(f"{_PATH}/session/{session}", f"{_NAME}.Session.Lock")

    def hint_locked(self, *, locked: bool, session: str = "1") -> None:
        path = f"{_PATH}/session/{session}"
        self._call(path, f"{_NAME}.Session.SetLockedHint", _truth(locked))

    def prepare(self, what: str, *, coming: bool) -> None:
        """« Sleep » or « Shutdown »."""
        self._emit(f"{_NAME}.Manager", f"PrepareFor{what}", told=coming)

    def save_screen(self, interface: str, *, active: bool) -> None:
        """The signal of a screen saver, from whoever sends it."""
        self._emit(interface, "ActiveChanged", told=active)

    def inhibitors(self) -> int:
        """How many wait for us before sleep or shutdown."""
        return self._call(_PATH, f"{_NAME}.Manager.ListInhibitors").count("sleep:shutdown")

    def add_sessions(self) -> None:
        for session, user in (("1", "zoe"), ("2", "ana")):
            self._call(_PATH, f"{_MOCK}.AddSession", session, f"seat{session}", "7", user, "true")

    def answers(self) -> bool:
        bus = ("--dest", "org.freedesktop.DBus", "--object-path", "/org/freedesktop/DBus")
        owned = ("--method", "org.freedesktop.DBus.NameHasOwner", _NAME)
        return "true" in self._gdbus("call", *bus, *owned)

    def _emit(self, interface: str, signal: str, *, told: bool) -> None:
        value = f"[<{_truth(told)}>]"
        self._call(_PATH, f"{_MOCK}.EmitSignal", interface, signal, "b", value)

    def _call(self, path: str, method: str, *arguments: str) -> str:
        target = ("--dest", _NAME, "--object-path", path, "--method", method)
        return self._gdbus("call", *target, *arguments)


@contextmanager
def private_bus(folder: Path) -> Generator[PrivateBus]:
    """Its socket is in `folder`."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    daemon = subprocess.Popen(
        [*command, f"--address=unix:path={folder}/bus"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    if daemon.stdout is None:
        raise BusFailed
    with daemon.stdout as told:
        address = told.readline().strip()
    try:
        yield PrivateBus(address)
    finally:
        _end(daemon)


@contextmanager
def private_logind(folder: Path) -> Generator[Logind]:
    with private_bus(folder) as bus:
        server = subprocess.Popen(
            [
                PYTHON,
                "-m",
                "dbusmock",
                "--system",
                "--template",
                "logind",
                "--logfile",
                "/dev/null",
            ],
            env={"DBUS_SYSTEM_BUS_ADDRESS": bus.address},
        )
        try:
            made = Logind(bus.address)
            limit = time.monotonic() + _PATIENCE
            while not made.answers():
                if time.monotonic() > limit:
                    raise BusFailed
                time.sleep(0.02)
            made.add_sessions()
            yield made
        finally:
            _end(server)


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _end(process: "subprocess.Popen[str] | subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait()
