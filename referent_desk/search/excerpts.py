"""The words that were sought, shown where they stand in a text. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from referent_desk.families import fold
from referent_desk.search.model import Excerpt

BEFORE, LONGEST = 40, 220
_LOOKED_AT = 100_000
_SPACES = re.compile(r"\s+")
_MARKED = range(0xC0, 0x250)


def _variants() -> dict[str, str]:
    """Each plain letter with its accented ones: fold('é') is 'e'."""
    found: dict[str, str] = {}
    for code in _MARKED:
        plain = fold(chr(code))
        if len(plain) == 1:
            found[plain] = found.get(plain, plain) + chr(code)
    return found


_VARIANTS = _variants()


@lru_cache(maxsize=8)
def pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Beginnings of words, whatever their accents; None when there are no words."""
    longest_first = sorted(words, key=len, reverse=True)
    each = "|".join(_any_accent(word) for word in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{each})", re.IGNORECASE) if words else None


def excerpt(text: str, words: Sequence[str]) -> Excerpt:
    """Some words around the first that was sought; the beginning when none of them is there."""
    text = _SPACES.sub(" ", text[:_LOOKED_AT]).strip()
    sought = pattern(tuple(words))
    first = sought.search(text) if sought else None
    start = _beginning(text, first.start()) if first else 0
    shown = text[start : start + LONGEST]
    if start + LONGEST < len(text):
        shown = shown.rsplit(" ", 1)[0] + "…"
    if start:
        shown = "…" + shown
    marks = tuple(found.span() for found in sought.finditer(shown)) if sought else ()
    return Excerpt(shown, marks)


def _beginning(text: str, at: int) -> int:
    """Of a word, a little before `at`."""
    if at <= BEFORE:
        return 0
    space = text.find(" ", at - BEFORE, at)
    return space + 1 if space >= 0 else at


def _any_accent(word: str) -> str:
    letters = "".join(_letter(letter) for letter in word)
    return letters.replace(_letter("o") + _letter("e"), f"(?:{_letter('o')}{_letter('e')}|œ)")


def _letter(letter: str) -> str:
    known = _VARIANTS.get(letter)
    return f"[{known}][\u0300-\u036f]*" if known else re.escape(letter) + "[\u0300-\u036f]*"
