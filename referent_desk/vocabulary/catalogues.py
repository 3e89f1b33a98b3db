"""The catalogues as they ship, read from `resources/catalogues/*.toml`."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from referent_desk import resource_files


class Catalogue(StrEnum):
    """Each a file of that name; the value is also the key in the vault."""

    EMOTIONS = "emotions"
    NEEDS = "needs"
    FACETS = "facets"
    LINKS = "links"
    CHANNELS = "channels"
    ORIGINS = "origins"
    URGENCIES = "urgencies"
    OFFERS = "offers"
    WARDS = "wards"
    ADMISSIONS = "admissions"
    CLOSING_REASONS = "closing_reasons"
    AGE_BRACKETS = "age_brackets"
    CIRCLES = "circles"
    CLOSENESS = "closeness"
    INDIRECT_WORK = "indirect_work"
    SAFETY_KINDS = "safety_kinds"
    LANGUAGES = "languages"


@dataclass(frozen=True)
class Entry:
    """One word. `parent` is the code it is an aspect of; `neutral` the phrase a letter may use."""

    code: str
    label: str
    parent: str | None = None
    help: str = ""
    neutral: str = ""
    retired: bool = False
    shipped: bool = True
    merged_into: str = ""
    """The code of the word that took its place in the lists."""


@dataclass(frozen=True)
class ShippedCatalogue:
    title: str
    entries: tuple[Entry, ...]


@cache
def shipped(catalogue: Catalogue) -> ShippedCatalogue:
    """The catalogue as this version of the program brings it, aspects after their parent."""
    data = tomllib.loads(resource_files.text(f"catalogues/{catalogue}.toml"))
    return ShippedCatalogue(data["title"], tuple(_entries(data["entry"])))


def _entries(raw: list[dict[str, Any]]) -> Iterator[Entry]:
    for item in raw:
        yield _entry(item, None)
        for aspect in item.get("aspect", []):
            yield _entry(aspect, item["code"])


def _entry(raw: dict[str, Any], parent: str | None) -> Entry:
    return Entry(raw["code"], raw["label"], parent, raw.get("help", ""), raw.get("neutral", ""))
