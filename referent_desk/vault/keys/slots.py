"""Slots: a key pair each, its private half under a secret, the vault's data key sealed to it."""

import json
import secrets
from dataclasses import dataclass, field, replace
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from referent_desk.vault.ids import new_id, now
from referent_desk.vault.keys.envelope import PRIVATE_BYTES, new_pair, open_with, seal_to
from referent_desk.vault.keys.kdf import SALT_BYTES, KdfCost, derive

SlotKind = Literal["passphrase", "recovery", "keyring"]
NONCE_BYTES = 12
WRAPPED_BYTES = PRIVATE_BYTES + 16


@dataclass(frozen=True)
class Slot:
    """One way in, under a person's name; `place` names the computer of a keyring slot."""

    id: str
    kind: SlotKind
    holder: str
    place: str
    created: str
    cost: KdfCost
    salt: bytes
    nonce: bytes
    wrapped_private: bytes
    public: bytes
    sealed_key: bytes

    def unwrap(self, secret: bytes, format_number: int, vault_id: str) -> bytes | None:
        """The data key, or None if `secret` is not this slot's."""
        facts = self._bound_facts(format_number, vault_id)
        try:
            private = AESGCM(derive(secret, self.salt, self.cost)).decrypt(
                self.nonce, self.wrapped_private, facts
            )
            return open_with(private, self.sealed_key, facts)
        except InvalidTag:
            return None

    def holding(self, data_key: bytes, format_number: int, vault_id: str) -> "Slot":
        """The same way in, to another data key: no secret is needed."""
        facts = self._bound_facts(format_number, vault_id)
        return replace(self, sealed_key=seal_to(self.public, data_key, facts))

    def _bound_facts(self, format_number: int, vault_id: str) -> bytes:
        """What cannot be changed in the header without the slot refusing to open."""
        facts = [
            format_number,
            vault_id,
            self.id,
            self.kind,
            self.cost.memory_kib,
            self.cost.passes,
            self.cost.lanes,
            self.salt.hex(),
            self.public.hex(),
        ]
        return json.dumps(facts, ensure_ascii=True).encode()

    @classmethod
    def new(
        cls, request: "SlotRequest", data_key: bytes, format_number: int, vault_id: str
    ) -> "Slot":
        """Takes the time of one key derivation."""
        pair = new_pair()
        bare = cls(
            id=new_id(),
            kind=request.kind,
            holder=request.holder,
            place=request.place,
            created=now(),
            cost=request.cost,
            salt=secrets.token_bytes(SALT_BYTES),
            nonce=secrets.token_bytes(NONCE_BYTES),
            wrapped_private=b"",
            public=pair.public,
            sealed_key=b"",
        )
        facts = bare._bound_facts(format_number, vault_id)
        key = derive(request.secret, bare.salt, bare.cost)
        wrapped = AESGCM(key).encrypt(bare.nonce, pair.private, facts)
        return replace(bare, wrapped_private=wrapped).holding(data_key, format_number, vault_id)


@dataclass(frozen=True)
class SlotRequest:
    """Who will come in, and how."""

    kind: SlotKind
    holder: str
    secret: bytes = field(repr=False)
    cost: KdfCost
    place: str = ""
