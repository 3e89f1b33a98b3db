"""Making a backup: a copy beside the vault, checked with the key, then written out and read back.

The turn of the store is held for the copy alone, so that a slow stick keeps nobody waiting. What
is read back from the stick must be, byte for byte, the copy that was opened and checked.
"""

import hashlib
import os
import secrets
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from referent_desk import __version__
from referent_desk.errors import VaultError, VaultExists
from referent_desk.vault.backups.container import CHUNK, Chunk, Container, write_container
from referent_desk.vault.backups.faults import (
    BackupFolderMissing,
    BackupFolderUnfit,
    BackupNotVerified,
    told_of_snapshot,
    told_of_target,
)
from referent_desk.vault.backups.manifest import Manifest, sha256
from referent_desk.vault.backups.shelf import Backup, part_file, read_backup, remove_parts
from referent_desk.vault.connection import connect_at_rest
from referent_desk.vault.files import sync_folder
from referent_desk.vault.integrity.pragmas import check_store
from referent_desk.vault.journal import HEAD
from referent_desk.vault.layout import DATABASE_NAME, HEADER_NAME
from referent_desk.vault.meta import recalled
from referent_desk.vault.store import Store

Step = Callable[[str], None]
"""Given French sentences between chunks; may raise to stop: nothing half written then stays."""

_SNAPSHOT = ".sauvegarde-"
_TABLES = """
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name
"""


@dataclass(frozen=True)
class Source:
    """The open vault, as far as a backup needs it. `key` raises VaultLocked once it is closed."""

    folder: Path
    vault_id: str
    store: Store
    key: Callable[[], bytes]


@dataclass(frozen=True)
class _Snapshot:
    """The database as it was at one moment, still encrypted, and what the vault said of it."""

    file: Path
    header: bytes
    size: int
    digest: str
    facts: tuple[object, ...]
    key: bytes = field(repr=False)


def write_backup(source: Source, target: Path, taken: datetime, step: Step) -> Backup:
    """Whole and verified at `target`, or not at all. Takes the time of the slowest disk."""
    _refuse_unfit(source, target)
    with _snapshot(source, step) as snapshot:
        step("Contrôle de la copie…")
        _verify_snapshot(snapshot)
        manifest = Manifest(
            source.vault_id,
            taken.isoformat(timespec="seconds"),
            __version__,
            snapshot.size,
            snapshot.digest,
            sha256(snapshot.header),
        ).sealed(snapshot.key)
        with told_of_target():
            _write_out(snapshot, manifest, target, step)
            return read_backup(target)


def _refuse_unfit(source: Source, target: Path) -> None:
    """The folder is never made: under an absent stick it would be one on the wrong disk."""
    with told_of_target():
        if not target.parent.is_dir():
            raise BackupFolderMissing
        if source.folder.resolve() in (target.parent.resolve(), *target.parent.resolve().parents):
            raise BackupFolderUnfit
        if target.exists():
            raise VaultExists


@contextmanager
def _snapshot(source: Source, step: Step) -> Generator[_Snapshot]:
    file = source.folder / f"{_SNAPSHOT}{secrets.token_hex(4)}.part"
    try:
        with told_of_snapshot():
            for left in source.folder.glob(f"{_SNAPSHOT}*.part"):
                left.unlink(missing_ok=True)
            taken = _copy_at_rest(source, file, step)
        yield taken
    finally:
        _remove(file)


def _copy_at_rest(source: Source, file: Path, step: Step) -> _Snapshot:
    """Between two units of work, once the log is in it, the file is the whole truth.

    Closing our descriptor drops the locks that SQLite holds on the file in this process. It holds
    none at rest, and no other process can be in there: `coffre.verrou` is ours.
    """
    database, digest = source.folder / DATABASE_NAME, hashlib.sha256()
    with source.store.exclusively():
        source.store.settle()
        facts = _facts(source.store)
        header = (source.folder / HEADER_NAME).read_bytes()
        total, done = database.stat().st_size, 0
        with database.open("rb") as reading, _private(file) as writing:
            while block := reading.read(CHUNK):
                digest.update(block)
                writing.write(block)
                done += len(block)
                step(f"Copie du coffre\u00a0: {100 * done // max(total, 1)}\u00a0%")
    return _Snapshot(file, header, done, digest.hexdigest(), facts, source.key())


def _private(file: Path) -> BinaryIO:
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _verify_snapshot(snapshot: _Snapshot) -> None:
    with told_of_snapshot():
        store = Store(connect_at_rest(snapshot.file, snapshot.key))
        try:
            sound = not check_store(store) and _facts(store) == snapshot.facts
        finally:
            store.close()
    if not sound:
        raise BackupNotVerified


def _facts(store: Store) -> tuple[object, ...]:
    """Rows of each table, and the head of the journal."""
    tables = [row["name"] for row in store.rows(_TABLES)]
    counts = [tuple(store.rows(f"SELECT '{t}', count(*) FROM \"{t}\"")[0]) for t in tables]  # noqa: S608
    return (*counts, recalled(store, HEAD))


def _write_out(snapshot: _Snapshot, manifest: Manifest, target: Path, step: Step) -> None:
    remove_parts(target.parent, manifest.vault_id)
    part = part_file(target, manifest.vault_id)
    total = max(snapshot.size, 1)

    def written(done: int) -> None:
        step(f"Écriture de la sauvegarde\u00a0: {100 * done // total}\u00a0%")

    def read(done: int) -> None:
        step(f"Relecture de la sauvegarde\u00a0: {100 * done // total}\u00a0%")

    try:
        with part.open("xb") as stream:
            write_container(stream, snapshot.header, _blocks(snapshot.file), manifest, written)
            stream.flush()
            _remove(snapshot.file)  # before the flush: on one disk, it would be flushed as well
            os.fsync(stream.fileno())
            _forget_cached(stream.fileno())
        _read_back(part, manifest, read)
        part.rename(target)
    except BaseException:
        _remove(part)
        raise
    sync_folder(target.parent)


def _blocks(snapshot: Path) -> Generator[bytes]:
    """What fails here is the vault's own disk, not the stick that is written to meanwhile."""
    with told_of_snapshot():
        reading = snapshot.open("rb")
    with reading:
        while True:
            with told_of_snapshot():
                block = reading.read(CHUNK)
            if not block:
                return
            yield block


def _read_back(part: Path, manifest: Manifest, read: Chunk) -> None:
    try:
        with part.open("rb") as stream, Path(os.devnull).open("wb") as nowhere:
            container = Container(stream)
            container.copy_database(nowhere, read)
            same = container.manifest == manifest
    except VaultError as error:
        raise BackupNotVerified from error
    if not same:
        raise BackupNotVerified


def _forget_cached(descriptor: int) -> None:
    """So that what is read back comes from the disk, where the system lets us ask for it."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _remove(part: Path) -> None:
    """Its disk may be gone, or take no writing any more; the next backup removes what stays."""
    with suppress(OSError):
        part.unlink(missing_ok=True)
