"""A slot opens with its secret alone, and with nothing of it changed."""

from dataclasses import replace

import pytest

from referent_desk.vault import KdfCost
from referent_desk.vault.keys.envelope import new_pair
from referent_desk.vault.keys.header import FORMAT
from referent_desk.vault.keys.slots import Slot, SlotRequest

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
SECRET = b"secret"
REQUEST = SlotRequest("passphrase", "Camille Dumont", SECRET, KdfCost(8, 1, 1))
VAULT = "v1"
SLOT = Slot.new(REQUEST, KEY, FORMAT, VAULT)


def test_it_opens_with_its_secret_alone() -> None:
    assert SLOT.unwrap(SECRET, FORMAT, VAULT) == KEY
    assert SLOT.unwrap(b"other", FORMAT, VAULT) is None
    assert SLOT.unwrap(b"", FORMAT, VAULT) is None


@pytest.mark.parametrize(
    "changed",
    [
        replace(SLOT, id="x"),
        replace(SLOT, kind="recovery"),
        replace(SLOT, cost=KdfCost(8, 2, 1)),
        replace(SLOT, cost=KdfCost(16, 1, 1)),
        replace(SLOT, salt=bytes(16)),
        replace(SLOT, nonce=bytes(12)),
        replace(SLOT, public=new_pair().public),
    ],
    ids=["id", "kind", "passes", "memory", "salt", "nonce", "public key"],
)
def test_what_it_says_is_bound_to_its_key(changed: Slot) -> None:
    """Also its public key: a new data key would else be sealed to whoever put theirs there."""
    assert changed.unwrap(SECRET, FORMAT, VAULT) is None


def test_it_opens_in_its_own_vault_and_format_alone() -> None:
    assert SLOT.unwrap(SECRET, FORMAT, "v2") is None
    assert SLOT.unwrap(SECRET, FORMAT + 1, VAULT) is None


@pytest.mark.parametrize("part", ["wrapped_private", "sealed_key"])
def test_a_byte_changed_opens_nothing(part: str) -> None:
    sealed = bytearray(getattr(SLOT, part))
    sealed[-1] ^= 1
    assert replace(SLOT, **{part: bytes(sealed)}).unwrap(SECRET, FORMAT, VAULT) is None


def test_a_key_sealed_to_another_slot_opens_nothing() -> None:
    other = Slot.new(REQUEST, OTHER_KEY, FORMAT, VAULT)
    assert replace(SLOT, sealed_key=other.sealed_key).unwrap(SECRET, FORMAT, VAULT) is None


def test_it_can_hold_another_key_without_its_secret() -> None:
    renewed = SLOT.holding(OTHER_KEY, FORMAT, VAULT)
    assert renewed.unwrap(SECRET, FORMAT, VAULT) == OTHER_KEY
    assert renewed.wrapped_private == SLOT.wrapped_private


@pytest.mark.parametrize("part", ["id", "salt", "nonce", "public", "wrapped_private", "sealed_key"])
def test_the_same_secret_makes_another_slot_each_time(part: str) -> None:
    assert getattr(Slot.new(REQUEST, KEY, FORMAT, VAULT), part) != getattr(SLOT, part)


def test_a_request_does_not_show_its_secret() -> None:
    assert "secret" not in repr(REQUEST)
