import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.families import FamilySummary, fold, similar_families
from referent_desk.free_text import fold_all


def family(name: str, *people: str) -> FamilySummary:
    return FamilySummary(name, name, False, True, people, "", None)


FAMILIES = [
    family("Lefèvre-Dœuvre", "Noëlle Lefèvre-Dœuvre"),
    family("Lacroix", "Claire Lacroix", "Thomas Lacroix"),
    family("Delvaux", "Karim Delvaux"),
    family("Petit", "Louis Petit"),
]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Mme Lacroix", "Lacroix"),
        ("lacroix claire", "Lacroix"),
        ("Claire Lacroix", "Lacroix"),
        ("lefevre", "Lefèvre-Dœuvre"),
        ("Doeuvre", "Lefèvre-Dœuvre"),
        ("Lacroi", "Lacroix"),
        ("Delveaux", "Delvaux"),
        ("M. Delvau", "Delvaux"),
    ],
)
def test_a_known_name_is_proposed_however_it_is_typed(typed: str, expected: str) -> None:
    matches = similar_families(typed, FAMILIES)
    assert matches
    assert matches[0].family.name == expected


@pytest.mark.parametrize("typed", ["", "x", "Mme", "Vandenbroucke", "Rossi"])
def test_nothing_is_proposed_for_another_name(typed: str) -> None:
    assert similar_families(typed, FAMILIES) == ()


def test_folding() -> None:
    assert fold("  Mme LEFÈVRE-Dœuvre ") == "mme lefevre doeuvre"


def test_folding_many_is_folding_each() -> None:
    texts = ["  Mme LEFÈVRE-Dœuvre ", "", "Ça\nva\u2028bien", "-", "ﬃ ②", "\u0301a", "été\r\n"]
    assert fold_all(texts) == [fold(text) for text in texts]
    assert fold_all([]) == []
    assert fold_all([""]) == [""]


@given(st.lists(st.text(st.sampled_from("aÉêœßﬁΩж漢_-’ \t\n\r\u0301\u034f\u05b0")), max_size=4))
def test_whatever_the_letters_many_at_once_read_as_one_by_one(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]
    assert not any(unicodedata.combining(letter) for text in texts for letter in fold(text))
