"""Words nearly the same: what nobody sees in them is put aside, one slip is forgiven. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from referent_desk.free_text import fold, fold_all

NEAR_FROM = 5
"""Letters of a word that is also sought one letter off."""
MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u0652"
"""Accents written apart from their letter."""
UNSEEN = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
BESIDE = "\u00a8\u00b4\u00b8\u02c6\u02cb\u02dc"
"""Accents that a PDF gives beside their letter: « e\u00b4 »."""
_HIDDEN = re.compile(rf"[{UNSEEN}{BESIDE}]")
_LOOK_ALIKE = str.maketrans(
    "авеікмнорстухһјѕԁԛԝαβεηικμνορτυχɑɡıłøđ", "abeikmhopctyxhjsdqwabehikmvoptuxagilod"
)
"""Letters of other alphabets, folded, that print as ours do, in lower case or in capitals."""


def bare(text: str) -> str:
    """Folded, without the characters that no one sees; what looks the same is the same."""
    return fold(_HIDDEN.sub("", text)).translate(_LOOK_ALIKE)


def bare_all(texts: Sequence[str]) -> list[str]:
    """`bare` of each, in one go: a file holds thousands."""
    if not texts:
        return []
    shown = _HIDDEN.sub("", "\n".join(text.replace("\n", " ") for text in texts))
    return "\n".join(fold_all(shown.split("\n"))).translate(_LOOK_ALIKE).split("\n")


def near(one: str, other: str) -> bool:
    """The same, or one letter changed, added, left out or swapped in a word that is long enough."""
    if one == other:
        return True
    return max(len(one), len(other)) >= NEAR_FROM and OSA.distance(one, other, score_cutoff=1) <= 1


class NearWords:
    """Among words known from the start, those one slip off any other.

    Those with fewer letters than `shortest` are not sought.
    """

    def __init__(self, known: Iterable[str], shortest: int = NEAR_FROM) -> None:
        self._long = {word for word in known if len(word) >= shortest}
        self._less: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._long:
            for less in {*_without_one(word)}:
                self._less[less].append(word)

    def of(self, word: str) -> list[str]:
        """In alphabetical order."""
        less = set(_without_one(word))
        found = {one for key in {word, *less} for one in self._less.get(key, ())}
        found |= less & self._long
        return sorted(one for one in found if near(word, one))


def _without_one(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))
