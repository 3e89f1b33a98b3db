"""What is looked at before each unlock lets anyone write: a few reads, whatever the size."""

from collections.abc import Callable, Iterable
from contextlib import suppress

from referent_desk.errors import DamagedDatabase
from referent_desk.vault.connection import PAGE
from referent_desk.vault.faults import told_in_french
from referent_desk.vault.integrity.chain import tail_of_chain
from referent_desk.vault.integrity.finding import (
    FREE,
    SIZE,
    UNREADABLE,
    CheckResult,
    Finding,
    Reader,
    Subject,
)
from referent_desk.vault.integrity.pages import BrokenPage, Pages
from referent_desk.vault.integrity.trees import Trees
from referent_desk.vault.meta import recalled
from referent_desk.vault.store import Store

FULL_CHECK = "integrity.full"
_MASTER = "SELECT name FROM sqlite_master"


def quick_findings(reader: Store, subject: Subject) -> tuple[Finding, ...]:
    """The plan of the base, its size, its free pages, the journal's end, the last full check.

    With writes still in the log, on a full disk, the file alone does not tell its shape.
    """
    return (
        *unreadable_told(lambda: _plan(reader), "sqlite_schema"),
        *(shape(subject) if reader.settled else ()),
        *unreadable_told(lambda: tail_of_chain(reader, subject.vault_id), "journal"),
        *unreadable_told(lambda: _told_before(reader), "meta"),
    )


def unreadable_told(check: Callable[[], Iterable[Finding]], table: str) -> list[Finding]:
    """What `check` finds; being unable to read is a finding too."""
    try:
        return list(check())
    except DamagedDatabase as error:
        return [Finding(UNREADABLE, table, detail=str(error.__cause__ or ""))]


def last_full_check(reader: Reader) -> CheckResult | None:
    """None when there was none, or when what was noted of it does not read."""
    noted = recalled(reader, FULL_CHECK)
    if noted is not None:
        with suppress(ValueError, TypeError, KeyError):
            return CheckResult.from_text(noted)
    return None


def _plan(reader: Reader) -> Iterable[Finding]:
    reader.rows(_MASTER)
    return ()


def shape(subject: Subject) -> list[Finding]:
    """The file's own word on its length, and its list of free pages."""
    with told_in_french(), Pages(subject.file, subject.data_key) as pages:
        try:
            counted = int.from_bytes(pages.read(1)[28:32], "big")
        except BrokenPage:
            return []
        if counted != pages.count or subject.file.stat().st_size % PAGE:
            return [Finding(SIZE, detail=f"{pages.count} pages sur {counted}")]
        try:
            free, expected = Trees(pages).free_pages()
        except BrokenPage as error:
            return [Finding(FREE, page=error.number)]
    return [] if len(free) == expected else [Finding(FREE, detail=f"{len(free)} / {expected}")]


def _told_before(reader: Reader) -> Iterable[Finding]:
    """Damage does not heal: what the last full check saw still stands."""
    last = last_full_check(reader)
    return [finding for finding in last.findings if not finding.mends_itself] if last else ()
