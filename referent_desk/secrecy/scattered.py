"""Rare words of one saying, met here and there in a text: shown, since they stop nothing. Pure."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from referent_desk.secrecy.model import Echo, Piece, Sharing, Way
from referent_desk.secrecy.reading import Said, TextRead, Word, folded, words_of
from referent_desk.secrecy.slips import NEAR_FROM
from referent_desk.secrecy.words import listed, source

ENOUGH = 3
"""Words of one saying; two do when one is a name or a sum, the same in the text."""
WITHIN = 8
"""Words of substance of what was said, in which they stand."""
RARE = 2
"""Sayings of the file, at most, that have the word."""
_EVERYDAY = frozenset(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi"
    " mardi mercredi jeudi vendredi samedi dimanche matin midi soir nuit heures minutes semaine"
    " semaines jours annee annees temps moment aujourd demain hier noel paques toussaint vacances"
    " fille fils frere soeur pere mere maman papa mari femme famille parents enfant enfants maison"
    " hopital medecin docteur ecole travail personne chose choses besoin comment pourquoi parce"
    " quelqu quelque toujours jamais encore beaucoup apres avant parle parler passe passer trouve"
    " trouver prend prendre pense penser demande demander voir savoir venir aller rester peut veut"
    " petit petite petits petites premier premiere grand grande".split()
)
"""What is in nearly every letter, and in nearly every account."""
_SHORTEST = 3
"""Letters of a name, or figures."""
_OPENING = " \u00a0\u202f«(’'-"
_ENDS = (".", "!", "?", "…", ":", ";", "\n", "»", ")")
_YEAR = re.compile(r"(?:19|20)\d\d")
_Met = tuple[int, str]
"""The place of a word in what was said, and the word."""


@dataclass(frozen=True)
class _Trace:
    said: Said
    met: Sequence[_Met]


def traces(
    here: TextRead, sharing: Sharing, found: Sequence[Echo], heard: Sequence[Said]
) -> Iterator[str]:
    """In French. Not what `found` tells of already, what they may say, what was picked."""
    told = {echo.piece for echo in found}
    kept = {one.piece for one in heard if _may_be_said(one.piece, sharing)}
    common = here.light | _EVERYDAY | sharing.file.everyday | _known(sharing, heard, kept)
    met = [
        _Trace(said, here_and_there)
        for said in heard
        if said.piece not in kept and said.piece not in told
        if len(here_and_there := list(_met(here, said, common))) > 1
    ]
    often = _often(met, heard)
    for trace in met:
        words = _together(here, trace, often)
        if words:
            whose = source(trace.said.piece, sharing.file)
            yield f"{listed(words)}, ici et là, comme dans ce qui fut {whose}."


def _may_be_said(piece: Piece, sharing: Sharing) -> bool:
    return piece in sharing.pieces or (
        sharing.way is not Way.TRANSMITTED and piece.known_to(sharing.bearer)
    )


def _known(sharing: Sharing, heard: Sequence[Said], kept: set[Piece]) -> set[str]:
    """Words that tell nothing: theirs, what surrounds the text, names, which are told otherwise."""
    known = {word for one in heard if one.piece in kept for word in one.words}
    file = sharing.file
    named = (
        *sharing.beside.printed,
        *(name for relative in file.relatives for name in relative.names),
        *(patient.name for patient in file.patients),
        *file.wards,
        *(to.name for to in (sharing.recipient, *sharing.printed)),
        *(piece.text for piece in sharing.pieces),
    )
    return known.union(folded(" ".join(named)).split())


def _met(here: TextRead, said: Said, common: Collection[str]) -> Iterator[_Met]:
    place = 0
    for word in said.words:
        if word not in here.light:
            if len(word) >= _SHORTEST and word not in common and here.places(word):
                yield place, word
            place += 1


def _often(met: Sequence[_Trace], heard: Sequence[Said]) -> set[str]:
    """Of the words met, those of many sayings; the same noted twice is one."""
    if not met:
        return set()
    words = {word for trace in met for _, word in trace.met}
    sayings = {said.words for said in heard}
    times = Counter(word for saying in sayings for word in words.intersection(saying))
    return {word for word, number in times.items() if number > RARE}


def _together(here: TextRead, trace: _Trace, often: set[str]) -> list[str]:
    """As the text writes them; empty when they are too few."""
    names = _names_and_sums(trace.said.piece.text)
    met = [
        (place, here.places(word)[0], telling)
        for place, word in trace.met
        if word not in often
        if (telling := word in names and _as_a_name(here, word)) or len(word) >= NEAR_FROM
    ]
    best: dict[int, bool] = {}
    for first, _, _ in met:
        near = {at: telling for place, at, telling in met if first <= place < first + WITHIN}
        if len(near) > len(best):
            best = near
    enough = len(best) >= ENOUGH or (len(best) == ENOUGH - 1 and any(best.values()))
    return [here.written(at) for at in sorted(best)] if enough else []


def _as_a_name(here: TextRead, word: str) -> bool:
    written = here.written(here.places(word)[0])
    return not written[:1].islower()


def _names_and_sums(text: str) -> set[str]:
    """Where a capital begins no sentence; figures of three digits or more, but for years."""
    return {word.folded for word in words_of(text) if _names_or_sums(text, word)}


def _names_or_sums(text: str, word: Word) -> bool:
    written = text[word.start : word.end]
    if written.isdigit():
        return len(written) >= _SHORTEST and not _YEAR.fullmatch(written)
    before = text[max(0, word.start - 4) : word.start].rstrip(_OPENING)
    return written[:1].isupper() and bool(before) and not before.endswith(_ENDS)
