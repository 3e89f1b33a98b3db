"""A text as the words that are compared: folded, each with its place. Pure.

Forgiven: accents, case, marks that nobody sees, letters of other alphabets that look the same, a
word cut in two or two run together, letters spread one by one, one slip in a long word.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from referent_desk.secrecy.model import Piece
from referent_desk.secrecy.slips import BESIDE, MARKS, NEAR_FROM, UNSEEN, NearWords, bare, bare_all

_WITHIN = rf"{MARKS}{UNSEEN}{BESIDE}*`"
"""What may stand within a word as it is printed: Markdown's marks too."""
_WORD = re.compile(rf"[^\W_](?:[{_WITHIN}]*[^\W_])*[{MARKS}]*")
_UNPRINTED = re.compile(rf"(?<=\w)[{UNSEEN}{BESIDE}*`]+(?=\w)")
_SPREAD = re.compile(r"(?<![^\W_])[^\W_](?:((?:[^\w\n]|_){1,2})[^\W_])(?:\1[^\W_]){2,}(?![^\W_])")
"""Four letters one by one, or more: « J. P. » are initials."""
LIGHT = frozenset(
    "a ai as au aux avec avait avez c ca ce ceci cela ces cet cette chez ci comme d dans de des"
    " depuis donc du elle elles en est et etait etaient etre eu eux fait il ils j je l la le les"
    " leur leurs lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont or ou par pas"
    " pour puis plus qu quand que quel quelle qui quoi s sa sans se sera ses si soit son sont sous"
    " suis sur t ta te tes toi ton tout tous toute toutes tres tu un une"
    " va vers vos votre vous y".split()
)

_ENDINGS = frozenset("le me ne se te".split())
"""That words end with: « Michelle » is not « Michel le »."""


@dataclass(frozen=True)
class Word:
    folded: str
    start: int
    end: int


@dataclass(frozen=True)
class Said:
    """A piece with its words, folded."""

    piece: Piece
    words: tuple[str, ...]

    def of_substance(self, light: Collection[str]) -> list[str]:
        return [word for word in self.words if word not in light]


def read(heard: Iterable[Piece]) -> tuple[Said, ...]:
    """Once for all the texts that it is compared with."""
    pieces = tuple(heard)
    texts = bare_all([_plain(piece.text) for piece in pieces])
    return tuple(
        Said(piece, tuple(text.split())) for piece, text in zip(pieces, texts, strict=True)
    )


def words_of(text: str) -> tuple[Word, ...]:
    return tuple(
        Word(word, match.start(), match.end())
        for match in _WORD.finditer(text)
        for word in folded(match[0]).split()
    )


def folded(text: str) -> str:
    return bare(_plain(text))


def _plain(text: str) -> str:
    return _UNPRINTED.sub("", text).replace("_", " ")


class TextRead:
    """The words of a text; those of substance, and where each word that was said stands among them.

    `mended` are those that were cut in two, or spread letter by letter. Two of `known` that were
    run together are two of substance, and no name.
    """

    def __init__(self, text: str, ordinary: str = "", known: Container[str] = ()) -> None:
        self._text = text
        self.light = LIGHT | set(folded(ordinary).split())
        self.every = words_of(text)
        self.mended = tuple(_mended(text, self.every))
        parted = (part for word in self.every for part in self._parted(word, known))
        self.words = [word for word in parted if word.folded not in self.light]
        self._places = _by_word(enumerate(self.words))
        self._near = NearWords(self._places, shortest=NEAR_FROM - 1)
        starts = [word.start for word in self.words]
        mended = ((bisect_left(starts, word.start), word) for word in self.mended)
        self._mended = _by_word((at, word) for at, word in mended if at < len(starts))
        self._found: dict[str, tuple[int, ...]] = {}

    def places(self, word: str) -> tuple[int, ...]:
        """Of one within a slip of it too."""
        if word not in self._found:
            alike = {word, *self._near.of(word)}
            found = {at for one in alike for at in self._places.get(one, ())}
            self._found[word] = tuple(sorted(found.union(self._mended.get(word, ()))))
        return self._found[word]

    def written(self, place: int) -> str:
        """The word of substance that stands there, as it is in the text."""
        word = self.words[place]
        return self._text[word.start : word.end]

    def _parted(self, word: Word, known: Container[str]) -> tuple[Word, ...]:
        whole = word.folded
        if len(whole) < NEAR_FROM or whole in known or whole in self.light:
            return (word,)
        for at in range(2, len(whole) - 1):
            parts = whole[:at], whole[at:]
            light = [part in LIGHT for part in parts]
            if all(light) or parts[1] in _ENDINGS:
                continue
            if all(part in known or part in LIGHT for part in parts):
                return tuple(Word(part, word.start, word.end) for part in parts)
        return (word,)


def read_against(text: str, heard: Iterable[Said], ordinary: str = "") -> TextRead:
    """To be compared with what was said; words of `ordinary`, the template, tell nothing."""
    return TextRead(text, ordinary, {word for said in heard for word in said.words})


def _by_word(placed: Iterable[tuple[int, Word]]) -> Mapping[str, Sequence[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in placed:
        places[word.folded].append(at)
    return dict(places)


def _mended(text: str, words: Sequence[Word]) -> Iterator[Word]:
    for one, other in pairwise(words):
        if len(one.folded) + len(other.folded) >= NEAR_FROM:
            yield Word(one.folded + other.folded, one.start, other.end)
    for match in _SPREAD.finditer(text):
        yield Word(folded(match[0].replace(match[1], "")), match.start(), match.end())
