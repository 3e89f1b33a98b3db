"""From a secret to the slot that it opens."""

from dataclasses import dataclass, field

from referent_desk.errors import VaultError, WrongPassphrase, WrongRecoveryCode
from referent_desk.vault.keys.header import FORMAT, Header
from referent_desk.vault.keys.recovery_code import parse_recovery_code
from referent_desk.vault.keys.secrets_given import KeyringSecret, RecoveryCode, Secret
from referent_desk.vault.keys.slots import Slot, SlotKind
from referent_desk.vault.keys.this_computer import KeyringSecretStale


@dataclass(frozen=True)
class Key:
    """The secret as Argon2id takes it, and the slots it may open: of one kind, or one alone."""

    kind: SlotKind
    material: bytes = field(repr=False)
    slot_id: str = ""

    def may_open(self, slot: Slot) -> bool:
        return slot.kind == self.kind and self.slot_id in {"", slot.id}


def key_of(secret: Secret) -> Key:
    """Raises RecoveryCodeMistyped before anything is tried."""
    if isinstance(secret, RecoveryCode):
        return Key("recovery", parse_recovery_code(secret.text).text.encode())
    if isinstance(secret, KeyringSecret):
        return Key("keyring", secret.material, secret.slot_id)
    return Key("passphrase", secret.material)


def slot_opened_by(header: Header, key: Key) -> tuple[Slot, bytes] | None:
    """The slot and the data key; one key derivation for each slot tried."""
    for slot in header.slots:
        if key.may_open(slot):
            data_key = slot.unwrap(key.material, FORMAT, header.vault_id)
            if data_key is not None:
                return slot, data_key
    return None


def wrong_secret(secret: Secret) -> VaultError:
    """What to tell whoever gave a secret that opens nothing."""
    if isinstance(secret, RecoveryCode):
        return WrongRecoveryCode()
    return KeyringSecretStale() if isinstance(secret, KeyringSecret) else WrongPassphrase()
