"""What a quarter counts, asked of SQLite by hand: what the bench measures against."""
# ruff: noqa: S608

from collections.abc import Iterator

from referent_desk.vault import Vault

_HELD = "meeting WHERE state = 'held' AND starts_at >= ?1 AND starts_at < ?2"
_SEEN = (
    "meeting m JOIN situation s ON s.id = m.situation_id"
    " WHERE m.state = 'held' AND m.starts_at >= ?1 AND m.starts_at < ?2"
)
_WORK = "indirect_work WHERE done_on >= ?1 AND done_on < ?2"
_MET = (
    "person p WHERE p.id IN (SELECT mp.person_id FROM meeting m JOIN meeting_participant mp"
    " ON mp.meeting_id = m.id WHERE m.state = 'held' AND m.starts_at >= ?1 AND m.starts_at < ?2)"
)
_FIRST = """
    (SELECT r.id, min(m.starts_at) AS met, r.received_at FROM request r
     JOIN meeting m ON m.family_id = r.family_id AND m.situation_id = r.situation_id
     WHERE +m.state = 'held' AND m.starts_at < ?2 AND m.channel IN ('office', 'home', 'video')
       AND r.family_id IN (SELECT family_id FROM meeting
                           WHERE state = 'held' AND starts_at >= ?1 AND starts_at < ?2)
     GROUP BY r.id HAVING met >= ?1)"""
_BY_DAY = {
    "situation WHERE opened_on >= ?1 AND opened_on < ?2": ("origin", "ward", "admission"),
    "situation WHERE opened_on < ?2 AND (closed_on IS NULL OR closed_on >= ?1)": (),
    "situation WHERE closed_on >= ?1 AND closed_on < ?2": ("closing_reason",),
    "request WHERE received_at >= ?1 AND received_at < ?2": "channel origin urgency state".split(),
    "referral WHERE created_on >= ?1 AND created_on < ?2": ("resource_id", "state"),
    _MET: ("p.link", "p.birth_year / 10", "p.minor"),
    f"{_HELD} AND channel IN ('office', 'home', 'video')": (),
    f"{_HELD} AND channel = 'network_meeting'": (),
    f"{_HELD} AND channel = 'group'": (),
    "meeting WHERE state = 'missed' AND starts_at >= ?1 AND starts_at < ?2": ("channel",),
    "meeting WHERE state = 'cancelled' AND starts_at >= ?1 AND starts_at < ?2": (),
    _WORK: ("kind",),
    "action WHERE due_on >= ?1 AND due_on < ?2": ("done_on IS NULL",),
    _HELD: ("channel", "minutes / 30"),
    _FIRST: ("(julianday(met) - julianday(received_at)) / 7",),
}
_BY_SITUATION = (
    f"SELECT count(DISTINCT situation_id) FROM {_HELD}",
    f"SELECT s.ward, count(DISTINCT s.id) FROM {_SEEN} GROUP BY s.ward",
    f"SELECT n, count(*) FROM (SELECT count(*) AS n FROM {_HELD} GROUP BY situation_id) GROUP BY n",
)
_MINUTES = (
    f"SELECT sum(minutes) FROM {_HELD}",
    f"SELECT channel, sum(minutes) FROM {_HELD} GROUP BY channel",
    f"SELECT sum(minutes) FROM {_WORK}",
    f"SELECT kind, sum(minutes) FROM {_WORK} GROUP BY kind",
)
_DELAYS = f"SELECT julianday(met) - julianday(received_at) FROM {_FIRST} ORDER BY 1"


def plain_counts(vault: Vault, first: str, after: str) -> None:
    """The same figures, without their words, and nothing of merged words or sessions."""
    for statement in _statements():
        vault.rows(statement, (first, after))


def _statements() -> Iterator[str]:
    for whole, answers in _BY_DAY.items():
        yield f"SELECT count(*) FROM {whole}"
        yield from (f"SELECT {a}, count(*) FROM {whole} GROUP BY 1" for a in answers)
    yield from _BY_SITUATION
    yield from _MINUTES
    for table, word in (("emotion_note", "emotion"), ("need_note", "need")):
        for code in (f"n.{word}", "n.aspect"):
            yield (
                f"SELECT {code}, count(DISTINCT m.situation_id) FROM meeting m"
                f" JOIN {table} n ON n.meeting_id = m.id"
                " WHERE m.state = 'held' AND m.starts_at >= ?1 AND m.starts_at < ?2 GROUP BY 1"
            )
    yield _DELAYS
