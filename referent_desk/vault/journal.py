"""Who came in and what left: append-only, each entry bound to the one before by its hash."""

import hashlib
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from referent_desk.errors import VaultError
from referent_desk.vault.drafts import joined
from referent_desk.vault.ids import now
from referent_desk.vault.meta import recalled, remember
from referent_desk.vault.sqlcipher import Row
from referent_desk.vault.store import Store, Unit

HEAD = "journal_head"
_NO_WORDS = re.compile(r"[a-z0-9_.:;=,/+TZ-]*")
"""Ids, codes, dates and figures: a name has a capital, an accent or a space."""
_LAST = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True)
class JournalEntry:
    """`seq` counts from 1; `subject` is a record's id, never a name."""

    seq: int
    at: str
    holder: str
    event: str
    subject: str
    detail: str
    previous: str
    hash: str

    def expected_hash(self) -> str:
        facts = [
            self.seq,
            self.at,
            self.holder,
            self.event,
            self.subject,
            self.detail,
            self.previous,
        ]
        return hashlib.sha256(json.dumps(facts, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True)
class JournalCheck:
    """`first_broken` is the number of the first entry that does not fit, or that is missing."""

    entries: int
    first_broken: int | None

    @property
    def sound(self) -> bool:
        return self.first_broken is None


class Journal:
    """The journal as one holder writes it."""

    def __init__(self, store: Store, holder: Callable[[], str], vault_id: str) -> None:
        self._store = store
        self._holder = holder
        self._origin = chain_origin(vault_id)

    def record(
        self,
        event: str,
        subject: str = "",
        detail: str = "",
        *,
        at: str = "",
        unit: Unit | None = None,
    ) -> None:
        """Within `unit`, if given: the event then stands or falls with what it tells of.

        `subject` is an id and `detail` a date, a figure or a code: the journal outlives what it
        tells of, so it holds no word of it. Another detail is left out; another subject is a
        ValueError. In a vault open to be read only, nothing is noted: looking on must stay
        possible.
        """
        if not (_NO_WORDS.fullmatch(event) and _NO_WORDS.fullmatch(subject)):
            raise ValueError("the journal takes codes and ids, no words")
        if unit is None and self._store.read_only:
            return
        fact = detail if _NO_WORDS.fullmatch(detail) else ""
        with joined(self._store, unit) as work:
            last = work.execute(_LAST)
            seq, previous = (last[0]["seq"], last[0]["hash"]) if last else (0, self._origin)
            bare = JournalEntry(
                seq + 1, at or now(), self._holder(), event, subject, fact, previous, ""
            )
            sealed = bare.expected_hash()
            work.insert("journal", **{**bare.__dict__, "hash": sealed})
            remember(work, HEAD, f"{bare.seq}:{sealed}")

    def note_reading(self, event: str, subject: str = "") -> None:
        """What was looked at. A vault that takes no writing (full disk) can still be read."""
        with suppress(VaultError):
            self.record(event, subject)

    def entries(self) -> list[JournalEntry]:
        """Oldest first."""
        return [entry_of(row) for row in self._store.rows("SELECT * FROM journal ORDER BY seq")]

    def verify(self) -> JournalCheck:
        entries = self.entries()
        previous = self._origin
        for number, entry in enumerate(entries, start=1):
            fits = entry.seq == number and entry.previous == previous
            if not fits or entry.hash != entry.expected_hash():
                return JournalCheck(len(entries), number)
            previous = entry.hash
        return JournalCheck(len(entries), self._missing_end(len(entries), previous))

    def _missing_end(self, count: int, last_hash: str) -> int | None:
        expected = f"{count}:{last_hash}" if count else None
        return None if recalled(self._store, HEAD) == expected else count + 1


def chain_origin(vault_id: str) -> str:
    """What the first entry is bound to."""
    return hashlib.sha256(vault_id.encode()).hexdigest()


def entry_of(row: Row) -> JournalEntry:
    return JournalEntry(**{name: row[name] for name in row.keys()})  # noqa: SIM118
