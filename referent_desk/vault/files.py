"""Files written so that a power cut leaves the old content or the new one, never half of it."""

import errno
import os
import secrets
import shutil
from pathlib import Path


def write_durably(path: Path, content: bytes) -> None:
    """Beside, flushed to the disk, then renamed over `path`."""
    beside = _beside(path)
    try:
        with beside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def copy_durably(source: Path, target: Path) -> None:
    beside = _beside(target)
    try:
        with source.open("rb") as reading, beside.open("xb") as writing:
            shutil.copyfileobj(reading, writing, 1 << 20)
            writing.flush()
            os.fsync(writing.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def make_folders(folder: Path) -> None:
    """With the parents that lack; each is still there after a power cut."""
    if folder.is_dir():
        return
    if folder.parent != folder:  # the root of a drive that is not there has no other parent
        make_folders(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_file(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def can_write(path: Path) -> bool:
    """For whom the program runs as now; False on a medium that takes no writing."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


_NO_SUCH_CALL = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}


def sync_folder(folder: Path) -> None:
    """Makes renames in `folder` survive a power cut.

    Windows has no such call and needs none; some shares have none either.
    """
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_CALL:
            raise
    finally:
        os.close(descriptor)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
