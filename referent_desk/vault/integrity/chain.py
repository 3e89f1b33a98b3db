"""The journal's chain, followed over any reader: its end, or all of it."""

from collections.abc import Iterable, Iterator

from referent_desk.vault.integrity.finding import JOURNAL, Finding
from referent_desk.vault.journal import HEAD, JournalEntry, chain_origin, entry_of
from referent_desk.vault.meta import recalled
from referent_desk.vault.sqlcipher import Reader

TAIL = 200
_BATCH = 2000
_NEXT = "SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?"
_TAIL = "SELECT * FROM journal ORDER BY seq DESC LIMIT ?"


class Chain:
    """Follows entries one by one."""

    def __init__(self, vault_id: str) -> None:
        self.count = 0
        self.hash = chain_origin(vault_id)

    def start_after(self, entry: JournalEntry) -> None:
        """Takes this one as given."""
        self.count, self.hash = entry.seq, entry.hash

    def takes(self, entry: JournalEntry) -> bool:
        """False where it does not follow what came before; it is then not taken."""
        fits = entry.seq == self.count + 1 and entry.previous == self.hash
        if not fits or entry.hash != entry.expected_hash():
            return False
        self.count, self.hash = entry.seq, entry.hash
        return True

    @property
    def head(self) -> str | None:
        return f"{self.count}:{self.hash}" if self.count else None


def tail_of_chain(reader: Reader, vault_id: str) -> list[Finding]:
    """The last entries, up to the head kept in `meta`."""
    entries = [entry_of(row) for row in reader.rows(_TAIL, (TAIL + 1,))][::-1]
    followed = Chain(vault_id)
    if len(entries) > TAIL:
        followed.start_after(entries.pop(0))
    return _follow(reader, followed, entries)


def whole_chain(reader: Reader, vault_id: str) -> list[Finding]:
    return _follow(reader, Chain(vault_id), _all(reader))


def _all(reader: Reader) -> Iterator[JournalEntry]:
    last = 0
    while batch := reader.rows(_NEXT, (last, _BATCH)):
        yield from map(entry_of, batch)
        last = batch[-1]["seq"]


def _follow(reader: Reader, followed: Chain, entries: Iterable[JournalEntry]) -> list[Finding]:
    for entry in entries:
        if not followed.takes(entry):
            return [_broken(followed.count + 1)]
    fits = recalled(reader, HEAD) == followed.head
    return [] if fits else [_broken(followed.count + 1)]


def _broken(number: int) -> Finding:
    return Finding(JOURNAL, "journal", detail=str(number))
