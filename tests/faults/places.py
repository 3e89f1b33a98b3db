"""Where things are, and small disks that fill up."""

import ctypes
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_MS_RDONLY, _MS_REMOUNT = 1, 32


@contextmanager
def small_disk(place: Path, kibibytes: int) -> Generator["SmallDisk"]:
    """Memory as a disk, mounted on `place`; skips where that is refused."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs root on Linux, to mount a small disk")
    place.mkdir()
    disk = SmallDisk(place, f"size={kibibytes}k")
    disk.mount(0)
    try:
        yield disk
    finally:
        disk.library.umount2(bytes(place), 2)


@contextmanager
def without_rights() -> Generator[None]:
    """As somebody who may neither read nor write in the folders of the test; skips unless root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("needs root, to give rights up")
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


class SmallDisk:
    def __init__(self, place: Path, options: str) -> None:
        self.place = place
        self.options = options
        self.library = ctypes.CDLL(None, use_errno=True)

    def mount(self, flags: int) -> None:
        told = self.library.mount(
            b"tmpfs", bytes(self.place), b"tmpfs", flags, self.options.encode()
        )
        if told:
            pytest.skip(f"cannot mount here: {os.strerror(ctypes.get_errno())}")

    def read_only(self) -> None:
        self.mount(_MS_REMOUNT | _MS_RDONLY)

    def fill(self, leaving: int) -> Path:
        """Takes all the room but `leaving` bytes. Gives the file that holds it."""
        filling = self.place / "filling"
        free = os.statvfs(self.place)
        with filling.open("wb") as stream:
            stream.write(bytes(max(0, free.f_bavail * free.f_bsize - leaving)))
        return filling
