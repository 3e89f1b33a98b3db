"""The steps of a referral: which ways there are, undone, dated; answers, calls, what was said."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest

from referent_desk.directory import Resource
from referent_desk.errors import DeskError, InvalidInput, NotFound
from referent_desk.families import Family, Person
from referent_desk.followup import (
    LastStepStays,
    NoSuchWay,
    Referral,
    ReferralState,
    ReferralStep,
    TooManyPicked,
    leads,
    opaque_code,
    read_code,
)
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.office import Office
from referent_desk.search import parse
from referent_desk.settings import declared
from referent_desk.vault import Vault

S = ReferralState
TODAY = date(2026, 11, 24)


def desk_on(vault: Vault, day: date) -> Office:
    return Office.open(vault, lambda: datetime(day.year, day.month, day.day, 9))


@pytest.fixture
def office(vault: Vault) -> Office:
    return desk_on(vault, TODAY)


@pytest.fixture
def referral(office: Office) -> Referral:
    family_id = office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix", "Mme")])
    person = office.families.open_file(family_id).people[0]
    resource_id = office.directory.save(Resource("Le Passage"))
    return office.followup.propose(Referral(family_id, resource_id, person.id, ("support",)))


def states(office: Office, referral: Referral) -> list[ReferralState]:
    return [step.state for step in office.referrals.history(referral.id)]


def test_each_move_is_a_step_with_its_day_and_note(office: Office, referral: Referral) -> None:
    office.referrals.move(referral.id, S.HANDED)
    office.referrals.move(referral.id, S.CONTACTED, TODAY, "Elle a appelé.")
    assert states(office, referral) == [S.PROPOSED, S.HANDED, S.CONTACTED]
    assert office.referrals.history(referral.id)[-1].note == "Elle a appelé."
    kept = office.followup.referral(referral.id)
    assert (kept.state, kept.state_on) == (S.CONTACTED, TODAY)


def test_there_is_a_way_or_it_stays_where_it_stands(office: Office, referral: Referral) -> None:
    for state, to in product(S, S):
        made = office.followup.propose(replace(referral, state=state))
        if leads(state, to):
            office.referrals.move(made.id, to)
            assert states(office, made) == [state, to]
        else:
            with pytest.raises(NoSuchWay):
                office.referrals.move(made.id, to)
            assert states(office, made) == [state]


def test_nothing_becomes_proposed_again() -> None:
    assert not any(leads(state, S.PROPOSED) for state in S)
    assert not any(leads(state, state) for state in S)


def test_a_step_is_taken_back_and_the_first_one_is_not(office: Office, referral: Referral) -> None:
    office.referrals.move(referral.id, S.DECLINED, note="Pas maintenant.")
    assert office.referrals.undo(referral.id).note == "Pas maintenant."
    assert office.followup.referral(referral.id).state is S.PROPOSED
    with pytest.raises(LastStepStays):
        office.referrals.undo(referral.id)


def test_what_a_letter_made_is_not_taken_back(office: Office, referral: Referral) -> None:
    office.documents.issue(referral, office.documents.compose(referral))
    assert states(office, referral) == [S.PROPOSED, S.HANDED]
    with pytest.raises(LastStepStays):
        office.referrals.undo(referral.id)


def test_a_second_letter_does_not_take_it_back_to_handed(
    office: Office, referral: Referral
) -> None:
    office.referrals.move(referral.id, S.ATTENDING)
    office.followup.mark(referral.id, S.HANDED)
    assert office.followup.referral(referral.id).state is S.ATTENDING


@pytest.mark.parametrize("days", [1, -1])
def test_a_step_is_neither_to_come_nor_before_the_last_one(
    office: Office, referral: Referral, days: int
) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.referrals.move(referral.id, S.HANDED, TODAY + timedelta(days=days))
    assert refused.value.field == "stated_on"


def test_a_step_is_put_right_within_its_neighbours(vault: Vault, referral: Referral) -> None:
    later = desk_on(vault, TODAY + timedelta(days=9))
    step = later.referrals.move(referral.id, S.HANDED)
    earlier = TODAY + timedelta(days=4)
    later.referrals.revise(ReferralStep(referral.id, S.HANDED, earlier, "Donnée.", id=step.id))
    assert later.followup.referral(referral.id).state_on == earlier
    assert later.referrals.history(referral.id)[-1].note == "Donnée."
    first = later.referrals.history(referral.id)[0]
    with pytest.raises(InvalidInput):
        later.referrals.revise(
            ReferralStep(referral.id, S.PROPOSED, earlier + timedelta(1), id=first.id)
        )
    with pytest.raises(NotFound):
        later.referrals.revise(ReferralStep(referral.id, S.HANDED, earlier, id="gone"))


@pytest.mark.parametrize("spelt", ["{}", " {} ", "{lower}", "{spaced}", "réf. non"], ids=repr)
def test_the_code_is_read_however_it_was_copied(
    office: Office, referral: Referral, spelt: str
) -> None:
    code = referral.code
    typed = spelt.format(code, lower=code.lower(), spaced=f"{code[:3]} - {code[3:]}")
    found = office.referrals.by_code(typed)
    assert (found.id if found else "") == ("" if "non" in spelt else referral.id)


def test_look_alikes_are_read_as_one(vault: Vault, referral: Referral) -> None:
    desk = Office.open(vault, new_code=lambda: "S2B8Z5")
    made = desk.followup.propose(referral)
    for typed in ("52B8Z5", "s 2 8 8 2 5", "SZBBZS"):
        found = desk.referrals.by_code(typed)
        assert found is not None
        assert found.id == made.id
    assert read_code("IO") == read_code("l0") == read_code("10")


def test_no_two_codes_are_read_alike() -> None:
    codes = {opaque_code() for _ in range(3000)}
    assert len({read_code(code) for code in codes}) == len(codes)


def test_an_empty_code_finds_nothing(office: Office, referral: Referral) -> None:
    assert office.referrals.by_code(" - ") is None
    assert office.referrals.by_code(referral.code[:5]) is None


def to_call(office: Office) -> list[str]:
    return [line.referral_id for line in office.overview.call_list()]


def test_silence_makes_a_call_which_is_put_off(vault: Vault, referral: Referral) -> None:
    days = Office.open(vault).settings.get(declared.REFERRAL_SILENT_DAYS)
    day = TODAY + timedelta(days=days)
    assert to_call(desk_on(vault, day - timedelta(days=1))) == []
    desk = desk_on(vault, day)
    assert to_call(desk) == [referral.id]
    until = day + timedelta(days=7)
    desk.referrals.put_off(referral.id, until)
    assert to_call(desk) == []
    assert desk.overview.home().silent == ()
    assert to_call(desk_on(vault, until)) == [referral.id]
    desk.referrals.put_off(referral.id, None)
    assert to_call(desk) == [referral.id]


def test_a_move_ends_the_call_put_off(office: Office, referral: Referral) -> None:
    office.referrals.put_off(referral.id, TODAY + timedelta(days=3))
    office.referrals.move(referral.id, S.CONTACTED)
    assert office.followup.referral(referral.id).call_again_on is None


def test_a_call_is_not_put_off_to_the_past(office: Office, referral: Referral) -> None:
    with pytest.raises(InvalidInput):
        office.referrals.put_off(referral.id, TODAY)


def test_what_was_said_of_it_is_kept_and_found(office: Office, referral: Referral) -> None:
    office.referrals.say(referral.id, "Le groupe lui fait du bien.\n")
    office.referrals.move(referral.id, S.ATTENDING, note="Premier mardi")
    kept = office.followup.referral(referral.id)
    assert kept.said_of_it == "Le groupe lui fait du bien."
    while office.search.catch_up():
        pass
    for typed in ("fait du bien", "premier mardi", referral.code, "type:orientation lacroix"):
        assert referral.id in [hit.record for hit in office.search.find(parse(typed)).hits]


def test_a_national_number_is_asked_about(office: Office, referral: Referral) -> None:
    number = "85.07.30-033.28"
    with pytest.raises(NationalNumberSuspected):
        office.referrals.move(referral.id, S.HANDED, note=number)
    with pytest.raises(NationalNumberSuspected):
        office.referrals.say(referral.id, number)
    assert states(office, referral) == [S.PROPOSED]


def test_a_proposal_made_by_mistake_is_withdrawn(office: Office, referral: Referral) -> None:
    office.referrals.withdraw(referral.id)
    assert office.followup.referrals() == ()
    gone_on = office.followup.propose(referral)
    office.referrals.move(gone_on.id, S.CONTACTED)
    with pytest.raises(LastStepStays):
        office.referrals.withdraw(gone_on.id)


def test_at_most_three_are_picked_for_a_handout(office: Office, referral: Referral) -> None:
    ids = [resource.id for resource in office.directory.list()][:4]
    person = referral.person_id
    office.referrals.pick(person, [ids[2], ids[0], ids[2], ids[1]])
    assert office.referrals.picked(person) == (ids[2], ids[0], ids[1])
    with pytest.raises(TooManyPicked):
        office.referrals.pick(person, ids)
    office.directory.save(replace(office.directory.get(ids[0]), retired=True))
    assert office.referrals.picked(person) == (ids[2], ids[1])
    office.referrals.pick(person, ())
    assert office.referrals.picked(person) == ()


def test_an_unknown_referral_has_no_way(office: Office) -> None:
    with pytest.raises(DeskError):
        office.referrals.move("none", S.HANDED)
