"""Who is counted, told by one number."""

import random

import pytest

from referent_desk.activity.control import Cell
from referent_desk.activity.counted import Counted
from referent_desk.activity.periods import Period
from tests.referent_desk.activity.invented_figures import ANSWERS, Invented

YEAR = Period.year(2026)
ORIGIN, EMOTIONS = "situations_new.origin", "situations_seen.emotions"


def office(seed: int = 4) -> Invented:
    return Invented(random.Random(seed), 15, sorted(ANSWERS))


def who(source: Invented, code: str, answers: str = "", period: Period = YEAR) -> int:
    found = Counted(source).who_if_known(Cell(code, answers, period.label))
    assert found is not None
    return found


def test_it_adds_up_as_counts_do() -> None:
    source = office()
    year = who(source, "situations_new")
    assert year == sum(who(source, "situations_new", period=q) for q in YEAR.quarters)
    assert year == sum(who(source, ORIGIN, a) for a in (*ANSWERS[ORIGIN], "unknown"))
    assert who(source, ORIGIN, "doctor+family") == sum(
        who(source, ORIGIN, answer) for answer in ("doctor", "family")
    )


def test_who_gave_two_answers_is_told_once() -> None:
    source = office()
    assert who(source, EMOTIONS, "fear+fear.violence") == who(source, EMOTIONS, "fear")


@pytest.mark.parametrize("seed", range(5))
def test_as_many_others_are_another_number(seed: int) -> None:
    source = office(seed)
    seen = dict[frozenset[int], int]()
    for _ in range(60):
        there, told = source.who("situations_new", YEAR), who(source, "situations_new")
        assert seen.setdefault(there, told) == told
        source.correct()
    assert len(set(seen.values())) == len(seen) > len({len(there) for there in seen})


def test_nobody_is_nought_and_what_is_not_counted_is_unknown() -> None:
    long_ago = Period.year(1999)
    assert who(office(), "situations_new", period=long_ago) == 0
    assert Counted(office()).who_if_known(Cell("no.such", "a", YEAR.label)) is None
