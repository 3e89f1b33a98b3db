"""What is being typed, kept in the vault under its author until it is saved or discarded."""

import json
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from referent_desk.errors import NotFound, VaultError
from referent_desk.vault.ids import now
from referent_desk.vault.sqlcipher import Row
from referent_desk.vault.store import Store, Unit

JsonValue = Any
"""Whatever `json` writes and reads: null, booleans, numbers, text, lists and objects of those."""

_ALL = "SELECT * FROM drafts ORDER BY updated_at DESC, kind, subject"
_ONE = "SELECT * FROM drafts WHERE kind = ? AND subject = ? AND holder = ?"
_SAVE = """
INSERT INTO drafts (kind, subject, holder, label, body, updated_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (kind, subject, holder) DO UPDATE
SET label = excluded.label, body = excluded.body, updated_at = excluded.updated_at
"""
_DISCARD = "DELETE FROM drafts WHERE kind = ? AND subject = ? AND holder = ?"
_TAKE_OVER = "UPDATE drafts SET holder = ? WHERE kind = ? AND subject = ? AND holder = ?"


class DraftInTheWay(VaultError):
    """Taking over somebody's draft would overwrite one's own."""

    what = "Vous avez déjà un brouillon pour cette même fiche."
    safe = "Les deux brouillons sont intacts."
    next_step = "Enregistrez ou supprimez d’abord le vôtre."


@dataclass(frozen=True)
class Draft:
    """A form half filled; `subject` is the record it is about, or empty for a new one."""

    kind: str
    subject: str
    label: str
    body: Mapping[str, JsonValue]
    holder: str
    updated_at: str


class Drafts:
    """`save`, `load` and `discard` see the holder's own drafts only; `all` shows everyone's."""

    def __init__(self, store: Store, holder: Callable[[], str]) -> None:
        self._store = store
        self._holder = holder

    @property
    def writable(self) -> bool:
        """False in a vault open to be read only."""
        return not self._store.read_only

    def save(
        self,
        kind: str,
        subject: str,
        body: Mapping[str, JsonValue],
        *,
        label: str = "",
        unless: Callable[[], bool] = lambda: False,
    ) -> None:
        """`unless` is asked once nobody else writes: True leaves all as it is."""
        content = json.dumps(dict(body), ensure_ascii=False)
        with self._store.unit() as unit:
            if unless():
                return
            unit.execute(_SAVE, (kind, subject, self._holder(), label, content, now()))
            unit.commit()

    def load(self, kind: str, subject: str) -> Draft | None:
        found = self._store.row(_ONE, (kind, subject, self._holder()))
        return _draft(found) if found else None

    def discard(self, kind: str, subject: str, *, unit: Unit | None = None) -> None:
        """Together with what else `unit` does, if given; discarding nothing is no error."""
        with joined(self._store, unit) as work:
            work.execute(_DISCARD, (kind, subject, self._holder()))

    def all(self) -> list[Draft]:
        """Most recent first."""
        return [_draft(row) for row in self._store.rows(_ALL)]

    def take_over(self, draft: Draft) -> Draft:
        """Makes another's draft one's own; raises DraftInTheWay, or NotFound if it is gone."""
        if self.load(draft.kind, draft.subject) is not None:
            raise DraftInTheWay
        with self._store.unit() as unit:
            unit.execute(_TAKE_OVER, (self._holder(), draft.kind, draft.subject, draft.holder))
            unit.commit()
        taken = self.load(draft.kind, draft.subject)
        if taken is None:
            raise NotFound
        return taken


@contextmanager
def joined(store: Store, unit: Unit | None) -> Generator[Unit]:
    """The unit given, left to its owner to commit; or one of its own, committed at the end."""
    if unit is not None:
        yield unit
        return
    with store.unit() as own:
        yield own
        own.commit()


def _draft(row: Row) -> Draft:
    body = cast("dict[str, JsonValue]", json.loads(row["body"]))
    return Draft(row["kind"], row["subject"], row["label"], body, row["holder"], row["updated_at"])
