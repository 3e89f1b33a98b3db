"""The journal of access as it is read: the names behind its ids are looked up at this moment."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from referent_desk.overview.short_name import full_name
from referent_desk.vault import Row, Vault

PAGE = 200


class EventKind(StrEnum):
    """What the journal is filtered by."""

    ENTRY = "entry"
    REFUSED = "refused"
    READING = "reading"
    LEAVING = "leaving"
    FILES = "files"
    ACCESS = "access"
    SAFETY = "safety"
    OTHER = "other"


_EXACT = {
    "vault.opened": EventKind.ENTRY,
    "unlock.failed": EventKind.REFUSED,
    "proof.failed": EventKind.REFUSED,
    "family.opened": EventKind.READING,
    "document.opened": EventKind.READING,
    "journal.read": EventKind.READING,
    "document.issued": EventKind.LEAVING,
    "document.printed": EventKind.LEAVING,
    "document.exported": EventKind.LEAVING,
    "document.handed_over": EventKind.LEAVING,
    "document.sent": EventKind.LEAVING,
    "envelope.printed": EventKind.LEAVING,
    "envelope.exported": EventKind.LEAVING,
    "network.printed": EventKind.LEAVING,
    "evolution.printed": EventKind.LEAVING,
    "preparation.printed": EventKind.LEAVING,
    "preparation.exported": EventKind.LEAVING,
    "summary.printed": EventKind.LEAVING,
    "summary.exported": EventKind.LEAVING,
    "register.printed": EventKind.LEAVING,
    "register.exported": EventKind.LEAVING,
    "lessons.printed": EventKind.LEAVING,
    "lessons.exported": EventKind.LEAVING,
    "report.issued": EventKind.LEAVING,
    "report.printed": EventKind.LEAVING,
    "report.exported": EventKind.LEAVING,
    "journal.printed": EventKind.LEAVING,
    "journal.exported": EventKind.LEAVING,
}
_BY_SUBJECT = {
    "action": EventKind.FILES,
    "agreement": EventKind.FILES,
    "basket": EventKind.FILES,
    "access": EventKind.ACCESS,
    "backup": EventKind.SAFETY,
    "disclosure": EventKind.LEAVING,
    "document": EventKind.FILES,
    "family": EventKind.FILES,
    "header": EventKind.ACCESS,
    "integrity": EventKind.SAFETY,
    "meeting": EventKind.FILES,
    "person": EventKind.FILES,
    "request": EventKind.FILES,
    "vault": EventKind.SAFETY,
}
_WITH_NAMES = {EventKind.READING, EventKind.LEAVING, EventKind.FILES, EventKind.ACCESS}


def kind_of(event: str) -> EventKind:
    """By the event itself, else by what it tells of: « family.erased » is about the files."""
    return _EXACT.get(event) or _BY_SUBJECT.get(event.partition(".")[0], EventKind.OTHER)


@dataclass(frozen=True)
class JournalFilter:
    """Each one that is given narrows; `since` and `until` are days, both included.

    `families` are ids: none of them, when it is empty, and nothing is found.
    """

    since: date | None = None
    until: date | None = None
    holder: str = ""
    kind: EventKind | None = None
    families: tuple[str, ...] | None = None


@dataclass(frozen=True)
class JournalLine:
    """`gone` when the entry points at a record that is no longer there: no name is left of it.

    Who failed to unlock is not known: `holder` is then empty.
    """

    seq: int
    at: datetime
    holder: str
    event: str
    family_id: str = ""
    family: str = ""
    person: str = ""
    recipient: str = ""
    way_in: str = ""
    gone: bool = False

    @property
    def kind(self) -> EventKind:
        return kind_of(self.event)


@dataclass(frozen=True)
class JournalPage:
    """The newest first; `before` asks for the next page, and is None on the last."""

    lines: tuple[JournalLine, ...]
    before: int | None


@dataclass(frozen=True)
class JournalChoices:
    """What the filters can offer: who and which families appear in the journal."""

    holders: tuple[str, ...]
    families: tuple[tuple[str, str], ...] = field(repr=False)


# A failed unlock is taken up at the next opening; `detail` then keeps when it happened.
_WHEN = "CASE WHEN j.event = 'unlock.failed' AND j.detail <> '' THEN j.detail ELSE j.at END"
_LINES = f"""
SELECT j.seq, {_WHEN} AS at, j.event, j.subject,
       CASE WHEN j.event = 'unlock.failed' THEN '' ELSE j.holder END AS holder,
       coalesce(f.id, p.family_id, d.family_id, '') AS family_id,
       coalesce(f.name, pf.name, df.name, '') AS family,
       coalesce({full_name("p")}, '') AS person,
       coalesce(d.recipient, '') AS recipient
FROM journal j
LEFT JOIN family f ON f.id = j.subject
LEFT JOIN person p ON p.id = j.subject LEFT JOIN family pf ON pf.id = p.family_id
LEFT JOIN document d ON d.id = j.subject LEFT JOIN family df ON df.id = d.family_id
WHERE {{where}} ORDER BY j.seq DESC LIMIT ?
"""  # noqa: S608  (constants only; values are bound)
_OF_FAMILIES = """
j.subject IN (
    SELECT value FROM json_each(?1)
    UNION ALL SELECT id FROM person WHERE family_id IN (SELECT value FROM json_each(?1))
    UNION ALL SELECT id FROM document WHERE family_id IN (SELECT value FROM json_each(?1))
)
"""
_FAMILIES = """
SELECT f.id, f.name FROM family f
WHERE EXISTS (SELECT 1 FROM journal j WHERE j.subject = f.id) ORDER BY f.name COLLATE NOCASE, f.id
"""


def page(
    vault: Vault, wanted: JournalFilter, before: int | None = None, limit: int = PAGE
) -> JournalPage:
    """At most `limit` lines, from the entry before number `before` on back."""
    where, values = _where(vault, wanted, before)
    rows = vault.rows(_LINES.format(where=where), (*values, limit + 1))
    about_ways = any(kind_of(row["event"]) is EventKind.ACCESS for row in rows)
    ways = _ways(vault) if about_ways else dict[str, str]()
    lines = tuple(_line(row, ways) for row in rows[:limit])
    return JournalPage(lines, lines[-1].seq if len(rows) > limit else None)


def count(vault: Vault, wanted: JournalFilter) -> int:
    where, values = _where(vault, wanted, None)
    found = vault.row(f"SELECT count(*) AS n FROM journal j WHERE {where}", values)  # noqa: S608
    return found["n"] if found else 0


def choices(vault: Vault) -> JournalChoices:
    holders = vault.rows("SELECT DISTINCT holder FROM journal ORDER BY holder COLLATE NOCASE")
    families = vault.rows(_FAMILIES)
    return JournalChoices(
        tuple(row["holder"] for row in holders),
        tuple((row["id"], row["name"]) for row in families),
    )


def _where(
    vault: Vault, wanted: JournalFilter, before: int | None
) -> tuple[str, tuple[object, ...]]:
    """The families come first: their value is used several times, as ?1."""
    parts: list[tuple[str, tuple[object, ...]]] = [("1", ())]
    if wanted.families is not None:
        parts.append((_OF_FAMILIES, (json.dumps(wanted.families),)))
    if before is not None:
        parts.append(("j.seq < ?", (before,)))
    if wanted.since is not None:
        parts.append((f"substr({_WHEN}, 1, 10) >= ?", (wanted.since.isoformat(),)))
    if wanted.until is not None:
        parts.append((f"substr({_WHEN}, 1, 10) <= ?", (wanted.until.isoformat(),)))
    if wanted.holder:
        parts.append(("j.holder = ? AND j.event <> 'unlock.failed'", (wanted.holder,)))
    if wanted.kind is not None:
        events = _events(vault, wanted.kind)
        marks = ", ".join("?" for _ in events)
        parts.append((f"j.event IN ({marks})", events))
    clauses = " AND ".join(clause for clause, _ in parts)
    return clauses, tuple(value for _, values in parts for value in values)


def _events(vault: Vault, kind: EventKind) -> tuple[str, ...]:
    found = vault.rows("SELECT DISTINCT event FROM journal")
    return tuple(row["event"] for row in found if kind_of(row["event"]) is kind)


def _ways(vault: Vault) -> Mapping[str, str]:
    return {way.id: way.holder for way in vault.ways.all()}


def _names_somebody(event: str) -> bool:
    """A report of figures is of nobody."""
    return kind_of(event) in _WITH_NAMES and not event.startswith("report.")


def _line(row: Row, ways: Mapping[str, str]) -> JournalLine:
    subject, event = row["subject"], row["event"]
    way_in = ways.get(subject, "") if kind_of(event) is EventKind.ACCESS else ""
    return JournalLine(
        row["seq"],
        datetime.fromisoformat(row["at"]),
        row["holder"],
        event,
        row["family_id"],
        row["family"],
        row["person"],
        row["recipient"],
        way_in,
        gone=bool(subject) and _names_somebody(event) and not (row["family_id"] or way_in),
    )
