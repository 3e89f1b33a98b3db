"""coffre.json of an open vault, replaced in step with what the vault remembers of it.

The vault keeps, inside, the seal of the header that it wrote last. An older header put back (with
a revoked way in), or one whose names were changed, is thereby noticed. A change goes in three
steps: announced inside, written outside, confirmed inside; the next opening finishes what a crash
left between them.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from referent_desk.errors import DamagedDatabase
from referent_desk.vault.faults import told_in_french
from referent_desk.vault.journal import Journal
from referent_desk.vault.keys.header import Header, read_header, write_header
from referent_desk.vault.keys.kdf import KdfPolicy
from referent_desk.vault.layout import HEADER_NAME
from referent_desk.vault.meta import forget, recalled, remember
from referent_desk.vault.store import Store, Unit

_SEAL = "header_seal"
_ANNOUNCED = "header_announced"


class HeaderTrust(Enum):
    """What the open vault thinks of the header that it was opened with."""

    OURS = "ours"
    OLDER = "older"
    """Sealed by this vault, but not the last one that it wrote: a revoked way in may be back."""
    ALTERED = "altered"
    """Names or ways in were changed by another hand."""


@dataclass(frozen=True)
class HeaderChange:
    """What the journal will say of it; `renamed` is (old, new) when a holder's name changes."""

    event: str
    subject: str
    renamed: tuple[str, str] | None = None


class HeaderFile:
    def __init__(
        self,
        folder: Path,
        policy: KdfPolicy,
        data_key: Callable[[], bytes],
        store: Store,
        journal: Journal,
    ) -> None:
        self._path = folder / HEADER_NAME
        self._policy = policy
        self._data_key = data_key
        self._store = store
        self._journal = journal

    def read(self) -> Header:
        with told_in_french():
            return read_header(self._path, self._policy)

    def trust(self) -> HeaderTrust:
        header = self.read()
        if not header.sealed_by(self._data_key()):
            return HeaderTrust.ALTERED
        with suppress(DamagedDatabase):  # what the vault remembers of it may be lost
            if recalled(self._store, _SEAL) == header.seal.hex():
                return HeaderTrust.OURS
        return HeaderTrust.OLDER

    def replace(self, header: Header, change: HeaderChange) -> None:
        """Durable once this returns; a fault before the file is written leaves all as it was."""
        sealed = header.sealed(self._data_key())
        facts = [sealed.seal.hex(), change.event, change.subject, change.renamed]
        with self._store.unit() as unit:
            remember(unit, _ANNOUNCED, json.dumps(facts))
            unit.commit()
        with told_in_french():
            write_header(self._path, sealed)
        self.settle()

    def settle(self) -> None:
        """Finishes or forgets a change that was announced; takes up a new vault's first header."""
        seal = self.read().seal.hex()
        announced = recalled(self._store, _ANNOUNCED)
        if announced is None:
            if recalled(self._store, _SEAL) is None:
                self._take_up(seal)
            return
        expected, event, subject, renamed = json.loads(announced)
        with self._store.unit() as unit:
            if expected == seal:
                remember(unit, _SEAL, seal)
                self._journal.record(event, subject, unit=unit)
                _rename_drafts(unit, renamed)
            forget(unit, _ANNOUNCED)
            unit.commit()

    def note_refused_proof(self) -> None:
        """Where the vault can be written; the refusal itself never depends on it."""
        self._journal.note_reading("proof.failed")

    def accept(self) -> None:
        """The holder has looked at the ways in and stands for them."""
        header = self.read()
        self.replace(header, HeaderChange("access.accepted", ""))

    def _take_up(self, seal: str) -> None:
        with self._store.unit() as unit:
            remember(unit, _SEAL, seal)
            unit.commit()


def adopt(unit: Unit, header: Header) -> None:
    """From then on `header` is the one that the vault expects."""
    remember(unit, _SEAL, header.seal.hex())
    forget(unit, _ANNOUNCED)


def _rename_drafts(unit: Unit, renamed: list[str] | None) -> None:
    if renamed:
        unit.execute("UPDATE drafts SET holder = ? WHERE holder = ?", (renamed[1], renamed[0]))
