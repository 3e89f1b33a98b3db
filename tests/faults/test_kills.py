"""kill -9 at random moments: nothing acknowledged is lost, both secrets open, all is sound."""

import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from referent_desk.vault import HeaderTrust, Vault
from referent_desk.vault.migrate import shipped_migrations
from tests.faults import programs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX"),
]
LONGEST = 0.25
"""Seconds that a killed program is left to work."""


def assert_sound(vault: Vault) -> None:
    assert vault.check(thorough=True) == []
    assert vault.journal.verify().sound
    assert vault.ways.trust() is HeaderTrust.OURS
    assert vault.drafts.load("call", "") is not None


@pytest.mark.parametrize("program", [programs.SAVING, programs.LOCKING], ids=["saving", "locking"])
def test_saving(kept: Any, rounds: int, chance: random.Random, program: str) -> None:
    acknowledged = 0
    for _ in range(rounds):
        process = programs.start(program, kept.folder, acknowledged)
        lines = programs.kill_after(process, chance.uniform(0, LONGEST))
        acknowledged = int(lines[-1]) if lines else acknowledged
        for secret in kept.secrets:
            with kept.open(secret) as opened:
                assert_sound(opened)
                assert opened.set_aside == ()
                found = opened.rows("SELECT key FROM meta WHERE key GLOB 'saved*' ORDER BY key")
                saved = [int(row["key"][5:]) for row in found]
                assert saved[:acknowledged] == list(range(1, acknowledged + 1))
                assert len(saved) <= acknowledged + 1
                acknowledged = len(saved)


def test_changing_keys(kept: Any, rounds: int, chance: random.Random) -> None:
    number = 0
    for _ in range(rounds):
        process = programs.start(programs.CHANGING_KEYS, kept.folder, number)
        lines = programs.kill_after(process, chance.uniform(0, 2 * LONGEST))
        number = int(lines[-1].split()[0]) if lines else number
        last = lines[-1].split()[1] if lines else ""
        for secret in kept.secrets:
            with kept.open(secret) as opened:
                assert_sound(opened)
                ways = opened.ways.all()
                assert [way.kind for way in ways[:2]] == ["passphrase", "recovery"]
                if last == "revoked":
                    assert all(not way.holder.endswith(f" {number}") for way in ways[2:])
        with kept.open() as opened:
            for way in opened.ways.all()[2:]:
                opened.ways.revoke(kept.secrets[0], way.id)
                number = max(number, int(way.holder.split()[-1]))


def test_reencrypting(kept: Any, rounds: int, chance: random.Random) -> None:
    number = 0
    for _ in range(rounds):
        process = programs.start(programs.REENCRYPTING, kept.folder, number)
        lines = programs.kill_after(process, chance.uniform(0, 2 * LONGEST))
        number = int(lines[-1]) if lines else number
        for secret in kept.secrets:
            with kept.open(secret) as opened:
                assert_sound(opened)
                notes = {int(d.subject) for d in opened.drafts.all() if d.kind == "note"}
                assert notes >= set(range(1, number + 1))
                number = max(notes, default=0)
        assert not (kept.folder / "coffre.neuf.db").exists()


def test_migrating(older_vault: Any, tmp_path: Path, rounds: int, chance: random.Random) -> None:
    """From the first schema, with data; the copy made before counts as well."""
    for number in range(rounds):
        folder = tmp_path / f"{number}.coffre"
        shutil.copytree(older_vault.folder, folder)
        process = programs.start(programs.OPENING, folder)
        programs.kill_after(process, chance.uniform(0, 0.5 * LONGEST))
        for secret in older_vault.secrets:
            with older_vault.open(secret, folder) as opened:
                assert_sound(opened)
                [version] = opened.rows("PRAGMA user_version")
                assert version[0] == len(shipped_migrations())
