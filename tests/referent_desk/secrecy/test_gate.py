"""The truth table of the gate, and what each way lets through."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from referent_desk.families import Agreement as PatientState
from referent_desk.meetings import Source
from referent_desk.secrecy import (
    Condition,
    ObstacleKind,
    OwnAccount,
    Patient,
    Piece,
    PieceKind,
    Recipient,
    Sharing,
    Way,
    contact_piece,
    decide,
)
from tests.referent_desk.secrecy.cases import (
    ACCOUNT,
    AFTER,
    AGREES,
    ASSOCIATION,
    BEFORE,
    BROTHER,
    CONFIDENCE,
    FROM_CARERS,
    MOTHER,
    OWN,
    REFUSES,
    REVEALING,
    SERVICE,
    UNASKED,
    WARD,
    agreement,
    file,
    told,
)


def kinds(sharing: Sharing) -> list[ObstacleKind]:
    return [obstacle.kind for obstacle in decide(sharing).obstacles]


YES_NO = (True, False)
PATIENTS = {"unasked": UNASKED, "agrees": AGREES, "refuses": REFUSES}
PIECES = {"own": OWN, "account": ACCOUNT, "confidence": CONFIDENCE, "carers": FROM_CARERS}
SPEAKERS = {"own": MOTHER, "account": MOTHER, "confidence": BROTHER, "carers": None}
ABOUT_PATIENT = {"account", "confidence", "carers"}


@pytest.mark.parametrize("patient", PATIENTS)
@pytest.mark.parametrize("what", PIECES)
@pytest.mark.parametrize("setting", OwnAccount)
def test_direct_transmission_takes_every_condition(
    patient: str, what: str, setting: OwnAccount
) -> None:
    """Every combination of the four conditions, the patient's word, the recipient and the tick."""
    for treating, mother, brother, bound, mission, confirmed, reveals, tick in product(
        YES_NO, repeat=8
    ):
        to = replace(
            WARD if treating else SERVICE,
            bound_by_secrecy=bound,
            reveals=REVEALING.reveals if reveals else WARD.reveals,
        )
        given = [agreement(who, to) for who, has in ((MOTHER, mother), (BROTHER, brother)) if has]
        sharing = replace(
            told(PIECES[what], to=to, in_file=file(*given, patient=PATIENTS[patient])),
            mission="Soutenir ensemble la famille." if mission else "",
            confirmed=confirmed,
            diagnosis_named=tick,
            own_account=setting,
        )
        speaker = SPEAKERS[what]
        relative = {MOTHER: mother, BROTHER: brother, None: True}[speaker]
        own_account = treating and speaker is not None and setting is OwnAccount.RELATIVE
        concerned = what in ABOUT_PATIENT
        patient_agrees = patient == "agrees" or not concerned or own_account
        not_refused = patient != "refuses" or not concerned
        expected = (
            relative
            and patient_agrees
            and not_refused
            and bound
            and mission
            and confirmed
            and (tick or not reveals)
        )
        decision = decide(sharing)
        assert decision.allowed is expected, (treating, mother, brother, decision.obstacles)
        held = {evidence.condition: evidence.held for evidence in decision.conditions}
        assert held == {
            Condition.AGREEMENT: relative and patient_agrees and not_refused,
            Condition.SECRECY: bound,
            Condition.MISSION: mission,
            Condition.NECESSITY: confirmed,
        }


@pytest.mark.parametrize("way", [Way.HANDED, Way.TOGETHER])
def test_by_the_relative_goes_what_they_confided(way: Way) -> None:
    for what, patient, asked, bearer in product(PIECES, PATIENTS, YES_NO, (MOTHER, BROTHER, "")):
        sharing = replace(
            told(PIECES[what], way=way, in_file=file(patient=PATIENTS[patient])),
            bearer=bearer,
            at_their_request=asked,
            mission="",
            confirmed=False,
        )
        theirs = bearer and SPEAKERS[what] == bearer
        stays = patient == "refuses" and what in ABOUT_PATIENT
        expected = bool(theirs) and not stays and (asked or way is Way.HANDED)
        assert decide(sharing).allowed is expected, (what, patient, asked, bearer)


def test_an_exception_is_never_stopped() -> None:
    for what, patient, to in product(PIECES, PATIENTS, (WARD, ASSOCIATION, REVEALING)):
        sharing = replace(
            told(PIECES[what], to=to, in_file=file(patient=PATIENTS[patient])),
            way=Way.EXCEPTION,
            mission="",
            confirmed=False,
            text=CONFIDENCE.text,
        )
        assert decide(sharing).allowed
    assert decide(replace(told(), way=Way.EXCEPTION, bearer="")).allowed


def test_the_evidence_says_who_when_how_and_for_what() -> None:
    said = {e.condition: e.sentence for e in decide(told(ACCOUNT)).conditions}
    assert said[Condition.AGREEMENT] == (
        "Accord oral de Mme Lacroix, le 01/03/2026, pour «\u00a0ce qu’elle vit\u00a0», à Unité A."
    )
    assert said[Condition.SECRECY] == (
        "Unité A est tenu au secret professionnel (annuaire, vérifié le 01/03/2026)."
    )
    assert "Soutenir ensemble" in said[Condition.MISSION]
    assert said[Condition.NECESSITY].startswith("Une pièce choisie")


def test_the_patient_s_own_agreement_is_part_of_the_evidence() -> None:
    given = file(agreement(to=SERVICE), patient=AGREES)
    decision = decide(told(ACCOUNT, to=SERVICE, in_file=given))
    assert decision.allowed
    assert "accord oral du patient, le 01/03/2026" in decision.conditions[0].sentence


def test_an_agreement_in_the_future_counts_for_nothing_and_says_so() -> None:
    ahead = told(OWN, in_file=file(agreement(on=AFTER)))
    (obstacle,) = decide(ahead).obstacles
    assert obstacle.kind is ObstacleKind.NO_AGREEMENT
    assert "01/04/2026" in obstacle.reason


def test_the_patient_s_agreement_needs_form_date_and_scope() -> None:
    for lacking in (
        replace(AGREES, form=""),
        replace(AGREES, on=None),
        replace(AGREES, on=AFTER),
        replace(AGREES, scope=" "),
    ):
        given = file(agreement(to=SERVICE), patient=lacking)
        assert kinds(told(ACCOUNT, to=SERVICE, in_file=given)) == [
            ObstacleKind.NO_PATIENT_AGREEMENT
        ]


def test_an_agreement_to_one_is_none_to_another() -> None:
    assert kinds(told(OWN, to=SERVICE)) == [ObstacleKind.NO_AGREEMENT]


def test_an_agreement_in_words_counts_when_they_are_the_recipient_s_name() -> None:
    in_words = replace(agreement(), resource_id=None, to_whom="l’équipe")
    assert kinds(told(OWN, in_file=file(in_words))) == [ObstacleKind.NO_AGREEMENT]
    exact = replace(in_words, to_whom="UNITE A")
    assert decide(told(OWN, in_file=file(exact))).allowed


def test_a_withdrawn_agreement_stops_also_what_would_be_carried() -> None:
    ended = replace(agreement(), withdrawn_on=date(2026, 3, 10))
    gone = file(ended)
    assert kinds(told(OWN, in_file=gone)) == [ObstacleKind.WITHDRAWN]
    assert kinds(told(OWN, in_file=gone, way=Way.HANDED)) == [ObstacleKind.WITHDRAWN]
    again = file(ended, replace(agreement(on=date(2026, 3, 15)), id="later"))
    assert decide(told(OWN, in_file=again, way=Way.HANDED)).allowed


def test_the_one_whom_it_is_about_must_agree_too() -> None:
    about_him = replace(OWN, about=BROTHER)
    in_file = file(agreement(), heard=(about_him,))
    (obstacle,) = decide(told(about_him, in_file=in_file)).obstacles
    assert "Hugo" in obstacle.reason
    both = file(agreement(), agreement(BROTHER), heard=(about_him,))
    assert decide(told(about_him, in_file=both)).allowed


def test_nobody_can_agree_to_what_comes_from_nobody() -> None:
    nobody = Piece("On ne sait plus qui l’a dit.", record_id="x")
    assert kinds(told(nobody, in_file=file(heard=(nobody,)))) == [ObstacleKind.ORIGIN_UNKNOWN]


def test_a_refusal_gives_the_day_to_review_it() -> None:
    for today, words in (
        (BEFORE, "à revoir le 01/04/2026"),
        (date(2026, 4, 2), "à revoir depuis le 01/04/2026"),
    ):
        sharing = replace(told(ACCOUNT, in_file=file(agreement(), patient=REFUSES)), today=today)
        (obstacle,) = decide(sharing).obstacles
        assert obstacle.kind is ObstacleKind.PATIENT_REFUSED
        assert words in obstacle.reason


def test_a_refusal_holds_for_the_next_episode_of_the_same_patient_only() -> None:
    given = file(agreement(to=SERVICE), patient=AGREES)
    for name, on, expected in (
        ("Thomas", date(2026, 3, 10), [ObstacleKind.PATIENT_REFUSED]),
        ("THOMAS", None, [ObstacleKind.PATIENT_REFUSED]),
        ("Thomas", date(2026, 1, 10), []),
        ("", date(2026, 3, 10), [ObstacleKind.PATIENT_REFUSED]),
        ("Léa", date(2026, 3, 10), []),
    ):
        no = Patient("other", name, PatientState.REFUSED, "oral", on)
        both = replace(given, patients=(AGREES, no))
        assert kinds(told(ACCOUNT, to=SERVICE, in_file=both)) == expected


def test_an_agreement_of_another_episode_is_none() -> None:
    before = replace(AGREES, situation_id="before")
    both = replace(file(agreement(to=SERVICE)), patients=(UNASKED, before))
    assert kinds(told(ACCOUNT, to=SERVICE, in_file=both)) == [ObstacleKind.NO_PATIENT_AGREEMENT]


def test_a_withdrawn_agreement_of_the_patient_is_a_no() -> None:
    gone = replace(AGREES, state=PatientState.WITHDRAWN)
    assert kinds(told(ACCOUNT, in_file=file(agreement(), patient=gone))) == [
        ObstacleKind.PATIENT_REFUSED
    ]


def test_naming_the_patient_is_being_about_them() -> None:
    named = replace(
        OWN, text="Depuis que Tomas est parti, je ne dors plus.".replace("Tomas", "Thomas")
    )
    refusing = file(agreement(), patient=REFUSES, heard=(named,))
    assert kinds(told(named, in_file=refusing)) == [ObstacleKind.PATIENT_REFUSED]


def test_a_plain_contact_request_needs_the_relative_s_agreement_alone() -> None:
    for given, patient, to in product(YES_NO, PATIENTS.values(), (WARD, SERVICE, REVEALING)):
        in_file = file(*([agreement(to=to)] if given else []), patient=patient)
        sharing = replace(told(to=to, in_file=in_file), mission="", confirmed=False)
        sharing = replace(sharing, pieces=(contact_piece(MOTHER, sharing),))
        assert decide(sharing).allowed is (given and to is WARD), (given, patient, to)


def test_a_contact_request_that_says_more_is_none() -> None:
    sharing = replace(told(), mission="")
    more = Piece(
        "Mme Lacroix souhaite vous voir, Thomas va mal.", PieceKind.CONTACT, said_by=MOTHER
    )
    assert ObstacleKind.NO_MISSION in kinds(replace(sharing, pieces=(more,)))
    plain = replace(sharing, pieces=(contact_piece(MOTHER, sharing),), text=CONFIDENCE.text)
    assert set(kinds(plain)) == {ObstacleKind.NOT_PICKED}
    letter = "Madame, Monsieur, Mme Lacroix souhaite vous rencontrer."
    said = replace(plain, text=letter, ordinary=letter)
    assert decide(said).allowed
    (added,) = decide(replace(said, text=f"{letter} Elle a peur de lui.")).obstacles
    assert "Elle a peur de lui." in added.reason


def test_what_is_not_to_be_told_to_someone_never_comes_to_their_hands() -> None:
    kept = replace(ACCOUNT, restricted_from=(MOTHER,))
    in_file = file(agreement(), heard=(kept,))
    assert ObstacleKind.RESTRICTED in kinds(told(kept, in_file=in_file, way=Way.HANDED))
    assert ObstacleKind.RESTRICTED in kinds(told(kept, in_file=in_file, way=Way.TOGETHER))
    assert ObstacleKind.RESTRICTED in kinds(told(kept, in_file=in_file))
    direct = decide(replace(told(kept, in_file=in_file), bearer=""))
    assert direct.allowed
    assert any("À ne pas rapporter à Mme Lacroix" in caution for caution in direct.cautions)


def test_an_observation_of_who_carries_it_takes_their_agreement() -> None:
    seen = replace(OWN, said_by=None, source=Source.OBSERVED)
    without = file(heard=(seen,))
    assert kinds(told(seen, in_file=without, way=Way.HANDED)) == [ObstacleKind.NO_AGREEMENT]
    with_it = file(agreement(), heard=(seen,))
    assert decide(told(seen, in_file=with_it, way=Way.HANDED)).allowed


def test_general_information_is_of_nobody() -> None:
    general = Piece("Les visites sont possibles l’après-midi.")
    assert decide(told(general, way=Way.HANDED)).allowed
    assert kinds(told(Piece("Thomas reçoit l’après-midi."), way=Way.HANDED)) == [
        ObstacleKind.ORIGIN_UNKNOWN
    ]


def test_another_s_words_typed_under_one_s_own_name_are_noticed() -> None:
    typed = Piece("Hugo est parti, il le menaçait avec un couteau à la maison.", said_by=MOTHER)
    assert kinds(told(typed, way=Way.HANDED)) == [ObstacleKind.OTHERS_WORDS]


def test_a_text_holds_nothing_that_was_not_picked() -> None:
    sharing = told(OWN)
    assert decide(replace(sharing, text=f"Bonjour. {OWN.text}")).allowed
    assert kinds(replace(sharing, text=f"Bonjour. {CONFIDENCE.text}")) == [ObstacleKind.NOT_PICKED]
    assert kinds(replace(sharing, text="Thomas va mieux.")) == [ObstacleKind.PATIENT_NAMED]


def test_instead_the_relative_s_hand_a_contact_or_the_exception_are_offered() -> None:
    stopped = decide(replace(told(OWN), mission=""))
    assert [(o.way, o.bearer, o.plain_contact) for o in stopped.offers] == [
        (Way.HANDED, MOTHER, False),
        (Way.TOGETHER, MOTHER, False),
        (Way.TRANSMITTED, MOTHER, True),
        (Way.EXCEPTION, "", False),
    ]
    refused = decide(told(ACCOUNT, to=SERVICE, in_file=file(patient=REFUSES)))
    assert [offer.way for offer in refused.offers] == [Way.EXCEPTION]
    assert decide(told(OWN)).offers == ()


def test_a_recipient_not_chosen_yet_is_told_as_such() -> None:
    unbound = [
        obstacle.reason
        for recipient in (Recipient(""), ASSOCIATION)
        for obstacle in decide(replace(told(OWN), recipient=recipient)).obstacles
        if obstacle.kind is ObstacleKind.NOT_BOUND
    ]
    assert unbound == [
        "Le destinataire n’est pas encore choisi.",
        "Similes n’est pas tenu au secret professionnel, selon l’annuaire.",
    ]
