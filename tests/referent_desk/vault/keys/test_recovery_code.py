"""Typing errors are seen, and forgiven where they cannot mislead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.errors import RecoveryCodeMistyped
from referent_desk.vault import RecoveryCode, parse_recovery_code
from referent_desk.vault.keys.recovery_code import ALPHABET, SYMBOLS, new_recovery_code, printed

CODE = new_recovery_code()


def test_it_carries_more_than_128_bits_and_never_comes_twice() -> None:
    assert len({new_recovery_code().text for _ in range(50)}) == 50
    assert [len(group) for group in printed(CODE).split("-")] == [5] * 6


@given(st.sampled_from(["-", " ", "", " – ", "\u00a0", "\n"]), st.booleans())
def test_case_spaces_and_dashes_do_not_matter(separator: str, lower: bool) -> None:
    typed = printed(CODE).replace("-", separator)
    assert parse_recovery_code(typed.lower() if lower else typed) == CODE


def test_look_alikes_do_not_matter() -> None:
    typed = CODE.text.replace("0", "O").replace("1", "l").replace("V", "u")
    assert parse_recovery_code(typed) == CODE


def test_every_single_slip_is_seen_and_its_group_named() -> None:
    for place, right in enumerate(CODE.text):
        for wrong in ALPHABET.replace(right, ""):
            typed = CODE.text[:place] + wrong + CODE.text[place + 1 :]
            with pytest.raises(RecoveryCodeMistyped) as caught:
                parse_recovery_code(typed)
            assert f"groupe {place // 5 + 1}." in caught.value.next_step


def test_every_swap_of_neighbours_is_seen() -> None:
    for place in range(SYMBOLS - 1):
        a, b = CODE.text[place : place + 2]
        if a != b:
            with pytest.raises(RecoveryCodeMistyped):
                parse_recovery_code(CODE.text[:place] + b + a + CODE.text[place + 2 :])


@given(
    st.sets(st.integers(0, SYMBOLS - 1), min_size=1, max_size=4),
    st.lists(st.integers(1, 31), min_size=4, max_size=4),
)
def test_up_to_four_slips_are_seen(places: set[int], shifts: list[int]) -> None:
    symbols = list(CODE.text)
    for place, shift in zip(places, shifts, strict=False):
        symbols[place] = ALPHABET[(ALPHABET.index(symbols[place]) + shift) % 32]
    with pytest.raises(RecoveryCodeMistyped):
        parse_recovery_code("".join(symbols))


@given(st.text())
def test_whatever_else_is_typed_is_a_slip(text: str) -> None:
    with pytest.raises(RecoveryCodeMistyped):
        parse_recovery_code(text)


def test_it_does_not_show_itself() -> None:
    assert CODE.text not in repr(CODE)
    assert RecoveryCode("x") == RecoveryCode("x")
