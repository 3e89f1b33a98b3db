"""A vault to be harmed, and how often."""

import random
import re
from pathlib import Path

import pytest

from referent_desk.vault import ANY_COST_POLICY, create_vault, creation, opening
from referent_desk.vault.migrate import shipped_migrations, statements
from tests.kept_vault import CHEAP, SECRET, Kept, make_kept


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """How many times each fault is tried."""
    return request.config.option.fault_rounds


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """The same for the same seed and the same test."""
    return random.Random(f"{request.config.option.fault_seed} {request.node.name}")


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return make_kept(tmp_path / "essai.coffre")


VERSIONS = Path(__file__).with_name("versions")


def older_versions() -> list[int]:
    """Each schema that was ever used has its file of data."""
    return sorted(int(path.stem) for path in VERSIONS.glob("*.sql"))


def data_of(version: int) -> str:
    """Its statements; « -- with NNNN.sql » puts those of an older schema before them."""
    script = (VERSIONS / f"{version:04}.sql").read_text(encoding="utf-8")
    older = re.match(r"-- with (\d+)\.sql\n", script)
    return data_of(int(older[1])) + script if older else script


def make_older(folder: Path, version: int, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """A vault as an older program left it, with that program's data in it."""
    first = shipped_migrations()[:version]
    with monkeypatch.context() as past:
        past.setattr(creation, "shipped_migrations", lambda: first)
        past.setattr(opening, "shipped_migrations", lambda: first)
        made = create_vault(folder, SECRET, "Camille Dumont", cost=CHEAP, policy=ANY_COST_POLICY)
        made.vault.drafts.save("call", "", {"asked": "Je ne dors plus."}, label="Appel")
        with made.vault.unit() as unit:
            for statement in statements(data_of(version)):
                unit.execute(statement)
            unit.commit()
        made.vault.close()
    return Kept(folder, made.recovery_code)


@pytest.fixture
def older_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    return make_older(tmp_path / "ancien.coffre", 1, monkeypatch)
