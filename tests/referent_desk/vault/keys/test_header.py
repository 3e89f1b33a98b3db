"""A damaged header is told as such, whatever the damage; what it says is under its seal."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.errors import DamagedHeader, NewerVersion
from referent_desk.vault import ANY_COST_POLICY, KdfCost
from referent_desk.vault.keys.header import FORMAT, Header, parse_header, read_header, write_header
from referent_desk.vault.keys.slots import Slot, SlotRequest

KEY = bytes(range(32))
REQUEST = SlotRequest("passphrase", "Camille Dumont", b"secret", KdfCost(8, 1, 1))
HEADER = Header("v1", "2026-03-01", (Slot.new(REQUEST, KEY, FORMAT, "v1"),)).sealed(KEY)


def _content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("header") / "coffre.json"
    write_header(path, HEADER)
    assert read_header(path, ANY_COST_POLICY) == HEADER
    return path.read_bytes()


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return _content(tmp_path_factory)


@given(place=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_one_byte_changed(content: bytes, place: int, byte: int) -> None:
    harmed = bytearray(content)
    harmed[place % len(harmed)] = byte
    try:
        found = parse_header(bytes(harmed), ANY_COST_POLICY)
    except (DamagedHeader, NewerVersion):
        return
    assert found == HEADER


@given(length=st.integers(0, 10_000))
def test_cut_short(content: bytes, length: int) -> None:
    with pytest.raises(DamagedHeader):
        parse_header(content[: length % len(content)], ANY_COST_POLICY)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_anything_else(content: bytes) -> None:
    with pytest.raises((DamagedHeader, NewerVersion)):
        parse_header(content, ANY_COST_POLICY)


@pytest.mark.parametrize("depth", [100_000])
def test_deep_nesting(depth: int) -> None:
    with pytest.raises(DamagedHeader):
        parse_header(b"[" * depth, ANY_COST_POLICY)


@pytest.mark.parametrize(
    ("field", "value"), [("holder", "Someone"), ("created", "x"), ("place", "elsewhere")]
)
def test_what_the_list_of_ways_in_says_is_under_the_seal(field: str, value: str) -> None:
    [slot] = HEADER.slots
    changed = replace(HEADER, slots=(replace(slot, **{field: value}),))
    assert HEADER.sealed_by(KEY)
    assert not changed.sealed_by(KEY)
    assert not HEADER.sealed_by(bytes(32))
