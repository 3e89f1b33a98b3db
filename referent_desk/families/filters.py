"""Which families the list shows, by words, standing, ward, need, silence; and filters kept."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, cast

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families.matching import fold
from referent_desk.families.model import FamilySummary
from referent_desk.free_text import one_line, refuse_national_number
from referent_desk.vault import Row, Unit, Vault, new_id

MAX_NAME = 60


class Standing(StrEnum):
    ANY = ""
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class FamilyFilter:
    """All of it must fit. `need`: one still open. `silent_days`: no contact for so long."""

    words: str = ""
    standing: Standing = Standing.ANY
    ward: str = ""
    need: str = ""
    silent_days: int = 0

    @property
    def empty(self) -> bool:
        return self.tidy() == FamilyFilter()

    def tidy(self) -> "FamilyFilter":
        """The same, with its words as they are compared: two that find the same are equal."""
        return replace(self, words=one_line(self.words))

    def keep(
        self,
        families: Iterable[FamilySummary],
        today: date,
        in_need: Collection[str] = (),
        wards: Collection[str] = (),
    ) -> Sequence[FamilySummary]:
        """Those that fit, in their order. Pure.

        `in_need`: the families whose `need` is open; `wards`: those merged into `ward`.
        """
        found: Sequence[FamilySummary] = tuple(families)
        for word in fold(self.words).split():
            found = [family for family in found if word in family.haystack]
        if self.standing:
            wanted = self.standing is Standing.OPEN
            found = [family for family in found if family.open is wanted]
        if self.ward:
            found = [family for family in found if family.ward in {self.ward, *wards}]
        if self.need:
            found = [family for family in found if family.id in in_need]
        if self.silent_days:
            since = today - timedelta(days=self.silent_days)
            found = [f for f in found if f.last_contact is None or f.last_contact <= since]
        return found


@dataclass(frozen=True)
class SavedFilter:
    name: str
    filter: FamilyFilter
    id: str = ""


class SavedFilters:
    """Those kept under a name, in the user's order. Each call is one unit of work."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self) -> tuple[SavedFilter, ...]:
        found = self._vault.rows("SELECT * FROM saved_filter ORDER BY position, id")
        return tuple(_saved(row) for row in found)

    def add(
        self, name: str, wanted: FamilyFilter, *, national_number_confirmed: bool = False
    ) -> str:
        """Last of the list. Returns its id. Raises InvalidInput, NationalNumberSuspected."""
        texts = [("name", name), ("words", wanted.words)]
        refuse_national_number(texts, confirmed=national_number_confirmed)
        if wanted.empty:
            raise InvalidInput("name", "Ce filtre montre tous les dossiers.")
        checked, filter_id = self._name(name), new_id()
        with self._vault.unit() as unit:
            [last] = unit.execute("SELECT coalesce(max(position), -1) AS p FROM saved_filter")
            unit.insert(
                "saved_filter",
                id=filter_id,
                name=checked,
                content=json.dumps(asdict(wanted.tidy()), ensure_ascii=False),
                position=last["p"] + 1,
            )
            unit.commit()
        return filter_id

    def rename(self, filter_id: str, name: str, *, national_number_confirmed: bool = False) -> None:
        """Raises InvalidInput, NationalNumberSuspected, NotFound."""
        refuse_national_number([("name", name)], confirmed=national_number_confirmed)
        checked = self._name(name, filter_id)
        with self._vault.unit() as unit:
            _known(unit, filter_id)
            unit.update("saved_filter", filter_id, name=checked)
            unit.commit()

    def delete(self, filter_id: str) -> None:
        """What it showed is not touched."""
        with self._vault.unit() as unit:
            unit.execute("DELETE FROM saved_filter WHERE id = ?", (filter_id,))
            unit.commit()

    def put_back(self, saved: SavedFilter, position: int) -> None:
        """Undoes `delete`, at its place among those that are there."""
        with self._vault.unit() as unit:
            unit.insert(
                "saved_filter",
                id=saved.id,
                name=saved.name,
                content=json.dumps(asdict(saved.filter), ensure_ascii=False),
                position=position,
            )
            others = [kept.id for kept in self.all() if kept.id != saved.id]
            _order(unit, [*others[:position], saved.id, *others[position:]])
            unit.commit()

    def reorder(self, ids: Sequence[str]) -> None:
        """`ids` first and in this order, the others after them as they stood."""
        rank = {filter_id: place for place, filter_id in enumerate(ids)}
        ordered = sorted(self.all(), key=lambda kept: rank.get(kept.id, len(rank)))
        with self._vault.unit() as unit:
            _order(unit, [kept.id for kept in ordered])
            unit.commit()

    def _name(self, name: str, filter_id: str = "") -> str:
        checked = one_line(name)
        if not checked:
            raise InvalidInput("name", "Il manque un nom à ce filtre.")
        if len(checked) > MAX_NAME:
            raise InvalidInput("name", f"Ce nom dépasse {MAX_NAME} caractères.")
        others = (kept for kept in self.all() if kept.id != filter_id)
        if any(fold(kept.name) == fold(checked) for kept in others):
            raise InvalidInput("name", "Un filtre porte déjà ce nom.")
        return checked


def _order(unit: Unit, ids: Sequence[str]) -> None:
    for position, filter_id in enumerate(ids):
        unit.execute("UPDATE saved_filter SET position = ? WHERE id = ?", (position, filter_id))


def _known(unit: Unit, filter_id: str) -> None:
    if not unit.execute("SELECT 1 FROM saved_filter WHERE id = ?", (filter_id,)):
        raise NotFound


def _saved(row: Row) -> SavedFilter:
    return SavedFilter(row["name"], _filter(json.loads(row["content"])), row["id"])


def _filter(content: Any) -> FamilyFilter:
    """What it does not know, of a later version or damaged, filters nothing."""
    raw: Mapping[str, Any] = {}
    if isinstance(content, dict):
        raw = cast("Mapping[str, Any]", content)
    texts = {key: raw[key] for key in ("words", "ward", "need") if isinstance(raw.get(key), str)}
    days, standing = raw.get("silent_days"), raw.get("standing")
    return FamilyFilter(
        **texts,
        standing=Standing(standing) if standing in tuple(Standing) else Standing.ANY,
        silent_days=days if type(days) is int and 0 < days < 100_000 else 0,
    )
