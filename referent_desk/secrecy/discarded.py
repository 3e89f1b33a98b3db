"""What lies in the basket: as long as it can come back, it is as confided as before."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from referent_desk.free_text import fold
from referent_desk.meetings import Source
from referent_desk.secrecy.model import Piece
from referent_desk.vault import Vault

_ROWS = """
SELECT c.value ->> '$.table' AS name, c.value -> '$.before' AS content
FROM reversal r, json_each(r.content, '$.changes') c
WHERE r.family_id = ? AND json_type(c.value, '$.before') = 'object'
"""
_Row = Mapping[str, Any]


@dataclass(frozen=True)
class _Free:
    """Columns of free words. `by` said them, or was there beside who was in the meeting."""

    columns: tuple[str, ...]
    by: str = ""
    there: str = ""


_HIS = "person_id"
_TABLES: Mapping[str, tuple[_Free, ...]] = {
    "passage": (_Free(("text",), "said_by"),),
    "emotion_note": (_Free(("words",), _HIS),),
    "need_note": (_Free(("words",), _HIS),),
    "recovery_note": (_Free(("text",), _HIS),),
    "safety_event": (_Free(("said", "done", "alerted", "follow_up"), "said_by"),),
    "meeting": (_Free(("next_step", "relay", "decided")),),
    "email": (_Free(("subject", "body", "quoted")),),
    "request": (_Free(("asked",), _HIS), _Free(("offered", "closing_reason"), there=_HIS)),
    "lesson": (_Free(("wording",), _HIS),),
    "referral": (_Free(("said_of_it",), _HIS),),
    "referral_step": (_Free(("note",)),),
    "agreement": (_Free(("what",), _HIS),),
    "action": (_Free(("what", "result"), there=_HIS),),
    "indirect_work": (_Free(("note",)),),
    "situation": (_Free(("agreement_scope", "closing_reason")),),
    "person": (_Free(("note",)),),
    "family": (_Free(("note",)),),
    "contact_point": (_Free(("when_to_call",), _HIS),),
    "network_link": (_Free(("note",)),),
}
_Deleted = Sequence[tuple[str, _Row]]


def discarded_from(vault: Vault, family_id: str, standing: Iterable[Piece]) -> Iterator[Piece]:
    """But for words that still stand in the file: there it is told whose they are."""
    rows = vault.rows(_ROWS, (family_id,))
    if rows:
        known = {fold(piece.text) for piece in standing}
        deleted = [(row["name"], json.loads(row["content"])) for row in rows]
        yield from (piece for piece in _pieces(deleted) if fold(piece.text) not in known)


def _pieces(deleted: _Deleted) -> Iterator[Piece]:
    meetings = {row.get("id"): row for table, row in deleted if table == "meeting"}
    there = _people(deleted, "meeting_participant", "meeting_id")
    kept = _people(deleted, "passage_restriction", "passage_id")
    for table, row in deleted:
        meeting_id = row.get("id" if table == "meeting" else "meeting_id")
        meeting = meetings.get(meeting_id, {})
        for free in _TABLES.get(table, ()):
            present = (*_one(row, free.there), *_shared(free, row, there[meeting_id]))
            for column in free.columns:
                if row.get(column):
                    yield _piece(row, row[column], free, meeting, present, kept[row.get("id")])


def _people(deleted: _Deleted, table: str, of: str) -> defaultdict[Any, tuple[str, ...]]:
    found: defaultdict[Any, tuple[str, ...]] = defaultdict(tuple)
    for name, row in deleted:
        if name == table:
            found[row.get(of)] += _one(row, "person_id")
    return found


def _one(row: _Row, column: str) -> tuple[str, ...]:
    return (row[column],) if row.get(column) else ()


def _shared(free: _Free, row: _Row, there: tuple[str, ...]) -> tuple[str, ...]:
    """What someone said is theirs alone; an e-mail received, its only reader's."""
    if free.by or (row.get("direction") == "received" and len(there) > 1):
        return ()
    return there


def _piece(
    row: _Row,
    text: str,
    free: _Free,
    meeting: _Row,
    there: tuple[str, ...],
    kept: tuple[str, ...],
) -> Piece:
    said_by, at = row.get(free.by), meeting.get("starts_at")
    source = Source(row.get("source") or (Source.SAID if said_by else Source.OBSERVED))
    return Piece(
        text,
        source=source,
        said_by=said_by,
        about=row.get("about"),
        about_patient=row.get("about") is None,
        restricted_from=kept,
        noted_on=datetime.fromisoformat(at).date() if at else None,
        situation_id=meeting.get("situation_id") or "",
        record_id="discarded",
        shared_with=there,
        discarded=True,
    )
