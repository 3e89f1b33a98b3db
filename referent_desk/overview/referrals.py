"""Referrals with their names: all of them, and those of which nothing is heard."""

from dataclasses import dataclass
from datetime import date, timedelta

from referent_desk.overview.short_name import full_name
from referent_desk.vault import Row, Vault


@dataclass(frozen=True)
class ReferralUnderWay:
    """A referral, where it stands and since when."""

    referral_id: str
    family_id: str
    family: str
    person: str
    resource: str
    state: str
    state_on: date
    code: str = ""

    def days(self, today: date) -> int:
        return (today - self.state_on).days


_NAMED = f"""
SELECT r.id, r.family_id, f.name AS family, r.state, r.state_on, r.code, o.name AS resource,
       {full_name("p")} AS person
FROM referral r JOIN family f ON f.id = r.family_id JOIN person p ON p.id = r.person_id
JOIN resource o ON o.id = r.resource_id
"""  # noqa: S608  (constants only; values are bound)
SILENT = f"""{_NAMED}
WHERE r.state IN ('proposed', 'handed', 'contacted')
  AND CASE WHEN r.call_again_on IS NULL THEN r.state_on <= ?1 ELSE r.call_again_on <= ?2 END
  AND EXISTS (SELECT 1 FROM situation s WHERE s.id = r.situation_id AND s.closed_on IS NULL)
ORDER BY r.state_on, r.id
"""  # noqa: S608  (our own words)
ALL = _NAMED + " ORDER BY r.state_on DESC, r.id DESC"


def every_referral(vault: Vault) -> tuple[ReferralUnderWay, ...]:
    """The one that moved last comes first."""
    return tuple(_named(row) for row in vault.rows(ALL))


def silent_referrals(vault: Vault, today: date, days: int) -> tuple[ReferralUnderWay, ...]:
    """Of which nothing was heard for so long, or whose call was put off to today."""
    since = (today - timedelta(days=days)).isoformat()
    rows = vault.rows(SILENT, (since, today.isoformat()))
    return tuple(_named(row) for row in rows)


def _named(row: Row) -> ReferralUnderWay:
    return ReferralUnderWay(
        row["id"],
        row["family_id"],
        row["family"],
        row["person"],
        row["resource"],
        row["state"],
        date.fromisoformat(row["state_on"]),
        row["code"],
    )
