"""Where a postcode lies, and what a resource serves."""

import pytest

from referent_desk.directory import Directory, Nearness, Resource, nearness, province_of
from referent_desk.errors import InvalidInput


@pytest.mark.parametrize(
    ("postcode", "name"),
    [
        ("1000", "Bruxelles-Capitale"),
        ("1348", "Brabant wallon"),
        ("1500", "Brabant flamand"),
        ("2000", "Anvers"),
        ("3000", "Brabant flamand"),
        ("3500", "Limbourg"),
        ("4000", "Liège"),
        ("5002", "Namur"),
        ("6000", "Hainaut"),
        ("6700", "Luxembourg"),
        ("7000", "Hainaut"),
        ("8000", "Flandre occidentale"),
        ("9000", "Flandre orientale"),
        ("F-59000", ""),
        ("", ""),
    ],
)
def test_the_province_is_told_by_the_postcode(postcode: str, name: str) -> None:
    found = province_of(postcode)
    assert (found.name if found else "") == name


def test_each_postcode_lies_in_one_province() -> None:
    assert all(province_of(str(number)) for number in range(1000, 10000))


@pytest.mark.parametrize(
    ("home", "postcode", "serves", "expected"),
    [
        ("5590", "5590", "", Nearness.TOWN),
        ("5590", "5000", "", Nearness.PROVINCE),
        ("5590", "4000", "", Nearness.REGION),
        ("5590", "1000", "", Nearness.ELSEWHERE),
        ("5590", "1000", "Wallonie", Nearness.SERVED),
        ("5590", "5590", "Hainaut, 5000-5100", Nearness.ELSEWHERE),
        ("5590", "", "5590", Nearness.SERVED),
        ("5590", "", "", Nearness.UNKNOWN),
        ("", "5000", "Namur", Nearness.UNKNOWN),
        ("F-59000", "5000", "", Nearness.UNKNOWN),
    ],
)
def test_nearness_is_told_in_places(
    home: str, postcode: str, serves: str, expected: Nearness
) -> None:
    assert nearness(home, postcode, serves) is expected


def saved(directory: Directory, serves: str) -> str:
    return directory.get(directory.save(Resource("Groupe", serves=serves))).serves


def test_places_are_kept_in_one_spelling(directory: Directory) -> None:
    typed = "province de NAMUR ; région wallonne, 5000 à 5100,bruxelles"
    assert saved(directory, typed) == "Namur, Wallonie, 5000-5100, Bruxelles"


@pytest.mark.parametrize("typed", ["Syldavie", "500", "5100-5000", "0999"])
def test_what_is_no_place_is_refused(directory: Directory, typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        saved(directory, typed)
    assert refused.value.field == "serves"
