"""Names of the vault in a text that is to leave or to be printed. Pure, but for `names_known`.

What it looks for: a word of a name, whatever its accents and case; a name of five letters or more
one letter off, where a capital begins it; initials (« C. L. », « Mme L. », « M. L. »); a ward. A
name of up to three letters, or of letters that are also a word, is heeded less: see `Certainty`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from referent_desk.directory import Directory, ResourceKind
from referent_desk.families import Families, KnownName, NameKind
from referent_desk.meetings import Meetings
from referent_desk.secrecy.slips import MARKS, NEAR_FROM, UNSEEN, NearWords, bare
from referent_desk.vocabulary import Catalogue, Vocabulary

ANY_CASE_FROM = 4
"""Letters of a word of a name that is also sought without its capital: « an » is no « An »."""
JOINED_AT_MOST = 4

_TOKEN = re.compile(rf"(?:[^\W\d_][{MARKS}{UNSEEN}]*)+|\d+")
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015'’.]{0,3}")
_DOTTED = re.compile(r"(?<!\w)[^\W\d_]\.(?:[\s\-\u2010-\u2015]{0,2}[^\W\d_]\.)*(?!\w)")
_PARTICLES = set(
    "d de der den des di da do dos du el al l la las le les lo los o of op s t te ten ter van vande"
    " vanden vander ver von und y zu zum zur".split()
)
_CIVILITIES = set("m mr mme mlle mlles mmes mm madame monsieur mademoiselle dr docteur".split())
_NO_NAME = _PARTICLES | _CIVILITIES | set("et famille familles anonyme appel".split())
_GENERIC_WARD = set(
    "unite unites service services hopital hopitaux clinique centre pavillon jour nuit soins salle"
    " etage admission crise urgences aile".split()
)
_ORDINARY = _NO_NAME | _GENERIC_WARD
"""One letter off a name, and said all the time: « famille » for « Camille »."""
_WITH_CAPITAL = (NameKind.WARD, NameKind.NETWORK, NameKind.CALLER)
"""« espoir » is no unit, « club » no club, unless a capital says so."""
_WITH_CIVILITY = (NameKind.PERSON, NameKind.FAMILY, NameKind.PROFESSIONAL)


class Certainty(StrEnum):
    """How a name was found."""

    WRITTEN = "written"
    """With its capital."""
    LOWER_CASE = "lower_case"
    """All letters, no capital: perhaps an ordinary word (« claire », « rose »)."""
    NEAR = "near"
    """One letter off."""
    INITIALS = "initials"


@dataclass(frozen=True)
class NameFound:
    """`text[start:end]` may be one of `names`, each of which says whose it is."""

    start: int
    end: int
    text: str
    certainty: Certainty
    names: tuple[KnownName, ...]


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    written: str
    folded: str

    @property
    def capital(self) -> bool:
        """An upper case first letter, or a script without cases."""
        return not self.written[:1].islower()


@dataclass(frozen=True)
class _Part:
    """What is sought of a given name, or of a surname."""

    words: frozenset[str]
    joined: str
    initials: str
    unspaced: bool


class NameFinder:
    """Built once from all names, then asked for any number of texts."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        self._words: defaultdict[str, list[KnownName]] = defaultdict(list)
        self._joined: defaultdict[str, list[KnownName]] = defaultdict(list)
        self._phrases: defaultdict[str, list[tuple[tuple[str, ...], KnownName]]] = defaultdict(list)
        self._initials: defaultdict[str, list[KnownName]] = defaultdict(list)
        self._surnames: defaultdict[str, list[KnownName]] = defaultdict(list)
        self._unspaced: dict[str, list[KnownName]] = {}
        self._parts: dict[str, _Part] = {}
        for name in names:
            if name.kind is NameKind.WARD:
                self._learn_ward(name)
            else:
                self._learn(name)
        self._one_off = NearWords(self._words)

    def find(self, text: str) -> tuple[NameFound, ...]:
        """In the order of the text; what stands side by side and is of the same person, as one."""
        tokens = _tokens(text)
        found = [
            *self._by_words(text, tokens),
            *self._by_wards(text, tokens),
            *self._by_initials(text),
            *self._by_civility(text, tokens),
            *self._without_spaces(text),
        ]
        return tuple(_one_each(text, found))

    def _learn(self, name: KnownName) -> None:
        given, surname = self._part(name.given), self._part(name.surname)
        for word in given.words | surname.words:
            self._words[word].append(name)
        for joined in {given.joined, surname.joined} - {""}:
            self._joined[joined].append(name)
        self._learn_initials(name, given.initials, surname.initials)
        if given.unspaced or surname.unspaced:
            whole = name.text.replace(" ", "")
            if len(whole) > 1:
                self._unspaced.setdefault(whole, []).append(name)

    def _learn_initials(self, name: KnownName, first: str, last: str) -> None:
        if name.kind is NameKind.PATIENT:
            alone = _fold(name.text.strip(" ."))
            if len(alone) == 1 and alone not in _CIVILITIES:
                self._initials[alone].append(name)
        if first and last:
            for letters in {first + last, first[0] + last[0], last[0] + first[0]}:
                self._initials[letters].append(name)
        if last and name.kind in _WITH_CIVILITY:
            for letters in {last, last[0]}:
                self._surnames[letters].append(name)

    def _part(self, written: str) -> _Part:
        """The same names come again and again."""
        if written not in self._parts:
            self._parts[written] = _part(written)
        return self._parts[written]

    def _learn_ward(self, name: KnownName) -> None:
        words = [token.folded for token in _tokens(name.surname)]
        while words and words[0] in _PARTICLES:
            words = words[1:]
        if not words:
            return
        if len(words) > 1 or words[0] not in _GENERIC_WARD:
            self._phrases[words[0]].append((tuple(words), name))
        for word in words:
            if len(word) >= ANY_CASE_FROM and word not in _ORDINARY and not word.isdigit():
                self._words[word].append(name)

    def _by_words(self, text: str, tokens: Sequence[_Token]) -> Iterator[NameFound]:
        """Tokens of one person side by side, as in « Claire Van den Berghe », make one find."""
        pending: NameFound | None = None
        reach = at = 0
        while at < len(tokens):
            count, found = self._at(text, tokens, at)
            token = tokens[at]
            at += count
            touches = _BETWEEN.fullmatch(text, reach, token.start) is not None
            if found is None:
                if pending and touches and token.folded in _PARTICLES:
                    reach = token.end
                continue
            together = _together(text, pending, found) if pending and touches else None
            if pending and together is None:
                yield pending
            pending, reach = together or found, found.end
        if pending:
            yield pending

    def _at(self, text: str, tokens: Sequence[_Token], at: int) -> tuple[int, NameFound | None]:
        """The name that begins at this token, and over how many tokens it goes."""
        for count in range(min(JOINED_AT_MOST, len(tokens) - at), 1, -1):
            run = tokens[at : at + count]
            joined = "".join(token.folded for token in run)
            names = self._joined.get(joined, []) + self._words.get(joined, [])
            if names and run[0].capital and _side_by_side(text, run):
                return count, _found(text, run[0].start, run[-1].end, Certainty.WRITTEN, names)
        token = tokens[at]
        certainty, names = self._word(token)
        if not names:
            return 1, None
        return 1, _found(text, token.start, token.end, certainty, names)

    def _word(self, token: _Token) -> tuple[Certainty, Sequence[KnownName]]:
        word = token.folded
        exact = self._words.get(word, []) + self._joined.get(word, [])
        if exact and token.capital:
            return Certainty.WRITTEN, exact
        if exact and len(word) >= ANY_CASE_FROM:
            return Certainty.LOWER_CASE, [n for n in exact if n.kind not in _WITH_CAPITAL]
        if exact or not token.capital or word in _ORDINARY:
            return Certainty.NEAR, []
        return Certainty.NEAR, [name for one in self._one_off.of(word) for name in self._words[one]]

    def _by_wards(self, text: str, tokens: Sequence[_Token]) -> Iterator[NameFound]:
        for at, token in enumerate(tokens):
            for words, name in self._phrases.get(token.folded, ()):
                run = tokens[at : at + len(words)]
                if tuple(one.folded for one in run) != words:
                    continue
                if any(len(one.folded) == 1 and not one.capital for one in run):
                    continue
                yield _found(text, run[0].start, run[-1].end, Certainty.WRITTEN, [name])

    def _by_initials(self, text: str) -> Iterator[NameFound]:
        for match in _DOTTED.finditer(text):
            letters = [c for c in match.group() if c.isalpha()]
            if not all(letter.isupper() for letter in letters):
                continue
            word = "".join(_fold(letter) for letter in letters)
            names = list(self._initials.get(word, ()))
            if len(word) > 1 and word[0] in _CIVILITIES:
                names += self._surnames.get(word[1:], ())
            if names:
                yield _found(text, match.start(), match.end(), Certainty.INITIALS, names)

    def _by_civility(self, text: str, tokens: Sequence[_Token]) -> Iterator[NameFound]:
        """« Mme L. », « Monsieur L », « famille L. »."""
        for before, letter in pairwise(tokens):
            titled = before.folded in _CIVILITIES - {"m"} | {"famille"}
            between = text[before.end : letter.start].strip(". \u00a0\u202f")
            if not titled or between or len(letter.folded) != 1:
                continue
            if letter.written.isupper() and (names := self._surnames.get(letter.folded)):
                end = letter.end + text[letter.end : letter.end + 1].count(".")
                yield _found(text, before.start, end, Certainty.INITIALS, names)

    def _without_spaces(self, text: str) -> Iterator[NameFound]:
        """Names of scripts that part no words."""
        for whole, names in self._unspaced.items():
            for match in re.finditer(re.escape(whole), text):
                yield _found(text, match.start(), match.end(), Certainty.WRITTEN, names)


def names_known(
    families: Families, meetings: Meetings, directory: Directory, vocabulary: Vocabulary
) -> tuple[KnownName, ...]:
    """All that a text about families might give away."""
    professionals = {
        *meetings.professionals(),
        *(r.name for r in directory.list(retired=True) if r.kind is ResourceKind.PROFESSIONAL),
    }
    wards = {entry.label for entry in vocabulary.all(Catalogue.WARDS)}
    return (
        *families.known_names(),
        *(KnownName(NameKind.PROFESSIONAL, name) for name in sorted(professionals)),
        *(KnownName(NameKind.WARD, label) for label in sorted(wards)),
    )


def _found(
    text: str, start: int, end: int, certainty: Certainty, names: Iterable[KnownName]
) -> NameFound:
    """Each of `names` once: a person may bear a word twice."""
    once = {id(name): name for name in names}
    return NameFound(start, end, text[start:end], certainty, tuple(once.values()))


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(match.start(), match.end(), match.group(), _fold(match.group()))
        for match in _TOKEN.finditer(text)
    ]


def _part(written: str) -> _Part:
    tokens = _tokens(written)
    telling = _telling(tokens)
    joined = "".join(token.folded for token in tokens)
    return _Part(
        frozenset(token.folded for token in telling if len(token.folded) > 1),
        joined if len(tokens) > 1 and len(joined) >= NEAR_FROM else "",
        "".join(token.folded[0] for token in telling),
        _has_no_case(written),
    )


def _telling(name: Sequence[_Token]) -> list[_Token]:
    """Its words without particles, titles and, in « Dubois (mère) », what is no name."""
    words = [t for t in name if t.folded and t.folded not in _NO_NAME and not t.folded.isdigit()]
    capitals = [token for token in words if token.capital]
    return capitals or words


def _fold(word: str) -> str:
    return bare(word).replace(" ", "")


def _has_no_case(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return bool(letters) and all(c.lower() == c.upper() for c in letters)


def _side_by_side(text: str, run: Sequence[_Token]) -> bool:
    return all(_BETWEEN.fullmatch(text, one.end, other.start) for one, other in pairwise(run))


def _together(text: str, one: NameFound, other: NameFound) -> NameFound | None:
    """Both as one, when somebody bears both."""
    others = {id(name) for name in other.names}
    both = [name for name in one.names if id(name) in others]
    sure = min(one.certainty, other.certainty, key=list(Certainty).index)
    return _found(text, one.start, other.end, sure, both) if both else None


def _one_each(text: str, found: Iterable[NameFound]) -> Iterator[NameFound]:
    """Those that overlap as one, with the names of all."""
    last: NameFound | None = None
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if last is None or one.start >= last.end:
            if last is not None:
                yield last
            last = one
            continue
        sure = min(last.certainty, one.certainty, key=list(Certainty).index)
        end = max(last.end, one.end)
        last = _found(text, last.start, end, sure, (*last.names, *one.names))
    if last is not None:
        yield last
