"""Whether a report waits to be issued, told in a moment: the home screen asks."""

from datetime import date

from referent_desk.activity.periods import Period
from referent_desk.vault import Vault

_WAITS = """
SELECT NOT EXISTS (SELECT 1 FROM activity_report WHERE period = ?1)
   AND (EXISTS (SELECT 1 FROM meeting WHERE state = 'held' AND starts_at >= ?2
                AND starts_at < ?3)
        OR EXISTS (SELECT 1 FROM request WHERE received_at >= ?2 AND received_at < ?3))
       AS waits
"""


def due(vault: Vault, today: date) -> Period | None:
    """The quarter that ended last, where something was noted in it and no report of it went out."""
    period = Period.of_day(today).previous
    first, after = period.bounds
    row = vault.row(_WAITS, (period.label, first, after))
    return period if row and row["waits"] else None
