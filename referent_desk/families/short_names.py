"""A name that tells nothing: « Mme Claire Lefèvre-Dubois » → « Mme C. L.-D. ». Pure."""

import unicodedata

from referent_desk.families.matching import TITLES, fold

ANONYMOUS = "Appel anonyme"
UNSAID = "•"
"""Stands for what has no first letter, or whose first character is the name itself."""
_WHOLE_NAMES = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "TANGUT", "NUSHU")


def initials(name: str) -> str:
    """Civilities stay; particles in small letters go when another word is left.

    The label that the program gives to an anonymous caller becomes « Appel anonyme ».
    """
    if fold(name).startswith(fold(ANONYMOUS)):
        return ANONYMOUS
    words = unicodedata.normalize("NFC", name).split()
    capitals = [word for word in words if not _first_letter(word).islower()]
    shown = [_word_initials(word) for word in capitals if _first_letter(word)]
    if all(is_title for is_title, _initials in shown):
        shown += [_word_initials(word) for word in words if _first_letter(word).islower()]
    told = " ".join(short for _is_title, short in shown)
    return told or (UNSAID if words else "")


def _word_initials(word: str) -> tuple[bool, str]:
    """Whether it is a civility, and what is shown of it."""
    if fold(word) in TITLES:
        return True, word
    parts = (_first_letter(part) for part in word.replace("\u2011", "-").split("-"))
    return False, "-".join(_initial(letter) for letter in parts if letter)


def _initial(letter: str) -> str:
    if unicodedata.name(letter, "").startswith(_WHOLE_NAMES):
        return UNSAID
    return f"{letter.upper()[0]}."


def _first_letter(word: str) -> str:
    return next((c for c in word if unicodedata.category(c).startswith("L")), "")
