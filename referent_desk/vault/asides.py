"""Rows that a salvage read and could not put back: kept until somebody has seen to them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from referent_desk.errors import NotFound
from referent_desk.vault.drafts import JsonValue
from referent_desk.vault.integrity.table_words import words_for
from referent_desk.vault.journal import Journal
from referent_desk.vault.sqlcipher import Row
from referent_desk.vault.store import Store

_COUNT = "SELECT count(*) AS n FROM salvaged_row"
_KINDS = "SELECT table_name, count(*) AS n FROM salvaged_row GROUP BY table_name ORDER BY min(id)"
_FIRST = "SELECT * FROM salvaged_row WHERE table_name = ? ORDER BY id LIMIT ?"
_SETTLE = "DELETE FROM salvaged_row WHERE id = ? RETURNING id"
_SETTLE_KIND = "DELETE FROM salvaged_row WHERE table_name = ? RETURNING id"
SETTLED = "vault.aside_settled"


@dataclass(frozen=True)
class AsideRow:
    """`table` is the one it was of, several with « | » when that is not sure.

    `content` is by column; bytes are an object whose one key is « base64 ».
    """

    id: int
    table: str
    reason: str
    content: Mapping[str, JsonValue] = field(repr=False)

    @property
    def family_id(self) -> str:
        """Empty where the row does not say it itself."""
        return str(self.content.get("id" if self.table == "family" else "family_id") or "")


@dataclass(frozen=True)
class AsideKind:
    """The rows of one table: how many, and the first of them."""

    table: str
    total: int
    rows: tuple[AsideRow, ...]

    @property
    def words(self) -> str:
        """« Les passages d’entretien »."""
        sure = self.table and "|" not in self.table
        return words_for(self.table) if sure else "Des fiches dont la sorte n’est pas sûre"


class Asides:
    """Read by kind; seeing to a row deletes it for good, which the journal notes without a word."""

    def __init__(self, store: Store, journal: Journal) -> None:
        self._store, self._journal = store, journal

    def count(self) -> int:
        found = self._store.row(_COUNT)
        return int(found["n"]) if found else 0

    def kinds(self, limit: int) -> tuple[AsideKind, ...]:
        """At most `limit` rows of each."""
        return tuple(
            AsideKind(found["table_name"], found["n"], self._first(found["table_name"], limit))
            for found in self._store.rows(_KINDS)
        )

    def settle(self, row: AsideRow) -> None:
        """Raises NotFound when it is gone already."""
        with self._store.unit() as unit:
            if not unit.execute(_SETTLE, (row.id,)):
                raise NotFound
            self._journal.record(SETTLED, detail=f"{_code(row.table)};id={row.id}", unit=unit)
            unit.commit()

    def settle_kind(self, table: str) -> int:
        """All the rows of it; how many."""
        with self._store.unit() as unit:
            gone = len(unit.execute(_SETTLE_KIND, (table,)))
            self._journal.record(SETTLED, detail=f"{_code(table)};rows={gone}", unit=unit)
            unit.commit()
        return gone

    def _first(self, table: str, limit: int) -> tuple[AsideRow, ...]:
        return tuple(_row(found) for found in self._store.rows(_FIRST, (table, limit)))


def _row(found: Row) -> AsideRow:
    content = json.loads(found["content"])
    return AsideRow(found["id"], found["table_name"], found["reason"], content)


def _code(table: str) -> str:
    return table.replace(" | ", "+")
