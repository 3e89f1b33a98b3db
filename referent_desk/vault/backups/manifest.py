"""sauvegarde.json: what a backup says of itself, sealed by the key of the vault it holds."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import cast

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from referent_desk.errors import NewerVersion
from referent_desk.vault.backups.faults import DamagedBackup

FORMAT = 1
LARGEST_MANIFEST = 4096
_PURPOSE = b"referent-desk backup v1"
_TEXTS = ("vault_id", "taken", "program", "database_sha256", "header_sha256", "seal")


@dataclass(frozen=True)
class Manifest:
    """`taken` is local time with its offset; the seal binds all the rest, and by it the files."""

    vault_id: str
    taken: str
    program: str
    database_bytes: int
    database_sha256: str
    header_sha256: str
    seal: str = ""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.taken)

    def sealed(self, data_key: bytes) -> "Manifest":
        return replace(self, seal=self._seal(data_key))

    def is_sealed_by(self, data_key: bytes) -> bool:
        return hmac.compare_digest(self.seal.encode(), self._seal(data_key).encode())

    def content(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode()

    def _seal(self, data_key: bytes) -> str:
        key = HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(data_key)
        return hmac.digest(key, replace(self, seal="").content(), "sha256").hex()


def parse_manifest(content: bytes) -> Manifest:
    """Raises DamagedBackup or NewerVersion."""
    try:
        decoded: object = json.loads(content)
        if not isinstance(decoded, dict):
            raise DamagedBackup
        return _manifest_of(cast("dict[str, object]", decoded))
    except (ValueError, RecursionError, KeyError, OverflowError) as error:
        raise DamagedBackup from error


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _manifest_of(fields: Mapping[str, object]) -> Manifest:
    found, size = fields["format"], fields["database_bytes"]
    texts = [fields[name] for name in _TEXTS]
    if type(found) is not int or type(size) is not int or found < 1:
        raise DamagedBackup
    if found > FORMAT:
        raise NewerVersion
    if not all(isinstance(text, str) and text.isprintable() for text in texts):
        raise DamagedBackup
    vault_id, taken, program, database, header, seal = cast("list[str]", texts)
    manifest = Manifest(vault_id, taken, program, size, database, header, seal)
    if manifest.moment.tzinfo is None:
        raise DamagedBackup
    return manifest
