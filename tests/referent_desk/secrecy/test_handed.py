from dataclasses import replace

from referent_desk.directory import Resource, Reveals
from referent_desk.secrecy import (
    Decision,
    File,
    HandedLetter,
    ObstacleKind,
    Patient,
    Relative,
    may_be_handed,
)
from tests.referent_desk.secrecy.cases import CONFIDENCE, MOTHER, TODAY, file

OPEN = Resource("Similes Wallonie")
REVEALING = Resource("Le Funambule", reveals=Reveals.YES)


def letter(text: str, in_file: File | None = None, to: Resource = OPEN) -> HandedLetter:
    return HandedLetter(to, False, text, MOTHER, in_file or file(), TODAY)


def kinds(decision: Decision) -> list[ObstacleKind]:
    return [obstacle.kind for obstacle in decision.obstacles]


def test_a_neutral_letter_passes() -> None:
    assert may_be_handed(letter("Mme Lacroix souhaite vous rencontrer.")).allowed


def test_a_name_that_reveals_needs_the_tick() -> None:
    revealing = letter("Bonjour", to=REVEALING)
    assert kinds(may_be_handed(revealing)) == [ObstacleKind.NAME_REVEALS]
    assert may_be_handed(replace(revealing, diagnosis_named=True)).allowed


def test_the_patient_is_never_named_whatever_the_accents() -> None:
    patient = replace(file(), patients=(Patient("s", "Émile"),))
    found = may_be_handed(letter("Son fils ÉMILE va mieux.", patient))
    assert kinds(found) == [ObstacleKind.PATIENT_NAMED]


def test_an_initial_and_the_carrier_s_own_name_are_no_hit() -> None:
    in_file = File(
        patients=(Patient("s", "A"), Patient("t", "Thomas")),
        relatives=(Relative(MOTHER, "Mme Thomas", ("Anne", "Thomas")),),
    )
    assert may_be_handed(letter("Mme A. Thomas viendra.", in_file)).allowed


def test_the_ward_is_not_named() -> None:
    found = may_be_handed(letter("Après un séjour à l’Unité A."))
    assert kinds(found) == [ObstacleKind.WARD_NAMED]


def test_names_printed_besides_are_looked_at_and_may_be_said() -> None:
    memo = replace(letter("L’Unité A vous attend."), resource=None, printed=(Resource("Unité A"),))
    assert may_be_handed(memo).allowed
    revealing = replace(memo, printed=(*memo.printed, REVEALING))
    assert kinds(may_be_handed(revealing)) == [ObstacleKind.NAME_REVEALS]


def test_a_letter_to_the_relative_keeps_from_them_what_is_not_theirs() -> None:
    kept = replace(CONFIDENCE, restricted_from=(MOTHER,))
    own = replace(letter(kept.text, file(heard=(kept,))), resource=None)
    assert kinds(may_be_handed(own)) == [ObstacleKind.RESTRICTED]


def test_another_s_confidence_typed_by_hand_stops_with_its_source() -> None:
    found = may_be_handed(letter("Le frère est parti, on le menaçait à la maison au couteau."))
    (obstacle,) = found.obstacles
    assert obstacle.kind is ObstacleKind.OTHERS_WORDS
    assert obstacle.piece == CONFIDENCE
    assert "dit par Hugo le 01/03/2026" in obstacle.reason


def test_a_likeness_and_another_s_name_are_shown_and_stop_nothing() -> None:
    found = may_be_handed(letter("Hugo a quitté la maison, il y a longtemps, Tomas aussi."))
    assert found.allowed
    assert "Le texte nomme Hugo." in found.cautions
    assert any("ressemble au nom du patient" in caution for caution in found.cautions)


def test_the_template_s_own_words_are_no_confidence() -> None:
    template = "S’il menaçait quelqu’un à la maison avec un couteau\u202f: 112."
    alone = letter(template)
    assert kinds(may_be_handed(alone)) == [ObstacleKind.OTHERS_WORDS]
    assert may_be_handed(replace(alone, ordinary=template)).allowed
