import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.families import fold, initials
from referent_desk.families.matching import TITLES


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Lacroix", "L."),
        ("Famille Baert", "Famille B."),
        ("Mme Claire Lacroix", "Mme C. L."),
        ("M. Petit", "M. P."),
        ("Lefèvre-Dœuvre", "L.-D."),
        ("Jean\u2011Luc", "J.-L."),
        ("Élodie", "É."),
        ("E\u0301lodie", "É."),
        ("œillet", "Œ."),
        ("de Vos", "V."),
        ("Anne van den Berghe", "A. B."),
        ("De Smet", "D. S."),
        ("D’Hondt", "D."),
        ("lacroix", "L."),
        ("jean dupont", "J. D."),
        ("Mme de vos", "Mme D. V."),
        ("Иванов", "И."),
        ("محمد", "م."),
        ("王小明", "•"),
        ("김 민준", "• •"),
        ("Rose 🌹", "R."),
        ("🌹", "•"),
        ("(Lacroix)", "L."),
        ("Appel anonyme du 23/11/2026", "Appel anonyme"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_name_is_its_initials(name: str, shown: str) -> None:
    assert initials(name) == shown


@given(st.text(max_size=60))
def test_no_word_of_a_name_is_left(name: str) -> None:
    left = {word for word in fold(initials(name)).split() if len(word) > 1}
    assert left <= {*TITLES, "appel", "anonyme", *_folded_single_letters(name)}


def _folded_single_letters(name: str) -> set[str]:
    """« ﬃ », one letter, is folded to three."""
    return {fold(letter) for letter in re.findall(r"\w", initials(name))}
