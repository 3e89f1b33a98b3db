"""What the tests of backups share: an open vault and its stick."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from referent_desk.vault import (
    ANY_COST_POLICY,
    Backup,
    Passphrase,
    Restoration,
    Vault,
    prepare_restoration,
)

SECRET = "violon marée tournesol brique"
TAKEN = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Desk:
    """`closed` is the vault's folder as its fixture gives it."""

    vault: Vault
    closed: Any
    stick: Path

    def back_up(self, taken: datetime = TAKEN) -> Backup:
        return self.vault.backups.make(self.stick, taken=taken)


def look_into(file: Path, folder: Path, secret: str = SECRET) -> Restoration:
    return prepare_restoration(file, Passphrase(secret), folder, policy=ANY_COST_POLICY)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
