"""The SQL of what is counted: one statement a population, one expression or statement an indicator.

Counts, totals and the records behind a figure all derive from these. Values are named, `:first`,
and bound by `asking`. Days and hours compare as text: from `:first`, before `:after`.
"""

from dataclasses import dataclass

from referent_desk.activity.figures import LeftOutReason, RecordKind

CONTACTS = ("contacts", "interviews", "network_meetings", "group_sessions", "direct_minutes")
"""Populations of contacts: their members tell by `session` whether one is a group's."""
MET = ("situations_seen", "first_meetings", "persons_met", *CONTACTS)
"""Those that a meeting held makes members of."""

_FACE_TO_FACE = "IN (SELECT value FROM json_each(:face_to_face))"


def _in_period(day: str) -> str:
    return f"{day} >= :first AND {day} < :after"


def _meetings(state: str) -> str:
    return f"SELECT id, family_id, starts_at AS day, channel FROM meeting WHERE state = '{state}' AND {_in_period('starts_at')}"  # noqa: S608, E501


def _answers_request(meeting: str) -> str:
    """The appointment given, or a meeting face to face in the same situation, from the call on."""
    return (
        f"{meeting}.starts_at >= substr(r.received_at, 1, 10) AND ({meeting}.id = r.meeting_id"
        f" OR ({meeting}.situation_id = r.situation_id AND {meeting}.channel {_FACE_TO_FACE}))"
    )


# A session of several families is one contact, with the day and the minutes of the session.
_CONTACTS = f"""
SELECT id, family_id, starts_at AS day, channel, minutes, 0 AS session FROM meeting
WHERE state = 'held' AND {_in_period("starts_at")} AND group_session_id IS NULL
UNION ALL
SELECT g.id, '', g.starts_at, :group, g.minutes, 1 FROM group_session g
WHERE {_in_period("g.starts_at")} AND EXISTS (
    SELECT 1 FROM meeting m WHERE m.group_session_id = g.id AND +m.state = 'held')
"""  # noqa: S608

_INDIRECT = f"""
SELECT id, coalesce(family_id, '') AS family_id, done_on AS day, kind, minutes FROM indirect_work
WHERE {_in_period("done_on")}
"""  # noqa: S608

MEMBERS = {
    "situations_new": f"""
SELECT id, family_id, opened_on AS day, origin, ward, admission FROM situation
WHERE {_in_period("opened_on")}
""",  # noqa: S608
    "situations_current": """
SELECT id, family_id, opened_on AS day FROM situation
WHERE closed_on IS NULL AND opened_on < :after
UNION ALL
SELECT id, family_id, opened_on FROM situation
WHERE closed_on >= :first AND opened_on < :after
""",
    "situations_seen": f"""
SELECT s.id, s.family_id, min(m.starts_at) AS day, s.ward, count(*) AS meetings
FROM meeting m CROSS JOIN situation s ON s.id = m.situation_id
WHERE m.state = 'held' AND {_in_period("m.starts_at")} GROUP BY s.id
""",  # noqa: S608
    "situations_closed": f"""
SELECT id, family_id, closed_on AS day, closing_reason FROM situation
WHERE {_in_period("closed_on")}
""",  # noqa: S608
    "requests": f"""
SELECT id, family_id, received_at AS day, channel, origin, urgency, state FROM request
WHERE {_in_period("received_at")}
""",  # noqa: S608
    "first_meetings": f"""
SELECT r.id, r.family_id, min(m.starts_at) AS day, CAST(
    julianday(substr(min(m.starts_at), 1, 10)) - julianday(substr(r.received_at, 1, 10))
    AS INTEGER) AS delay
FROM meeting m CROSS JOIN request r ON r.family_id = m.family_id
WHERE m.state = 'held' AND {_in_period("m.starts_at")} AND {_answers_request("m")}
  AND NOT EXISTS (SELECT 1 FROM meeting e
      WHERE e.family_id = r.family_id AND e.starts_at < :first AND +e.state = 'held'
        AND {_answers_request("e")})
GROUP BY r.id
""",  # noqa: S608
    "persons_met": f"""
SELECT p.id, p.family_id, min(m.starts_at) AS day, p.link, p.minor, p.age_bracket,
       CASE WHEN p.birth_year <= :year THEN :year - p.birth_year END AS age
FROM meeting m CROSS JOIN meeting_participant mp ON mp.meeting_id = m.id
CROSS JOIN person p ON p.id = mp.person_id
WHERE m.state = 'held' AND {_in_period("m.starts_at")} GROUP BY p.id
""",  # noqa: S608
    "referrals": f"""
SELECT id, family_id, created_on AS day, resource_id, state FROM referral
WHERE {_in_period("created_on")}
""",  # noqa: S608
    "contacts": _CONTACTS,
    "interviews": f"SELECT * FROM ({_CONTACTS}) WHERE channel {_FACE_TO_FACE}",  # noqa: S608
    "network_meetings": f"SELECT * FROM ({_CONTACTS}) WHERE channel IN"  # noqa: S608
    " (SELECT value FROM json_each(:network))",
    "group_sessions": f"SELECT * FROM ({_CONTACTS}) WHERE channel IN"  # noqa: S608
    " (SELECT value FROM json_each(:groups))",
    "missed": _meetings("missed"),
    "cancelled": _meetings("cancelled"),
    "direct_minutes": f"SELECT * FROM ({_CONTACTS}) WHERE minutes IS NOT NULL",  # noqa: S608
    "indirect_work": _INDIRECT,
    "indirect_minutes": _INDIRECT,
    "actions_due": f"""
SELECT id, family_id, due_on AS day, done_on FROM action
WHERE {_in_period("due_on")} AND (done_on IS NOT NULL OR due_on < :today)
""",  # noqa: S608
}
"""By population: `id`, `family_id`, `day` of each member, and what its indicators read."""


def _by_upper_bounds(value: str, bounds: tuple[tuple[int, str], ...], above: str) -> str:
    cases = " ".join(f"WHEN {value} <= {most} THEN '{code}'" for most, code in bounds)
    return f"CASE WHEN {value} IS NULL THEN '' {cases} ELSE '{above}' END"


DELAYS = (7, "up_to_7"), (14, "from_8_to_14"), (30, "from_15_to_30")
"""Upper bounds in days, both included."""
_AGES = (
    (11, "under_12"),
    (17, "from_12_to_17"),
    (24, "from_18_to_24"),
    (39, "from_25_to_39"),
    (59, "from_40_to_59"),
    (74, "from_60_to_74"),
)
_MINOR_BRACKETS = "('under_12', 'from_12_to_17')"


def _noted(table: str, word: str, catalogue: str) -> str:
    """The word, its aspect, and the word that the aspect stands under: parents hold their parts."""
    return f"""
SELECT m.situation_id AS id, CASE level.column1 WHEN 1 THEN n.{word} WHEN 2 THEN n.aspect
    ELSE coalesce((SELECT parent FROM term WHERE catalogue = '{catalogue}' AND code = n.aspect), '')
    END AS answer
FROM meeting m CROSS JOIN {table} n ON n.meeting_id = m.id
CROSS JOIN (VALUES (1), (2), (3)) level ON level.column1 = 1 OR n.aspect <> ''
WHERE m.state = 'held' AND {_in_period("m.starts_at")}
"""  # noqa: S608


ANSWERS = {
    "situations_new.origin": "origin",
    "situations_new.ward": "ward",
    "situations_new.admission": "admission",
    "situations_seen.ward": "ward",
    "situations_seen.meetings": _by_upper_bounds(
        "meetings", ((1, "one"), (3, "two_three")), "four"
    ),
    "situations_closed.reason": "closing_reason",
    "requests.channel": "channel",
    "requests.origin": "origin",
    "requests.urgency": "urgency",
    "requests.outcome": "state",
    "first_meetings.delay": _by_upper_bounds("delay", DELAYS, "from_31"),
    "persons_met.link": "link",
    "persons_met.age": f"CASE WHEN age IS NULL THEN age_bracket ELSE"
    f" {_by_upper_bounds('age', _AGES, 'from_75')} END",
    "persons_met.minor": f"CASE WHEN coalesce(age < 18, age_bracket IN {_MINOR_BRACKETS}"
    " OR minor = 1) THEN 'minor' ELSE 'other' END",
    "referrals.resource": "resource_id",
    "referrals.outcome": "state",
    "contacts.channel": "channel",
    "contacts.duration": _by_upper_bounds(
        "minutes",
        (
            (15, "up_to_15"),
            (30, "from_16_to_30"),
            (60, "from_31_to_60"),
            (90, "from_61_to_90"),
        ),
        "from_91",
    ),
    "missed.channel": "channel",
    "direct_minutes.channel": "channel",
    "indirect_work.kind": "kind",
    "indirect_minutes.kind": "kind",
    "actions_due.outcome": "CASE WHEN done_on IS NULL THEN 'undone'"
    " WHEN done_on <= day THEN 'kept' ELSE 'late' END",
}
"""By indicator with one answer: an expression over its population's columns; « » is no answer."""

SEVERAL = {
    "situations_seen.emotions": _noted("emotion_note", "emotion", "emotions"),
    "situations_seen.needs": _noted("need_note", "need", "needs"),
}
"""By indicator with several: `id`, `answer`, as often as it comes."""


@dataclass(frozen=True)
class Near:
    """Records that are left out of `populations`: `id`, `day`, `channel` (NULL: of none).

    `waits`: completing them would change figures.
    """

    reason: LeftOutReason
    kind: RecordKind
    sql: str
    populations: tuple[str, ...] = ()
    waits: bool = False


NEAR = (
    Near(
        LeftOutReason.PLANNED,
        RecordKind.MEETING,
        f"{_meetings('planned')} AND starts_at < :today",
        (*MET, "missed", "cancelled"),
        waits=True,
    ),
    Near(
        LeftOutReason.WAITING,
        RecordKind.REQUEST,
        f"""
SELECT r.id, r.received_at AS day, r.channel FROM request r
WHERE {_in_period("r.received_at")} AND r.state <> 'closed'
  AND NOT EXISTS (SELECT 1 FROM meeting m
    WHERE m.family_id = r.family_id AND m.starts_at < :after AND +m.state = 'held'
      AND {_answers_request("m")})
""",  # noqa: S608
        ("first_meetings",),
    ),
    Near(
        LeftOutReason.WAITING,
        RecordKind.REQUEST,
        f"SELECT id, day, channel FROM ({MEMBERS['requests']}) WHERE state = 'waiting'",  # noqa: S608
        waits=True,
    ),
    Near(
        LeftOutReason.NOT_HELD,
        RecordKind.MEETING,
        f"{_meetings('missed')} UNION ALL {_meetings('cancelled')}",
        MET,
    ),
    Near(
        LeftOutReason.NOBODY,
        RecordKind.MEETING,
        f"{_meetings('held')} AND NOT EXISTS"  # noqa: S608
        " (SELECT 1 FROM meeting_participant p WHERE p.meeting_id = meeting.id)",
        ("persons_met",),
        waits=True,
    ),
    Near(
        LeftOutReason.INDIRECT,
        RecordKind.INDIRECT_WORK,
        f"SELECT id, day, NULL AS channel FROM ({_INDIRECT})",  # noqa: S608
        ("contacts", "direct_minutes"),
    ),
    Near(
        LeftOutReason.NO_DATE,
        RecordKind.ACTION,
        "SELECT id, created_at AS day, NULL AS channel FROM action"  # noqa: S608
        f" WHERE due_on IS NULL AND {_in_period('created_at')}",
        ("actions_due",),
    ),
    Near(
        LeftOutReason.NO_CHANNEL,
        RecordKind.MEETING,
        f"SELECT * FROM ({_CONTACTS}) WHERE channel = ''",  # noqa: S608
        ("interviews", "network_meetings"),
    ),
    Near(
        LeftOutReason.NO_MINUTES,
        RecordKind.MEETING,
        f"SELECT * FROM ({_CONTACTS}) WHERE minutes IS NULL",  # noqa: S608
        ("direct_minutes",),
    ),
    Near(
        LeftOutReason.NO_MINUTES,
        RecordKind.MEETING,
        f"SELECT * FROM ({_CONTACTS}) WHERE minutes IS NULL"  # noqa: S608
        " AND channel NOT IN (SELECT value FROM json_each(:emails))",
        waits=True,
    ),
)
"""An e-mail has no duration to complete."""
