"""Unlocking a vault: lock, header, slot, database, in that order, each failing in its own words."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from referent_desk.errors import (
    DamagedDatabase,
    DiskFull,
    NewerVersion,
    NotAVault,
    OlderVersion,
    SecretRefused,
    TooSoon,
    UnfinishedWrite,
)
from referent_desk.vault import sqlcipher
from referent_desk.vault.access import Access
from referent_desk.vault.backups.swapping import finish_restoring
from referent_desk.vault.connection import connect_existing, connect_to_read, refuse_truncated
from referent_desk.vault.faults import told_in_french
from referent_desk.vault.files import can_write
from referent_desk.vault.ids import local_now
from referent_desk.vault.integrity.finding import Finding, RoomCheck, Subject, Unwatched
from referent_desk.vault.integrity.finding import Progress as Watched
from referent_desk.vault.integrity.full import remove_old_copies
from referent_desk.vault.integrity.quick import quick_findings
from referent_desk.vault.integrity.report import SalvageReport
from referent_desk.vault.integrity.salvage import Damaged, salvage
from referent_desk.vault.keys.header import Header, read_header, write_header
from referent_desk.vault.keys.header_file import HeaderTrust
from referent_desk.vault.keys.kdf import STRICT_POLICY, KdfPolicy
from referent_desk.vault.keys.secrets_given import KeyringSecret, Secret
from referent_desk.vault.keys.slots import Slot
from referent_desk.vault.keys.slowing import seconds_to_wait
from referent_desk.vault.keys.unlocking import Key, key_of, slot_opened_by, wrong_secret
from referent_desk.vault.layout import HEADER_NAME, LOCK_NAME
from referent_desk.vault.log import Log
from referent_desk.vault.migrate import (
    Migration,
    copy_beside,
    migrate,
    schema_version,
    shipped_migrations,
)
from referent_desk.vault.place import PlaceFacts, refuse_place
from referent_desk.vault.platform_lock import FolderLock
from referent_desk.vault.platform_place import machine_facts
from referent_desk.vault.playback import Standing, standing
from referent_desk.vault.reencryption import finish_renewal
from referent_desk.vault.sidecars import (
    has_unfinished_write,
    keep_a_copy_of_the_log,
    set_foreign_sidecars_aside,
)
from referent_desk.vault.store import Store
from referent_desk.vault.vault import Vault

Progress = Callable[[str], None]


def open_vault(
    folder: Path,
    secret: Secret,
    *,
    progress: Progress | None = None,
    policy: KdfPolicy = STRICT_POLICY,
    place: PlaceFacts | None = None,
    clock: Callable[[], datetime] = local_now,
    read_only: bool = False,
) -> Vault:
    """Takes about half a second. `progress` is given French sentences, from this same thread.

    Opens read only what a look at it finds damaged (`Vault.read_only`). With `read_only`, also what
    would else be refused, as far as it can be read, and in a folder that takes no writing.

    `place`: what is known of the disks, read from this machine unless given.
    """
    tell = progress or _silent
    with told_in_french():
        refuse_place(folder, place or machine_facts())
        finish_restoring(folder)
        lock = _lock_of(folder, to_read=read_only)
        try:
            access, header = _get_in(folder, secret, tell, lock, policy, clock)
            if read_only:
                return enter_to_read(access)
            return enter(access, header, tell)
        except BaseException:
            lock.release()
            raise


def salvage_vault(
    folder: Path,
    secret: Secret,
    checks: Sequence[RoomCheck] = (),
    *,
    progress: Watched | None = None,
    policy: KdfPolicy = STRICT_POLICY,
) -> SalvageReport:
    """What can be read of a vault that does not open, in a new one beside it."""
    watched = progress or Unwatched()
    with told_in_french():
        refuse_place(folder, machine_facts())
        lock = _lock_of(folder, to_read=True)
        try:
            access, _header = _get_in(folder, secret, watched, lock, policy)
            with suppress(DamagedDatabase):
                _reopening(access)().close()  # undoes a write that was cut short
            damaged = Damaged(folder, access.key(), access.vault_id, access.slot.holder)
            return salvage(damaged, checks, watched)
        finally:
            lock.release()


def _get_in(
    folder: Path,
    secret: Secret,
    tell: Progress,
    lock: FolderLock,
    policy: KdfPolicy,
    clock: Callable[[], datetime] = local_now,
) -> tuple[Access, Header]:
    tell("Lecture de l’en-tête…")
    header = read_header(folder / HEADER_NAME, policy)
    tell("Vérification du secret…")
    slot, data_key = _unlock(folder, header, secret, key_of(secret), clock)
    access = Access(folder, header.vault_id, slot, lock, bytearray(data_key), policy)
    if can_write(folder):
        header = finish_renewal(folder, header)
    elif header.renewing:
        raise UnfinishedWrite
    return access, header


def enter(
    access: Access,
    header: Header,
    tell: Progress,
    migrations: Sequence[Migration] | None = None,
) -> Vault:
    """From the data key to the open vault; notes the arrival in the journal.

    What a quick look finds damaged is opened to be read, and nothing is written to it.
    """
    database = access.database
    tidied = set_foreign_sidecars_aside(database, access.key())
    if tidied.log in {Standing.DAMAGED, Standing.TOO_SHORT}:
        raise DamagedDatabase
    remove_old_copies(access.folder)
    tell("Ouverture de la base de données…")
    connection, log = connect_existing(database, access.key()), Log(database)
    try:
        store = Store(connection, log=log)
        found = _looked_at(store, connection, access)
        if not found:
            shipped = shipped_migrations() if migrations is None else migrations
            migrate(connection, shipped, _before_upgrade(store, log, database, tell))
            vault = Vault(
                access, Store(connection, _reopening(access), log=log), set_aside=tidied.aside
            )
            _note_arrival(vault, header)
            return vault
    except BaseException:
        connection.close()
        raise
    connection.close()
    return enter_to_read(access, found)


def _looked_at(
    store: Store, connection: sqlcipher.Connection, access: Access
) -> tuple[Finding, ...]:
    """What a crash left in the log is brought into the file first, unless the disk is full."""
    with suppress(DiskFull):
        store.settle()
    if store.settled:
        refuse_truncated(connection, access.database)
    return quick_findings(store, _subject(access))


def _before_upgrade(
    store: Store, log: Log, database: Path, tell: Progress
) -> Callable[[int], None]:
    copy = copy_beside(database)

    def copy_and_begin(version: int) -> None:
        tell("Mise à niveau du coffre, après une copie…")
        store.settle()
        copy(version)
        log.begin(store.connection)

    return copy_and_begin


def enter_to_read(access: Access, findings: tuple[Finding, ...] = ()) -> Vault:
    """Nothing is written but, where it can be, the undoing of a write that was cut short."""
    reopen = _reopening(access)
    connection = reopen()
    try:
        _refuse_other_version(schema_version(connection))
        log = Log(access.database, pending=_plays_back(access))
        store = Store(connection, reopen, log=log, read_only=True)
        found = findings or quick_findings(store, _subject(access))
        return Vault(access, store, found)
    except BaseException:
        connection.close()
        raise


def _reopening(access: Access) -> Callable[[], sqlcipher.Connection]:
    """To read on after a damaged page; the key is taken from where closing forgets it."""
    database = access.database

    def reopen() -> sqlcipher.Connection:
        key = access.key()
        with told_in_french():
            if _takes_writing(access):
                return _played_back(access)
            if has_unfinished_write(database, key):
                raise UnfinishedWrite
            return connect_to_read(database, key, at_rest=True)

    return reopen


def _played_back(access: Access) -> sqlcipher.Connection:
    """A log that does not fill what the file lost is left beside it, as all the rest."""
    database, key = access.database, access.key()
    tidied = set_foreign_sidecars_aside(database, key)
    if tidied.log is Standing.TOO_SHORT:
        return connect_to_read(database, key, at_rest=True)
    if tidied.log is Standing.DAMAGED:
        keep_a_copy_of_the_log(database)
    connection = connect_to_read(database, key)
    with suppress(sqlcipher.Error):
        Log(database).settle(connection)
    return connection


def _takes_writing(access: Access) -> bool:
    return can_write(access.folder) and can_write(access.database)


def _plays_back(access: Access) -> bool:
    if not _takes_writing(access):
        return False
    return standing(access.database, access.key()) is not Standing.TOO_SHORT


def _subject(access: Access) -> Subject:
    return Subject(access.database, access.key(), access.vault_id)


def _refuse_other_version(present: int) -> None:
    known = len(shipped_migrations())
    if present > known:
        raise NewerVersion
    if present < known:
        raise OlderVersion


def _lock_of(folder: Path, *, to_read: bool = False) -> FolderLock:
    if not folder.is_dir():
        raise NotAVault
    names = {path.name for path in folder.iterdir()}
    if HEADER_NAME not in names:
        raise NotAVault
    return FolderLock(folder / LOCK_NAME, to_read=to_read)


def _unlock(
    folder: Path, header: Header, secret: Secret, key: Key, clock: Callable[[], datetime]
) -> tuple[Slot, bytes]:
    """What the keyring keeps is not guessed, and never waits."""
    wait = seconds_to_wait(header.failed_unlocks, clock())
    if wait and not isinstance(secret, KeyringSecret):
        raise TooSoon(wait)
    found = slot_opened_by(header, key)
    if found is not None:
        return found
    failed = header.with_failed_unlock(clock().isoformat(timespec="seconds"))
    with suppress(OSError):
        write_header(folder / HEADER_NAME, failed)
    error = wrong_secret(secret)
    if isinstance(error, SecretRefused):
        error.wait = seconds_to_wait(failed.failed_unlocks, clock())
    raise error


def _date_in(moment: str) -> str:
    """The header is open to any hand: what is no date does not enter the journal."""
    try:
        return datetime.fromisoformat(moment).isoformat(timespec="seconds")
    except ValueError:
        return ""


def _note_arrival(vault: Vault, header: Header) -> None:
    """On a full disk the vault still opens, to be read; failed unlocks then wait in the header."""
    with suppress(DiskFull):
        vault.header_file.settle()
        trust = vault.ways.trust()
        with vault.unit() as unit:
            for moment in header.failed_unlocks:
                vault.journal.record("unlock.failed", detail=_date_in(moment), unit=unit)
            if trust is not HeaderTrust.OURS:
                vault.journal.record("header.not_ours", detail=trust.value, unit=unit)
            for _file in vault.set_aside:
                vault.journal.record("vault.stray_log", unit=unit)
            vault.journal.record("vault.opened", unit=unit)
            unit.commit()
        if header.failed_unlocks:
            write_header(vault.folder / HEADER_NAME, header.without_failed_unlocks())


def _silent(_: str) -> None:
    return None
