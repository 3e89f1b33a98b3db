"""The catalogues as they come into a vault, read from `resources/catalogues/*.toml`."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any

from referent_desk.data_files import Loaded, Misfit, load, tables, words

MAX_LABEL = 120


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


@cache
def shipped(catalogue: Catalogue) -> Loaded[Entry]:
    """The catalogue as this version of the program, or a file of the user's own, brings it.

    Aspects come after their parent. Read once a run.
    """
    found = load(f"catalogues/{catalogue}.toml", "entry", _entries, attrgetter("code"))
    return found if found.title else replace(found, title=catalogue.value)


def _entries(raw: dict[str, Any]) -> tuple[Entry, ...]:
    """The word, then its aspects. Raises Misfit."""
    entry = _entry(raw, None)
    return (entry, *(_entry(aspect, entry.code) for aspect in tables(raw, "aspect")))


def _entry(raw: dict[str, Any], parent: str | None) -> Entry:
    label = words(raw, "label", needed=True)
    if len(label) > MAX_LABEL:
        raise Misfit(f"«\u00a0label\u00a0» dépasse {MAX_LABEL} caractères")
    code = words(raw, "code", needed=True)
    return Entry(code, label, parent, words(raw, "help"), words(raw, "neutral"))
