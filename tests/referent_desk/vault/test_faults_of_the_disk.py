"""Killed processes, foreign journals, full disks: what was acknowledged stays."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from referent_desk.errors import DamagedDatabase, DiskFull, NoPermission
from referent_desk.vault import StorageFailed, Vault, migrate
from referent_desk.vault.faults import told_in_french

ROOT = Path(__file__).parents[3]
KILLS = 5
ONLY_POSIX = pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")

OPEN = """
import os, sys
from pathlib import Path
from referent_desk.vault import *
from referent_desk.vault import migrate, opening
def enter():
    secret = Passphrase("violon marée tournesol brique")
    return open_vault(Path(sys.argv[1]), secret, policy=ANY_COST_POLICY)
"""

SAVE_FOR_EVER = """
vault, number = enter(), 0
while True:
    number += 1
    vault.drafts.save("note", str(number), {"text": "x" * 2000})
    print(number, flush=True)
"""

SPILL_AND_DIE = """
from referent_desk.vault.connection import connect_apart
from referent_desk.vault.store import Store
vault = enter()
key = vault._access.key()
vault.close()
with Store(connect_apart(vault.folder / "coffre.db", key)).unit() as unit:  # as versions before did
    unit.execute("PRAGMA cache_size = 5")
    unit.execute("PRAGMA cache_spill = 1")
    for number in range(300):
        unit.execute("UPDATE drafts SET label = 'lost'")
        unit.insert("meta", key=f"lost{number}", value="x" * 3000)
    os.kill(os.getpid(), 9)
"""

MIGRATE = """
tables = [f"CREATE TABLE t{n} (a); INSERT INTO t{n} VALUES (zeroblob(9000));" for n in range(200)]
shipped = migrate.shipped_migrations()
extra = migrate.Migration(len(shipped) + 1, "\\n".join(tables))
opening.shipped_migrations = lambda: [*shipped, extra]
cut = migrate.statements
def one_by_one(script):
    for number, statement in enumerate(cut(script)):
        print(number, flush=True)
        yield statement
migrate.statements = one_by_one
enter().close()
"""


def _run(script: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPEN + script, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


@ONLY_POSIX
def test_a_killed_program_loses_no_acknowledged_save(closed: Any) -> None:
    for kill in range(KILLS):
        acknowledged = _kill_at(_run(SAVE_FOR_EVER, closed.folder), 20 + 7 * kill)
        with closed.open() as opened:
            saved = {draft.subject for draft in opened.drafts.all() if draft.kind == "note"}
            assert saved >= {str(number) for number in range(1, acknowledged + 1)}
            assert opened.check(thorough=True) == []
            assert opened.journal.verify().sound


def _kill_at(process: subprocess.Popen[str], number: int) -> int:
    """Kills once `number` was printed; gives the last number that came out."""
    assert process.stdout is not None
    last = 0
    for line in process.stdout:
        last = int(line)
        if last >= number:
            process.kill()
    assert process.wait(timeout=30) == -signal.SIGKILL
    process.stdout.close()
    return last


@ONLY_POSIX
def test_a_killed_migration_is_as_if_not_begun(closed: Any) -> None:
    version = len(migrate.shipped_migrations())
    for statement in (0, 1, 120, 250, 380):
        assert _kill_at(_run(MIGRATE, closed.folder), statement) < 400
        assert _version_and_tables(closed.folder) == (version, 0)
    assert (closed.folder / f"coffre-avant-migration-{version:04}.db").exists()
    finished = _run(MIGRATE, closed.folder)
    finished.communicate(timeout=30)
    assert _version_and_tables(closed.folder) == (version + 1, 200)


def _version_and_tables(folder: Path) -> tuple[int, int]:
    """Read in a process of its own, which knows the migration to come."""
    script = """
opening.migrate = lambda *_: None
with enter() as vault:
    tables = vault.rows("SELECT 1 FROM sqlite_master WHERE name GLOB 't[0-9]*'")
    print(vault.rows("PRAGMA user_version")[0][0], len(tables))
"""
    output, _ = _run(script, folder).communicate(timeout=30)
    version, tables = output.split()
    return int(version), int(tables)


def _leave_hot_journal(folder: Path) -> Path:
    process = _run(SPILL_AND_DIE, folder)
    assert process.wait(timeout=30) == -signal.SIGKILL
    assert process.stdout is not None
    process.stdout.close()
    journal = folder / "coffre.db-journal"
    assert journal.stat().st_size > 4096
    return journal


@ONLY_POSIX
def test_its_own_hot_journal_is_played_back(closed: Any) -> None:
    _leave_hot_journal(closed.folder)
    with closed.open() as opened:
        assert [draft.label for draft in opened.drafts.all()] == ["Appel"]
        assert opened.check(thorough=True) == []
    names = {path.name for path in closed.folder.iterdir()}
    assert names == {"coffre.json", "coffre.db", "coffre.verrou"}


@ONLY_POSIX
def test_a_foreign_hot_journal_is_set_aside(closed: Any, make_vault: Callable[[str], Any]) -> None:
    foreign = _leave_hot_journal(make_vault("autre.coffre").folder)
    shutil.copy(foreign, closed.folder)
    with closed.open() as opened:
        assert opened.drafts.all()
        assert opened.check(thorough=True) == []
    (aside,) = closed.folder.glob("coffre.db-journal.ecarte-*")
    assert aside.read_bytes() == foreign.read_bytes()


@ONLY_POSIX
def test_an_older_journal_of_the_same_vault_is_set_aside(closed: Any, tmp_path: Path) -> None:
    """Its pages are this vault's own, and would put back what was since written over."""
    past = shutil.copytree(closed.folder, tmp_path / "passe.coffre")
    older = _leave_hot_journal(past)
    with closed.open() as opened:
        for number in range(40):
            opened.drafts.save("note", f"since{number}", {"text": "x" * 3000})
    shutil.copy(older, closed.folder)
    with closed.open() as opened:
        assert sum(draft.kind == "note" for draft in opened.drafts.all()) == 40
        assert opened.check(thorough=True) == []
    (aside,) = closed.folder.glob("coffre.db-journal.ecarte-*")
    assert aside.read_bytes() == older.read_bytes()


def test_what_is_no_log_at_all_is_set_aside(closed: Any) -> None:
    for suffix in ("-wal", "-shm"):
        closed.database.with_name(f"coffre.db{suffix}").write_bytes(b"\x37\x7f\x06\x82" * 3000)
    with closed.open() as opened:
        assert opened.check(thorough=True) == []
    assert len(list(closed.folder.glob("*.ecarte-*"))) == 2


def test_a_full_disk_says_so_and_loses_nothing(closed: Any, small_disk: Path) -> None:
    folder = small_disk / "essai.coffre"
    shutil.copytree(closed.folder, folder)
    moved = type(closed)(folder, closed.recovery_code)
    with moved.open() as opened:
        with pytest.raises(DiskFull):
            opened.drafts.save("note", "", {"text": "x" * 4_000_000})
        with pytest.raises(DiskFull), opened.unit() as unit:  # noqa: PT012
            unit.insert("meta", key="big", value="x" * 4_000_000)
            unit.commit()
        assert [draft.label for draft in opened.drafts.all()] == ["Appel"]
        assert opened.check() == []
        sealed = opened.seal(b"Je ne dors plus.")
        _fill(small_disk)
    with moved.open() as opened:
        assert opened.drafts.all()
        assert opened.unseal(sealed) == b"Je ne dors plus."
        (small_disk / "filling").unlink()
        opened.drafts.save("note", "", {"text": "court"})
        assert opened.check() == []


def _fill(place: Path) -> None:
    with (place / "filling").open("wb", buffering=0) as stream:
        for size in (4096, 1):
            try:
                while stream.write(b"x" * size):
                    pass
            except OSError:
                continue


@pytest.mark.parametrize(
    ("number", "leaf"), [(28, DiskFull), (13, NoPermission), (30, NoPermission), (5, StorageFailed)]
)
def test_what_the_system_reports_has_its_leaf(number: int, leaf: type[Exception]) -> None:
    with pytest.raises(leaf), told_in_french():
        raise OSError(number, "x")


def test_nothing_in_plain_text_in_the_folder(closed: Any) -> None:
    with closed.open() as opened:
        opened.journal.record("family.opened", detail="ne.dors.plus")
    content = b"".join(path.read_bytes() for path in closed.folder.iterdir())
    for words in (b"dors.plus", b"Appel", b"family.opened", b"CREATE TABLE", b"SQLite format"):
        assert words not in content


def test_a_plain_page_after_the_first_is_found(closed: Any) -> None:
    content = bytearray(closed.database.read_bytes())
    content[4096:8192] = bytes(4096)
    closed.database.write_bytes(content)
    try:
        opened: Vault = closed.open()
    except DamagedDatabase:
        return
    with opened:
        assert opened.check()
