"""What every free text goes through before it is kept."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from referent_desk.errors import InvalidInput

MAX_LENGTH = 200_000
NATIONAL_NUMBER = re.compile(r"(?<![\d+])\d{2}[ .]?\d{2}[ .]?\d{2}[ .-]{0,3}\d{3}[ .-]?\d{2}(?!\d)")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Unicode's Cc and Cs, but for the line feed and the tabulation."""


_WORD = re.compile(r"\w+")
_BETWEEN_WORDS = re.compile(r"[^\w\n]+")
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""What NFKD sets apart from the letters of the languages spoken here."""
_ASCII_APART = {code: " " for code in range(128) if not re.match(r"[\w\n]", chr(code))}
_AT_ONCE = 500


class _Bare(dict[int, int | None]):
    """For `str.translate`: drops the marks that NFKD sets apart; remembers each character met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_BARE = _Bare()


class NationalNumberSuspected(InvalidInput):
    """An 11-digit pattern in a free text; recorded only once the user has confirmed."""

    def __init__(self, field: str) -> None:
        super().__init__(
            field,
            "Ce texte semble contenir un numéro national (11 chiffres).",
            "Le numéro national ne s’enregistre pas\u00a0: effacez-le, ou confirmez que ce n’en est"
            " pas un.",
        )


def clean(text: str) -> str:
    """Trimmed, composed (NFC), one kind of line end, no control character; words untouched."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return CONTROLS.sub("", text).strip()[:MAX_LENGTH]


def one_line(text: str) -> str:
    """`clean`, with every run of white space made one space."""
    return " ".join(clean(text).split())


def refuse_national_number(texts: Iterable[tuple[str, str]], *, confirmed: bool) -> None:
    """`texts` are (field, text). Raises NationalNumberSuspected on the first match."""
    if confirmed:
        return
    for field, text in texts:
        if NATIONAL_NUMBER.search(text):
            raise NationalNumberSuspected(field)


def fold(text: str) -> str:
    """Lower case, no accent, one space between words: « Lefèvre-Dœuvre » → « lefevre doeuvre »."""
    return " ".join(_WORD.findall(_plain(text)))


def fold_all(texts: Sequence[str]) -> list[str]:
    """`fold` of each: much quicker for thousands of names."""
    return [
        folded
        for first in range(0, len(texts), _AT_ONCE)
        for folded in _folded(texts[first : first + _AT_ONCE])
    ]


def _folded(texts: Sequence[str]) -> list[str]:
    """In one go, while no other thread runs: not too many."""
    lines = _plain("\n".join(text.replace("\n", " ") for text in texts))
    if lines.isascii():
        return [" ".join(line.split()) for line in lines.translate(_ASCII_APART).split("\n")]
    return [line.strip() for line in _BETWEEN_WORDS.sub(" ", lines).split("\n")]


def _plain(text: str) -> str:
    text = text.casefold().replace("œ", "oe").replace("æ", "ae")
    if text.isascii():
        return text
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return text if text.isascii() else text.translate(_BARE)
