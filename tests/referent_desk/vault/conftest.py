"""A closed vault with one draft in it, to be harmed; and a small disk to fill."""

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Two mebibytes of memory as a disk."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs root on Linux, to mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    library = ctypes.CDLL(None, use_errno=True)
    if library.mount(b"tmpfs", bytes(place), b"tmpfs", 0, b"size=2m"):
        pytest.skip(f"cannot mount here: {os.strerror(ctypes.get_errno())}")
    yield place
    library.umount2(bytes(place), 2)
