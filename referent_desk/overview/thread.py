"""Everything that happened with a family, in order of time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from referent_desk.overview.short_name import full_name, short_name
from referent_desk.vault import Row, Vault


class ThreadKind(StrEnum):
    """`PLANNED` is a meeting to come; `OPENED` and `CLOSED` are the situation's.

    `EXCEPTION` is what the law let one tell, and `TO_TELL` the same before the call.
    """

    OPENED = "opened"
    REQUEST = "request"
    PLANNED = "planned"
    MEETING = "meeting"
    MISSED = "missed"
    CANCELLED = "cancelled"
    REFERRAL = "referral"
    DOCUMENT = "document"
    INDIRECT = "indirect"
    ACTION = "action"
    EXCEPTION = "exception"
    TO_TELL = "to_tell"
    CLOSED = "closed"


@dataclass(frozen=True)
class ThreadItem:
    """`target` is the id of the record behind it; `codes` what was noted, for the words to show.

    `channel` is the kind of indirect work, and the ground of an exception.
    """

    kind: ThreadKind
    at: datetime
    target: str
    text: str = ""
    people: tuple[str, ...] = ()
    channel: str = ""
    emotions: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    person_ids: tuple[str, ...] = ()
    """Of all who are in it: those who came, spoke, asked, carry it, of whom something was noted."""


EVENTS = """
SELECT 'opened' AS kind, opened_on AS at, id AS target, '' AS text, '' AS channel, 0 AS rank
FROM situation WHERE family_id = ?1
UNION ALL
SELECT 'closed', closed_on || 'T23:59', id, closing_reason, '', 9
FROM situation WHERE family_id = ?1 AND closed_on IS NOT NULL
UNION ALL
SELECT 'request', received_at, id, asked, channel, 1 FROM request WHERE family_id = ?1
UNION ALL
SELECT CASE m.state WHEN 'held' THEN 'meeting' ELSE m.state END, m.starts_at, m.id,
       trim(coalesce(e.subject, g.title, m.decided) || char(10) || m.next_step, char(10)),
       m.channel, 2
FROM meeting m LEFT JOIN email e ON e.meeting_id = m.id
LEFT JOIN group_session g ON g.id = m.group_session_id
WHERE m.family_id = ?1
UNION ALL
SELECT 'referral', f.created_on, f.id, r.name, '', 3
FROM referral f JOIN resource r ON r.id = f.resource_id WHERE f.family_id = ?1
UNION ALL
SELECT 'document', issued_at, id, recipient, kind, 4 FROM document WHERE family_id = ?1
UNION ALL
SELECT 'indirect', done_on, id,
       minutes || ' min' || CASE note WHEN '' THEN '' ELSE ' · ' || note END, kind, 6
FROM indirect_work WHERE family_id = ?1
UNION ALL
SELECT CASE WHEN told_at IS NULL THEN 'to_tell' ELSE 'exception' END,
       coalesce(told_at, written_at), id, trim(to_whom || char(10) || what, char(10)), ground, 7
FROM disclosure WHERE family_id = ?1 AND way = 'exception'
UNION ALL
SELECT 'action', done_on, id, trim(what || char(10) || result, char(10)), '', 5
FROM action WHERE family_id = ?1 AND done_on IS NOT NULL
ORDER BY at DESC, rank DESC, target DESC
"""
PEOPLE = f"""
SELECT mp.meeting_id AS owner, {short_name("p")} AS value
FROM meeting_participant mp JOIN person p ON p.id = mp.person_id
WHERE p.family_id = ?1
UNION ALL
SELECT r.id, {full_name("p")}
FROM request r JOIN person p ON p.id = r.person_id WHERE r.family_id = ?1
"""  # noqa: S608  (constants only; values are bound)
WHO = """
SELECT m.id AS owner, mp.person_id AS value
FROM meeting m CROSS JOIN meeting_participant mp ON mp.meeting_id = m.id WHERE m.family_id = ?1
UNION
SELECT m.id, pa.said_by FROM meeting m CROSS JOIN passage pa ON pa.meeting_id = m.id
WHERE m.family_id = ?1 AND pa.said_by IS NOT NULL
UNION
SELECT m.id, pa.about FROM meeting m CROSS JOIN passage pa ON pa.meeting_id = m.id
WHERE m.family_id = ?1 AND pa.about IS NOT NULL
UNION
SELECT m.id, e.person_id FROM meeting m CROSS JOIN emotion_note e ON e.meeting_id = m.id
WHERE m.family_id = ?1 AND e.person_id IS NOT NULL
UNION
SELECT m.id, n.person_id FROM meeting m CROSS JOIN need_note n ON n.meeting_id = m.id
WHERE m.family_id = ?1 AND n.person_id IS NOT NULL
UNION
SELECT m.id, e.said_by FROM meeting m CROSS JOIN safety_event e ON e.meeting_id = m.id
WHERE m.family_id = ?1 AND e.said_by IS NOT NULL
UNION
SELECT m.id, a.person_id FROM meeting m CROSS JOIN agreement a ON a.meeting_id = m.id
WHERE m.family_id = ?1
UNION
SELECT id, person_id FROM request WHERE family_id = ?1 AND person_id IS NOT NULL
UNION
SELECT id, person_id FROM referral WHERE family_id = ?1
UNION
SELECT id, person_id FROM document WHERE family_id = ?1 AND person_id IS NOT NULL
UNION
SELECT id, person_id FROM action WHERE family_id = ?1 AND person_id IS NOT NULL
UNION
SELECT id, person_id FROM disclosure WHERE family_id = ?1 AND person_id IS NOT NULL
"""
NOTED = """
SELECT DISTINCT n.meeting_id AS owner, n.{column} AS value
FROM {table} n JOIN meeting m ON m.id = n.meeting_id WHERE m.family_id = ?1
"""


def thread(vault: Vault, family_id: str) -> tuple[ThreadItem, ...]:
    """The latest first; a day without an hour counts from midnight."""
    people = _by_owner(vault, PEOPLE, family_id)
    who = _by_owner(vault, WHO, family_id)
    emotions = _by_owner(vault, NOTED.format(table="emotion_note", column="emotion"), family_id)
    needs = _by_owner(vault, NOTED.format(table="need_note", column="need"), family_id)

    def item(row: Row) -> ThreadItem:
        target = row["target"]
        return ThreadItem(
            ThreadKind(row["kind"]),
            datetime.fromisoformat(row["at"]).replace(tzinfo=None),
            target,
            row["text"],
            people.get(target, ()),
            row["channel"],
            emotions.get(target, ()),
            needs.get(target, ()),
            who.get(target, ()),
        )

    return tuple(item(row) for row in vault.rows(EVENTS, (family_id,)))


def _by_owner(vault: Vault, sql: str, family_id: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in vault.rows(sql, (family_id,)):
        found[row["owner"]] = (*found.get(row["owner"], ()), row["value"])
    return found
