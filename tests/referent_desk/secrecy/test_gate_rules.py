"""The gate rule by rule: each with what comes closest to it and is not it."""

from dataclasses import replace
from datetime import date

import pytest

from referent_desk.directory import ResourceKind
from referent_desk.families import Agreement as PatientState
from referent_desk.meetings import Source
from referent_desk.secrecy import (
    ObstacleKind,
    Patient,
    Piece,
    Recipient,
    Sharing,
    Way,
    contact_piece,
    decide,
)
from tests.referent_desk.secrecy.cases import (
    ACCOUNT,
    AGREES,
    BROTHER,
    CONFIDENCE,
    MOTHER,
    OWN,
    REFUSES,
    SERVICE,
    TODAY,
    WARD,
    agreement,
    file,
    told,
)


def kinds(sharing: Sharing) -> set[ObstacleKind]:
    return {obstacle.kind for obstacle in decide(sharing).obstacles}


@pytest.mark.parametrize("source", [Source.HYPOTHESIS, Source.OBSERVED])
def test_only_what_was_said_is_a_relative_s_own_account(source: Source) -> None:
    guessed = replace(ACCOUNT, source=source)
    asked = told(guessed, in_file=file(agreement(), heard=(guessed,)))
    assert kinds(asked) == {ObstacleKind.NO_PATIENT_AGREEMENT}


def test_a_yes_of_the_day_of_the_no_is_not_later() -> None:
    no = Patient("other", "Thomas", PatientState.REFUSED, "oral", AGREES.on)
    both = replace(file(agreement(to=SERVICE), patient=AGREES), patients=(AGREES, no))
    assert kinds(told(ACCOUNT, to=SERVICE, in_file=both)) == {ObstacleKind.PATIENT_REFUSED}


def test_a_yes_that_a_later_no_ended_is_not_to_be_reviewed() -> None:
    due = replace(AGREES, review_on=TODAY)
    no = Patient("other", "Thomas", PatientState.REFUSED, "oral", date(2026, 3, 10))
    given = file(agreement(to=SERVICE), patient=due)
    asked = told(ACCOUNT, to=SERVICE, in_file=given)
    ended = replace(asked, file=replace(given, patients=(due, no)))
    assert any("est à revoir" in caution for caution in decide(asked).cautions)
    assert not any("est à revoir" in caution for caution in decide(ended).cautions)


def test_an_agreement_for_one_of_the_directory_is_none_for_its_namesake() -> None:
    assert kinds(told(OWN, to=replace(WARD, id="another"))) == {ObstacleKind.NO_AGREEMENT}


def test_an_agreement_to_nobody_is_none_for_who_is_not_chosen_yet() -> None:
    to_nobody = replace(agreement(), resource_id=None, to_whom="")
    nobody = Recipient("", ResourceKind.WARD, bound_by_secrecy=True)
    asked = told(OWN, to=nobody, in_file=file(to_nobody))
    assert kinds(asked) == {ObstacleKind.NO_AGREEMENT}


def test_a_contact_request_with_something_else_needs_every_condition() -> None:
    agreed = file(agreement(), agreement(BROTHER))
    asked = replace(told(in_file=agreed), mission="", confirmed=False)
    plain = contact_piece(MOTHER, asked)
    for other in (contact_piece(BROTHER, asked), OWN):
        two = replace(asked, pieces=(plain, other))
        assert {ObstacleKind.NO_MISSION, ObstacleKind.NOT_CONFIRMED} <= kinds(two)


def test_a_contact_request_comes_from_someone_of_the_file() -> None:
    asked = replace(told(in_file=file(agreement("stranger"))), mission="")
    asked = replace(asked, pieces=(contact_piece("stranger", asked),))
    assert ObstacleKind.NO_MISSION in kinds(asked)


def test_a_patient_of_the_relative_s_name_stops_no_contact_request() -> None:
    refuses = replace(REFUSES, name="Lacroix")
    asked = told(in_file=file(agreement(), patient=refuses))
    assert decide(replace(asked, pieces=(contact_piece(MOTHER, asked),))).allowed


@pytest.mark.parametrize(
    ("mission", "stopped"),
    [("Soutenir", True), ("Soutenir ensemble", True), ("Soutenir la famille", False)],
)
def test_a_mission_is_a_sentence(mission: str, stopped: bool) -> None:
    found = kinds(replace(told(OWN), mission=mission))
    assert found == ({ObstacleKind.NO_MISSION} if stopped else set())


def test_what_was_observed_of_who_carries_it_is_not_theirs_where_it_names_the_patient() -> None:
    seen = replace(
        OWN, text="Épuisée depuis que Thomas est parti.", said_by=None, source=Source.OBSERVED
    )
    agreed = file(agreement(), heard=(seen,))
    assert kinds(told(seen, in_file=agreed, way=Way.HANDED)) == {ObstacleKind.ORIGIN_UNKNOWN}


@pytest.mark.parametrize(
    "noted",
    [
        Piece("Les visites sont possibles l’après-midi.", record_id="noted"),
        Piece("Les visites sont possibles l’après-midi.", source=Source.OBSERVED),
        Piece("Les visites sont possibles l’après-midi.", source=Source.HYPOTHESIS),
    ],
    ids=["of a record", "observed", "hypothesis"],
)
def test_what_was_noted_is_no_general_information(noted: Piece) -> None:
    assert kinds(told(noted, way=Way.HANDED)) == {ObstacleKind.ORIGIN_UNKNOWN}


def test_what_is_not_to_be_told_to_its_recipient_does_not_reach_them() -> None:
    kept = replace(OWN, restricted_from=(BROTHER,))
    to_him = Recipient("Hugo", person_id=BROTHER)
    asked = told(kept, to=to_him, in_file=file(heard=(kept,)), way=Way.HANDED)
    assert kinds(asked) == {ObstacleKind.RESTRICTED}


def test_what_was_picked_covers_its_own_words_alone() -> None:
    asked = replace(told(OWN), text=f"{OWN.text} Bien à vous. {CONFIDENCE.text}")
    assert kinds(asked) == {ObstacleKind.NOT_PICKED}


@pytest.mark.parametrize(
    ("patient", "text", "stopped"),
    [
        ("Claire", "Claire vous remercie.", False),
        ("Claire Dubois", "Claire Dubois va mieux.", True),
    ],
)
def test_a_first_name_in_common_does_not_hide_the_patient(
    patient: str, text: str, stopped: bool
) -> None:
    named = replace(REFUSES, name=patient, state=PatientState.NOT_SOUGHT)
    asked = replace(told(OWN, in_file=file(patient=named), way=Way.HANDED), text=text)
    assert kinds(asked) == ({ObstacleKind.PATIENT_NAMED} if stopped else set())


def test_their_own_words_typed_anew_are_theirs() -> None:
    typed = Piece("Je ne dors plus depuis cet automne, je suis vraiment à bout.", said_by=MOTHER)
    assert decide(told(typed, way=Way.HANDED)).allowed


def test_a_hypothesis_on_their_words_is_not_theirs() -> None:
    guessed = replace(OWN, source=Source.HYPOTHESIS)
    asked = replace(told(in_file=file(heard=(guessed,)), way=Way.HANDED), text=guessed.text)
    assert kinds(asked) == {ObstacleKind.OTHERS_WORDS}


def test_their_own_words_about_a_patient_who_refuses_stay_in_a_text_too() -> None:
    asked = told(OWN, in_file=file(patient=REFUSES), way=Way.HANDED)
    assert decide(asked).allowed
    assert kinds(replace(asked, text=ACCOUNT.text)) == {ObstacleKind.PATIENT_REFUSED}


def test_what_was_said_in_front_of_them_but_kept_from_them_is_not_theirs() -> None:
    heard = replace(CONFIDENCE, shared_with=(MOTHER,))
    kept = replace(heard, restricted_from=(MOTHER,))
    for said, found in ((heard, set[ObstacleKind]()), (kept, {ObstacleKind.RESTRICTED})):
        asked = told(OWN, in_file=file(heard=(OWN, said)), way=Way.HANDED)
        assert kinds(replace(asked, text=said.text)) == found


def test_an_exception_relies_on_no_agreement() -> None:
    assert decide(told(OWN)).agreements
    assert decide(replace(told(OWN), way=Way.EXCEPTION)).agreements == ()


def test_a_contact_request_is_asked_for_the_agreement_alone() -> None:
    plain = replace(told(), pieces=(contact_piece(MOTHER, told()),))
    for way, asked in ((Way.TRANSMITTED, [True, False, False, False]), (Way.HANDED, [False] * 4)):
        found = decide(replace(plain, way=way)).conditions
        assert [evidence.asked for evidence in found] == asked
    assert all(evidence.asked for evidence in decide(told(OWN)).conditions)
