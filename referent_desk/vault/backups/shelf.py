"""The folder of backups: how they are named, which are this vault's, which go."""

import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from referent_desk.errors import VaultError
from referent_desk.vault.backups.container import Container
from referent_desk.vault.backups.rotation import kept

SUFFIX = ".sauvegarde"
_NAME = re.compile(r"(?P<name>.+)-(?P<moment>\d{4}-\d\d-\d\d-\d{4})(-\d+)?\.sauvegarde")
_NAMELESS = "coffre"


@dataclass(frozen=True)
class Backup:
    """What a backup tells without any secret. `name` is the vault's, out of the file's name."""

    file: Path
    name: str
    vault_id: str
    taken: datetime
    size: int


def describe(file: Path, stream_length: int, container: Container) -> Backup:
    found = _NAME.fullmatch(file.name)
    name = found["name"] if found else file.stem
    manifest = container.manifest
    return Backup(file, name, manifest.vault_id, manifest.moment, stream_length)


def read_backup(file: Path) -> Backup:
    """Raises NotABackup, DamagedBackup, NewerVersion, and OSError."""
    with file.open("rb") as stream:
        container = Container(stream)
        return describe(file, file.stat().st_size, container)


def neutral_name(folder_name: str, holders: Iterable[str]) -> str:
    """The vault's, unless it tells who works there."""
    allowed = "".join(c for c in folder_name if c.isalnum() or c in " -_’'").strip()
    words = {word for holder in holders for word in _words(holder) if len(word) > 2}
    return _NAMELESS if not allowed or words & _words(allowed) else allowed[:80]


def free_file(folder: Path, name: str, taken: datetime) -> Path:
    start = f"{name}-{taken:%Y-%m-%d-%H%M}"
    file, number = folder / f"{start}{SUFFIX}", 2
    while file.exists():
        file, number = folder / f"{start}-{number}{SUFFIX}", number + 1
    return file


def part_file(file: Path, vault_id: str) -> Path:
    """Where it is written until it is verified."""
    return file.with_name(f".{vault_id}-{secrets.token_hex(4)}{SUFFIX}.part")


def remove_parts(folder: Path, vault_id: str) -> None:
    """What a killed program left of this vault's."""
    for left in folder.glob(f".{vault_id}-*{SUFFIX}.part"):
        left.unlink(missing_ok=True)


def backups_of(folder: Path, vault_id: str) -> tuple[Backup, ...]:
    """The newest first: those this program named, of this vault, and still under that name."""
    found: list[Backup] = []
    for file in folder.glob(f"*{SUFFIX}"):
        with suppress(OSError, VaultError):
            backup = read_backup(file)
            if backup.vault_id == vault_id and _is_our_name(backup):
                found.append(backup)
    return tuple(sorted(found, key=lambda backup: (backup.taken, backup.file), reverse=True))


def under_another_key(backup: Backup, key: bytes) -> bool:
    """What can no longer be read is under no key that we know: False."""
    with suppress(OSError, VaultError), backup.file.open("rb") as stream:
        return not Container(stream).manifest.is_sealed_by(key)
    return False


def rotate(folder: Path, just_made: Backup) -> None:
    """What a share lets nobody erase stays: no fault of the backup."""
    with suppress(OSError):
        ours = backups_of(folder, just_made.vault_id)
        keep = kept((backup.taken for backup in ours), just_made.taken)
        for backup in ours:
            if backup.taken not in keep:
                backup.file.unlink(missing_ok=True)


def _is_our_name(backup: Backup) -> bool:
    found = _NAME.fullmatch(backup.file.name)
    return found is not None and found["moment"] == f"{backup.taken:%Y-%m-%d-%H%M}"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
