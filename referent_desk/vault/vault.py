"""An open vault: what the rooms and the office work with."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from referent_desk.errors import VaultLocked
from referent_desk.vault import sealed
from referent_desk.vault.check import Finding, check_store
from referent_desk.vault.drafts import Drafts
from referent_desk.vault.faults import told_in_french
from referent_desk.vault.journal import Journal
from referent_desk.vault.keys.header import read_header
from referent_desk.vault.keys.kdf import STRICT_POLICY, KdfPolicy
from referent_desk.vault.keys.ways_in import WayIn, way_in
from referent_desk.vault.layout import HEADER_NAME
from referent_desk.vault.platform_lock import FolderLock
from referent_desk.vault.sealed import SealedBytes
from referent_desk.vault.sqlcipher import Row
from referent_desk.vault.store import Store, Unit


@dataclass(frozen=True)
class Access:
    """What unlocking yields: whose vault, opened by whom, with which key, under which lock."""

    folder: Path
    vault_id: str
    holder: str
    slot_id: str
    lock: FolderLock
    data_key: bytearray = field(repr=False)
    policy: KdfPolicy = STRICT_POLICY


class Vault:
    """Usable from any thread, one at a time; after `close` every use raises VaultLocked."""

    def __init__(self, access: Access, store: Store) -> None:
        self._access = access
        self._store = store
        self.folder = access.folder
        self.vault_id = access.vault_id
        self.holder = access.holder
        self.drafts = Drafts(store, access.holder)
        self.journal = Journal(store, access.holder, access.vault_id)

    @property
    def closed(self) -> bool:
        return self._store.closed

    def unit(self) -> AbstractContextManager[Unit]:
        """One indivisible write; leaving it without `Unit.commit` undoes it."""
        return self._store.unit()

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        return self._store.rows(sql, params)

    def row(self, sql: str, params: Sequence[object] = ()) -> Row | None:
        return self._store.row(sql, params)

    def interrupt(self) -> None:
        """Stops the statement that another thread runs; it raises Interrupted there."""
        self._store.interrupt()

    def check(self, *, thorough: bool = False) -> list[Finding]:
        """What is damaged, by the seals and the structure; `thorough` adds indexes and links."""
        return check_store(self._store, thorough=thorough)

    def ways_in(self) -> tuple[WayIn, ...]:
        """Who may open this vault, in the order in which they were let in."""
        with told_in_french():
            header = read_header(self.folder / HEADER_NAME, self._access.policy)
        return tuple(way_in(slot, self._access.slot_id) for slot in header.slots)

    def seal(self, content: bytes) -> SealedBytes:
        """Keeps `content` in memory across a lock, when the disk does not take it."""
        return sealed.seal(content, self._key(), self.vault_id)

    def unseal(self, content: SealedBytes) -> bytes:
        return sealed.unseal(content, self._key(), self.vault_id)

    def close(self) -> None:
        """Closes the store and forgets the key; what is not committed is undone."""
        try:
            self._store.close()
        finally:
            self._access.data_key[:] = bytes(len(self._access.data_key))
            self._access.lock.release()

    def _key(self) -> bytes:
        if self.closed:
            raise VaultLocked
        return bytes(self._access.data_key)

    def __enter__(self) -> "Vault":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
