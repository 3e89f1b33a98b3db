"""What the user gives to get in."""

import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Passphrase:
    """Composed accents, whatever the keyboard sent; nothing else is changed, not even spaces."""

    text: str = field(repr=False)

    @property
    def material(self) -> bytes:
        return unicodedata.normalize("NFC", self.text).encode()


@dataclass(frozen=True)
class RecoveryCode:
    """The code on the sheet in the safe, as typed, or as `parse_recovery_code` gives it."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class KeyringSecret:
    """What this computer's keyring keeps for one slot: random, never typed."""

    slot_id: str
    material: bytes = field(repr=False)


Secret = Passphrase | RecoveryCode | KeyringSecret
