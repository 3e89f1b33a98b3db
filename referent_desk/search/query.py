"""What was typed: words, and filters such as « besoin:répit » or « période:"mars 2026" ». Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from referent_desk.families import fold


class Filter(StrEnum):
    """By the word that is typed, folded."""

    EMOTION = "emotion"
    NEED = "besoin"
    PERSON = "personne"
    PERIOD = "periode"
    WARD = "unite"
    KIND = "type"


FILTERS = {
    Filter.EMOTION: "émotion",
    Filter.NEED: "besoin",
    Filter.PERSON: "personne",
    Filter.PERIOD: "période",
    Filter.WARD: "unité",
    Filter.KIND: "type",
}
_PIECE = re.compile(r"(\w+)[\s\u202f]?:\s*(«[^»]*»?|\"[^\"]*\"?|“[^”]*”?|[^\s:]*)")
_PHONE = re.compile(r"(?:\+|0)[0-9][0-9 \u00a0\u202f./()-]{2,30}")
_QUOTES = ' \u00a0\u202f«»“”"'
_NAMES = {each.value for each in Filter}
_MOST_WORDS = 12
_LONGEST = 40


@dataclass(frozen=True)
class Query:
    """`words` are folded, each to be found as a beginning; filters as (which, what was typed)."""

    words: tuple[str, ...] = ()
    filters: tuple[tuple[Filter, str], ...] = ()
    phone: str = ""
    """Digits as they are kept (« 0470 41 » → « 3247041 »), where a number alone was typed."""

    @property
    def empty(self) -> bool:
        return not self.words and not any(value for _filter, value in self.filters)


def parse(typed: str) -> Query:
    """A word before a colon that names no filter is a word like others; no text is refused."""
    filters: list[tuple[Filter, str]] = []
    rest: list[str] = []
    at = 0
    for piece in _PIECE.finditer(typed):
        name = fold(piece[1])
        if name in _NAMES:
            rest.append(typed[at : piece.start()])
            filters.append((Filter(name), piece[2].strip(_QUOTES)))
            at = piece.end()
    rest.append(typed[at:])
    words = " ".join(rest)
    return Query(_telling(words_of(words)), tuple(filters), _phone(words))


def _phone(typed: str) -> str:
    """As it shows on a telephone or is said: 0470 12…, 081/72…, +32 470…; "" for anything else."""
    if not _PHONE.fullmatch(typed.strip()):
        return ""
    digits = "".join(c for c in typed.replace("(0)", "") if c in "0123456789")
    if digits.startswith("00"):
        return digits[2:]
    return f"32{digits[1:]}" if digits.startswith("0") else digits


def words_of(text: str) -> list[str]:
    """Folded; elisions are words of their own: « l’hôpital » → l, hopital."""
    return fold(text).replace("_", " ").split()


def _telling(words: list[str]) -> tuple[str, ...]:
    """Without elided articles, which nearly every text has, unless nothing else is asked."""
    short = [word[:_LONGEST] for word in dict.fromkeys(words)]
    longer = [word for word in short if len(word) > 1 and word != "qu"]
    return tuple((longer or short)[:_MOST_WORDS])
