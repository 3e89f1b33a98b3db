"""The encrypted file page by page, without SQLite: a page that does not fit its seal is told apart.

SQLCipher fails every later read of a connection once it has met one broken seal, and its own
check cannot be stopped; hence this second reader, of the format that SQLCipher 4 documents.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from referent_desk.vault.connection import PAGE, PLAIN_MAGIC

SALT_BYTES, IV_BYTES, SEAL_BYTES = 16, 16, 64
USABLE = PAGE - IV_BYTES - SEAL_BYTES
_SALT_MASK = 0x3A
_NEVER_WRITTEN = (1 << 30) // PAGE + 1
"""SQLite leaves the page at one gibibyte to its locks."""


class BrokenPage(Exception):
    """Missing, or not as it was sealed; `number` counts from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(f"page {number}")
        self.number = number


class Seals:
    """HMAC-SHA512 over the encrypted page and its IV, then the page's number."""

    def __init__(self, data_key: bytes, salt: bytes) -> None:
        masked = bytes(byte ^ _SALT_MASK for byte in salt)
        self._key = hashlib.pbkdf2_hmac("sha512", data_key, masked, 2, 32)

    def fit(self, number: int, page: bytes) -> bool:
        start = SALT_BYTES if number == 1 else 0
        sealed = page[start : PAGE - SEAL_BYTES] + number.to_bytes(4, "little")
        expected = hmac.digest(self._key, sealed, "sha512")
        return hmac.compare_digest(expected, page[PAGE - SEAL_BYTES :])


def plain(number: int, page: bytes, data_key: bytes) -> bytes:
    """The content of a page whose seal fits, without the reserved end."""
    start = SALT_BYTES if number == 1 else 0
    unlock = Cipher(AES(data_key), CBC(page[USABLE : USABLE + IV_BYTES])).decryptor()
    content = unlock.update(page[start:USABLE]) + unlock.finalize()
    return PLAIN_MAGIC + content if number == 1 else content


class Pages:
    """Opened for reading; what it gives is plain text, in memory only."""

    def __init__(self, path: Path, data_key: bytes) -> None:
        self._stream = path.open("rb")
        self.count = path.stat().st_size // PAGE
        self._data_key = data_key
        self._seals = Seals(data_key, self._stream.read(SALT_BYTES))

    def read(self, number: int) -> bytes:
        """The content, decrypted, without the reserved end. Raises BrokenPage."""
        page = self._sealed(number)
        if len(page) < PAGE or not self._seals.fit(number, page):
            raise BrokenPage(number)
        return plain(number, page, self._data_key)

    def broken(self, each: Callable[[int], None] = lambda _: None) -> Iterator[int]:
        """The numbers of all pages that do not fit their seal; `each` is told how far it is."""
        for number in range(1, self.count + 1):
            if number % 1024 == 0:
                each(number)
            if number != _NEVER_WRITTEN and not self._seals.fit(number, self._sealed(number)):
                yield number

    def close(self) -> None:
        self._stream.close()

    def _sealed(self, number: int) -> bytes:
        self._stream.seek((number - 1) * PAGE)
        return self._stream.read(PAGE)

    def __enter__(self) -> "Pages":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
