"""Everything else that a file holds in free words: whose it is, and who was there when it was said.

Compared with what leaves, never offered to be picked. What the référent noted of their own is
nobody's: it goes in no letter as it stands.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from referent_desk.meetings import Source
from referent_desk.secrecy.model import Piece
from referent_desk.vault import Row, Vault

_THERE = "(SELECT group_concat(person_id) FROM meeting_participant WHERE meeting_id = m.id)"
_ALONE = (
    "(SELECT max(person_id) FROM meeting_participant WHERE meeting_id = m.id HAVING count(*) = 1)"
)
_KEPT = "(SELECT group_concat(person_id) FROM passage_restriction WHERE passage_id = t.passage_id)"


@dataclass(frozen=True)
class _Words:
    """A column of free words, in SQL. `by` said it; NULL: the référent noted it, unless `said`.

    `there` and `kept` are those who were in the room, and those who must not learn it.
    """

    table: str
    text: str
    by: str = "NULL"
    at: str = "NULL"
    about: str = "NULL"
    said: str = ""
    there: str = "NULL"
    kept: str = "NULL"
    situation: str = "NULL"
    joined: str = ""
    family: str = "t.family_id"
    key: str = "t.id"
    where: str = "1"
    patient: bool = False

    @property
    def query(self) -> str:
        said = self.said or f"{self.by} IS NOT NULL"
        return (
            f"SELECT {self.key} AS id, {self.text} AS text, {self.by} AS said_by, {said} AS said,"  # noqa: S608  (our own names)
            f" {self.about} AS about, {self.at} AS at, {int(self.patient)} AS patient,"
            f" {self.situation} AS situation_id, {self.there} AS there, {self.kept} AS kept"
            f" FROM {self.table} t {self.joined}"
            f" WHERE {self.family} = ?1 AND {self.where} AND {self.text} <> ''"
        )


_MAIL = _Words(
    "email",
    "t.body",
    at="m.starts_at",
    joined="JOIN meeting m ON m.id = t.meeting_id",
    key="m.id",
    family="m.family_id",
    situation="m.situation_id",
    patient=True,
)
_RECEIVED = replace(_MAIL, by=_ALONE, said="1", where="t.direction = 'received'")
_SENT = replace(_MAIL, there=_THERE, where="t.direction = 'sent'")
_STEP = "JOIN referral r ON r.id = t.referral_id"
_COLUMNS = (
    _Words(
        "request", "t.asked", "t.person_id", "t.received_at",
        said="1", situation="t.situation_id", patient=True,
    ),
    _Words("request", "t.offered", at="t.received_at", there="t.person_id"),
    _Words("request", "t.closing_reason", at="t.received_at", there="t.person_id"),
    _RECEIVED,
    replace(_RECEIVED, text="t.subject"),
    _SENT,
    replace(_SENT, text="t.subject"),
    replace(_MAIL, text="t.quoted", said="1"),
    _Words(
        "meeting", "t.decided", at="t.starts_at", there=_THERE.replace("m.id", "t.id"),
        situation="t.situation_id", patient=True,
    ),
    _Words(
        "group_session", "t.note", at="t.starts_at", family="m.family_id",
        joined="JOIN meeting m ON m.group_session_id = t.id",
    ),
    _Words(
        "lesson", "t.wording", "t.person_id", "t.marked_on", kept=_KEPT, patient=True,
        joined="LEFT JOIN passage p ON p.id = t.passage_id",
        said="coalesce(p.source, 'said') = 'said'",
    ),
    _Words("referral", "t.said_of_it", "t.person_id", "t.state_on", "t.person_id"),
    _Words(
        "referral_step", "t.note", "r.person_id", "t.stated_on", "r.person_id",
        joined=_STEP, family="r.family_id",
    ),
    _Words("agreement", "t.what", "t.person_id", "t.given_on"),
    _Words("action", "t.what", at="t.created_at", there="t.person_id"),
    _Words("action", "t.result", at="t.done_on", there="t.person_id"),
    _Words("indirect_work", "t.note", at="t.done_on", situation="t.situation_id", patient=True),
    _Words("situation", "t.agreement_scope", at="t.agreement_on", situation="t.id", patient=True),
    _Words("situation", "t.closing_reason", at="t.closed_on", situation="t.id", patient=True),
    _Words("disclosure", "t.what", "t.person_id", "t.told_at", patient=True),
    _Words("radar_dismissal", "t.reason", at="t.dismissed_at", key="t.subject"),
    _Words("person", "t.note", about="t.id"),
    _Words("family", "t.note", family="t.id"),
    _Words(
        "contact_point", "t.when_to_call", "t.person_id", family="w.family_id",
        joined="JOIN person w ON w.id = t.person_id",
    ),
    _Words(
        "network_link", "t.note", family="w.family_id",
        joined="JOIN network_member w ON w.id = t.from_id",
    ),
)  # fmt: skip
WRITTEN = " UNION ALL ".join(column.query for column in _COLUMNS)


def written_in(vault: Vault, family_id: str) -> tuple[Piece, ...]:
    """Outside what was noted in meetings."""
    return tuple(_piece(row) for row in vault.rows(WRITTEN, (family_id,)))


def _piece(row: Row) -> Piece:
    return Piece(
        row["text"],
        source=Source.SAID if row["said"] else Source.OBSERVED,
        said_by=row["said_by"],
        about=row["about"],
        about_patient=bool(row["patient"]),
        restricted_from=_people(row["kept"]),
        noted_on=datetime.fromisoformat(row["at"]).date() if row["at"] else None,
        situation_id=row["situation_id"] or "",
        record_id=row["id"],
        shared_with=_people(row["there"]),
    )


def _people(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(",")) if joined else ()
