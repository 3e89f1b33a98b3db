"""Where things are, and small disks that fill up."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_MS_RDONLY, _MS_REMOUNT = 1, 32
_EXT4_SHUTDOWN, _WITHOUT_FLUSHING = 0x8004587D, 2


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

    def writable(self) -> None:
        self.mount(_MS_REMOUNT)

    def fill(self, leaving: int) -> Path:
        """Takes all the room but `leaving` bytes. Gives the file that holds it."""
        filling = self.place / "filling"
        free = os.statvfs(self.place)
        with filling.open("wb") as stream:
            stream.write(bytes(max(0, free.f_bavail * free.f_bsize - leaving)))
        return filling


class FailingDisk:
    """A real ext4 in a file, which can fail under whoever has files open there."""

    def __init__(self, image: Path, place: Path) -> None:
        self.image = image
        self.place = place

    def plug_in(self) -> None:
        _mount("-o", "loop", str(self.image), str(self.place))

    def pull_out(self) -> None:
        """As after a crash: what was not flushed may be gone, the file system heals itself."""
        subprocess.run(["umount", str(self.place)], check=True)

    def turn_read_only(self) -> None:
        """What ext4 does by itself after an error: writes and flushes end in EROFS."""
        _mount("-o", "remount,abort", str(self.place))

    def break_down(self) -> None:
        """All reading and writing ends in EIO; what was not flushed is lost."""
        import fcntl

        descriptor = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _EXT4_SHUTDOWN, _WITHOUT_FLUSHING.to_bytes(4, sys.byteorder))
        finally:
            os.close(descriptor)


@contextmanager
def failing_disk(folder: Path, mebibytes: int = 16) -> Generator[FailingDisk]:
    """Mounted in `folder`; skips where that is refused."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("needs root on Linux and mkfs.ext4, to mount a disk that can fail")
    disk = FailingDisk(folder / "image", folder / "ext4")
    disk.place.mkdir()
    with disk.image.open("wb") as stream:
        stream.truncate(mebibytes << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(disk.image)], check=True)
    disk.plug_in()
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk.place)], check=False, capture_output=True)


def _mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"cannot mount here: {done.stderr.strip()}")
