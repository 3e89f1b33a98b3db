"""What this machine says of its disks and of the services that synchronise folders."""

import os
import subprocess
import sys
from pathlib import Path

from referent_desk.local_data import DIRS
from referent_desk.vault.place import PlaceFacts, mounts_of_mount_command, mounts_of_mountinfo

_LARGEST = 1_000_000
_REMOTE = 4

if sys.platform == "win32":
    import ctypes

    def _is_remote_drive(drive: str) -> bool:
        return ctypes.windll.kernel32.GetDriveTypeW(drive) == _REMOTE
else:

    def _is_remote_drive(drive: str) -> bool:
        del drive
        return False


def machine_facts() -> PlaceFacts:
    return PlaceFacts(
        home=Path.home(),
        local_folder=Path(DIRS.user_data_dir),
        mounts=_mounts(),
        environment=dict(os.environ),
        names_in=_names_in,
        text_of=_text_of,
        is_remote_drive=_is_remote_drive,
    )


def _mounts() -> tuple[tuple[str, str], ...]:
    if sys.platform == "darwin":
        told = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, check=False, timeout=5
        )
        return mounts_of_mount_command(told.stdout)
    return mounts_of_mountinfo(_text_of(Path("/proc/self/mountinfo")))


def _names_in(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []


def _text_of(file: Path) -> str:
    """OneDrive's desktop.ini is in UTF-16: the zeroes between its letters are dropped."""
    try:
        with file.open("rb") as stream:
            content = stream.read(_LARGEST)
    except OSError:
        return ""
    return content.replace(b"\0", b"").decode("utf-8", "replace")
