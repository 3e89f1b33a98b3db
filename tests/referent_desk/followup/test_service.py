from dataclasses import replace
from datetime import date, datetime

import pytest

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import Family, Person
from referent_desk.followup import Action, Referral, ReferralState, opaque_code
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.office import Office


@pytest.fixture
def referral(office: Office) -> Referral:
    family_id = office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix", "Mme")])
    person = office.families.open_file(family_id).people[0]
    resource = office.directory.list()[0]
    return Referral(family_id, resource.id, person.id, ("support", "information"))


def test_a_referral_gets_an_opaque_code_and_its_situation(
    office: Office, referral: Referral
) -> None:
    made = office.followup.propose(referral)
    kept = office.followup.referral(made.id)
    assert kept.code == made.code
    assert len(kept.code) == 6
    assert set(kept.needs) == {"support", "information"}
    assert kept.situation_id
    assert kept.state is ReferralState.PROPOSED


def test_two_referrals_never_share_a_code(office: Office, referral: Referral) -> None:
    codes = iter(["A2B3C4", "A2B3C4", "D5E6F7"])
    again = Office.open(office.vault, new_code=lambda: next(codes))
    first, second = again.followup.propose(referral), again.followup.propose(referral)
    assert (first.code, second.code) == ("A2B3C4", "D5E6F7")


def test_the_code_has_no_sign_that_is_misread() -> None:
    assert not set("".join(opaque_code() for _ in range(200))) & set("01ILO")


@pytest.mark.parametrize("missing", ["resource_id", "person_id"])
def test_a_referral_needs_a_resource_and_a_carrier(
    office: Office, referral: Referral, missing: str
) -> None:
    with pytest.raises(InvalidInput) as raised:
        office.followup.propose(replace(referral, **{missing: ""}))
    assert raised.value.field == missing


def test_what_one_said_of_a_referral_does_not_pass_to_another(
    office: Office, referral: Referral
) -> None:
    made = office.followup.propose(referral)
    other = office.families.save_person(made.family_id, Person("Hugo", "Lacroix"))
    office.followup.revise(replace(made, person_id=other))
    office.referrals.say(made.id, "Il n’ira pas, il a peur d’être reconnu.")
    with pytest.raises(InvalidInput, match="quelque chose"):
        office.followup.revise(made)
    office.followup.revise(replace(made, person_id=other, needs=("support",)))
    assert office.followup.referral(made.id).person_id == other


def test_needs_are_revised_before_handing(office: Office, referral: Referral) -> None:
    made = office.followup.propose(referral)
    office.followup.revise(replace(made, needs=("support",)))
    assert office.followup.referral(made.id).needs == ("support",)


def test_the_state_moves_with_its_date(office: Office, referral: Referral) -> None:
    made = office.followup.propose(referral)
    office.followup.mark(made.id, ReferralState.CONTACTED)
    assert office.followup.referral(made.id).state is ReferralState.CONTACTED
    assert [r.id for r in office.followup.referrals(referral.family_id)] == [made.id]


def test_an_action_is_done_with_its_result(office: Office, referral: Referral) -> None:
    action = Action(referral.family_id, "Rappeler", date(2026, 3, 4))
    action_id = office.followup.save_action(action)
    assert [a.what for a in office.followup.actions(referral.family_id)] == ["Rappeler"]
    office.followup.finish(action_id, "Horaires donnés")
    assert office.followup.actions() == ()
    assert office.followup.actions(done=True)[0].result == "Horaires donnés"


def test_an_empty_action_is_refused(office: Office, referral: Referral) -> None:
    with pytest.raises(InvalidInput):
        office.followup.save_action(Action(referral.family_id, "  "))


def test_unknown_referral(office: Office) -> None:
    with pytest.raises(NotFound):
        office.followup.referral("none")


def test_an_action_put_off_is_out_of_sight_until_then(office: Office) -> None:
    desk = Office.open(office.vault, lambda: datetime(2026, 11, 23, 9))
    family_id = desk.families.create(Family("Lacroix"))
    action_id = desk.followup.save_action(Action(family_id, "Rappeler", date(2026, 11, 20)))
    desk.followup.snooze(action_id, date(2026, 11, 24))
    assert desk.overview.home().due == ()
    tomorrow = Office.open(office.vault, lambda: datetime(2026, 11, 24, 9))
    assert [due.action.what for due in tomorrow.overview.home().due] == ["Rappeler"]
    assert tomorrow.followup.action(action_id).due_on == date(2026, 11, 20)


def test_what_is_done_or_a_day_gone_by_cannot_be_put_off(office: Office) -> None:
    desk = Office.open(office.vault, lambda: datetime(2026, 11, 23, 9))
    family_id = desk.families.create(Family("Lacroix"))
    action_id = desk.followup.save_action(Action(family_id, "Rappeler"))
    with pytest.raises(InvalidInput, match="à venir"):
        desk.followup.snooze(action_id, date(2026, 11, 23))
    desk.followup.finish(action_id)
    with pytest.raises(InvalidInput, match="23/11/2026"):
        desk.followup.snooze(action_id, date(2026, 11, 24))
    assert desk.followup.action(action_id).snoozed_until is None


def test_chasing_ends_one_action_and_makes_the_next(office: Office, referral: Referral) -> None:
    followup, family_id = office.followup, referral.family_id
    first = followup.save_action(
        Action(family_id, "Appeler Similes", date(2026, 11, 20), person_id=referral.person_id)
    )
    second = followup.chase(first, date(2026, 12, 1), "Pas de réponse.")
    third = followup.chase(second, date(2026, 12, 8))
    assert followup.action(first).result == "Pas de réponse."
    assert followup.action(first).done_on is not None
    again = followup.action(third)
    assert (again.what, again.due_on) == ("Relancer\u00a0: Appeler Similes", date(2026, 12, 8))
    assert again.person_id == referral.person_id
    assert [action.id for action in followup.actions(family_id)] == [third]


def test_a_result_that_looks_like_a_national_number_is_asked_about(
    office: Office, referral: Referral
) -> None:
    action_id = office.followup.save_action(Action(referral.family_id, "Rappeler"))
    with pytest.raises(NationalNumberSuspected):
        office.followup.finish(action_id, "85.07.30-033.28")
    assert office.followup.action(action_id).done_on is None
