"""Before today's visits: the last time, what was agreed, what is open, what must not be told."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from referent_desk.followup import Action, Followup
from referent_desk.overview.home import APPOINTMENTS, Appointment, appointment_of
from referent_desk.overview.needs import OpenNeed, open_needs
from referent_desk.overview.referrals import ReferralUnderWay
from referent_desk.overview.short_name import full_name
from referent_desk.vault import Row, Vault


@dataclass(frozen=True)
class LastTime:
    """The meeting held before: codes of what was noted, words that they said, what was agreed."""

    at: datetime
    people: tuple[str, ...]
    emotions: tuple[str, ...]
    words: tuple[tuple[str, str], ...] = field(repr=False)
    """(who, what): verbatims, without those that somebody must not learn."""
    next_step: str
    next_step_on: date | None
    decided: str
    relay: str


@dataclass(frozen=True)
class NotToTell:
    """`expected`: one of those who must not learn it comes today."""

    text: str
    from_whom: tuple[str, ...]
    expected: bool


@dataclass(frozen=True)
class OpenSafety:
    """A safety event not closed: its kind, its day, what was to follow."""

    kind: str
    day: date
    follow_up: str


@dataclass(frozen=True)
class Preparation:
    appointment: Appointment
    patient: str
    agreement: str
    agreement_scope: str
    last: LastTime | None
    needs: tuple[OpenNeed, ...]
    actions: tuple[Action, ...]
    referrals: tuple[ReferralUnderWay, ...]
    not_to_tell: tuple[NotToTell, ...]
    safety: tuple[OpenSafety, ...]


WORDS_SHOWN = 4
_NAME = full_name("p")
SITUATION = """
SELECT s.id, s.patient, s.agreement, s.agreement_scope FROM situation s
JOIN meeting m ON m.situation_id = s.id WHERE m.id = ?
"""
LAST = """
SELECT * FROM meeting WHERE family_id = ?1 AND +state = 'held' AND starts_at < ?2
ORDER BY starts_at DESC LIMIT 1
"""
PEOPLE = f"""
SELECT {_NAME} AS value FROM meeting_participant mp JOIN person p ON p.id = mp.person_id
WHERE mp.meeting_id = ? ORDER BY p.position
"""  # noqa: S608
EMOTIONS = "SELECT DISTINCT emotion AS value FROM emotion_note WHERE meeting_id = ?"
WORDS = f"""
SELECT pa.text, coalesce({_NAME}, '') AS who FROM passage pa LEFT JOIN person p ON p.id = pa.said_by
WHERE pa.meeting_id = ? AND pa.verbatim = 1
  AND NOT EXISTS (SELECT 1 FROM passage_restriction r WHERE r.passage_id = pa.id)
ORDER BY pa.position LIMIT {WORDS_SHOWN}
"""  # noqa: S608
NOT_TO_TELL = f"""
SELECT pa.text, group_concat({_NAME}, '|') AS names, max(mp.person_id IS NOT NULL) AS expected
FROM meeting m CROSS JOIN passage pa ON pa.meeting_id = m.id
CROSS JOIN passage_restriction r ON r.passage_id = pa.id
JOIN person p ON p.id = r.person_id
LEFT JOIN meeting_participant mp ON mp.meeting_id = ?2 AND mp.person_id = r.person_id
WHERE m.family_id = ?1 GROUP BY pa.id ORDER BY expected DESC, m.starts_at DESC, pa.position
"""  # noqa: S608
REFERRALS = f"""
SELECT r.id, r.state, r.state_on, o.name AS resource, {_NAME} AS person
FROM referral r JOIN person p ON p.id = r.person_id JOIN resource o ON o.id = r.resource_id
WHERE r.family_id = ? AND +r.state IN ('proposed', 'handed', 'contacted', 'attending')
ORDER BY r.state_on DESC
"""  # noqa: S608
OPEN_SAFETY = """
SELECT e.kind, substr(m.starts_at, 1, 10) AS day, e.follow_up FROM meeting m
CROSS JOIN safety_event e ON e.meeting_id = m.id
WHERE m.family_id = ? AND +e.closed_on IS NULL ORDER BY m.starts_at DESC
"""


def preparations(vault: Vault, today: date) -> tuple[Preparation, ...]:
    """Today's visits, in their order."""
    rows = vault.rows(APPOINTMENTS, ((today + timedelta(days=1)).isoformat(),))
    planned = [appointment_of(row) for row in rows]
    return tuple(_prepared(vault, one) for one in planned if one.at.date() == today)


def _prepared(vault: Vault, visit: Appointment) -> Preparation:
    family_id = visit.family_id
    situation = vault.row(SITUATION, (visit.meeting_id,))
    return Preparation(
        visit,
        situation["patient"] if situation else "",
        situation["agreement"] if situation else "",
        situation["agreement_scope"] if situation else "",
        _last(vault, visit),
        open_needs(vault, family_id),
        Followup(vault).actions(family_id),
        tuple(_referral(row, visit) for row in vault.rows(REFERRALS, (family_id,))),
        tuple(
            NotToTell(row["text"], tuple(row["names"].split("|")), bool(row["expected"]))
            for row in vault.rows(NOT_TO_TELL, (family_id, visit.meeting_id))
        ),
        tuple(
            OpenSafety(row["kind"], date.fromisoformat(row["day"]), row["follow_up"])
            for row in vault.rows(OPEN_SAFETY, (family_id,))
        ),
    )


def _last(vault: Vault, visit: Appointment) -> LastTime | None:
    row = vault.row(LAST, (visit.family_id, visit.at.isoformat(timespec="minutes")))
    if row is None:
        return None
    one = (row["id"],)
    return LastTime(
        datetime.fromisoformat(row["starts_at"]),
        tuple(found["value"] for found in vault.rows(PEOPLE, one)),
        tuple(found["value"] for found in vault.rows(EMOTIONS, one)),
        tuple((found["who"], found["text"]) for found in vault.rows(WORDS, one)),
        row["next_step"],
        date.fromisoformat(row["next_step_on"]) if row["next_step_on"] else None,
        row["decided"],
        row["relay"],
    )


def _referral(row: Row, visit: Appointment) -> ReferralUnderWay:
    return ReferralUnderWay(
        row["id"],
        visit.family_id,
        visit.family,
        row["person"],
        row["resource"],
        row["state"],
        date.fromisoformat(row["state_on"]),
    )
