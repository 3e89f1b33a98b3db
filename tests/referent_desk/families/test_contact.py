import pytest

from referent_desk.errors import InvalidInput
from referent_desk.families import normalise_email, normalise_phone, show_phone
from referent_desk.postcode import normalise_postcode


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("081/72.12.22", "+3281721222"),
        ("081 72 12 22", "+3281721222"),
        ("+32 (0)81 72 12 22", "+3281721222"),
        ("0032 81 72 12 22", "+3281721222"),
        ("0470/12.34.56", "+32470123456"),
        ("+33 3 20 12 34 56", "+33320123456"),
        ("107", "107"),
    ],
)
def test_belgian_and_foreign_forms_are_brought_to_one(typed: str, stored: str) -> None:
    assert normalise_phone(typed) == stored


@pytest.mark.parametrize("typed", ["", "081", "appeler le soir", "12345678901234567890"])
def test_an_incomplete_number_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        normalise_phone(typed)
    assert raised.value.field == "phone"


def test_a_number_is_shown_as_belgians_write_it() -> None:
    assert show_phone("+3281721222") == "081 72 12 22"
    assert show_phone("+33320123456") == "+33 3 20 12 34 56"
    assert show_phone("107") == "107"


@pytest.mark.parametrize("typed", ["500", "0123", "12345", "cinq mille"])
def test_a_postcode_has_four_digits(typed: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        normalise_postcode(typed)
    assert raised.value.field == "postcode"


def test_good_postcodes_pass() -> None:
    assert [normalise_postcode(t) for t in ("5002", "B-5002", "", "f-59000")] == [
        "5002",
        "5002",
        "",
        "F-59000",
    ]


def test_an_email_needs_its_parts() -> None:
    assert normalise_email(" claire@exemple.be ") == "claire@exemple.be"
    with pytest.raises(InvalidInput):
        normalise_email("claire chez exemple")
