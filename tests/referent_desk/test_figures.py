import pytest

from referent_desk.figures import counted, figures


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1\u202f000"),
        (19_757, "19\u202f757"),
        (2_000_000, "2\u202f000\u202f000"),
    ],
)
def test_thousands_stand_apart(number: int, written: str) -> None:
    assert figures(number) == written


def test_nought_and_one_are_alike() -> None:
    told = [counted(number, "fiche", "fiches") for number in (0, 1, 2, 1200)]
    assert told == ["0 fiche", "1 fiche", "2 fiches", "1\u202f200 fiches"]
