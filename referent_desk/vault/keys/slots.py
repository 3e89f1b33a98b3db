"""Slots: the vault's data key, wrapped once for each secret that may open it."""

import json
import secrets
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from referent_desk.vault.ids import new_id, now
from referent_desk.vault.keys.kdf import SALT_BYTES, KdfCost, derive

SlotKind = Literal["passphrase", "recovery"]
NONCE_BYTES = 12
WRAPPED_BYTES = 48


@dataclass(frozen=True)
class Slot:
    """One way in, under a person's name."""

    id: str
    kind: SlotKind
    holder: str
    created: str
    cost: KdfCost
    salt: bytes
    nonce: bytes
    wrapped_key: bytes

    def bound_facts(self, format_number: int, vault_id: str) -> bytes:
        """What cannot be changed in the header without the slot refusing to open."""
        facts = [
            format_number,
            vault_id,
            self.id,
            self.kind,
            self.holder,
            self.created,
            self.cost.memory_kib,
            self.cost.passes,
            self.cost.lanes,
            self.salt.hex(),
        ]
        return json.dumps(facts, ensure_ascii=True).encode()

    def unwrap(self, secret: bytes, format_number: int, vault_id: str) -> bytes | None:
        """The data key, or None if `secret` is not this slot's."""
        key = derive(secret, self.salt, self.cost)
        facts = self.bound_facts(format_number, vault_id)
        try:
            return AESGCM(key).decrypt(self.nonce, self.wrapped_key, facts)
        except InvalidTag:
            return None


@dataclass(frozen=True)
class SlotRequest:
    """Who will come in, and how."""

    kind: SlotKind
    holder: str
    secret: bytes
    cost: KdfCost


def new_slot(request: SlotRequest, data_key: bytes, format_number: int, vault_id: str) -> Slot:
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    bare = Slot(new_id(), request.kind, request.holder, now(), request.cost, salt, nonce, b"")
    key = derive(request.secret, salt, request.cost)
    facts = bare.bound_facts(format_number, vault_id)
    wrapped = AESGCM(key).encrypt(nonce, data_key, facts)
    return Slot(bare.id, bare.kind, bare.holder, bare.created, bare.cost, salt, nonce, wrapped)
