"""Fixtures shared by all tests: an open vault, and an office over one."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from referent_desk.vault import ANY_COST_POLICY, KdfCost, Vault, create_vault

if TYPE_CHECKING:
    from referent_desk.office import Office

PASSPHRASE = "violon marée tournesol brique"
HOLDER = "Camille Dumont"
FAULTS_IN_A_TEST_RUN = 6
settings.register_profile(
    "untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")
"""No test fails because its machine is slow."""
CHEAP = KdfCost(memory_kib=8, passes=1, lanes=1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Faults come from a seed: a few in `make test`, hundreds in `make soak`."""
    parser.addoption("--fault-rounds", type=int, default=FAULTS_IN_A_TEST_RUN)
    parser.addoption("--fault-seed", type=int, default=0)


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--fault-seed"):
        config.option.fault_seed = secrets.randbelow(10**9) + 1


def pytest_report_header(config: pytest.Config) -> str:
    rounds, seed = config.getoption("--fault-rounds"), config.getoption("--fault-seed")
    return f"faults: {rounds} rounds, --fault-seed {seed}"


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Those of `theme.make_application`."""
    return ["pytest", "-style", "fusion"]


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
