"""Answers printed together: as chosen, where a name would tell a diagnosis, or to show more."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from referent_desk.activity.choice import Grouping
from referent_desk.activity.figures import Count
from referent_desk.activity.indicators import UNKNOWN
from referent_desk.activity.linking import Answers

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
