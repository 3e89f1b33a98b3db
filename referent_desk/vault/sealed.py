"""A draft that could not be written, kept in memory under a key that only the vault gives back."""

import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from referent_desk.errors import VaultError
from referent_desk.vault.keys.slots import NONCE_BYTES

_PURPOSE = b"referent-desk sealed draft v1"


class NotTheSameVault(VaultError):
    """What was sealed belongs to another vault."""

    what = "Ce brouillon appartient à un autre coffre."
    safe = "Il reste en mémoire, chiffré."
    next_step = "Ouvrez le coffre dans lequel il a été écrit."


@dataclass(frozen=True)
class SealedBytes:
    """Unreadable until the same vault is open again."""

    vault_id: str
    nonce: bytes
    content: bytes = field(repr=False)


def seal(content: bytes, data_key: bytes, vault_id: str) -> SealedBytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = AESGCM(_key(data_key))
    return SealedBytes(vault_id, nonce, cipher.encrypt(nonce, content, vault_id.encode()))


def unseal(sealed: SealedBytes, data_key: bytes, vault_id: str) -> bytes:
    """Raises NotTheSameVault."""
    try:
        return AESGCM(_key(data_key)).decrypt(sealed.nonce, sealed.content, vault_id.encode())
    except InvalidTag as error:
        raise NotTheSameVault from error


def _key(data_key: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(data_key)
