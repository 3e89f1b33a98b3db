"""The one place that differs between systems: a lock that dies with the process that holds it."""

import os
import sys
from pathlib import Path

from referent_desk.errors import AlreadyOpen
from referent_desk.vault.files import can_write

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int, *, shared: bool) -> None:
        if shared:  # this system has no lock among readers
            return
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int, *, shared: bool) -> None:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)


class FolderLock:
    """Held from construction to `release`; the file stays, since removing it would open a race."""

    def __init__(self, path: Path, *, to_read: bool = False) -> None:
        """Raises AlreadyOpen if another holder is alive, OSError if the file cannot be written.

        `to_read`: where it cannot be, what is there is locked among readers, and nothing if absent.
        """
        self._descriptor: int | None = None
        writable = not to_read or can_write(path if path.exists() else path.parent)
        if not writable and not path.exists():
            return
        flags = os.O_RDWR | os.O_CREAT if writable else os.O_RDONLY
        descriptor = os.open(path, flags, 0o600)
        try:
            _take(descriptor, shared=not writable)
        except OSError as error:
            os.close(descriptor)
            raise AlreadyOpen from error
        self._descriptor = descriptor

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
