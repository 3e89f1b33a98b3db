"""Proves that the bundle works without the checkout: letters, a report, and a vault in the window.

    python tools/check_bundle.py dist/referent-desk

It stands on the display of its environment. The bundle runs with an empty home, no Python path and
a minimal environment, so that nothing of the machine stands in for what it lacks.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pypdf

from referent_desk.activity import Period
from referent_desk.vault import Passphrase, open_vault

PASSPHRASE = "violon tournesol brique corail"
WINDOW_WITHIN = 60.0
UNLOCKED_WITHIN = 60.0
ENDED_WITHIN = 20.0
OPENED = "vault.opened"
SERVICE = "Service du référent famille"


class BundleFails(Exception):
    """What the bundle should do and does not."""


def main() -> int:
    """0 when all was proved."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, help="the folder that PyInstaller wrote")
    bundle: Path = parser.parse_args().bundle.resolve()
    try:
        with tempfile.TemporaryDirectory(prefix="referent-desk-bundle-") as folder:
            _prove(bundle / "referent-desk", Path(folder))
    except BundleFails as failure:
        print(f"check_bundle: {failure}", file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file())
    print(f"check_bundle: 4 passed, 0 failed ({size / 1e6:.0f} MB)")
    return 0


def _prove(program: Path, folder: Path) -> None:
    if not program.is_file():
        raise BundleFails(f"{program} is missing")
    environment = _bare_environment(folder / "home")
    _writes_letters(program, folder / "demo", environment)
    vault = folder / "demo" / "demo.coffre"
    _writes_a_report(program, vault, folder / "rapport", environment)
    before = _openings(vault)
    _opens_in_the_window(program, vault, environment)
    if _openings(vault) <= before + 1:  # ours is one of them
        raise BundleFails("the window did not open the vault")


def _bare_environment(home: Path) -> dict[str, str]:
    home.mkdir()
    kept = ("DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM")
    screen = {name: os.environ[name] for name in kept if name in os.environ}
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    return screen | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
    }


def _writes_letters(program: Path, folder: Path, environment: Mapping[str, str]) -> None:
    size = ("--families", "12", "--years", "1", "--seed", "1")
    _run((program, "demo", folder, *size), environment)
    texts = {file.name: _text(file) for file in sorted(folder.glob("*.pdf"))}
    for name, text in texts.items():
        if SERVICE not in text:
            raise BundleFails(f"{name} reads as no document of the service: {text[:200]!r}")
    if not any("Madame" in text or "Monsieur" in text for text in texts.values()):
        raise BundleFails("demo wrote no letter")


def _writes_a_report(
    program: Path, vault: Path, folder: Path, environment: Mapping[str, str]
) -> None:
    """Issued: so the solver and the libraries of the workbooks are there."""
    period = Period.of_day(date.today()).previous.label
    _run((program, "report", vault, period, "--issue", "--out", folder), environment)
    endings = sorted(path.suffix for path in folder.iterdir())
    if endings != [".csv", ".ods", ".pdf", ".xlsx"]:
        raise BundleFails(f"report wrote {endings}")


def _run(command: Sequence[str | Path], environment: Mapping[str, str]) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    made = subprocess.run(
        [*command, "--passphrase-fd", str(reading)],
        env=environment,
        pass_fds=[reading],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    os.close(reading)
    if made.returncode:
        raise BundleFails(f"{command[1]} ended with {made.returncode}:\n{made.stdout}{made.stderr}")


def _text(document: Path) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(document).pages)


def _openings(vault: Path) -> int:
    """How often the vault was opened, this time included."""
    held = open_vault(vault, Passphrase(PASSPHRASE))
    try:
        return sum(entry.event == OPENED for entry in held.journal.entries())
    finally:
        held.close()


def _opens_in_the_window(program: Path, vault: Path, environment: Mapping[str, str]) -> None:
    process = subprocess.Popen(
        [program, "--vault", vault],
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        window = _wait_for(lambda: _window_of(process), WINDOW_WITHIN, "no window appeared")
        _xdotool("windowactivate", "--sync", window)
        _xdotool("type", "--delay", "25", PASSPHRASE)
        _xdotool("key", "Return")
        _wait_for(lambda: _holds(process, vault), UNLOCKED_WITHIN, "the vault stayed closed")
    finally:
        _end(process)


def _window_of(process: "subprocess.Popen[str]") -> str:
    if process.poll() is not None:
        said = process.stderr.read() if process.stderr else ""
        raise BundleFails(f"the window ended with {process.returncode}:\n{said}")
    found = _xdotool("search", "--onlyvisible", "--pid", str(process.pid), check=False).split()
    return found[-1] if found else ""


def _holds(process: "subprocess.Popen[str]", vault: Path) -> str:
    """Looks from outside: opening the vault here would shut the window out of it."""
    store = str(vault.resolve() / "coffre.db")
    for descriptor in Path(f"/proc/{process.pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            if str(descriptor.readlink()) == store:
                return "held"
    return ""


def _wait_for(question: Callable[[], str], seconds: float, failure: str) -> str:
    """The first answer that is not empty."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := question():
            return answer
        time.sleep(0.3)
    raise BundleFails(failure)


def _end(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.communicate(timeout=ENDED_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def _xdotool(*words: str, check: bool = True) -> str:
    command: Sequence[str] = ("xdotool", *words)
    return subprocess.run(command, capture_output=True, text=True, check=check).stdout


if __name__ == "__main__":
    sys.exit(main())
