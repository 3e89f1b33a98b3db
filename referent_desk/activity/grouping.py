"""Answers printed together: as chosen, where a name would tell a diagnosis, or to show more."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from referent_desk.activity.choice import Grouping
from referent_desk.activity.figures import Count
from referent_desk.activity.indicators import UNKNOWN
from referent_desk.activity.linking import Answers
from referent_desk.families import fold

OTHERS = "Autres"


@dataclass(frozen=True)
class Row:
    """Answers under one label; `others` comes last but for those without an answer."""

    answers: Answers
    label: str
    others: bool = False


def rows_of(
    counts: Sequence[Count], groupings: Sequence[Grouping], unnamed: Collection[str] = ()
) -> tuple[Row, ...]:
    """In the catalogue's order, what is merged at the place of its first answer.

    Codes of `unnamed` are not printed by their label: they join « Autres ».
    """
    labels = {count.code: count.label for count in counts}
    rows, taken = dict[str, Row](), set[str]()
    others = {code for code in labels if code in unnamed}
    for grouping in groupings:
        codes = [code for code in grouping.codes if code in labels.keys() - others - taken]
        taken.update(codes)
        if grouping.label and codes:
            rows |= dict.fromkeys(codes, Row(frozenset(codes), grouping.label))
        elif not grouping.label:
            others.update(codes)
    if len(others) > 1 or others & set(unnamed):
        rows |= dict.fromkeys(others, Row(frozenset(others), OTHERS, others=True))
    found = (rows.get(c, Row(frozenset([c]), label)) for c, label in labels.items())
    return tuple(sorted(dict.fromkeys(found), key=_place))


def _place(row: Row) -> int:
    """The sort keeps the catalogue's order for all else."""
    return 2 if row.answers == frozenset([UNKNOWN]) else int(row.others)


def proposed(
    counts: Sequence[Count], groupings: Sequence[Grouping], threshold: int
) -> Iterator[tuple[Grouping, ...]]:
    """Ways to print more of a table: small answers in « Autres », aspects with their word, both."""
    own = tuple(grouping for grouping in groupings if grouping.label)
    for named in dict.fromkeys((own, by_level(counts))):
        small = _small(rows_of(counts, named), _sums(counts), threshold)
        for found in ((*named, small) if small.codes else named, named):
            if found and found != tuple(groupings):
                yield found


def with_group(
    groupings: Sequence[Grouping], codes: Sequence[str], label: str
) -> tuple[Grouping, ...]:
    """`codes` as one more row; under a name that there is already, beside what it holds."""
    name = "" if fold(label) == fold(OTHERS) else label
    held = next((g for g in groupings if fold(g.label) == fold(name)), None)
    if held is None:
        return (*groupings, Grouping(tuple(codes), name))
    wider = Grouping((*held.codes, *(code for code in codes if code not in held.codes)), held.label)
    return tuple(wider if grouping is held else grouping for grouping in groupings)


def neighbours(counts: Sequence[Count], threshold: int) -> tuple[Grouping, ...]:
    """Brackets that touch, merged until none is small; under the words of both ends."""
    runs = [[count] for count in counts if count.code != UNKNOWN]
    while len(runs) > 1 and (small := [run for run in runs if 0 < _size(run) < threshold]):
        at = runs.index(min(small, key=_size))
        beside = [other for other in (at - 1, at + 1) if 0 <= other < len(runs)]
        low = min(at, min(beside, key=lambda other: _size(runs[other])))
        runs[low : low + 2] = [runs[low] + runs[low + 1]]
    merged = (run for run in runs if len(run) > 1 and len(runs) > 1)
    return tuple(
        Grouping(tuple(count.code for count in run), _ends(run[0].label, run[-1].label, len(run)))
        for run in merged
    )


def _ends(first: str, last: str, many: int) -> str:
    """« 25 à 39 ans, 40 à 59 ans », « moins de 12 ans … 25 à 39 ans »."""
    return f"{first}{', ' if many == 2 else ' … '}{last}"


def _size(run: Sequence[Count]) -> int:
    return sum(count.count for count in run)


def by_level(counts: Sequence[Count]) -> tuple[Grouping, ...]:
    """Each word of the catalogue with the aspects that stand under it."""
    labels = {count.code: count.label for count in counts if not count.parent}
    aspects = defaultdict[str, list[str]](list)
    for count in counts:
        if count.parent in labels:
            aspects[count.parent].append(count.code)
    return tuple(Grouping((code, *under), labels[code]) for code, under in aspects.items() if under)


def _sums(counts: Sequence[Count]) -> dict[str, int]:
    return {count.code: count.count for count in counts}


def _small(rows: Sequence[Row], sums: Mapping[str, int], threshold: int) -> Grouping:
    """The small rows, and as few of the others as make up the threshold; none, if none is small."""
    size = {row: max(sums[code] for code in row.answers) for row in rows}
    named = [row for row in rows if row.answers != frozenset([UNKNOWN]) and not row.others]
    chosen = [row for row in named if 0 < size[row] < threshold]
    chosen += [row for row in rows if row.others and chosen]
    rest = sorted((row for row in named if size[row] >= threshold), key=lambda row: size[row])
    while chosen and rest and (len(chosen) < 2 or sum(size[row] for row in chosen) < threshold):
        chosen.append(rest.pop(0))
    codes = tuple(code for row in chosen for code in sorted(row.answers))
    return Grouping(codes) if len(chosen) > 1 and rest else Grouping(())
