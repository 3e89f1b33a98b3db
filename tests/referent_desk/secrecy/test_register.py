from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from referent_desk.directory import Resource, ResourceKind
from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import Family, Person, Situation
from referent_desk.followup import Referral
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.meetings import Agreement, AgreementForm, Meeting, Passage
from referent_desk.office import Office
from referent_desk.secrecy import (
    How,
    Left,
    PieceKind,
    Sharing,
    SharingStopped,
    Told,
    Way,
)

YESTERDAY = date.today() - timedelta(days=1)


@dataclass(frozen=True)
class Case:
    family_id: str
    mother: str
    brother: str
    ward: str
    agreement: str


def shared_about(office: Office, family_id: str, person_id: str) -> tuple[Told, ...]:
    return office.register.about(family_id, person_id, office.gate.file(family_id))


@pytest.fixture
def case(office: Office) -> Case:
    family_id = office.families.create(
        Family("Lacroix"), (), Situation(YESTERDAY, patient="Thomas", ward="")
    )
    mother = office.families.save_person(family_id, Person("Claire", "Lacroix", "Mme"))
    brother = office.families.save_person(family_id, Person("Hugo", "Lacroix"))
    ward = office.directory.save(
        Resource("Unité Les Tilleuls", ResourceKind.WARD, bound_by_secrecy=True)
    )
    said = (
        Passage("life", "Je ne dors plus depuis l’automne.", said_by=mother, about=mother),
        Passage("life", "Il me menaçait avec un couteau.", said_by=brother),
    )
    at = datetime.combine(YESTERDAY, datetime.min.time().replace(hour=10))
    office.meetings.save(Meeting(family_id, at, participants=(mother, brother), passages=said))
    agreement = office.agreements.give(
        family_id, Agreement(mother, "ma fatigue", "l’unité", given_on=YESTERDAY, resource_id=ward)
    )
    return Case(family_id, mother, brother, ward, agreement)


def transmission(office: Office, case: Case, said_by: str = "") -> Sharing:
    sharing = office.gate.begin(Way.TRANSMITTED, case.family_id, case.ward)
    noted = (p for p in sharing.file.heard if p.kind is PieceKind.PASSAGE)
    picked = tuple(p for p in noted if p.said_by == (said_by or case.mother))
    return replace(sharing, pieces=picked, mission="Soutenir ensemble la famille.", confirmed=True)


def test_what_left_is_kept_with_its_evidence_and_its_pieces(office: Office, case: Case) -> None:
    line = office.register.record(
        case.family_id, transmission(office, case), Left(How.PHONE, "Au médecin de l’unité")
    )
    (told,) = office.register.of_family(case.family_id)
    assert (told.id, told.way, told.how) == (line, Way.TRANSMITTED, How.PHONE)
    assert (told.to_whom, told.resource_id) == ("Unité Les Tilleuls", case.ward)
    assert told.agreement_id == case.agreement
    assert all(evidence.held for evidence in told.evidence)
    assert len(told.evidence) == 4
    assert [piece.text for piece in told.pieces] == ["Je ne dors plus depuis l’automne."]
    entry = office.vault.journal.entries()[-1]
    assert (entry.event, entry.subject) == ("disclosure.transmitted", case.family_id)


def test_what_the_gate_stops_leaves_no_line(office: Office, case: Case) -> None:
    with pytest.raises(SharingStopped, match="Hugo"):
        office.register.record(
            case.family_id, transmission(office, case, case.brother), Left(How.PHONE)
        )
    assert office.register.of_family(case.family_id) == ()


def test_nothing_is_told_in_the_future_nor_with_a_national_number(
    office: Office, case: Case
) -> None:
    sharing = transmission(office, case)
    with pytest.raises(InvalidInput):
        office.register.record(
            case.family_id, sharing, Left(How.PHONE, at=datetime.now() + timedelta(days=1))
        )
    with pytest.raises(NationalNumberSuspected):
        office.register.record(case.family_id, sharing, Left(How.PHONE, "85.07.30-033.28"))
    assert office.register.of_family(case.family_id) == ()


def test_it_joins_a_unit_and_leaves_with_it(office: Office, case: Case) -> None:
    with office.vault.unit() as unit:
        office.register.record(
            case.family_id, transmission(office, case), Left(How.PHONE), unit=unit
        )
    assert office.register.of_family(case.family_id) == ()


@pytest.mark.parametrize("where", ["what", "mission"])
def test_a_sentence_that_repeats_another_is_not_for_her_eyes(
    office: Office, case: Case, where: str
) -> None:
    sentence = "Le frère dit qu’il le menaçait avec un couteau."
    with office.vault.unit() as unit:
        unit.insert(
            "disclosure", id="x", family_id=case.family_id, person_id=case.mother,
            way="exception", ground="grave_danger", to_whom="le 112", told_at="2026-03-01T10:00",
            written_by="", written_at="", **{"what": "", "mission": "", where: sentence},
        )  # fmt: skip
        unit.commit()
    file = office.gate.file(case.family_id)
    (hers,) = office.register.about(case.family_id, case.mother, file)
    assert (hers.what, hers.mission, hers.withheld) == ("", "", 1)
    (whole,) = office.register.of_family(case.family_id)
    assert sentence in {whole.what, whole.mission}


def test_one_person_s_lines_are_those_that_concern_them(office: Office, case: Case) -> None:
    office.register.record(case.family_id, transmission(office, case), Left(How.PHONE))
    assert len(shared_about(office, case.family_id, case.mother)) == 1
    assert shared_about(office, case.family_id, case.brother) == ()


def test_what_others_confided_is_counted_and_not_shown(office: Office, case: Case) -> None:
    given = Agreement(case.brother, "tout", "l’unité", given_on=YESTERDAY, resource_id=case.ward)
    office.agreements.give(case.family_id, given)
    both = transmission(office, case)
    both = replace(both, pieces=tuple(p for p in both.file.heard if p.kind is PieceKind.PASSAGE))
    office.register.record(case.family_id, both, Left(How.PHONE))
    (whole,) = office.register.of_family(case.family_id)
    assert len(whole.pieces) == 2
    (hers,) = shared_about(office, case.family_id, case.mother)
    assert [piece.said_by for piece in hers.pieces] == [case.mother]
    assert hers.withheld == 1
    assert "couteau" not in str(hers)
    assert "Hugo" not in str(hers)


def test_a_letter_that_was_carried_is_a_line(office: Office, case: Case) -> None:
    similes = next(r for r in office.directory.list() if r.name.startswith("Similes Wall"))
    referral = office.followup.propose(Referral(case.family_id, similes.id, case.mother))
    document = office.documents.issue(referral, office.documents.compose(referral))
    (told,) = shared_about(office, case.family_id, case.mother)
    assert (told.way, told.document_id, told.sha256) == (
        Way.HANDED,
        document.id,
        document.sha256,
    )


def test_a_withdrawal_tells_what_stops_and_what_is_gone(office: Office, case: Case) -> None:
    office.register.record(case.family_id, transmission(office, case), Left(How.PHONE))
    referral = office.followup.propose(Referral(case.family_id, case.ward, case.mother))
    office.vault.drafts.save("sharing", f"{case.family_id}:", {"resource_id": case.ward})
    office.vault.drafts.save("sharing", "another:", {"resource_id": case.ward})
    (agreement,) = office.agreements.of_family(case.family_id)
    stopped = office.register.on(case.family_id, agreement)
    assert [r.id for r in stopped.referrals] == [referral.id]
    assert len(stopped.drafts) == 1
    assert [told.agreement_id for told in stopped.gone] == [case.agreement]
    office.agreements.withdraw(agreement.id, AgreementForm.WRITTEN)
    with pytest.raises(SharingStopped, match="retiré"):
        office.register.record(case.family_id, transmission(office, case), Left(How.PHONE))
    assert len(office.register.of_family(case.family_id)) == 1
    carried = office.documents.preview(referral, "Bonjour")
    assert "retiré" in carried.obstacles[0].reason


def test_agreements_keep_their_form_their_day_and_to_whom(office: Office, case: Case) -> None:
    (given,) = office.agreements.of_family(case.family_id)
    assert given.resource_id == case.ward
    with pytest.raises(InvalidInput):
        office.agreements.withdraw(given.id, on=YESTERDAY - timedelta(days=1))
    with pytest.raises(InvalidInput):
        office.agreements.withdraw(given.id, on=date.today() + timedelta(days=1))
    with pytest.raises(NotFound):
        office.agreements.withdraw("nothing")
    office.agreements.withdraw(given.id, AgreementForm.WRITTEN, YESTERDAY)
    (ended,) = office.agreements.of_family(case.family_id)
    assert (ended.withdrawal_form, ended.withdrawn_on) == (AgreementForm.WRITTEN, YESTERDAY)
    with pytest.raises(InvalidInput):
        office.agreements.give(
            case.family_id,
            Agreement(case.mother, "tout", "tous", given_on=date.today() + timedelta(days=1)),
        )


def test_a_meeting_saved_again_leaves_an_agreement_s_own_life(office: Office, case: Case) -> None:
    at = datetime.combine(YESTERDAY, datetime.min.time().replace(hour=14))
    given = Agreement(case.mother, "ma fatigue", "l’équipe", id="a")
    meeting_id = office.meetings.save(Meeting(case.family_id, at, agreements=(given,)))
    before = office.meetings.get(meeting_id)
    office.agreements.address("a", case.ward)
    office.agreements.withdraw("a")
    office.meetings.save(replace(before, next_step="Rappeler"))
    (after,) = office.meetings.get(meeting_id).agreements
    assert after.resource_id == case.ward
    assert after.withdrawn_on == date.today()


def test_the_file_holds_what_was_asked_and_what_was_written(office: Office, case: Case) -> None:
    with office.vault.unit() as unit:
        situation = unit.execute("SELECT id FROM situation")[0]["id"]
        placed = {"family_id": case.family_id, "situation_id": situation}
        unit.insert(
            "request", id="r", **placed, person_id=case.brother, received_at="2026-02-01T10:00",
            asked="Mon frère vend les meubles de la maison.", state="met", written_by="",
        )  # fmt: skip
        unit.insert(
            "meeting", id="m", **placed, state="held", starts_at="2026-02-02T10:00",
            written_by="", written_at="",
        )  # fmt: skip
        unit.insert("meeting_participant", meeting_id="m", person_id=case.brother)
        unit.insert("email", meeting_id="m", body="Il refuse ses médicaments chaque soir.")
        unit.commit()
    for text in ("Il vend les meubles de la maison.", "Il refuse chaque soir ses médicaments."):
        decision = office.gate.letter(case.family_id, case.mother, text)
        assert "Hugo" in decision.obstacles[0].reason
    heard = office.gate.file(case.family_id).heard
    written = [p for p in heard if p.record_id in {"r", "m"}]
    assert [p.kind for p in written] == [PieceKind.FREE, PieceKind.FREE]
