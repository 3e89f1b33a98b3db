"""Figures per resource: under the control of a report, each row by itself."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from referent_desk.activity import Printed, Symbol
from referent_desk.directory import Resource
from referent_desk.families import Family, Person
from referent_desk.followup import Referral, ReferralState
from referent_desk.office import Office
from referent_desk.settings import declared

S = ReferralState
THRESHOLD = 5
ROWS = {
    "Large": {S.PROPOSED: 8, S.HANDED: 5},
    "One small": {S.PROPOSED: 8, S.HANDED: 2, S.CONTACTED: 6},
    "Two small": {S.PROPOSED: 1, S.HANDED: 4, S.FINISHED: 9},
    "All small": {S.PROPOSED: 1, S.HANDED: 2},
    "All in one": {S.FINISHED: 7},
    "Alone": {S.HANDED: 1},
}


@pytest.fixture
def referrals(office: Office) -> None:
    family_id = office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix")])
    person = office.families.open_file(family_id).people[0]
    office.settings.put(declared.SMALL_COUNT, THRESHOLD)
    for name, counts in ROWS.items():
        resource_id = office.directory.save(Resource(name))
        for state in (state for state, count in counts.items() for _ in range(count)):
            made = office.followup.propose(Referral(family_id, resource_id, person.id))
            with office.vault.unit() as unit:
                unit.execute("UPDATE referral SET state = ? WHERE id = ?", (state, made.id))
                unit.commit()


def row(office: Office, name: str) -> tuple[Printed, dict[ReferralState, Printed]]:
    today = office.clock().date()
    found = next(o for o in office.activity.outcomes(today, today) if o.resource == name)
    return found.total, dict(found.states)


def possible(total: Printed, parts: list[Printed]) -> Iterator[tuple[int, ...]]:
    """Every row that what is printed leaves possible, as far as matters here."""
    ranges = {Symbol.SMALL: range(1, THRESHOLD), Symbol.WITHHELD: range(12)}
    for counts in product(*(ranges[p] if isinstance(p, Symbol) else (p,) for p in parts)):
        whole = sum(counts)
        if total in {whole, Symbol.WITHHELD} or (total is Symbol.SMALL and 0 < whole < THRESHOLD):
            yield counts


def test_large_figures_and_zeros_are_told_as_they_are(office: Office, referrals: None) -> None:
    total, states = row(office, "Large")
    assert total == 13
    assert states == dict.fromkeys(S, 0) | ROWS["Large"]


@pytest.mark.parametrize("name", ROWS)
def test_no_small_figure_is_told_or_worked_out(office: Office, referrals: None, name: str) -> None:
    total, states = row(office, name)
    told = [total, *states.values()]
    assert not any(not isinstance(one, Symbol) and 0 < one < THRESHOLD for one in told)
    left = list(possible(total, list(states.values())))
    for at, state in enumerate(S):
        if 0 < ROWS[name].get(state, 0) < THRESHOLD:
            assert {1, THRESHOLD - 1} <= {counts[at] for counts in left}


def test_where_all_of_them_stand_is_not_told(office: Office, referrals: None) -> None:
    total, states = row(office, "All in one")
    assert total == 7
    assert states[S.FINISHED] is Symbol.WITHHELD


def test_by_resource_within_the_period(office: Office, referrals: None) -> None:
    today = office.clock().date()
    assert [o.resource for o in office.activity.outcomes(today, today)] == sorted(ROWS)
    assert office.activity.outcomes(date(2020, 1, 1), date(2020, 2, 1)) == ()
    office.settings.put(declared.SMALL_COUNT, 14)
    assert row(office, "Large")[0] is Symbol.SMALL
