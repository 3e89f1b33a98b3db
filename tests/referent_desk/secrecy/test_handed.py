from referent_desk.directory import Resource, Reveals
from referent_desk.secrecy import HandedLetter, ObstacleKind, obstacles

OPEN = Resource("Similes Wallonie")
REVEALING = Resource("Le Funambule", reveals=Reveals.YES)


def kinds(letter: HandedLetter) -> list[ObstacleKind]:
    return [obstacle.kind for obstacle in obstacles(letter)]


def test_a_neutral_letter_passes() -> None:
    letter = HandedLetter(OPEN, False, "Mme Lacroix souhaite vous rencontrer.", ("Thomas",))
    assert obstacles(letter) == ()


def test_a_name_that_reveals_needs_the_tick() -> None:
    assert kinds(HandedLetter(REVEALING, False, "Bonjour")) == [ObstacleKind.NAME_REVEALS]
    assert kinds(HandedLetter(REVEALING, True, "Bonjour")) == []


def test_the_patient_is_never_named_whatever_the_accents() -> None:
    letter = HandedLetter(OPEN, False, "Son fils ÉMILE va mieux.", ("Émile",))
    assert kinds(letter) == [ObstacleKind.PATIENT_NAMED]


def test_an_initial_and_the_carrier_s_own_name_are_no_hit() -> None:
    letter = HandedLetter(OPEN, False, "Mme A. Thomas viendra.", ("A", "Thomas"), (), "Anne Thomas")
    assert obstacles(letter) == ()


def test_the_ward_is_not_named() -> None:
    letter = HandedLetter(OPEN, False, "Après un séjour à l’Unité A.", wards=("Unité A",))
    assert kinds(letter) == [ObstacleKind.WARD_NAMED]
