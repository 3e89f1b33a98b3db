"""What became of the referrals to each resource, in figures that point at nobody."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from referent_desk.activity.control import TOTAL, Cell, Printed, adds_up, protect
from referent_desk.followup import ReferralState
from referent_desk.vault import Vault

_COUNTS = """
SELECT r.resource_id, o.name, r.state, count(*) AS number
FROM referral r JOIN resource o ON o.id = r.resource_id
WHERE r.created_on BETWEEN ? AND ? GROUP BY r.resource_id, r.state
ORDER BY o.name COLLATE NOCASE, r.resource_id
"""
_Counts = Mapping[ReferralState, int]


@dataclass(frozen=True)
class Outcome:
    """Referrals to one resource, and how many stand where."""

    resource_id: str
    resource: str
    total: Printed
    states: Mapping[ReferralState, Printed]


def outcomes(vault: Vault, first: date, last: date, threshold: int) -> tuple[Outcome, ...]:
    """Of the referrals proposed in that time, under the control of a report.

    There are no totals of columns, so that no row is tied to another.
    """
    names: dict[str, str] = {}
    counts = defaultdict[str, dict[ReferralState, int]](dict)
    for row in vault.rows(_COUNTS, (first.isoformat(), last.isoformat())):
        names[row["resource_id"]] = row["name"]
        counts[row["resource_id"]][ReferralState(row["state"])] = row["number"]
    printed = _controlled(counts, threshold)
    return tuple(
        Outcome(
            key,
            name,
            printed[_cell(key, TOTAL)],
            {state: printed[_cell(key, state)] for state in ReferralState},
        )
        for key, name in names.items()
    )


def _controlled(counts: Mapping[str, _Counts], threshold: int) -> Mapping[Cell, Printed]:
    totals = {_cell(key, TOTAL): sum(of.values()) for key, of in counts.items()}
    parts = {_cell(k, s): of.get(s, 0) for k, of in counts.items() for s in ReferralState}
    sums = [adds_up(_cell(k, TOTAL), [_cell(k, s) for s in ReferralState]) for k in counts]
    return protect(totals | parts, sums, threshold).printed


def _cell(resource_id: str, state: str) -> Cell:
    return Cell(resource_id, state, "")
