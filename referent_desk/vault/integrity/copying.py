"""The encrypted file copied while the window goes on with its work."""

from pathlib import Path

from referent_desk.vault.integrity.finding import Progress
from referent_desk.vault.store import Store

_CHUNK = 4 << 20
_TRIES = 3


def copy_between_writes(store: Store, source: Path, target: Path, progress: Progress) -> None:
    """A piece at a time, begun anew when something was written meanwhile; at last without a pause.

    Closing `source` drops the locks that SQLite holds on it (POSIX): the vault's own lock stays.
    """
    for _ in range(_TRIES):
        if _copied_undisturbed(store, source, target, progress):
            return
    with store.exclusively():
        _copied_undisturbed(store, source, target, progress)


def _copied_undisturbed(store: Store, source: Path, target: Path, progress: Progress) -> bool:
    with store.exclusively():
        store.settle()
        commits = store.commits
    with source.open("rb") as reading, target.open("wb") as writing:
        while True:
            progress.check()
            with store.exclusively():
                if store.commits != commits:
                    return False
                chunk = reading.read(_CHUNK)
            if not chunk:
                return True
            writing.write(chunk)
