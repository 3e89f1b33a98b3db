"""From a backup back to a vault: looked into first, then put in place; nothing is overwritten."""

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from referent_desk.errors import DamagedHeader, NewerVersion, VaultError
from referent_desk.vault.backups.container import Container
from referent_desk.vault.backups.faults import (
    DamagedBackup,
    told_of_reading,
    told_of_restoring,
)
from referent_desk.vault.backups.shelf import Backup, describe, read_backup
from referent_desk.vault.backups.swapping import new_part, put_in_place, refuse_occupied
from referent_desk.vault.connection import connect_apart, connect_at_rest
from referent_desk.vault.faults import told_in_french
from referent_desk.vault.files import make_folders, sync_folder, write_durably
from referent_desk.vault.integrity.finding import Finding, RoomCheck, Subject, Unwatched
from referent_desk.vault.integrity.full import full_findings
from referent_desk.vault.integrity.pragmas import check_store
from referent_desk.vault.journal import Journal
from referent_desk.vault.keys.header import parse_header, read_header
from referent_desk.vault.keys.kdf import STRICT_POLICY, KdfPolicy
from referent_desk.vault.keys.secrets_given import Secret
from referent_desk.vault.keys.unlocking import key_of, slot_opened_by, wrong_secret
from referent_desk.vault.layout import DATABASE_NAME, HEADER_NAME
from referent_desk.vault.migrate import shipped_migrations
from referent_desk.vault.place import PlaceFacts, refuse_place
from referent_desk.vault.platform_place import machine_facts
from referent_desk.vault.store import Store

Step = Callable[[str], None]

_COUNTED = {"family": "families", "meeting": "meetings", "document": "letters"}


@dataclass(frozen=True)
class BackupContent:
    """What a backup holds. `last_entry` is the moment of the journal's last line."""

    backup: Backup
    opened_by: str
    last_entry: datetime | None
    families: int
    meetings: int
    letters: int


@dataclass(frozen=True)
class Restored:
    """Where the vault now stands, and where the one that stood there before was set aside."""

    folder: Path
    aside: Path | None


@dataclass(frozen=True)
class _Key:
    holder: str
    data_key: bytes = field(repr=False)


class Restoration:
    """A backup extracted beside its place, still encrypted, checked, waiting for a decision."""

    def __init__(self, part: Path, folder: Path, content: BackupContent, key: _Key) -> None:
        self._part = part
        self._folder = folder
        self._key = key
        self.content = content

    def put_in_place(self, moment: datetime | None = None) -> Restored:
        """Sets a present vault aside. Raises AlreadyOpen; the backup itself is never changed."""
        with told_in_french():
            refuse_occupied(self._folder)
            self._note()
            aside = put_in_place(self._part, self._folder, moment or datetime.now())
        return Restored(self._folder, aside)

    def give_up(self) -> None:
        """Nothing stays of it."""
        shutil.rmtree(self._part, ignore_errors=True)

    def _note(self) -> None:
        backup = self.content.backup
        store = Store(connect_apart(self._part / DATABASE_NAME, self._key.data_key))
        try:
            journal = Journal(store, lambda: self._key.holder, backup.vault_id)
            journal.record("vault.restored", detail=backup.taken.isoformat(timespec="seconds"))
        finally:
            store.close()


def describe_backup(file: Path) -> Backup:
    """Date, vault and size, without any secret. Raises NotABackup, DamagedBackup."""
    with told_of_reading():
        return read_backup(file)


def vault_in(folder: Path, policy: KdfPolicy = STRICT_POLICY) -> str:
    """The id of the vault that stands there; empty when there is none, or none that reads."""
    try:
        return read_header(folder / HEADER_NAME, policy).vault_id
    except (VaultError, OSError):
        return ""


def prepare_restoration(
    file: Path,
    secret: Secret,
    folder: Path,
    *,
    step: Step = lambda _text: None,
    policy: KdfPolicy = STRICT_POLICY,
    place: PlaceFacts | None = None,
) -> Restoration:
    """Extracts and checks `file` beside `folder`, which is not touched.

    Raises OnNetworkShare, InSynchronisedFolder, WrongPassphrase and its like, NotABackup,
    DamagedBackup, VaultExists, and the faults of the disk. Whatever `step` raises passes through,
    and leaves nothing behind.
    """
    with told_of_restoring():
        refuse_place(folder, place or machine_facts())
        refuse_occupied(folder)
        make_folders(folder.parent)
        part = new_part(folder)
    try:
        backup, key = _extract(file, secret, part, step=step, policy=policy)
        with told_of_restoring():
            sync_folder(part)
            step("Contrôle de la sauvegarde…")
            content = _content(part / DATABASE_NAME, backup, key)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return Restoration(part, folder, content, key)


def check_backup(
    file: Path,
    secret: Secret,
    checks: Sequence[RoomCheck] = (),
    *,
    policy: KdfPolicy = STRICT_POLICY,
) -> list[Finding]:
    """Everything that can be checked. Empty when sound. Raises as `prepare_restoration`."""
    with tempfile.TemporaryDirectory() as place:
        part = Path(place)
        backup, key = _extract(file, secret, part, step=lambda _text: None, policy=policy)
        with told_of_restoring():
            subject = Subject(part / DATABASE_NAME, key.data_key, backup.vault_id)
            return list(full_findings(subject, checks, Unwatched()))


def _extract(
    file: Path, secret: Secret, part: Path, *, step: Step, policy: KdfPolicy
) -> tuple[Backup, _Key]:
    wanted = key_of(secret)
    with told_of_reading(), file.open("rb") as stream:
        container = Container(stream)
        backup = describe(file, os.fstat(stream.fileno()).st_size, container)
        try:
            header = parse_header(container.header, policy)
        except DamagedHeader as error:
            raise DamagedBackup from error
        step("Vérification du secret…")
        found = slot_opened_by(header, wanted)
        if found is None:
            raise wrong_secret(secret)
        slot, data_key = found
        if header.vault_id != backup.vault_id or not container.manifest.is_sealed_by(data_key):
            raise DamagedBackup
        with told_of_restoring():
            write_durably(part / HEADER_NAME, container.header)
            _extract_database(container, part / DATABASE_NAME, step)
    return backup, _Key(slot.holder, data_key)


def _extract_database(container: Container, target: Path, step: Step) -> None:
    total = max(container.manifest.database_bytes, 1)

    def extracted(done: int) -> None:
        step(f"Lecture de la sauvegarde\u00a0: {100 * done // total}\u00a0%")

    with target.open("xb") as writing:
        container.copy_database(writing, extracted)
        writing.flush()
        os.fsync(writing.fileno())


def _content(database: Path, backup: Backup, key: _Key) -> BackupContent:
    store = Store(connect_at_rest(database, key.data_key))
    try:
        if check_store(store):
            raise DamagedBackup
        version = store.row("PRAGMA user_version")
        if version is None or version[0] > len(shipped_migrations()):
            raise NewerVersion
        return BackupContent(backup, key.holder, _last_entry(store), **_counts(store))
    finally:
        store.close()


def _counts(store: Store) -> dict[str, int]:
    """A table that an older version did not have counts for nothing."""
    there = {row["name"] for row in store.rows("SELECT name FROM sqlite_master")}
    return {
        name: store.rows(f'SELECT count(*) FROM "{table}"')[0][0] if table in there else 0  # noqa: S608
        for table, name in _COUNTED.items()
    }


def _last_entry(store: Store) -> datetime | None:
    row = store.row("SELECT at FROM journal ORDER BY seq DESC LIMIT 1")
    return datetime.fromisoformat(row["at"]) if row else None
