"""Where the needs of a family stand: still open, since when, and whether something answers them."""

from dataclasses import dataclass
from datetime import date

from referent_desk.vault import Vault


@dataclass(frozen=True)
class OpenNeed:
    """`need_id` is the latest note of it; `under_way` as soon as one note says so."""

    need_id: str
    need: str
    since: date
    under_way: bool
    actions: int


OPEN_NEEDS = """
SELECT n.id, n.need, max(m.starts_at) AS latest, total(n.state = 'under_way') AS under_way,
       (SELECT substr(min(fm.starts_at), 1, 10) FROM meeting fm JOIN need_note fn
        ON fn.meeting_id = fm.id WHERE fm.family_id = ?1 AND fn.need = n.need) AS since,
       (SELECT count(*) FROM action a JOIN need_note t ON t.id = a.need_id
        WHERE a.family_id = ?1 AND t.need = n.need) AS actions
FROM meeting m CROSS JOIN need_note n ON n.meeting_id = m.id
WHERE m.family_id = ?1 AND +n.state IN ('expressed', 'under_way')
GROUP BY n.need ORDER BY since, n.need
"""


def open_needs(vault: Vault, family_id: str) -> tuple[OpenNeed, ...]:
    """In the order they were first noted."""
    return tuple(
        OpenNeed(
            row["id"],
            row["need"],
            date.fromisoformat(row["since"]),
            bool(row["under_way"]),
            row["actions"],
        )
        for row in vault.rows(OPEN_NEEDS, (family_id,))
    )
