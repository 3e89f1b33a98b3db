"""The home of the day: what is planned, what waits, what is due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from referent_desk.families import apart
from referent_desk.followup import Action
from referent_desk.overview.referrals import ReferralUnderWay, silent_referrals
from referent_desk.overview.short_name import full_name, short_name
from referent_desk.vault import Draft, Row, Vault


@dataclass(frozen=True)
class Appointment:
    """A planned meeting; `number` counts the family's meetings, this one included."""

    meeting_id: str
    family_id: str
    family: str
    at: datetime
    channel: str
    people: tuple[str, ...]
    patient_informed: bool
    number: int


@dataclass(frozen=True)
class WaitingRequest:
    request_id: str
    family_id: str
    family: str
    caller: str
    received_at: datetime
    asked: str
    urgency: str

    def days(self, today: date) -> int:
        return (today - self.received_at.date()).days


@dataclass(frozen=True)
class DueAction:
    """`need` is the code of the need it answers, `person` whom it is about, when they are known."""

    family: str
    action: Action
    need: str = ""
    person: str = ""


@dataclass(frozen=True)
class Home:
    """`late` are appointments of earlier days whose meeting was never noted."""

    day: date
    today: tuple[Appointment, ...]
    coming: tuple[Appointment, ...]
    late: tuple[Appointment, ...]
    waiting: tuple[WaitingRequest, ...]
    due: tuple[DueAction, ...]
    silent: tuple[ReferralUnderWay, ...]
    drafts: tuple[Draft, ...]
    families: int


# The « + » makes SQLite count by the family’s index rather than among all meetings held.
APPOINTMENTS = f"""
SELECT m.id, m.family_id, f.name AS family, m.starts_at, m.channel, s.patient_informed,
       (SELECT count(*) + 1 FROM meeting h WHERE h.family_id = m.family_id AND +h.state = 'held')
           AS number,
       (SELECT group_concat({short_name("p")}, '|')
        FROM meeting_participant mp JOIN person p ON p.id = mp.person_id
        WHERE mp.meeting_id = m.id) AS people
FROM meeting m JOIN family f ON f.id = m.family_id JOIN situation s ON s.id = m.situation_id
WHERE m.state = 'planned' AND m.starts_at < ? ORDER BY m.starts_at
"""  # noqa: S608  (constants only; values are bound)
WAITING = f"""
SELECT r.id, r.family_id, f.name AS family, r.received_at, r.asked, r.urgency,
       coalesce(trim(p.civility || ' ' || p.first_name || ' ' || p.last_name) || {apart("p")}, '')
           AS caller
FROM request r JOIN family f ON f.id = r.family_id LEFT JOIN person p ON p.id = r.person_id
WHERE r.state = 'waiting' ORDER BY r.received_at
"""  # noqa: S608  (constants only; values are bound)
DUE = f"""
SELECT a.*, f.name AS family, coalesce(n.need, '') AS need,
       coalesce({full_name("p")}, '') AS person
FROM action a JOIN family f ON f.id = a.family_id LEFT JOIN need_note n ON n.id = a.need_id
LEFT JOIN person p ON p.id = a.person_id
WHERE a.done_on IS NULL AND a.due_on IS NOT NULL AND a.due_on <= ?1
  AND coalesce(a.snoozed_until, '') <= ?2 ORDER BY a.due_on
"""  # noqa: S608  (constants only; values are bound)
COMING_DAYS = 7


def home(vault: Vault, today: date, referral_days: int) -> Home:
    """Actions due within a week; appointments up to a week ahead and those left behind.

    Referrals count as silent after `referral_days`.
    """
    limit = (today + timedelta(days=COMING_DAYS + 1)).isoformat()
    planned = [appointment_of(row) for row in vault.rows(APPOINTMENTS, (limit,))]
    count = vault.row("SELECT count(*) AS n FROM family")
    return Home(
        today,
        tuple(a for a in planned if a.at.date() == today),
        tuple(a for a in planned if a.at.date() > today),
        tuple(a for a in planned if a.at.date() < today),
        tuple(_waiting(row) for row in vault.rows(WAITING)),
        tuple(_due(row) for row in vault.rows(DUE, (limit, today.isoformat()))),
        silent_referrals(vault, today, referral_days),
        tuple(vault.drafts.all()),
        count["n"] if count else 0,
    )


def appointment_of(row: Row) -> Appointment:
    """From a row of APPOINTMENTS."""
    return Appointment(
        row["id"],
        row["family_id"],
        row["family"],
        datetime.fromisoformat(row["starts_at"]),
        row["channel"],
        tuple(row["people"].split("|")) if row["people"] else (),
        bool(row["patient_informed"]),
        row["number"],
    )


def _waiting(row: Row) -> WaitingRequest:
    return WaitingRequest(
        row["id"],
        row["family_id"],
        row["family"],
        row["caller"],
        datetime.fromisoformat(row["received_at"]),
        row["asked"],
        row["urgency"],
    )


def _due(row: Row) -> DueAction:
    action = Action(
        row["family_id"],
        row["what"],
        date.fromisoformat(row["due_on"]),
        meeting_id=row["meeting_id"],
        need_id=row["need_id"],
        person_id=row["person_id"],
        id=row["id"],
    )
    return DueAction(row["family"], action, row["need"], row["person"])
