"""Fixtures shared by all tests: an open vault, and an office over one."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from referent_desk.vault import ANY_COST_POLICY, KdfCost, Vault, create_vault

if TYPE_CHECKING:
    from referent_desk.office import Office

PASSPHRASE = "violon marée tournesol brique"
HOLDER = "Camille Dumont"
CHEAP = KdfCost(memory_kib=8, passes=1, lanes=1)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """A fresh open vault, whose key derivation costs nothing."""
    made = create_vault(
        tmp_path / "essai.coffre", PASSPHRASE, HOLDER, cost=CHEAP, policy=ANY_COST_POLICY
    )
    yield made.vault
    made.vault.close()


@pytest.fixture
def other_vault(tmp_path: Path) -> Iterator[Vault]:
    """A second one, as fresh."""
    made = create_vault(
        tmp_path / "autre.coffre", PASSPHRASE, HOLDER, cost=CHEAP, policy=ANY_COST_POLICY
    )
    yield made.vault
    made.vault.close()


@pytest.fixture
def office(vault: Vault) -> "Office":
    from referent_desk.office import Office

    return Office.open(vault)
