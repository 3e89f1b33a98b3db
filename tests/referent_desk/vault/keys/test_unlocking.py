"""Which slots a secret may try: those of its kind, and a keyring's its own alone."""

import pytest

from referent_desk.errors import WrongPassphrase, WrongRecoveryCode
from referent_desk.vault import KdfCost, KeyringSecret, Passphrase, RecoveryCode, Secret
from referent_desk.vault.keys.header import FORMAT, Header
from referent_desk.vault.keys.recovery_code import new_recovery_code
from referent_desk.vault.keys.slots import Slot, SlotKind, SlotRequest
from referent_desk.vault.keys.this_computer import KeyringSecretStale
from referent_desk.vault.keys.unlocking import key_of, slot_opened_by, wrong_secret

KEY = bytes(range(32))
CODE = new_recovery_code()


def slot(kind: SlotKind, material: bytes) -> Slot:
    return Slot.new(SlotRequest(kind, "Camille", material, KdfCost(8, 1, 1)), KEY, FORMAT, "v1")


MINE, THEIRS = slot("passphrase", b"mine"), slot("passphrase", b"theirs")
CODES = slot("recovery", CODE.text.encode())
HERE, THERE = slot("keyring", b"computer"), slot("keyring", b"computer")
HEADER = Header("v1", "2026-03-01", (MINE, THEIRS, CODES, HERE, THERE))


@pytest.mark.parametrize(
    ("secret", "opened"),
    [
        (Passphrase("mine"), MINE),
        (Passphrase("theirs"), THEIRS),
        (Passphrase("nobody's"), None),
        (RecoveryCode(CODE.text.lower()), CODES),
        (KeyringSecret(HERE.id, b"computer"), HERE),
        (KeyringSecret(THERE.id, b"computer"), THERE),
        (KeyringSecret("gone", b"computer"), None),
        (Passphrase(CODE.text), None),
        (Passphrase("computer"), None),
        (KeyringSecret(MINE.id, b"mine"), None),
    ],
)
def test_a_secret_opens_its_own_slot(secret: Secret, opened: Slot | None) -> None:
    found = slot_opened_by(HEADER, key_of(secret))
    assert found == (None if opened is None else (opened, KEY))


@pytest.mark.parametrize(
    ("secret", "leaf"),
    [
        (Passphrase("x"), WrongPassphrase),
        (CODE, WrongRecoveryCode),
        (KeyringSecret("x", b"x"), KeyringSecretStale),
    ],
)
def test_each_kind_is_refused_in_its_own_words(secret: Secret, leaf: type[Exception]) -> None:
    assert type(wrong_secret(secret)) is leaf
