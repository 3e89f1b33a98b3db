"""Suicide and violence: words that may speak of them, and what is still missing in a note of it.

Nothing here diagnoses or scores: a word only opens a quiet panel.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from referent_desk.free_text import fold, fold_all
from referent_desk.meetings.model import SafetyEvent
from referent_desk.meetings.noted_rows import read_safety
from referent_desk.vault import Vault

MENTIONS = {
    "suicide": (
        "suicid",
        "mourir",
        "en finir",
        "me tuer",
        "se tuer",
        "mettre fin a",
        "plus vivre",
        "me pendre",
        "se pendre",
        "medicaments d un coup",
    ),
    "violence": (
        "violen",
        "frapp",
        "cogn",
        "des coups",
        "couteau",
        "menac",
        "etrangl",
        "poursuivi",
        "nous tuer",
        "le tuer",
        "la tuer",
        "peur de lui",
        "peur d elle",
    ),
}
"""Kind of safety → beginnings of words, folded: no accent, no capital, no apostrophe."""

_PATTERNS = {
    kind: re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, starts))})")
    for kind, starts in MENTIONS.items()
}
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")


class Missing(StrEnum):
    SAID = "said"
    DONE = "done"
    FOLLOW_UP = "follow_up"
    FOLLOW_UP_ON = "follow_up_on"
    DUE = "due"
    """What was to follow has come to its day, and it is not closed."""


@dataclass(frozen=True)
class SafetyToFinish:
    family_id: str
    family: str
    meeting_id: str
    day: date
    event: SafetyEvent
    missing: tuple[Missing, ...]


OPEN = """
SELECT e.*, m.family_id, f.name AS family, m.starts_at
FROM safety_event e JOIN meeting m ON m.id = e.meeting_id JOIN family f ON f.id = m.family_id
WHERE e.closed_on IS NULL ORDER BY m.starts_at, e.id
"""


@dataclass(frozen=True)
class Mention:
    kind: str
    sentence: str
    """As written, with the word in it."""

    def repeats(self, sentence: str) -> bool:
        """Whether these are the words of `sentence`, as far as both go: one is being typed."""
        mine, other = fold(self.sentence), fold(sentence)
        return bool(mine and other) and (mine.startswith(other) or other.startswith(mine))


def mentions(text: str) -> tuple[Mention, ...]:
    """The sentences that may speak of suicide or violence, once each, in the order of the text."""
    return MentionReader().read(text)


class MentionReader:
    """`mentions` of a text that is being written: only sentences that are new are looked into."""

    def __init__(self) -> None:
        self._text = ""
        self._kinds: dict[str, str | None] = {}
        self.found: tuple[Mention, ...] = ()

    def read(self, text: str) -> tuple[Mention, ...]:
        if text != self._text:
            sentences = [sentence.strip() for sentence in _SENTENCE.findall(text)]
            fresh = [sentence for sentence in sentences if sentence not in self._kinds]
            read = {**self._kinds, **dict(zip(fresh, map(_kind, fold_all(fresh)), strict=True))}
            self._text, self._kinds = text, {sentence: read[sentence] for sentence in sentences}
            self.found = tuple(Mention(k, words) for words, k in self._kinds.items() if k)
        return self.found


def _kind(folded: str) -> str | None:
    return next((kind for kind, found in _PATTERNS.items() if found.search(folded)), None)


def missing(event: SafetyEvent, today: date) -> tuple[Missing, ...]:
    """In the order in which one would fill it in; empty once it is closed."""
    if event.closed_on is not None:
        return ()
    lacks = {
        Missing.SAID: not event.said,
        Missing.DONE: not (event.done or event.alerted or event.numbers_given),
        Missing.FOLLOW_UP: not event.follow_up,
        Missing.FOLLOW_UP_ON: bool(event.follow_up) and event.follow_up_on is None,
        Missing.DUE: event.follow_up_on is not None and event.follow_up_on <= today,
    }
    return tuple(what for what, lacking in lacks.items() if lacking)


def safety_to_finish(vault: Vault, today: date) -> tuple[SafetyToFinish, ...]:
    found: list[SafetyToFinish] = []
    for row in vault.rows(OPEN):
        event = read_safety(row)
        if lacks := missing(event, today):
            day = datetime.fromisoformat(row["starts_at"]).date()
            found.append(
                SafetyToFinish(
                    row["family_id"], row["family"], row["meeting_id"], day, event, lacks
                )
            )
    return tuple(found)
