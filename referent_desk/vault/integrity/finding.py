"""What a check found, as data and in French, and what a room may add to the checks."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from referent_desk.vault.integrity.table_words import words_for
from referent_desk.vault.sqlcipher import Reader

SEAL, SIZE, FREE, STRUCTURE, LINK, JOURNAL, UNREADABLE = (
    "seal",
    "size",
    "free_pages",
    "structure",
    "link",
    "journal",
    "unreadable",
)
_SENTENCES = {
    SEAL: "{place} ne correspond plus à son sceau\u00a0: son contenu est abîmé.",
    SIZE: "La longueur du fichier ne convient pas ({detail})\u00a0: la fin manque, ou est en trop.",
    FREE: "La liste des pages libres est incohérente.",
    STRUCTURE: "{place}\u00a0: la structure interne est incohérente.",
    LINK: "{place}\u00a0: une fiche renvoie à une autre qui n’existe plus.",
    JOURNAL: "Le journal des accès ne se suit plus à partir de l’entrée {detail}.",
    UNREADABLE: "{place}\u00a0: une partie ne se lit plus.",
}
KEPT = 200


@dataclass(frozen=True)
class Subject:
    """A file at rest, nobody writing to it, and what opens it."""

    file: Path
    data_key: bytes = field(repr=False)
    vault_id: str


class Fields(Protocol):
    """A row by column, as the database or a salvage gives it."""

    def __getitem__(self, column: str, /) -> Any: ...


class Progress(Protocol):
    """Told a French sentence; `check` raises where the user has given up."""

    def __call__(self, text: str) -> None: ...
    def check(self) -> None: ...


class Unwatched:
    """Nobody looks on, nobody stops it."""

    def __call__(self, text: str) -> None:
        del text

    def check(self) -> None:
        """Goes on."""


@dataclass(frozen=True)
class Finding:
    """`check` is one of the names above or a room's; `detail` is for a technician, without names.

    `told` is a room's own French sentence. What `mends_itself` keeps nobody from writing.
    """

    check: str
    table: str = ""
    page: int | None = None
    detail: str = ""
    told: str = ""
    mends_itself: bool = False

    @property
    def sentence(self) -> str:
        """In French, with the page and the table where they are known."""
        if self.told:
            return self.told
        pattern = _SENTENCES.get(self.check, "{place}\u00a0: un contrôle a échoué.")
        return pattern.format(place=self._place(), detail=self.detail)

    def _place(self) -> str:
        words = words_for(self.table) if self.table else ""
        if self.page is None:
            return words or "La base de données"
        page = f"La page {self.page}"
        return f"{page} ({words[:1].lower()}{words[1:]})" if words else page


def without_echoes(findings: Iterable[Finding]) -> list[Finding]:
    """Each once; a table whose pages are told needs not be told again for what follows from it."""
    once = list(dict.fromkeys(findings))
    broken = {finding.table for finding in once if finding.check == SEAL}
    echoes = {STRUCTURE, UNREADABLE}
    return [f for f in once if not (f.check in echoes and f.table in broken)]


@dataclass(frozen=True)
class CheckResult:
    """When, and what was found; empty when all is sound."""

    at: datetime
    findings: tuple[Finding, ...]

    def as_text(self) -> str:
        """JSON; a vault that is all damage keeps the first findings only."""
        found = [asdict(finding) for finding in self.findings[:KEPT]]
        return json.dumps({"at": self.at.isoformat(timespec="seconds"), "findings": found})

    @classmethod
    def from_text(cls, text: str) -> "CheckResult":
        content = json.loads(text)
        found = tuple(Finding(**finding) for finding in content["findings"])
        return cls(datetime.fromisoformat(content["at"]), found)


def _nothing(_reader: Reader) -> Iterable[Finding]:
    return ()


def _any_row(_row: Fields) -> bool:
    return True


@dataclass(frozen=True)
class RoomCheck:
    """What a room knows of its own table and the vault does not.

    `quick` runs at each unlock and must be cheap; `fits` tells whether a salvaged row is sound.
    """

    name: str
    table: str
    full: Callable[[Reader], Iterable[Finding]]
    quick: Callable[[Reader], Iterable[Finding]] = _nothing
    fits: Callable[[Fields], bool] = _any_row
