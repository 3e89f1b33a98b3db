"""A slot's key pair, and what is sealed to it.

The data key is sealed to each slot's public key, so that the vault can be put under a new key
without anybody else's passphrase. HPKE (RFC 9180) over ML-KEM-768 with X25519: what a vault holds
must stay secret for decades, whatever computers become.
"""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

_X25519_BYTES = 32
PRIVATE_BYTES = 64 + _X25519_BYTES
PUBLIC_BYTES = 1184 + _X25519_BYTES
SEALED_KEY_BYTES = 1088 + _X25519_BYTES + 32 + 16
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True)
class KeyPair:
    """Raw bytes: the seeds of ML-KEM and X25519 one after the other, and both public keys."""

    private: bytes = field(repr=False)
    public: bytes


def new_pair() -> KeyPair:
    lattice, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    return KeyPair(
        lattice.private_bytes_raw() + curve.private_bytes_raw(),
        lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw(),
    )


def seal_to(public: bytes, content: bytes, facts: bytes) -> bytes:
    """`facts` are bound: they must be given again to open. ValueError: no such public key."""
    lattice = MLKEM768PublicKey.from_public_bytes(public[:-_X25519_BYTES])
    curve = X25519PublicKey.from_public_bytes(public[-_X25519_BYTES:])
    return _SUITE.encrypt(content, MLKEM768X25519PublicKey(lattice, curve), facts)


def open_with(private: bytes, sealed: bytes, facts: bytes) -> bytes:
    """Raises cryptography's InvalidTag for another key, other facts or a changed content."""
    lattice = MLKEM768PrivateKey.from_seed_bytes(private[:-_X25519_BYTES])
    curve = X25519PrivateKey.from_private_bytes(private[-_X25519_BYTES:])
    return _SUITE.decrypt(sealed, MLKEM768X25519PrivateKey(lattice, curve), facts)
