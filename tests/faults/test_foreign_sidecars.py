"""Another vault's journal left beside this one, under each operation: never played back into it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from referent_desk.vault import (
    ANY_COST_POLICY,
    HeaderTrust,
    Vault,
    prepare_restoration,
    salvage_vault,
)
from tests.faults import programs
from tests.faults.conftest import make_older, older_versions
from tests.faults.places import ROOT
from tests.kept_vault import Kept, make_kept

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX"),
]
SUFFIXES = ("-journal", "-wal", "-shm")
STOPPED_WHILE_WRITING = """
import os
vault = enter()
vault.drafts.save("note", "n", {"text": "x" * 9000})
with vault.unit() as unit:
    unit.execute("PRAGMA cache_size = 5")
    unit.execute("PRAGMA cache_spill = 1")
    for number in range(200):
        unit.execute("UPDATE drafts SET label = 'lost'")
        unit.insert("meta", key=f"lost{number}", value="x" * 3000)
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def foreign(tmp_path: Path) -> dict[str, bytes]:
    """What a vault stopped in the middle of a write has beside it, by its ending."""
    other = make_kept(tmp_path / "autre.coffre")
    program = programs.OPEN + STOPPED_WHILE_WRITING
    subprocess.run([sys.executable, "-c", program, str(other.folder)], cwd=ROOT, check=False)
    found = {
        path.name.removeprefix(other.database.name): path.read_bytes()
        for path in other.folder.glob(f"{other.database.name}-*")
    }
    assert max(map(len, found.values())) > 4096
    return found


def lay(foreign: dict[str, bytes], database: Path) -> None:
    """Its own endings with what they held; the others with bytes of no meaning."""
    for suffix in SUFFIXES:
        content = foreign.get(suffix, b"\x37\x7f\x06\x82 foreign" * 900)
        database.with_name(database.name + suffix).write_bytes(content)


def assert_whole(kept: Kept, folder: Path | None = None) -> None:
    for secret in kept.secrets:
        with kept.open(secret, folder) as opened:
            assert opened.drafts.load("call", "") is not None
            assert opened.check(thorough=True) == []
            assert opened.journal.verify().sound
            assert opened.ways.trust() is HeaderTrust.OURS


def assert_kept_somewhere(foreign: dict[str, bytes], below: Path) -> None:
    """It may be all that is left of another vault."""
    found = [path.read_bytes() for path in below.rglob("*") if path.is_file()]
    assert all(content in found for content in foreign.values())


def save(vault: Vault, _kept: Kept) -> None:
    vault.drafts.save("note", "n", {"text": "court"})


def change_keys(vault: Vault, kept: Kept) -> None:
    way = vault.ways.add_person(kept.secrets[0], "Sacha Leroy", "grenier cobalt lanterne tuile")
    vault.ways.revoke(kept.secrets[0], way.id)


def reencrypt(vault: Vault, kept: Kept) -> None:
    vault.reencrypt(kept.secrets[0], lambda _: None)


def back_up(vault: Vault, kept: Kept) -> None:
    stick = kept.folder.with_name("cle")
    stick.mkdir()
    file = vault.backups.make(stick).file
    place = kept.folder.with_name("essai-relu.coffre")
    prepare_restoration(file, kept.secrets[0], place, policy=ANY_COST_POLICY).put_in_place()
    assert_whole(kept, place)


@pytest.mark.parametrize("operation", [save, change_keys, reencrypt, back_up])
def test_beside_the_database(
    kept: Kept, foreign: dict[str, bytes], operation: Callable[[Vault, Kept], None]
) -> None:
    lay(foreign, kept.database)
    with kept.open() as opened:
        operation(opened, kept)
    assert_whole(kept)
    assert_kept_somewhere(foreign, kept.folder)


def test_beside_the_new_database_of_a_reencryption(kept: Kept, foreign: dict[str, bytes]) -> None:
    lay(foreign, kept.folder / "coffre.neuf.db")
    with kept.open() as opened:
        reencrypt(opened, kept)
    assert_whole(kept)


@pytest.mark.parametrize("version", older_versions())
def test_under_an_upgrade(
    tmp_path: Path, foreign: dict[str, bytes], version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = make_older(tmp_path / "ancien.coffre", version, monkeypatch)
    lay(foreign, older.database)
    assert_whole(older)
    assert_kept_somewhere(foreign, older.folder)


def test_under_a_restoration(kept: Kept, foreign: dict[str, bytes], tmp_path: Path) -> None:
    with kept.open() as opened:
        file = opened.backups.write(tmp_path / "cle.sauvegarde").file
    lay(foreign, kept.database)
    restored = prepare_restoration(
        file, kept.secrets[0], kept.folder, policy=ANY_COST_POLICY
    ).put_in_place()
    assert_whole(kept)
    assert restored.aside is not None
    assert_kept_somewhere(foreign, restored.aside)
    assert_whole(kept, restored.aside)


def test_under_a_salvage(kept: Kept, foreign: dict[str, bytes]) -> None:
    lay(foreign, kept.database)
    report = salvage_vault(kept.folder, kept.secrets[0], policy=ANY_COST_POLICY)
    assert_whole(kept, report.folder)
    assert_whole(kept)
    assert_kept_somewhere(foreign, kept.folder)


def test_of_the_same_vault_s_past(kept: Kept, tmp_path: Path) -> None:
    """An older copy, stopped while writing: what it left is not this database's to play back."""
    with kept.open() as opened:
        opened.drafts.save("note", "first", {"text": "court"})
    past = Kept(shutil.copytree(kept.folder, tmp_path / "passe.coffre"), kept.recovery_code)
    with kept.open() as opened:
        for number in range(40):
            opened.drafts.save("note", f"since{number}", {"text": "x" * 3000})
        opened.drafts.discard("note", "first")
    program = programs.OPEN + STOPPED_WHILE_WRITING
    subprocess.run([sys.executable, "-c", program, str(past.folder)], cwd=ROOT, check=False)
    for left in past.folder.glob(f"{past.database.name}-*"):
        shutil.copy(left, kept.folder)
    assert_whole(kept)
    with kept.open() as opened:
        assert len([draft for draft in opened.drafts.all() if draft.kind == "note"]) == 40
