"""Forms half filled in: no foreign key holds what they name, so each correction looks there too."""

from collections.abc import Iterable

from referent_desk.corrections.errors import DraftUnderWay
from referent_desk.corrections.graph import PERSON, ROOT, Graph
from referent_desk.corrections.rows import Change, key_of
from referent_desk.vault import Unit

_CARRIES_DRAFTS = (ROOT, PERSON, "meeting")


def drafts_about(unit: Unit, graph: Graph, record_id: str) -> list[Change]:
    """Those of its own: they go with what is deleted, and come back with it."""
    rows = unit.execute("SELECT * FROM drafts WHERE instr(subject, ?)", (record_id,))
    drafts = [{name: row[name] for name in graph.columns["drafts"]} for row in rows]
    return [Change("drafts", key_of(graph, "drafts", d), d, None) for d in drafts]


def refuse_drafts(unit: Unit, record_ids: Iterable[str]) -> None:
    """Raises DraftUnderWay: a draft would name what is gone, or stands in another family's file."""
    for record_id in record_ids:
        refuse_drafts_naming(unit, record_id)
        if unit.execute("SELECT 1 FROM drafts WHERE instr(subject, ?) LIMIT 1", (record_id,)):
            raise DraftUnderWay


def refuse_drafts_naming(unit: Unit, record_id: str) -> None:
    """Likewise, but for those of its own."""
    named = "SELECT 1 FROM drafts WHERE instr(body, ?1) AND NOT instr(subject, ?1) LIMIT 1"
    if unit.execute(named, (record_id,)):
        raise DraftUnderWay


def taken_away(changes: Iterable[Change]) -> list[str]:
    """Ids of what leaves its family's file, or the vault, when these are turned round."""
    return [
        str(change.key[0])
        for change in changes
        if change.table in _CARRIES_DRAFTS
        and change.after
        and (change.before is None or "family_id" in change.before)
    ]
