"""What unlocking yields."""

from dataclasses import dataclass, field
from pathlib import Path

from referent_desk.vault.keys.kdf import STRICT_POLICY, KdfPolicy
from referent_desk.vault.keys.slots import Slot
from referent_desk.vault.layout import DATABASE_NAME
from referent_desk.vault.platform_lock import FolderLock


@dataclass(frozen=True)
class Access:
    """Which vault, opened by which way, with which key, under which lock."""

    folder: Path
    vault_id: str
    slot: Slot
    lock: FolderLock
    data_key: bytearray = field(repr=False)
    policy: KdfPolicy = STRICT_POLICY

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_NAME

    def key(self) -> bytes:
        return bytes(self.data_key)

    def change_key(self, key: bytes) -> None:
        self.data_key[:] = key

    def forget_key(self) -> None:
        """In our own buffer; Python and SQLCipher made copies that we do not reach."""
        self.data_key[:] = bytes(len(self.data_key))
