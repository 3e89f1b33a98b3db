"""Making a vault: whole in a folder beside, then renamed, so that none is ever half made."""

import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from referent_desk.errors import DamagedDatabase, InvalidInput, VaultExists
from referent_desk.vault.access import Access
from referent_desk.vault.connection import PLAIN_MAGIC, connect_new
from referent_desk.vault.faults import told_in_french
from referent_desk.vault.files import make_folders, sync_folder
from referent_desk.vault.ids import new_id, now
from referent_desk.vault.keys.header import FORMAT, Header, write_header
from referent_desk.vault.keys.kdf import (
    KEY_BYTES,
    STRICT_POLICY,
    KdfCost,
    KdfPolicy,
    calibrated_cost,
)
from referent_desk.vault.keys.recovery_code import new_recovery_code, printed
from referent_desk.vault.keys.secrets_given import Passphrase, RecoveryCode
from referent_desk.vault.keys.slots import Slot, SlotRequest
from referent_desk.vault.keys.ways_in import refuse_weak
from referent_desk.vault.layout import DATABASE_NAME, HEADER_NAME, LOCK_NAME
from referent_desk.vault.migrate import migrate, shipped_migrations
from referent_desk.vault.opening import enter
from referent_desk.vault.place import PlaceFacts, refuse_place
from referent_desk.vault.platform_lock import FolderLock
from referent_desk.vault.platform_place import machine_facts
from referent_desk.vault.vault import Vault


@dataclass(frozen=True)
class NewVault:
    """The open vault, and the only time that its recovery code is shown."""

    vault: Vault
    recovery_code: str = field(repr=False)


@dataclass(frozen=True)
class SlotBase:
    """What the first two slots share."""

    holder: str
    cost: KdfCost
    policy: KdfPolicy


def create_vault(
    folder: Path,
    passphrase: str,
    holder: str,
    *,
    cost: KdfCost | None = None,
    policy: KdfPolicy = STRICT_POLICY,
    place: PlaceFacts | None = None,
) -> NewVault:
    """Takes one to two seconds, since the cost is measured here unless given.

    Raises InvalidInput (no holder), WeakPassphrase, PlaceRefused, VaultExists, and the faults of
    the disk. `place`: what is known of the disks, read from this machine unless given.
    """
    name = holder.strip()
    if not name:
        raise InvalidInput("holder", "Indiquez le nom de la personne qui ouvrira ce coffre.")
    refuse_weak(passphrase, name)
    chosen = cost or calibrated_cost()
    if not policy.accepts(chosen):
        raise ValueError("this cost is outside the policy")
    with told_in_french():
        refuse_place(folder, place or machine_facts())
        _refuse_occupied(folder)
        return _create(folder, Passphrase(passphrase), SlotBase(name, chosen, policy))


def _refuse_occupied(folder: Path) -> None:
    """An empty folder, as a file dialog leaves it, is no obstacle."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise VaultExists
    if folder.is_dir() and any(folder.iterdir()):
        raise VaultExists


def _create(folder: Path, passphrase: Passphrase, base: SlotBase) -> NewVault:
    make_folders(folder.parent)
    code, data_key = new_recovery_code(), secrets.token_bytes(KEY_BYTES)
    header = _new_header(passphrase, code, base, data_key)
    beside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    try:
        beside.mkdir(mode=0o700)
        _write_database(beside / DATABASE_NAME, data_key)
        write_header(beside / HEADER_NAME, header)
        _put_in_place(beside, folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    lock = FolderLock(folder / LOCK_NAME)
    try:
        access = Access(
            folder, header.vault_id, header.slots[0], lock, bytearray(data_key), base.policy
        )
        return NewVault(enter(access, header, lambda _: None), printed(code))
    except BaseException:
        lock.release()
        raise


def _new_header(
    passphrase: Passphrase, code: RecoveryCode, base: SlotBase, data_key: bytes
) -> Header:
    vault_id = new_id()
    requests = (
        SlotRequest("passphrase", base.holder, passphrase.material, base.cost),
        SlotRequest("recovery", base.holder, code.text.encode(), base.cost),
    )
    slots = tuple(Slot.new(request, data_key, FORMAT, vault_id) for request in requests)
    return Header(vault_id, now(), slots).sealed(data_key)


def _write_database(path: Path, data_key: bytes) -> None:
    connection = connect_new(path, data_key)
    try:
        migrate(connection, shipped_migrations())
    finally:
        connection.close()
    with path.open("rb") as stream:
        if stream.read(len(PLAIN_MAGIC)) == PLAIN_MAGIC:
            raise DamagedDatabase


def _put_in_place(beside: Path, folder: Path) -> None:
    sync_folder(beside)
    if folder.exists():
        folder.rmdir()
    beside.rename(folder)
    sync_folder(folder.parent)
