"""The checks of one open vault: what was found last, and what follows from it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from referent_desk.errors import DamagedDatabase, VaultError, VaultLocked
from referent_desk.vault.access import Access
from referent_desk.vault.connection import connect_existing
from referent_desk.vault.faults import Interrupted
from referent_desk.vault.integrity.copying import copy_between_writes
from referent_desk.vault.integrity.finding import (
    CheckResult,
    Finding,
    Progress,
    RoomCheck,
    Subject,
)
from referent_desk.vault.integrity.full import full_findings, private_copy
from referent_desk.vault.integrity.quick import (
    FULL_CHECK,
    last_full_check,
    quick_findings,
    unreadable_told,
)
from referent_desk.vault.integrity.report import SalvageReport
from referent_desk.vault.integrity.salvage import Damaged, salvage
from referent_desk.vault.meta import remember
from referent_desk.vault.store import Store


class Inspection:
    """Owned by the vault; once that is closed, every use raises VaultLocked."""

    def __init__(self, store: Store, access: Access, findings: tuple[Finding, ...]) -> None:
        self._store, self._access = store, access
        self._checks: tuple[RoomCheck, ...] = ()
        self.last_quick = _result(findings)
        self._full: CheckResult | None = None

    @property
    def last_full(self) -> CheckResult | None:
        if self._full is None:
            with suppress(DamagedDatabase):
                return last_full_check(self._store)
        return self._full

    def watch(self, checks: Sequence[RoomCheck]) -> None:
        self._checks = tuple(checks)
        self._take_in((*self.last_quick.findings, *self._quick_of_rooms()))

    def quick(self) -> tuple[Finding, ...]:
        with self._store.exclusively():
            self._settle()
            found = quick_findings(self._store, self._subject(self._access.database))
            self._take_in((*found, *self._quick_of_rooms()))
        return self.last_quick.findings

    def full(self, progress: Progress) -> tuple[Finding, ...]:
        if self._store.read_only:
            subject = self._subject(self._access.database)
            return self._note(full_findings(subject, self._checks, progress))
        progress("Copie de la base…")
        key = self._key()

        def copy(target: Path) -> None:
            copy_between_writes(self._store, self._access.database, target, progress)

        with private_copy(self._access.database, copy) as file:
            if key != self._key():  # re-encrypted meanwhile
                raise Interrupted
            return self._note(full_findings(self._subject(file), self._checks, progress))

    def salvage(self, holder: str, progress: Progress) -> SalvageReport:
        with self._store.exclusively():
            self._settle()
            self._store.read_only = True
            damaged = Damaged(self._access.folder, self._key(), self._access.vault_id, holder)
        return salvage(damaged, self._checks, progress)

    def _settle(self) -> None:
        """So that the file may be looked at, unless the disk is full or takes no writing."""
        if not self._store.read_only:
            with suppress(VaultError):
                self._store.settle()

    def _key(self) -> bytes:
        if self._store.closed:
            raise VaultLocked
        return self._access.key()

    def _subject(self, file: Path) -> Subject:
        return Subject(file, self._key(), self._access.vault_id)

    def _quick_of_rooms(self) -> list[Finding]:
        return [
            finding
            for check in self._checks
            for finding in unreadable_told(lambda c=check: c.quick(self._store), check.table)
        ]

    def _take_in(self, findings: tuple[Finding, ...]) -> None:
        self.last_quick = _result(findings)
        if findings:
            self._store.read_only = True

    def _note(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """In the vault, unless it takes no writing; a clean bill opens it to writing again."""
        self._full = result = _result(findings)
        if self._store.read_only and self.last_quick.findings and not findings:
            self._open_to_writing()
        if not self._store.read_only:
            with self._store.unit() as unit:
                remember(unit, FULL_CHECK, result.as_text())
                unit.commit()
        return findings

    def _open_to_writing(self) -> None:
        with self._store.exclusively():
            self._store.change_connection(
                lambda: connect_existing(self._access.database, self._access.key())
            )
            self._store.read_only = False
        self.last_quick = _result(())


def _result(findings: tuple[Finding, ...]) -> CheckResult:
    return CheckResult(datetime.now().astimezone(), findings)
