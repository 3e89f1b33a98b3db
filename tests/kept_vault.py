"""A closed vault with one draft in it, to be harmed, and both secrets that open it."""

from dataclasses import dataclass
from pathlib import Path

from referent_desk.vault import (
    ANY_COST_POLICY,
    KdfCost,
    Passphrase,
    RecoveryCode,
    Secret,
    Vault,
    create_vault,
    open_vault,
)

SECRET = "violon marée tournesol brique"
CHEAP = KdfCost(memory_kib=8, passes=1, lanes=1)


@dataclass(frozen=True)
class Kept:
    """Where it stands, and what opens it."""

    folder: Path
    recovery_code: str

    @property
    def database(self) -> Path:
        return self.folder / "coffre.db"

    @property
    def header(self) -> Path:
        return self.folder / "coffre.json"

    @property
    def secrets(self) -> tuple[Secret, Secret]:
        return Passphrase(SECRET), RecoveryCode(self.recovery_code)

    def open(self, secret: Secret | None = None, folder: Path | None = None) -> Vault:
        return open_vault(folder or self.folder, secret or self.secrets[0], policy=ANY_COST_POLICY)


def make_kept(folder: Path, cost: KdfCost = CHEAP) -> Kept:
    made = create_vault(folder, SECRET, "Camille Dumont", cost=cost, policy=ANY_COST_POLICY)
    made.vault.drafts.save("call", "", {"asked": "Je ne dors plus."}, label="Appel")
    made.vault.close()
    return Kept(folder, made.recovery_code)
