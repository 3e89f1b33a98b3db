"""Files cut, emptied, swapped, pulled out; a clock set back: told, and nothing replaced."""

import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from referent_desk.errors import (
    DamagedDatabase,
    DamagedHeader,
    NotAVault,
    VaultError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from referent_desk.vault import ANY_COST_POLICY, KdfCost, create_vault, ids
from tests.faults import programs
from tests.kept_vault import SECRET


def test_cut_anywhere(kept: Any, rounds: int, chance: random.Random) -> None:
    for path in (kept.database, kept.header):
        whole = path.read_bytes()
        sizes = [0, 4096, len(whole) // 4096 // 2 * 4096]
        for size in sizes + [chance.randrange(len(whole)) for _ in range(rounds)]:
            path.write_bytes(whole[:size])
            leaf = DamagedDatabase if path == kept.database else DamagedHeader
            with pytest.raises(leaf):
                kept.open()
            assert path.stat().st_size == size, "what is damaged is left as it is"
        path.write_bytes(whole)
    kept.open().close()


@pytest.mark.parametrize("name", ["coffre.db", "coffre.json"])
def test_a_file_of_another_vault(kept: Any, tmp_path: Path, name: str) -> None:
    other = create_vault(
        tmp_path / "autre.coffre",
        SECRET if name == "coffre.db" else "grenier cobalt lanterne tuile",
        "Sacha Leroy",
        cost=KdfCost(8, 1, 1),
        policy=ANY_COST_POLICY,
    ).vault
    other.close()
    shutil.copy(other.folder / name, kept.folder / name)
    leaves = (DamagedDatabase,) if name == "coffre.db" else (WrongPassphrase, WrongRecoveryCode)
    for secret in kept.secrets:
        with pytest.raises(leaves):
            kept.open(secret)


def test_a_missing_file(kept: Any) -> None:
    kept.database.unlink()
    with pytest.raises(DamagedDatabase):
        kept.open()
    assert not kept.database.exists(), "no empty vault takes its place"
    kept.header.unlink()
    with pytest.raises(NotAVault):
        kept.open()


def test_the_clock_set_back(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with kept.open() as opened:
        before = [entry.seq for entry in opened.journal.entries()]
    monkeypatch.setattr(ids.time, "time_ns", lambda: 10**18)
    with kept.open() as opened:
        first = ids.new_id()
        assert first < ids.new_id()
        opened.journal.record("family.opened", "f1")
        assert [entry.seq for entry in opened.journal.entries()] == [
            *before,
            *range(len(before) + 1, len(before) + 3),
        ]
        assert opened.journal.verify().sound


def test_the_stick_pulled_out(kept: Any, tmp_path: Path) -> None:
    """The folder goes while the vault is open: what comes after is told, what was is kept."""
    opened = kept.open()
    away = tmp_path / "away"
    kept.folder.rename(away)
    with pytest.raises(VaultError):
        opened.drafts.save("note", "n", {"text": "x" * 100_000})
    sealed = opened.seal(b"Je ne dors plus.")
    opened.close()
    away.rename(kept.folder)
    with kept.open() as again:
        assert again.drafts.load("call", "") is not None
        assert again.unseal(sealed) == b"Je ne dors plus."
        assert again.check(thorough=True) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows moves no folder with an open file in it")
def test_the_stick_pulled_out_while_saving(
    kept: Any, tmp_path: Path, rounds: int, chance: random.Random
) -> None:
    """At a random moment of another process: it tells, closes, and has lost nothing."""
    away, acknowledged = tmp_path / "away", 0
    for _ in range(rounds):
        process = programs.start(programs.SAVING_UNTIL_REFUSED, kept.folder, acknowledged)
        lines = programs.strike_after(
            process, chance.uniform(0, 0.25), lambda: kept.folder.rename(away)
        )
        assert lines[-2:] == ["told", "closed"]
        assert not kept.folder.exists(), "nothing is made where the stick was"
        away.rename(kept.folder)
        acknowledged = max([acknowledged, *map(int, lines[:-2])])
        for secret in kept.secrets:
            with kept.open(secret) as opened:
                assert opened.check(thorough=True) == []
                assert opened.journal.verify().sound
                acknowledged = programs.assert_saved_up_to(opened, acknowledged)
