"""Requests and meetings in the store: rows to models and back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from referent_desk.families import Situation
from referent_desk.meetings.model import Meeting, MeetingState, Request, RequestState
from referent_desk.meetings.noted_rows import (
    change,
    read_agreement,
    read_emotion,
    read_need,
    read_passage,
    read_recovery,
    read_safety,
    write_noted,
)
from referent_desk.vault import Row, Unit, Vault, new_id, now


def insert_request(unit: Unit, request: Request, author: str) -> str:
    request_id = new_id()
    unit.insert(
        "request",
        id=request_id,
        family_id=request.family_id,
        situation_id=request.situation_id,
        person_id=request.person_id,
        received_at=_minute(request.received_at),
        channel=request.channel,
        asked=request.asked,
        origin=request.origin,
        urgency=request.urgency,
        offered=request.offered,
        state=request.state,
        closing_reason=request.closing_reason,
        meeting_id=request.meeting_id,
        written_by=author,
    )
    return request_id


def request(vault: Vault, request_id: str) -> Request | None:
    row = vault.row("SELECT * FROM request WHERE id = ?", (request_id,))
    return _request(row) if row else None


def current_situation(unit: Unit, family_id: str) -> str | None:
    found = unit.execute(
        "SELECT id FROM situation WHERE family_id = ? AND closed_on IS NULL"
        " ORDER BY opened_on DESC, id DESC LIMIT 1",
        (family_id,),
    )
    return found[0]["id"] if found else None


def situation_on(unit: Unit, family_id: str, day: date) -> str | None:
    """The one of that day: an episode that is over, when it was noted after its end."""
    found = unit.execute(
        "SELECT id FROM situation WHERE family_id = ?1 AND opened_on <= ?2"
        " AND coalesce(closed_on, ?2) >= ?2"
        " ORDER BY closed_on IS NOT NULL, opened_on DESC, id DESC LIMIT 1",
        (family_id, day.isoformat()),
    )
    return found[0]["id"] if found else None


def open_situation(unit: Unit, family_id: str, day: date) -> str:
    situation_id = new_id()
    unit.insert(
        "situation",
        id=situation_id,
        family_id=family_id,
        opened_on=day.isoformat(),
        agreement=Situation(day).agreement,
    )
    return situation_id


def end_waiting(unit: Unit, family_id: str, meeting_id: str) -> None:
    unit.execute(
        "UPDATE request SET state = 'met', meeting_id = coalesce(meeting_id, ?)"
        " WHERE family_id = ? AND state = 'waiting'",
        (meeting_id, family_id),
    )


def write_meeting(unit: Unit, meeting: Meeting, author: str) -> str:
    columns: dict[str, Any] = {
        "family_id": meeting.family_id,
        "situation_id": meeting.situation_id,
        "state": meeting.state,
        "starts_at": _minute(meeting.starts_at),
        "minutes": meeting.minutes,
        "channel": meeting.channel,
        "next_step": meeting.next_step,
        "next_step_on": meeting.next_step_on.isoformat() if meeting.next_step_on else None,
        "relay": meeting.relay,
        "written_by": author,
        "written_at": now(),
    }
    meeting_id = meeting.id or new_id()
    if meeting.id:
        change(unit, "meeting", meeting_id, columns)
    else:
        unit.insert("meeting", id=meeting_id, **columns)
    write_noted(unit, meeting_id, meeting, author, new=not meeting.id)
    return meeting_id


def planned_between(vault: Vault, family_id: str, first: str, last: str) -> str:
    """The latest of them; empty when there is none."""
    found = vault.row(
        "SELECT id FROM meeting WHERE family_id = ? AND +state = 'planned'"
        " AND starts_at BETWEEN ? AND ? ORDER BY starts_at DESC LIMIT 1",
        (family_id, first, last),
    )
    return found["id"] if found else ""


def meeting(vault: Vault, meeting_id: str) -> Meeting | None:
    found = _meetings(vault, "m.id = ?", meeting_id)
    return found[0] if found else None


def meetings_of(vault: Vault, family_id: str) -> tuple[Meeting, ...]:
    return _meetings(vault, "m.family_id = ?", family_id)


def open_needs(vault: Vault, family_id: str, person_id: str | None) -> tuple[str, ...]:
    found = vault.rows(
        "SELECT n.need, min(m.starts_at) AS first FROM need_note n"
        " JOIN meeting m ON m.id = n.meeting_id"
        " WHERE m.family_id = ?1 AND n.state IN ('expressed', 'under_way')"
        " AND (?2 IS NULL OR coalesce(n.person_id, ?2) = ?2)"
        " GROUP BY n.need ORDER BY first, n.need",
        (family_id, person_id),
    )
    return tuple(row["need"] for row in found)


def families_in_need(vault: Vault, need: str) -> frozenset[str]:
    found = vault.rows(
        "SELECT DISTINCT m.family_id FROM need_note n JOIN meeting m ON m.id = n.meeting_id"
        " WHERE n.state IN ('expressed', 'under_way') AND n.need = ?",
        (need,),
    )
    return frozenset(row["family_id"] for row in found)


def _meetings(vault: Vault, condition: str, value: str) -> tuple[Meeting, ...]:
    """`condition` is one of this module's own, on table `m`."""
    found = vault.rows(
        f"SELECT m.* FROM meeting m WHERE {condition} ORDER BY m.starts_at DESC, m.id DESC",  # noqa: S608
        (value,),
    )

    def of(table: str, order: str = "rowid") -> Mapping[str, list[Row]]:
        return _grouped(
            vault.rows(
                f"SELECT t.* FROM {table} t JOIN meeting m ON m.id = t.meeting_id"  # noqa: S608
                f" WHERE {condition} ORDER BY t.{order}",
                (value,),
            ),
            "meeting_id",
        )

    people = of("meeting_participant", "person_id")
    passages, restrictions = of("passage", "position"), _restrictions(vault, condition, value)
    lessons = _lessons(vault, condition, value)
    emotions, needs, safety = of("emotion_note"), of("need_note"), of("safety_event")
    recovery, agreements = of("recovery_note"), of("agreement")
    return tuple(
        Meeting(
            family_id=row["family_id"],
            starts_at=datetime.fromisoformat(row["starts_at"]),
            state=MeetingState(row["state"]),
            minutes=row["minutes"],
            channel=row["channel"],
            participants=tuple(p["person_id"] for p in people[row["id"]]),
            passages=tuple(
                read_passage(p, restrictions[p["id"]], lessons.get(p["id"]))
                for p in passages[row["id"]]
            ),
            emotions=tuple(read_emotion(e) for e in emotions[row["id"]]),
            needs=tuple(read_need(n) for n in needs[row["id"]]),
            safety=tuple(read_safety(s) for s in safety[row["id"]]),
            recovery=tuple(read_recovery(r) for r in recovery[row["id"]]),
            agreements=tuple(read_agreement(a) for a in agreements[row["id"]]),
            next_step=row["next_step"],
            next_step_on=date.fromisoformat(row["next_step_on"]) if row["next_step_on"] else None,
            relay=row["relay"],
            situation_id=row["situation_id"],
            id=row["id"],
        )
        for row in found
    )


def _restrictions(vault: Vault, condition: str, value: str) -> Mapping[str, list[Row]]:
    found = vault.rows(
        "SELECT r.* FROM passage_restriction r JOIN passage p ON p.id = r.passage_id"  # noqa: S608
        f" JOIN meeting m ON m.id = p.meeting_id WHERE {condition}",
        (value,),
    )
    return _grouped(found, "passage_id")


def _lessons(vault: Vault, condition: str, value: str) -> Mapping[str, Row]:
    found = vault.rows(
        "SELECT l.* FROM lesson l JOIN passage p ON p.id = l.passage_id"  # noqa: S608
        f" JOIN meeting m ON m.id = p.meeting_id WHERE {condition}",
        (value,),
    )
    return {row["passage_id"]: row for row in found}


def _grouped(found: Iterable[Row], column: str) -> Mapping[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in found:
        groups[row[column]].append(row)
    return groups


def _request(row: Row) -> Request:
    return Request(
        received_at=datetime.fromisoformat(row["received_at"]),
        asked=row["asked"],
        channel=row["channel"],
        origin=row["origin"],
        urgency=row["urgency"],
        offered=row["offered"],
        person_id=row["person_id"],
        state=RequestState(row["state"]),
        closing_reason=row["closing_reason"],
        meeting_id=row["meeting_id"],
        family_id=row["family_id"],
        situation_id=row["situation_id"],
        id=row["id"],
    )


def _minute(at: datetime) -> str:
    return at.isoformat(timespec="minutes")
