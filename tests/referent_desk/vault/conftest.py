"""A closed vault with one draft in it, to be harmed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from referent_desk.vault import (
    ANY_COST_POLICY,
    KdfCost,
    Passphrase,
    RecoveryCode,
    Vault,
    create_vault,
    open_vault,
)

SECRET = "violon marée tournesol brique"


@dataclass(frozen=True)
class ClosedVault:
    folder: Path
    recovery_code: str

    @property
    def database(self) -> Path:
        return self.folder / "coffre.db"

    @property
    def header(self) -> Path:
        return self.folder / "coffre.json"

    def open(self, secret: Passphrase | RecoveryCode | None = None) -> Vault:
        return open_vault(self.folder, secret or Passphrase(SECRET), policy=ANY_COST_POLICY)


@pytest.fixture
def make_vault(tmp_path: Path) -> Callable[[str], ClosedVault]:
    def make(name: str) -> ClosedVault:
        folder = tmp_path / name
        made = create_vault(
            folder, SECRET, "Camille Dumont", cost=KdfCost(8, 1, 1), policy=ANY_COST_POLICY
        )
        made.vault.drafts.save("call", "", {"asked": "Je ne dors plus."}, label="Appel")
        made.vault.close()
        return ClosedVault(folder, made.recovery_code)

    return make


@pytest.fixture
def closed(make_vault: Callable[[str], ClosedVault]) -> ClosedVault:
    return make_vault("essai.coffre")
