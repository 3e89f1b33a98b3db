"""What a correction is about, what it would do, and what is kept to undo it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

KEPT_FOR = timedelta(days=30)


class RecordKind(StrEnum):
    """What can be deleted; each is the name of its table."""

    FAMILY = "family"
    PERSON = "person"
    MEETING = "meeting"
    REQUEST = "request"
    ACTION = "action"


class ReversalKind(StrEnum):
    DELETED = "deleted"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True)
class Deletion:
    """Into the basket, with all that belongs to it.

    Letters issued and the register stay, with what they stand on.
    """

    record: RecordKind
    record_id: str


@dataclass(frozen=True)
class MeetingMove:
    """To the file where it belongs, with what was noted, asked and agreed in it.

    Of those named in it, `people` go too, and `same` are persons of the other file already. The
    others stay, and a sheet of the same name is made there.
    """

    meeting_id: str
    family_id: str
    people: Collection[str] = ()
    same: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class PersonMove:
    """To the file where they belong, with what is theirs, and the `meetings` chosen."""

    person_id: str
    family_id: str
    meetings: Collection[str] = ()


@dataclass(frozen=True)
class FamilyMerge:
    """One file of two. `same`: persons of `gone` who are persons of `into`."""

    gone: str
    into: str
    same: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class PersonMerge:
    """One person of two in a family's file."""

    gone: str
    into: str


@dataclass(frozen=True)
class Split:
    """A new family's file with these people and meetings."""

    family_id: str
    name: str
    people: Collection[str]
    meetings: Collection[str]


Correction = Deletion | MeetingMove | PersonMove | FamilyMerge | PersonMerge | Split


@dataclass(frozen=True)
class Named:
    """A person named in a meeting; `match` is the id of the one of that name in the other file."""

    id: str
    name: str
    match: str = ""


@dataclass(frozen=True)
class Conflict:
    """Both say something: `kept` stays, `dropped` goes (with the undo)."""

    field: str
    kept: str
    dropped: str


@dataclass(frozen=True)
class Effect:
    """Rows by table: what a correction takes away, changes, adds, and what it must leave."""

    removed: Mapping[str, int] = field(default_factory=dict[str, int])
    changed: Mapping[str, int] = field(default_factory=dict[str, int])
    added: Mapping[str, int] = field(default_factory=dict[str, int])
    kept: Mapping[str, int] = field(default_factory=dict[str, int])
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True)
class Reversal:
    """What can be undone. `label` and `family` are the words of that day."""

    id: str
    kind: ReversalKind
    record: RecordKind
    family_id: str
    family: str
    label: str
    done_by: str
    done_at: datetime
    days_left: int
