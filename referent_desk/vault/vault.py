"""An open vault: what the rooms and the office work with."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from referent_desk.errors import ReadOnlyVault, VaultLocked
from referent_desk.vault import reencryption, sealed
from referent_desk.vault.access import Access
from referent_desk.vault.asides import Asides
from referent_desk.vault.backups.making import Source
from referent_desk.vault.backups.service import Backups
from referent_desk.vault.drafts import Drafts
from referent_desk.vault.integrity.finding import (
    CheckResult,
    Finding,
    Progress,
    RoomCheck,
    Unwatched,
)
from referent_desk.vault.integrity.inspection import Inspection
from referent_desk.vault.integrity.report import SalvageReport
from referent_desk.vault.journal import Journal
from referent_desk.vault.keys.header_file import HeaderFile
from referent_desk.vault.keys.secrets_given import Secret
from referent_desk.vault.keys.ways_in import WaysIn
from referent_desk.vault.sealed import SealedBytes
from referent_desk.vault.sqlcipher import Row
from referent_desk.vault.store import Store, Unit


class Vault:
    """Usable from any thread, one at a time; after `close` every use raises VaultLocked."""

    def __init__(
        self,
        access: Access,
        store: Store,
        findings: tuple[Finding, ...] = (),
        *,
        set_aside: tuple[Path, ...] = (),
    ) -> None:
        self._access = access
        self.set_aside = set_aside
        """Files that stood beside the database and were not its own, under their new names."""
        self._store = store
        self.folder = access.folder
        self.vault_id = access.vault_id
        self.drafts = Drafts(store, lambda: self.holder)
        self.journal = self._journal_of(store)
        self.asides = Asides(store, self.journal)
        self.header_file = HeaderFile(access.folder, access.policy, self._key, store, self.journal)
        self.ways = WaysIn(self.header_file, access.vault_id, self._key, access.slot)
        source = Source(access.folder, access.vault_id, store, self._key)
        self.backups = Backups(source, self.journal)
        self._inspection = Inspection(store, access, findings)

    @property
    def holder(self) -> str:
        """Whose way opened this vault, by the name that the list of ways in gives them now."""
        return self.ways.holder

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

    def interrupt_reading(self) -> None:
        """As `interrupt`, but what is being written goes on to its end: for locking."""
        self._store.interrupt_reading()

    @property
    def read_only(self) -> bool:
        """Nothing can be written: damage was found, or the folder takes no writing."""
        return self._store.read_only

    @property
    def last_quick_check(self) -> CheckResult:
        """Of this unlock, or a later one asked for."""
        return self._inspection.last_quick

    @property
    def last_full_check(self) -> CheckResult | None:
        """Kept in the vault."""
        return self._inspection.last_full

    def watch(self, checks: Sequence[RoomCheck]) -> None:
        """What the rooms check; what they find at once ends all writing."""
        self._inspection.watch(checks)

    def check(self, *, thorough: bool = False, progress: Progress | None = None) -> list[Finding]:
        """Empty when all is sound; damage ends all writing at the next unlock at the latest.

        `thorough` reads everything, in a private copy, from any thread; it notes its result, and a
        vault closed to writing by damage that is no more there takes writing again.
        """
        if thorough:
            return list(self._inspection.full(progress or Unwatched()))
        return list(self._inspection.quick())

    def salvage(self, progress: Progress | None = None) -> SalvageReport:
        """What can be read, in a new vault beside; from then on nothing is written to this one."""
        return self._inspection.salvage(self.holder, progress or Unwatched())

    def reencrypt(self, proof: Secret, tell: Callable[[str], None]) -> None:
        """The whole vault under a new key, every way in kept; copies made before keep the old one.

        Takes some seconds for each hundred megabytes; `tell` is given a sentence before each step.
        Raises HeaderNotTrusted and what `WaysIn.prove` raises; whatever fails, the vault opens.
        """
        if self.read_only:
            raise ReadOnlyVault
        self.ways.prove(proof)
        reencryption.reencrypt(self._access, self._store, self._journal_of, tell)

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
            self._access.forget_key()
            self._access.lock.release()

    def _key(self) -> bytes:
        if self.closed:
            raise VaultLocked
        return self._access.key()

    def _journal_of(self, store: Store) -> Journal:
        return Journal(store, lambda: self.holder, self.vault_id)

    def __enter__(self) -> "Vault":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
