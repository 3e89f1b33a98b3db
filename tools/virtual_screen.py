"""A screen that nobody sees: Xvfb with openbox on a free display, ended with what asked for it.

python tools/virtual_screen.py [--size 1366x768] -- COMMAND...
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from types import FrameType, TracebackType

READY_WITHIN = 20.0
END_WITHIN = 5.0


class VirtualScreen:
    """Context manager; inside it, `environment` leads programs to the screen.

    Starts Xvfb and openbox, ends these two and nothing else. Raises RuntimeError when one does
    not start.
    """

    def __init__(self, width: int = 1366, height: int = 768) -> None:
        self.width = width
        self.height = height
        self.display = ""
        self._processes: list[subprocess.Popen[bytes]] = []

    @property
    def environment(self) -> dict[str, str]:
        """That of this process, led to the screen and away from any other."""
        screen = {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}
        return _without_screen(os.environ) | screen

    def __enter__(self) -> "VirtualScreen":
        for program in ("Xvfb", "openbox", "xdotool"):
            if shutil.which(program) is None:
                raise RuntimeError(f"{program} is not installed")
        try:
            self._start_server()
            self._start_window_manager()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the window manager, then the server."""
        while self._processes:
            _end(self._processes.pop())

    def _start_server(self) -> None:
        # Xvfb itself picks the first free display, and tells its number once it listens.
        reading, writing = os.pipe()
        size = f"{self.width}x{self.height}x24"
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-dpi", "96"]
        try:
            server = self._start([*command, "-nolisten", "tcp", "-noreset"], keep=[writing])
        finally:
            os.close(writing)
        with os.fdopen(reading, encoding="ascii") as pipe:
            number = pipe.readline().strip()  # empty when the server ended instead
        if not number:
            raise RuntimeError(f"Xvfb did not start (exit {server.wait(END_WITHIN)})")
        self.display = f":{number}"

    def _start_window_manager(self) -> None:
        manager = self._start(["openbox", "--sm-disable"])
        deadline = time.monotonic() + READY_WITHIN
        while not self._manages_windows():
            if manager.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"openbox did not start (exit {manager.poll()})")
            time.sleep(0.05)

    def _manages_windows(self) -> bool:
        asked = subprocess.run(
            ["xdotool", "get_num_desktops"],
            env=self.environment,
            capture_output=True,
            check=False,
        )
        return asked.returncode == 0 and not asked.stderr

    def _start(self, command: Sequence[str], keep: Sequence[int] = ()) -> "subprocess.Popen[bytes]":
        """In a session of its own: Ctrl+C ends the guests first, the screen after them."""
        process = subprocess.Popen(
            command,
            env=self.environment if self.display else None,
            pass_fds=keep,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._processes.append(process)
        return process


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(END_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _without_screen(environment: Mapping[str, str]) -> dict[str, str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM")
    return {name: value for name, value in environment.items() if name not in hidden}


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if found is None:
        raise argparse.ArgumentTypeError("WIDTHxHEIGHT")
    return int(found[1]), int(found[2])


def _stop(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def main() -> int:
    """Runs the command on the screen; its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=_size, default=(1366, 768))
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, _stop)
    with VirtualScreen(*options.size) as screen:
        guest = subprocess.Popen(options.command, env=screen.environment)
        try:
            return guest.wait()
        except KeyboardInterrupt:
            return guest.wait()  # it received Ctrl+C too
        finally:
            if guest.poll() is None:
                _end(guest)


if __name__ == "__main__":
    sys.exit(main())
