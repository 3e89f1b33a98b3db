"""Figures per resource: none that is small can be read or worked out."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from referent_desk.directory import Resource
from referent_desk.families import Family, Person
from referent_desk.followup import Figure, Hidden, Referral, ReferralState, told
from referent_desk.office import Office
from referent_desk.settings import declared

THRESHOLD = 3
ROWS = [row for row in product(range(6), repeat=4) if sum(row)]


def possible(total: Figure, parts: tuple[Figure, ...]) -> Iterator[tuple[int, ...]]:
    """Every row that the figures told leave possible."""
    most = THRESHOLD if total is Hidden.SMALL else 12
    ranges = {Hidden.SMALL: range(1, THRESHOLD), Hidden.BESIDE: range(most)}
    for row in product(*(ranges[p] if isinstance(p, Hidden) else (p,) for p in parts)):
        if (
            (total is Hidden.SMALL and 0 < sum(row) < THRESHOLD)
            or total is Hidden.BESIDE
            or total == sum(row)
        ):
            yield row


@pytest.mark.parametrize("row", [*ROWS[1::29], (0, 1, 0, 5), (1, 1, 0, 0), (2, 2, 5, 0)])
def test_a_small_figure_keeps_more_than_one_value(row: tuple[int, ...]) -> None:
    total, parts = told(row, THRESHOLD)
    rows = list(possible(total, parts))
    assert row in rows
    for at, count in enumerate(row):
        if 0 < count < THRESHOLD:
            assert len({found[at] for found in rows}) > 1


@pytest.mark.parametrize("row", ROWS[::7])
def test_no_small_figure_is_told(row: tuple[int, ...]) -> None:
    total, parts = told(row, THRESHOLD)
    assert not any(isinstance(part, int) and 0 < part < THRESHOLD for part in (total, *parts))


def test_large_figures_are_told_as_they_are() -> None:
    assert told((8, 0, 5), 5) == (13, (8, 0, 5))


def test_a_lone_hidden_figure_is_joined_by_another() -> None:
    assert told((8, 2, 6, 0), 5) == (16, (8, Hidden.SMALL, Hidden.BESIDE, 0))


def test_a_small_sum_tells_nothing_of_its_parts() -> None:
    assert told((1, 2, 0), 5) == (Hidden.SMALL, (Hidden.BESIDE,) * 3)


def test_referrals_are_counted_by_resource_within_the_period(office: Office) -> None:
    family_id = office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix")])
    person = office.families.open_file(family_id).people[0]
    resource_id = office.directory.save(Resource("Le Passage"))
    for _ in range(6):
        office.followup.propose(Referral(family_id, resource_id, person.id))
    today = office.clock().date()
    [found] = office.referrals.outcomes(today, today)
    assert (found.resource, found.total) == ("Le Passage", 6)
    assert found.states[ReferralState.PROPOSED] == 6
    assert office.referrals.outcomes(date(2020, 1, 1), date(2020, 2, 1)) == ()
    office.settings.put(declared.SMALL_COUNT, 10)
    assert office.referrals.outcomes(today, today)[0].total is Hidden.SMALL
