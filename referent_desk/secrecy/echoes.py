"""What a free text holds of what was confided, and whom it names. Accents, case and small slips

are forgiven. Pure.
"""

from collections.abc import Iterable, Iterator, Sequence

from referent_desk.secrecy.model import Echo, EchoKind, File, Piece
from referent_desk.secrecy.reading import Said, TextRead, folded, read, read_against
from referent_desk.secrecy.slips import near

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
_Pair = tuple[int, int]
"""The place of a word in what was said, and that of the same one in the text."""


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
    held = read(file.heard) if heard is None else heard
    return echoes_in(read_against(text, held, ordinary), file, held, at_least)


def echoes_in(
    here: TextRead, file: File, heard: Sequence[Said], at_least: int = 0
) -> tuple[Echo, ...]:
    """Of a text that was read against `heard`."""
    found = [*_repeated(here, heard, at_least), *_named(here, file)]
    return tuple(sorted(found, key=lambda echo: (echo.start, echo.end, echo.kind)))


def names_in(text: str, names: Iterable[str]) -> bool:
    """Whether one of them stands in the text, exactly or nearly."""
    here = TextRead(text)
    return any(True for name in names for _ in _places(here, name))


def _repeated(here: TextRead, heard: Iterable[Said], at_least: int) -> Iterator[Echo]:
    for one in heard:
        said = one.of_substance(here.light)
        needed = max(min(NEAR_WORDS, len(said)), at_least)
        if 1 < len(said) >= needed:
            yield from _of_piece(here, said, one.piece, needed)


def _of_piece(here: TextRead, said: Sequence[str], piece: Piece, needed: int) -> Iterator[Echo]:
    seen = FEW if len(said) <= NEAR_WORDS else needed
    places = [here.places(word) for word in said]
    if sum(map(bool, places)) < seen:
        return
    for shared in _side_by_side(_clusters(places)):
        there = sorted({place for _, place in shared})
        count = min(len(there), len({at for at, _ in shared}))
        if count < seen:
            continue
        sure = count >= needed and (count >= SURE_WORDS or count >= MOST * len(said))
        start, end = here.words[there[0]].start, here.words[there[-1]].end
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


def _named(here: TextRead, file: File) -> Iterator[Echo]:
    for patient in dict.fromkeys(p.name for p in file.patients):
        for start, end, sure in _places(here, patient):
            yield Echo(EchoKind.PATIENT, start, end, sure, patient)
    for ward in file.wards:
        for start, end, sure in _places(here, ward):
            yield Echo(EchoKind.WARD, start, end, sure, ward)
    for relative in file.relatives:
        for name in relative.names:
            for start, end, sure in _places(here, name):
                yield Echo(EchoKind.RELATIVE, start, end, sure, name, person_id=relative.id)


def _places(here: TextRead, name: str) -> Iterator[tuple[int, int, bool]]:
    """A single letter names nobody. All words of a name, one after the other."""
    parts, words = folded(name).split(), here.every
    if not parts or len("".join(parts)) < 2:
        return
    for at in range(len(words) - len(parts) + 1):
        run = words[at : at + len(parts)]
        pairs = list(zip(run, parts, strict=True))
        if all(near(word.folded, part) for word, part in pairs):
            sure = all(word.folded == part for word, part in pairs)
            yield run[0].start, run[-1].end, sure
    for word in here.mended:
        if [word.folded] == parts:
            yield word.start, word.end, True
