"""A vault that takes no writing: by damage, by choice, by its folder."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from referent_desk.errors import (
    AlreadyOpen,
    DamagedDatabase,
    NewerVersion,
    NoPermission,
    OlderVersion,
    ReadOnlyVault,
    UnfinishedWrite,
)
from referent_desk.office import Office
from referent_desk.vault import Vault, migrate, opening
from tests.referent_desk.vault.integrity.conftest import Lived
from tests.referent_desk.vault.integrity.test_damage import past_the_rules

ROOT = Path(__file__).parents[4]
READ_ONLY_REMOUNT = 1 | 32


def refuses_writing(vault: Vault) -> bool:
    with pytest.raises(ReadOnlyVault):
        vault.drafts.save("note", "", {})
    with pytest.raises(ReadOnlyVault), vault.unit():
        pass
    vault.journal.record("family.opened", "f1")
    return vault.read_only


def test_by_choice_nothing_is_written(lived: Lived) -> None:
    before = {path.name: path.read_bytes() for path in lived.folder.iterdir()}
    with lived.watched(read_only=True) as vault:
        assert vault.last_quick_check.findings == ()
        office = Office.open(vault)
        assert len(office.families.list()) == 14
        assert refuses_writing(vault)
    assert {path.name: path.read_bytes() for path in lived.folder.iterdir()} == before


def test_damage_found_at_the_unlock_leaves_the_file_as_it_is(lived: Lived) -> None:
    past_the_rules(lived, "UPDATE journal SET holder = 'x' WHERE seq > 300")
    before = lived.database.read_bytes()
    with lived.open() as vault:
        assert refuses_writing(vault)
        assert Office.open(vault).families.list()
    assert lived.database.read_bytes() == before


def test_a_damaged_page_met_while_reading_ends_writing_and_nothing_else(lived: Lived) -> None:
    lived.flip(lived.pages_of("passage")[-1])
    with lived.open() as vault:
        assert not vault.read_only
        vault.drafts.save("note", "", {})
        with pytest.raises(DamagedDatabase):
            vault.rows("SELECT * FROM passage NOT INDEXED")
        assert refuses_writing(vault)
        for table in ("meeting", "person", "document", "need_note"):
            assert vault.rows(f"SELECT * FROM {table}"), "what is sound is still read"


def test_a_clean_bill_opens_to_writing_again(lived: Lived) -> None:
    """The disk misread once: what the full check had noted is gone."""
    page = lived.pages_of("passage")[-1]
    lived.flip(page)
    with lived.watched() as vault:
        assert vault.check(thorough=True)
    lived.flip(page)
    with lived.watched() as vault:
        assert vault.read_only
        assert vault.check(thorough=True) == []
        vault.drafts.save("note", "", {})
    with lived.watched() as vault:
        assert not vault.read_only


def test_a_read_only_vault_of_another_version_says_so(
    lived: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = migrate.shipped_migrations()
    monkeypatch.setattr(opening, "shipped_migrations", lambda: shipped[:-1])
    with pytest.raises(NewerVersion):
        lived.open(read_only=True)
    more = [*shipped, migrate.Migration(len(shipped) + 1, "CREATE TABLE later (a) STRICT;")]
    monkeypatch.setattr(opening, "shipped_migrations", lambda: more)
    with pytest.raises(OlderVersion):
        lived.open(read_only=True)


@pytest.fixture
def medium(lived: Lived, small_disk: Path) -> Lived:
    """The vault on a small disk, not yet closed to writing."""
    folder = small_disk / "bureau.coffre"
    shutil.copytree(lived.folder, folder)
    return Lived(folder, lived.key, lived.vault_id)


def close_to_writing(medium: Lived) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    place = bytes(medium.folder.parent)
    assert library.mount(b"none", place, None, READ_ONLY_REMOUNT, None) == 0


def test_a_medium_that_takes_no_writing(medium: Lived) -> None:
    (medium.folder / "coffre.db-wal").write_bytes(b"\x37\x7f\x06\x82" * 3000)
    close_to_writing(medium)
    with pytest.raises(NoPermission):
        medium.open()
    with medium.watched(read_only=True) as vault:
        assert refuses_writing(vault)
        assert len(Office.open(vault).families.list()) == 14
        assert vault.check(thorough=True) == []
        with medium.open(read_only=True) as second:
            assert second.rows("SELECT 1 FROM family"), "readers do not keep each other out"


def test_a_write_cut_short_is_not_read_as_if_it_were_whole(medium: Lived) -> None:
    _leave_hot_journal(medium.folder)
    close_to_writing(medium)
    with pytest.raises(UnfinishedWrite):
        medium.open(read_only=True)


def test_a_write_cut_short_is_undone_where_it_can_be(lived: Lived) -> None:
    _leave_hot_journal(lived.folder)
    with lived.open(read_only=True) as vault:
        assert [draft.label for draft in vault.drafts.all()] == ["Appel"]
        assert vault.last_quick_check.findings == ()


def _leave_hot_journal(folder: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from referent_desk.vault import *
from referent_desk.vault.connection import connect_apart
from referent_desk.vault.store import Store
vault = open_vault(
    Path(sys.argv[1]), Passphrase("violon marée tournesol brique"), policy=ANY_COST_POLICY
)
key = vault._access.key()
vault.close()
with Store(connect_apart(vault.folder / "coffre.db", key)).unit() as unit:
    unit.execute("PRAGMA cache_size = 5")
    unit.execute("PRAGMA cache_spill = 1")
    for number in range(100):
        unit.execute("UPDATE drafts SET label = 'lost'")
        unit.insert("meta", key=f"lost{number}", value="x" * 3000)
    os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", script, str(folder)], cwd=ROOT, check=False)
    assert (folder / "coffre.db-journal").stat().st_size > 4096


def test_reading_waits_for_nobody_who_writes(lived: Lived) -> None:
    with lived.open(), pytest.raises(AlreadyOpen):
        lived.open(read_only=True)


def test_a_folder_without_the_right_to_write(lived: Lived) -> None:
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("needs root, to act as a user without rights")
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        folder = shutil.copytree(lived.folder, Path(place) / "bureau.coffre")
        folder.chmod(0o755)
        for path in folder.iterdir():
            path.chmod(0o644)
        seen = Lived(folder, lived.key, lived.vault_id)
        os.seteuid(65534)
        try:
            with pytest.raises(NoPermission):
                seen.open()
            with seen.open(read_only=True) as vault:
                assert vault.rows("SELECT 1 FROM family")
        finally:
            os.seteuid(0)
