"""What a free text holds of what was confided, and whom it names. Accents, case and small slips

are forgiven. Pure.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from referent_desk.families import fold
from referent_desk.secrecy.model import Echo, EchoKind, File, Piece
from referent_desk.secrecy.slips import MARKS, NEAR_FROM, UNSEEN, NearWords, bare, near

SURE_WORDS, NEAR_WORDS = 4, 3
"""Words of substance in common, near each other; fewer do when they are most of what was said."""
FEW = 2
"""Of a saying of three words, two are a likeness."""
MOST = 0.6
REACH = 3
"""How many words of substance further the next common one may stand."""
SENTENCE = 12
"""How far apart, in what was said, clauses that the text puts next to each other may be."""
_NEAR = tuple(step for step in range(-REACH, REACH + 1) if step)
_WITHIN = rf"{MARKS}{UNSEEN}*`"
"""What may stand within a word as it is printed: Markdown's marks too."""
_WORD = re.compile(rf"\w(?:[{_WITHIN}]*\w)*[{MARKS}]*")
_UNPRINTED = re.compile(rf"(?<=\w)[{UNSEEN}*`]+(?=\w)")
_LIGHT = frozenset(
    "a ai as au aux avec avait avez c ca ce ceci cela ces cet cette chez ci comme d dans de des"
    " depuis donc du elle elles en est et etait etaient etre eu eux fait il ils j je l la le les"
    " leur leurs lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont or ou par pas"
    " pour puis plus qu quand que quel quelle qui quoi s sa sans se sera ses si soit son sont sous"
    " suis sur t ta te tes toi ton tout tous toute toutes tres tu un une"
    " va vers vos votre vous y".split()
)


_Pair = tuple[int, int]
"""The place of a word in what was said, and that of the same one in the text."""


@dataclass(frozen=True)
class Said:
    """A piece with its words, folded."""

    piece: Piece
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Word:
    folded: str
    start: int
    end: int


def read(heard: Iterable[Piece]) -> tuple[Said, ...]:
    """Once for all the texts that it is compared with."""
    return tuple(Said(piece, tuple(_folded(piece.text).split())) for piece in heard)


def echoes(
    text: str,
    file: File,
    ordinary: str = "",
    heard: Sequence[Said] | None = None,
    at_least: int = 0,
) -> tuple[Echo, ...]:
    """In the order of the text. Words of `ordinary`, the template, tell nothing by themselves.

    `heard` is what the file holds, where it was read; `at_least` so many words in common, however
    short what was said.
    """
    words = tuple(_words(text))
    held = read(file.heard) if heard is None else heard
    found = [*_repeated(words, held, ordinary, at_least), *_named(words, file)]
    return tuple(sorted(found, key=lambda echo: (echo.start, echo.end, echo.kind)))


def names_in(text: str, names: Iterable[str]) -> bool:
    """Whether one of them stands in the text, exactly or nearly."""
    words = tuple(_words(text))
    return any(True for name in names for _ in _places(words, name))


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        for folded in _folded(match[0]).split():
            yield _Word(folded, match.start(), match.end())


def _folded(text: str) -> str:
    return bare(_UNPRINTED.sub("", text))


def _repeated(
    words: Sequence[_Word], heard: Iterable[Said], ordinary: str, at_least: int
) -> Iterator[Echo]:
    light = _LIGHT | set(fold(ordinary).split())
    text = [word for word in words if word.folded not in light]
    alike = _Alike(text)
    for one in heard:
        said = [word for word in one.words if word not in light]
        needed = max(min(NEAR_WORDS, len(said)), at_least)
        if 1 < len(said) >= needed:
            yield from _of_piece(text, said, one.piece, alike, needed)


def _of_piece(
    text: Sequence[_Word], said: Sequence[str], piece: Piece, alike: "_Alike", needed: int
) -> Iterator[Echo]:
    seen = FEW if len(said) <= NEAR_WORDS else needed
    for shared in _side_by_side(_clusters([alike.places(word) for word in said])):
        there = sorted({place for _, place in shared})
        count = min(len(there), len({at for at, _ in shared}))
        if count < seen:
            continue
        sure = count >= needed and (count >= SURE_WORDS or count >= MOST * len(said))
        start, end = text[there[0]].start, text[there[-1]].end
        yield Echo(EchoKind.WORDS, start, end, sure, piece=piece)


def _side_by_side(clusters: Iterable[set[_Pair]]) -> Iterator[set[_Pair]]:
    """Clauses that follow each other in the text, in whatever order they were said, as one.

    A word alone is no clause.
    """
    together = set[_Pair]()
    clauses = (cluster for cluster in clusters if len(cluster) > 1)
    for cluster in sorted(clauses, key=lambda pairs: min(place for _, place in pairs)):
        if together and not _follows(cluster, together):
            yield together
            together = set[_Pair]()
        together = together | cluster
    if together:
        yield together


def _follows(cluster: set[_Pair], before: set[_Pair]) -> bool:
    """Next to each other in the text, and not from the two ends of a long account."""
    gap = min(place for _, place in cluster) - max(place for _, place in before)
    if gap > REACH:
        return False
    return min(abs(at - other) for at, _ in cluster for other, _ in before) <= SENTENCE


def _clusters(places: Sequence[Sequence[int]]) -> Iterator[set[_Pair]]:
    """Common words that stand near each other in both texts, in whatever order.

    `places[n]` tells where the nth word said stands in the text.
    """
    left = {(at, place) for at, here in enumerate(places) for place in here}
    while left:
        cluster, reached = set[_Pair](), [left.pop()]
        while reached:
            at, place = reached.pop()
            cluster.add((at, place))
            near = {
                (at + aside, place + along)
                for aside in _NEAR
                for along in _NEAR
                if (at + aside, place + along) in left
            }
            left -= near
            reached.extend(near)
        yield cluster


class _Alike:
    """Where a word, or one within a slip of it, stands in the text."""

    def __init__(self, text: Sequence[_Word]) -> None:
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(text):
            self._places[word.folded].append(at)
        self._near = NearWords(self._places, shortest=NEAR_FROM - 1)
        self._known: dict[str, tuple[int, ...]] = {}

    def places(self, word: str) -> tuple[int, ...]:
        if word not in self._known:
            alike = {word, *self._near.of(word)}
            found = {at for one in alike for at in self._places.get(one, ())}
            self._known[word] = tuple(sorted(found))
        return self._known[word]


def _named(words: Sequence[_Word], file: File) -> Iterator[Echo]:
    for patient in dict.fromkeys(p.name for p in file.patients):
        for start, end, sure in _places(words, patient):
            yield Echo(EchoKind.PATIENT, start, end, sure, patient)
    for ward in file.wards:
        for start, end, sure in _places(words, ward):
            yield Echo(EchoKind.WARD, start, end, sure, ward)
    for relative in file.relatives:
        for name in relative.names:
            for start, end, sure in _places(words, name):
                yield Echo(EchoKind.RELATIVE, start, end, sure, name, person_id=relative.id)


def _places(words: Sequence[_Word], name: str) -> Iterator[tuple[int, int, bool]]:
    """A single letter names nobody. All words of a name, one after the other."""
    parts = fold(name).split()
    if not parts or len("".join(parts)) < 2:
        return
    for at in range(len(words) - len(parts) + 1):
        here = words[at : at + len(parts)]
        pairs = list(zip(here, parts, strict=True))
        if all(near(word.folded, part) for word, part in pairs):
            sure = all(word.folded == part for word, part in pairs)
            yield here[0].start, here[-1].end, sure
