"""A vault is made whole, over nothing, and behind a passphrase that resists."""

import uuid
from datetime import datetime
from pathlib import Path

import pytest

from referent_desk.errors import DiskFull, InvalidInput, VaultExists, WeakPassphrase
from referent_desk.vault import (
    ANY_COST_POLICY,
    FLOOR_COST,
    STRICT_POLICY,
    KdfCost,
    NewVault,
    Passphrase,
    create_vault,
    creation,
    new_id,
    now,
    open_vault,
    strength,
)
from referent_desk.vault.keys.kdf import scaled_cost

SECRET = "violon marée tournesol brique"


def _create(folder: Path, passphrase: str = SECRET, holder: str = "Camille Dumont") -> NewVault:
    return create_vault(folder, passphrase, holder, cost=KdfCost(8, 1, 1), policy=ANY_COST_POLICY)


def test_it_leaves_only_the_vault(tmp_path: Path) -> None:
    made = _create(tmp_path / "a.coffre")
    assert made.recovery_code not in repr(made)
    made.vault.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.coffre"]
    names = {path.name for path in (tmp_path / "a.coffre").iterdir()}
    assert names == {"coffre.json", "coffre.db", "coffre.verrou"}


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    with pytest.raises(VaultExists):
        _create(tmp_path / "file")
    with pytest.raises(VaultExists):
        _create(tmp_path)
    (tmp_path / "empty").mkdir()
    _create(tmp_path / "empty").vault.close()
    assert (tmp_path / "file").read_text() == "kept"


def test_a_failure_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(creation, "write_header", full)
    with pytest.raises(DiskFull):
        _create(tmp_path / "a.coffre")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "weak", ["", "secret", "motdepasse123", "azertyuiop", "aaaaaaaaaaaaaaaa", "camilledumont"]
)
def test_a_weak_passphrase_is_refused_with_advice(tmp_path: Path, weak: str) -> None:
    with pytest.raises(WeakPassphrase) as caught:
        _create(tmp_path / "a.coffre", weak)
    assert "quatre mots" in caught.value.next_step
    assert list(tmp_path.iterdir()) == []


def test_a_nameless_holder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        _create(tmp_path / "a.coffre", holder="  ")


def test_strength_of_a_very_long_passphrase() -> None:
    assert strength(SECRET).acceptable
    assert strength(SECRET * 100).acceptable


def test_the_default_cost_is_within_the_strict_policy(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="policy"):
        create_vault(tmp_path / "a.coffre", SECRET, "Camille", cost=KdfCost(8, 1, 1))
    create_vault(tmp_path / "a.coffre", SECRET, "Camille", cost=FLOOR_COST).vault.close()
    open_vault(tmp_path / "a.coffre", Passphrase(SECRET)).close()


@pytest.mark.parametrize("factor", [0.01, 0.9, 1, 3, 5, 17, 10_000])
def test_calibration_stays_within_bounds(factor: float) -> None:
    assert STRICT_POLICY.accepts(scaled_cost(FLOOR_COST, factor))


@pytest.mark.parametrize(
    ("memory_mib", "passes", "accepted"),
    [(64, 3, True), (64, 2, False), (32, 64, False), (256, 32, True), (2048, 4, True),
     (2048, 5, False), (256, 33, False), (4096, 1, False)],
)  # fmt: skip
def test_a_header_asks_for_seconds_not_for_minutes(
    memory_mib: int, passes: int, accepted: bool
) -> None:
    assert STRICT_POLICY.accepts(KdfCost(memory_mib * 1024, passes, 1)) is accepted


def test_identifiers_follow_the_order_of_creation() -> None:
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert uuid.UUID(made[0]).version == 7
    assert datetime.fromisoformat(now()).tzinfo is not None
