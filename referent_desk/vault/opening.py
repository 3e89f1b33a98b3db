"""Unlocking a vault: lock, header, slot, database, in that order, each failing in its own words."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from referent_desk.errors import DiskFull, NotAVault, SecretRefused, TooSoon
from referent_desk.vault.access import Access
from referent_desk.vault.backups.swapping import finish_restoring
from referent_desk.vault.connection import connect_existing
from referent_desk.vault.faults import told_in_french
from referent_desk.vault.ids import local_now
from referent_desk.vault.keys.header import Header, read_header, write_header
from referent_desk.vault.keys.header_file import HeaderTrust
from referent_desk.vault.keys.kdf import STRICT_POLICY, KdfPolicy
from referent_desk.vault.keys.secrets_given import KeyringSecret, Secret
from referent_desk.vault.keys.slots import Slot
from referent_desk.vault.keys.slowing import seconds_to_wait
from referent_desk.vault.keys.unlocking import Key, key_of, slot_opened_by, wrong_secret
from referent_desk.vault.layout import DATABASE_NAME, HEADER_NAME, LOCK_NAME
from referent_desk.vault.migrate import Migration, copy_beside, migrate, shipped_migrations
from referent_desk.vault.place import PlaceFacts, refuse_place
from referent_desk.vault.platform_lock import FolderLock
from referent_desk.vault.platform_place import machine_facts
from referent_desk.vault.reencryption import finish_renewal
from referent_desk.vault.sidecars import set_foreign_sidecars_aside
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
) -> Vault:
    """Takes about half a second. `progress` is given French sentences, from this same thread.

    `place`: what is known of the disks, read from this machine unless given.
    """
    tell = progress or _silent
    key = key_of(secret)
    with told_in_french():
        refuse_place(folder, place or machine_facts())
        finish_restoring(folder)
        lock = _lock_of(folder)
        try:
            tell("Lecture de l’en-tête…")
            header = read_header(folder / HEADER_NAME, policy)
            tell("Vérification du secret…")
            slot, data_key = _unlock(folder, header, secret, key, clock)
            access = Access(folder, header.vault_id, slot, lock, bytearray(data_key), policy)
            return enter(access, finish_renewal(folder, header), tell)
        except BaseException:
            lock.release()
            raise


def enter(
    access: Access,
    header: Header,
    tell: Progress,
    migrations: Sequence[Migration] | None = None,
) -> Vault:
    """From the data key to the open vault; notes the arrival in the journal."""
    database = access.folder / DATABASE_NAME
    set_foreign_sidecars_aside(database, bytes(access.data_key))
    tell("Ouverture de la base de données…")
    connection = connect_existing(database, bytes(access.data_key))
    try:
        shipped = shipped_migrations() if migrations is None else migrations
        migrate(connection, shipped, _announced(copy_beside(database), tell))
        vault = Vault(access, Store(connection))
        _note_arrival(vault, header)
    except BaseException:
        connection.close()
        raise
    return vault


def _announced(copy: Callable[[int], None], tell: Progress) -> Callable[[int], None]:
    def announce_and_copy(version: int) -> None:
        tell("Mise à niveau du coffre, après une copie…")
        copy(version)

    return announce_and_copy


def _lock_of(folder: Path) -> FolderLock:
    if not folder.is_dir():
        raise NotAVault
    names = {path.name for path in folder.iterdir()}
    if HEADER_NAME not in names:
        raise NotAVault
    return FolderLock(folder / LOCK_NAME)


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


def _note_arrival(vault: Vault, header: Header) -> None:
    """On a full disk the vault still opens, to be read; failed unlocks then wait in the header."""
    with suppress(DiskFull):
        vault.header_file.settle()
        trust = vault.ways.trust()
        with vault.unit() as unit:
            for moment in header.failed_unlocks:
                vault.journal.record("unlock.failed", detail=moment, unit=unit)
            if trust is not HeaderTrust.OURS:
                vault.journal.record("header.not_ours", detail=trust.value, unit=unit)
            vault.journal.record("vault.opened", unit=unit)
            unit.commit()
        if header.failed_unlocks:
            write_header(vault.folder / HEADER_NAME, header.without_failed_unlocks())


def _silent(_: str) -> None:
    return None
