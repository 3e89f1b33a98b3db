"""What can be undone, as the table `reversal` keeps it."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from referent_desk.corrections.model import KEPT_FOR, RecordKind, Reversal, ReversalKind
from referent_desk.corrections.rows import Change
from referent_desk.errors import NotFound
from referent_desk.vault import Row, Unit, Vault, new_id


def keep(
    unit: Unit,
    kind: ReversalKind,
    record: RecordKind,
    family: tuple[str, str],
    label: str,
    changes: Sequence[Change],
    done: tuple[str, datetime],
) -> str:
    """`family` is an id and a name, `done` by whom and when. Returns its id."""
    reversal_id = new_id()
    content = {"family": family[1], "changes": [asdict(change) for change in changes]}
    unit.insert(
        "reversal",
        id=reversal_id,
        kind=kind,
        family_id=family[0],
        record=record,
        label=label,
        content=json.dumps(content, ensure_ascii=False),
        done_by=done[0],
        done_at=done[1].isoformat(timespec="seconds"),
    )
    return reversal_id


def reversals(vault: Vault, today: datetime) -> tuple[Reversal, ...]:
    """The latest first."""
    rows = vault.rows(
        "SELECT *, json_extract(content, '$.family') AS family FROM reversal"
        " ORDER BY done_at DESC, id DESC"
    )
    return tuple(_reversal(row, today) for row in rows)


def changes_of(unit: Unit, reversal_id: str) -> tuple[Row, list[Change]]:
    """Raises NotFound."""
    found = unit.execute("SELECT * FROM reversal WHERE id = ?", (reversal_id,))
    if not found:
        raise NotFound
    kept: list[dict[str, Any]] = json.loads(found[0]["content"])["changes"]
    return found[0], [Change(c["table"], tuple(c["key"]), c["before"], c["after"]) for c in kept]


def erase_older(unit: Unit, today: datetime) -> int:
    """How many there were past their time."""
    limit = (today - KEPT_FOR).isoformat(timespec="seconds")
    gone = unit.execute("DELETE FROM reversal WHERE done_at < ? RETURNING id", (limit,))
    return len(gone)


def _reversal(row: Row, today: datetime) -> Reversal:
    done_at = datetime.fromisoformat(row["done_at"])
    return Reversal(
        row["id"],
        ReversalKind(row["kind"]),
        RecordKind(row["record"]),
        row["family_id"],
        row["family"],
        row["label"],
        row["done_by"],
        done_at,
        max(0, (done_at.date() + KEPT_FOR - today.date()).days),
    )
