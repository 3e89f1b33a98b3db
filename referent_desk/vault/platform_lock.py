"""The one place that differs between systems: a lock that dies with the process that holds it."""

import os
import sys
from pathlib import Path

from referent_desk.errors import AlreadyOpen

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Held from construction to `release`; the file stays, since removing it would open a race."""

    def __init__(self, path: Path) -> None:
        """Raises AlreadyOpen if another holder is alive, OSError if the file cannot be written."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise AlreadyOpen from error
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
