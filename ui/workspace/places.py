"""Where the user is in the open office, and what is asked of each of its screens."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from ui.workspace.cursor import Cursor


class Screen(Protocol):
    """What the workspace asks of each screen."""

    def refresh(self) -> None: ...
    def flush_draft(self) -> None: ...


@runtime_checkable
class InParts(Protocol):
    """A screen whose `tab` says which part is in front."""

    @property
    def tab(self) -> str: ...


@runtime_checkable
class DraftReopener(Protocol):
    """A screen whose sheets come back from their drafts."""

    def reopen_draft(self, kind: str, subject: str) -> bool: ...


@dataclass(frozen=True)
class Place:
    """Where the user is, by ids only: `name` a screen, and what it shows.

    Over it perhaps a sheet, by the kind and subject of its draft; `cursor` is in what is in front.
    """

    name: str = "home"
    family_id: str = ""
    target: str = ""
    calling: bool = False
    sheet: tuple[str, str] | None = None
    cursor: Cursor | None = None
