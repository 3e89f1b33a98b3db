"""What is noted in a meeting, in the store.

Writing touches only the rows that differ: they keep their ids, so that what refers to them (steps
of a need, actions, lessons) stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from referent_desk.meetings.model import (
    Agreement,
    AgreementForm,
    Dimension,
    EmotionNote,
    LessonKind,
    LessonMark,
    Meeting,
    NeedNote,
    NeedState,
    Passage,
    RecoveryNote,
    SafetyEvent,
    Source,
)
from referent_desk.vault import Row, Unit, new_id

Columns = Mapping[str, Any]
_STAMPS = ("written_by", "written_at")
"""Say who wrote a row and when: no difference by themselves."""
_OWN_LIFE = ("withdrawn_on", "resource_id", "marked_on")
"""Changed elsewhere, or set once."""
_TABLES = ("passage", "emotion_note", "need_note", "safety_event", "recovery_note", "agreement")


@dataclass(frozen=True)
class _Stored:
    """What is stored of a meeting: rows by table and id, and what belongs to its passages."""

    rows: Mapping[str, Mapping[str, Row]]
    participants: frozenset[str]
    restrictions: Mapping[str, set[str]]
    lessons: Mapping[str, Row]


_NOTHING = _Stored({}, frozenset(), {}, {})


def write_noted(
    unit: Unit, meeting_id: str, meeting: Meeting, author: str, *, new: bool = False
) -> None:
    """Of a `new` meeting nothing can be stored yet, and nothing is looked for."""
    stored = _NOTHING if new else _read(unit, meeting_id)
    pairs = ("meeting_participant", "meeting_id", "person_id")
    _write_pairs(unit, pairs, meeting_id, stored.participants, meeting.participants)
    passages = {p.id or new_id(): p for p in meeting.passages}
    columns = {i: _passage(p, at, author) for at, (i, p) in enumerate(passages.items())}
    gone = _write(unit, "passage", meeting_id, stored, columns)
    for passage_id, passage in passages.items():
        _write_restrictions(unit, passage_id, stored, passage.restricted_from)
        lesson = stored.lessons.get(passage_id)
        _write_lesson(unit, meeting, (passage_id, passage), lesson, author)
    notes: dict[str, dict[str, Columns]] = {
        "emotion_note": {n.id or new_id(): _emotion(n) for n in meeting.emotions},
        "need_note": {n.id or new_id(): _need(n) for n in meeting.needs},
        "safety_event": {e.id or new_id(): _safety(e) for e in meeting.safety},
        "recovery_note": {r.id or new_id(): _recovery(r) for r in meeting.recovery},
        "agreement": {
            a.id or new_id(): agreement_columns(a, meeting.family_id, author)
            for a in meeting.agreements
        },
    }
    for table, wanted in notes.items():
        _delete(unit, table, _write(unit, table, meeting_id, stored, wanted))
    for passage_id in gone:
        _write_restrictions(unit, passage_id, stored, ())
    _delete(unit, "passage", gone)


def change(unit: Unit, table: str, row_id: str, columns: Columns) -> None:
    """Writes when something differs. Raises NotFound if no row has this id."""
    found = unit.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))  # noqa: S608
    if not found or _differs(found[0], columns):
        unit.update(table, row_id, **columns)


def read_passage(row: Row, restrictions: Iterable[Row], lesson: Row | None) -> Passage:
    return Passage(
        row["facet"],
        row["text"],
        Source(row["source"]),
        row["said_by"],
        row["about"],
        bool(row["verbatim"]),
        tuple(r["person_id"] for r in restrictions),
        read_mark(lesson) if lesson else None,
        row["id"],
    )


def read_mark(row: Row) -> LessonMark:
    return LessonMark(LessonKind(row["kind"]), row["wording"], _day(row["agreed_on"]), row["id"])


def read_emotion(row: Row) -> EmotionNote:
    return EmotionNote(
        row["emotion"],
        row["aspect"],
        row["person_id"],
        Source(row["source"]),
        row["words"],
        row["weight"],
        row["passage_id"],
        row["id"],
    )


def read_need(row: Row) -> NeedNote:
    return NeedNote(
        row["need"],
        row["aspect"],
        row["person_id"],
        NeedState(row["state"]),
        row["words"],
        Source(row["source"]),
        row["passage_id"],
        row["id"],
    )


def read_safety(row: Row) -> SafetyEvent:
    at = row["alerted_at"]
    return SafetyEvent(
        row["kind"],
        row["said"],
        row["said_by"],
        row["done"],
        row["alerted"],
        datetime.fromisoformat(at) if at else None,
        bool(row["numbers_given"]),
        row["follow_up"],
        _day(row["follow_up_on"]),
        _day(row["closed_on"]),
        row["id"],
    )


def read_recovery(row: Row) -> RecoveryNote:
    return RecoveryNote(Dimension(row["dimension"]), row["text"], row["person_id"], row["id"])


def read_agreement(row: Row) -> Agreement:
    return Agreement(
        row["person_id"],
        row["what"],
        row["to_whom"],
        AgreementForm(row["form"]),
        _day(row["given_on"]),
        _day(row["withdrawn_on"]),
        row["id"],
        row["resource_id"],
        AgreementForm(row["withdrawal_form"]) if row["withdrawal_form"] else None,
        row["document_id"],
    )


def agreement_columns(agreement: Agreement, family_id: str, author: str) -> Columns:
    return {
        "family_id": family_id,
        "person_id": agreement.person_id,
        "form": agreement.form,
        "what": agreement.what,
        "to_whom": agreement.to_whom,
        "given_on": _iso(agreement.given_on),
        "withdrawn_on": _iso(agreement.withdrawn_on),
        "resource_id": agreement.resource_id,
        "written_by": author,
    }


def _read(unit: Unit, meeting_id: str) -> _Stored:
    def of(sql: str) -> list[Row]:
        return unit.execute(sql, (meeting_id,))

    restrictions: defaultdict[str, set[str]] = defaultdict(set)
    theirs = "passage_id IN (SELECT id FROM passage WHERE meeting_id = ?)"
    for row in of(f"SELECT * FROM passage_restriction WHERE {theirs}"):  # noqa: S608
        restrictions[row["passage_id"]].add(row["person_id"])
    people = of("SELECT person_id FROM meeting_participant WHERE meeting_id = ?")
    return _Stored(
        {
            table: {row["id"]: row for row in of(f"SELECT * FROM {table} WHERE meeting_id = ?")}  # noqa: S608
            for table in _TABLES
        },
        frozenset(row["person_id"] for row in people),
        restrictions,
        {row["passage_id"]: row for row in of(f"SELECT * FROM lesson WHERE {theirs}")},  # noqa: S608
    )


def _write(
    unit: Unit, table: str, meeting_id: str, stored: _Stored, wanted: Mapping[str, Columns]
) -> list[str]:
    """Inserts and updates; returns the ids of the rows that are no longer wanted."""
    rows = stored.rows.get(table, {})
    added = [{"id": i, "meeting_id": meeting_id, **c} for i, c in wanted.items() if i not in rows]
    unit.insert_all(table, added)
    for row_id, columns in wanted.items():
        if row_id in rows and _differs(rows[row_id], columns):
            unit.update(table, row_id, **_theirs(columns))
    return [row_id for row_id in rows if row_id not in wanted]


def _delete(unit: Unit, table: str, ids: Iterable[str]) -> None:
    for row_id in ids:
        unit.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608


def _differs(row: Row, columns: Columns) -> bool:
    return any(
        row[name] != value for name, value in _theirs(columns).items() if name not in _STAMPS
    )


def _theirs(columns: Columns) -> dict[str, Any]:
    return {name: value for name, value in columns.items() if name not in _OWN_LIFE}


def _write_restrictions(
    unit: Unit, passage_id: str, stored: _Stored, people: Iterable[str]
) -> None:
    pairs = ("passage_restriction", "passage_id", "person_id")
    _write_pairs(unit, pairs, passage_id, stored.restrictions.get(passage_id, ()), people)


def _write_pairs(
    unit: Unit,
    where: tuple[str, str, str],
    owner_id: str,
    stored: Iterable[str],
    wanted: Iterable[str],
) -> None:
    """`where` is a table of pairs, its owner's column and the other's."""
    table, owner, other = where
    there, kept = set(stored), set(wanted)
    for gone in sorted(there - kept):
        unit.execute(f"DELETE FROM {table} WHERE {owner} = ? AND {other} = ?", (owner_id, gone))  # noqa: S608
    for added in sorted(kept - there):
        unit.insert(table, **{owner: owner_id, other: added})


def _write_lesson(
    unit: Unit, meeting: Meeting, under: tuple[str, Passage], found: Row | None, author: str
) -> None:
    """`under` a passage and its id, which a new one does not know yet; `found` is stored."""
    passage_id, passage = under
    mark = passage.lesson
    if mark is None:
        _delete(unit, "lesson", [found["id"]] if found else [])
        return
    columns: Columns = {
        "family_id": meeting.family_id,
        "person_id": passage.said_by,
        "kind": mark.kind,
        "wording": mark.wording,
        "agreed_on": _iso(mark.agreed_on),
        "marked_on": meeting.starts_at.date().isoformat(),
        "written_by": author,
    }
    if not found:
        unit.insert("lesson", id=mark.id or new_id(), passage_id=passage_id, **columns)
    elif _differs(found, columns):
        unit.update("lesson", found["id"], **_theirs(columns))


def _passage(passage: Passage, place: int, author: str) -> Columns:
    return {
        "facet": passage.facet,
        "position": place,
        "text": passage.text,
        "source": passage.source,
        "said_by": passage.said_by,
        "about": passage.about,
        "verbatim": int(passage.verbatim),
        "written_by": author,
    }


def _emotion(note: EmotionNote) -> Columns:
    return {
        "person_id": note.person_id,
        "emotion": note.emotion,
        "aspect": note.aspect,
        "source": note.source,
        "words": note.words,
        "weight": note.weight,
        "passage_id": note.passage_id,
    }


def _need(note: NeedNote) -> Columns:
    return {
        "person_id": note.person_id,
        "need": note.need,
        "aspect": note.aspect,
        "state": note.state,
        "words": note.words,
        "source": note.source,
        "passage_id": note.passage_id,
    }


def _safety(event: SafetyEvent) -> Columns:
    at = event.alerted_at
    return {
        "kind": event.kind,
        "said": event.said,
        "said_by": event.said_by,
        "done": event.done,
        "alerted": event.alerted,
        "alerted_at": at.isoformat(timespec="minutes") if at else None,
        "numbers_given": int(event.numbers_given),
        "follow_up": event.follow_up,
        "follow_up_on": _iso(event.follow_up_on),
        "closed_on": _iso(event.closed_on),
    }


def _recovery(note: RecoveryNote) -> Columns:
    return {"dimension": note.dimension, "text": note.text, "person_id": note.person_id}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
