"""What is looked for and what is found."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    FAMILY = "family"
    PERSON = "person"
    RESOURCE = "resource"
    MEETING = "meeting"
    PASSAGE = "passage"
    EMOTION = "emotion"
    NEED = "need"
    RECOVERY = "recovery"
    SAFETY = "safety"
    EMAIL = "email"
    REQUEST = "request"
    ACTION = "action"
    LETTER = "letter"
    LESSON = "lesson"
    WORK = "work"
    REFERRAL = "referral"


@dataclass(frozen=True)
class Excerpt:
    """A part of a text around what was sought; `marks` are (start, end) in `text`."""

    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Hit:
    """One record, with its words as they are now. `label` is the emotion, the need or the kind."""

    kind: Kind
    record: str
    family_id: str = ""
    meeting_id: str = ""
    day: date | None = None
    family: str = ""
    person_id: str = ""
    person: str = ""
    link: str = ""
    label: str = ""
    excerpt: Excerpt = Excerpt()
    source: str = ""
    verbatim: bool = False
    restricted: bool = False


@dataclass(frozen=True)
class Found:
    """`more`: there are others; `near`: for want of these words, names spelt nearly so;
    `unknown`: filters that nothing answers, as they were typed; `meant`: where nothing is found,
    words of the catalogues that would, each after the folded word that it may stand for."""

    hits: tuple[Hit, ...] = ()
    more: bool = False
    near: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    meant: tuple[tuple[str, str], ...] = ()
