from hypothesis import given
from hypothesis import strategies as st

from referent_desk.secrecy.slips import NEAR_FROM, NearWords, bare, near

letters = st.text("aeilnrst", max_size=8)


def test_one_letter_changed_added_left_out_or_swapped_is_a_slip() -> None:
    known = NearWords(["couteau", "couteaux", "marie", "anne"])
    assert known.of("coutau") == ["couteau"]
    assert known.of("couteau") == ["couteau", "couteaux"]
    assert known.of("maire") == ["marie"]
    assert known.of("mari") == ["marie"]
    assert known.of("annie") == []


@given(st.lists(letters), letters)
def test_what_is_found_is_what_is_near_among_the_long_ones(known: list[str], word: str) -> None:
    expected = {one for one in known if len(one) >= NEAR_FROM and near(word, one)}
    assert NearWords(known).of(word) == sorted(expected)


def test_what_no_one_sees_is_put_aside() -> None:
    assert bare("Le\u0301\u00ada\u200b") == "lea"
