import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.free_text import (
    NationalNumberSuspected,
    clean,
    one_line,
    refuse_national_number,
)


@pytest.mark.parametrize(
    "text",
    ["85.07.30-033.28", "né le 85073003328 à Namur", "85 07 30 033 28", "n° 85.07.30-033.28."],
)
def test_a_national_number_is_noticed_however_it_is_written(text: str) -> None:
    with pytest.raises(NationalNumberSuspected) as raised:
        refuse_national_number([("asked", text)], confirmed=False)
    assert raised.value.field == "asked"


@pytest.mark.parametrize(
    "text", ["+32 470 12 34 56", "BE68 5390 0754 7034", "081 72 12 22", "le 12/03/2026 à 14 h 30"]
)
def test_phones_dates_and_accounts_are_not_national_numbers(text: str) -> None:
    refuse_national_number([("asked", text)], confirmed=False)


def test_the_user_may_confirm_that_it_is_none() -> None:
    refuse_national_number([("asked", "85.07.30-033.28")], confirmed=True)


@given(st.text())
def test_cleaning_is_idempotent_and_leaves_no_control_character(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any(ord(c) < 32 and c not in "\n\t" for c in cleaned)


@given(st.text())
def test_one_line_has_one_line(text: str) -> None:
    assert "\n" not in one_line(text)


def test_words_emoji_and_right_to_left_text_stay() -> None:
    text = "Elle dit : « ça va » 🙂 — مرحبا"
    assert clean(text) == text


def test_control_characters_go_and_no_others() -> None:
    for number in (*range(0x3000), *range(0xD7F0, 0xE010)):
        character = chr(number)
        gone = unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t\r"
        kept = "" if gone else unicodedata.normalize("NFC", f"a{character}b")[1:-1]
        if character != "\r" and not unicodedata.combining(character):
            assert clean(f"a{character}b") == f"a{kept}b"
