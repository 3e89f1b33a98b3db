"""What each check finds of real damage, and what it cannot."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from referent_desk.errors import DamagedDatabase
from referent_desk.vault import Finding, Vault, without_echoes
from tests.referent_desk.vault.integrity.conftest import PAGE, Lived


def full(lived: Lived) -> list[Finding]:
    with lived.watched(read_only=True) as vault:
        return vault.check(thorough=True)


def test_a_sound_vault_is_sound_and_stays_open_to_writing(lived: Lived) -> None:
    with lived.watched() as vault:
        assert vault.check() == vault.check(thorough=True) == []
        assert not vault.read_only
        assert vault.last_full_check is not None
    with lived.watched() as again:
        assert again.last_full_check is not None
        assert again.last_full_check.findings == ()
        assert not again.read_only


@pytest.mark.parametrize("place", [0, 1, 2000, 4020, 4095])
@pytest.mark.parametrize("table", ["passage", "journal", "document", "sqlite_autoindex_family_1"])
def test_a_flipped_byte_is_told_with_page_and_table(lived: Lived, table: str, place: int) -> None:
    page = lived.pages_of(table)[-1]
    lived.flip(page, place)
    seals = [finding for finding in full(lived) if finding.check == "seal"]
    owner = "family" if table.startswith("sqlite_") else table
    assert [(finding.page, finding.table) for finding in seals] == [(page, owner)]
    assert f"La page {page} (les " in seals[0].sentence or "(le journal" in seals[0].sentence


def test_what_is_sound_is_not_told_as_damaged(lived: Lived) -> None:
    """One broken seal spoils whatever else SQLCipher reads over the same connection."""
    for table in ("passage", "document"):
        lived.flip(lived.pages_of(table)[0])
    found = full(lived)
    assert {finding.table for finding in found} == {"passage", "document"}
    assert {finding.check for finding in without_echoes(found)} == {"seal"}


def test_every_tenth_page_flipped_at_its_start_is_found(lived: Lived) -> None:
    plan = set(lived.pages_of("sqlite_schema"))
    harmed = [page for page in range(20, lived.pages(), 10) if page not in plan]
    for page in harmed:
        lived.flip(page, 0)
    found = {finding.page for finding in full(lived) if finding.check == "seal"}
    assert found == set(harmed)


def test_a_zeroed_page_is_found(lived: Lived) -> None:
    page = lived.pages_of("meeting")[-1]
    lived.put(page, bytes(PAGE))
    assert Finding("seal", "meeting", page) in full(lived)


def test_a_lost_end_is_refused_then_told(lived: Lived) -> None:
    pages = lived.pages()
    os.truncate(lived.database, (pages - 3) * PAGE)
    with pytest.raises(DamagedDatabase):
        lived.open()
    with lived.watched(read_only=True) as vault:
        assert vault.read_only
        assert vault.rows("SELECT count(*) FROM family")[0][0] == 14
        assert {finding.check for finding in vault.check(thorough=True)} >= {"size"}
        assert any("fin manque" in f.sentence for f in vault.last_quick_check.findings)


def test_sqlite_alone_names_the_table_of_a_structure_that_is_wrong(lived: Lived) -> None:
    """An index that forgot a row: every seal fits."""
    with lived.open() as vault, vault.unit() as unit:
        unit.execute("PRAGMA writable_schema = ON")
        unit.execute(
            "UPDATE sqlite_master SET sql = 'CREATE INDEX passage_meeting ON passage (position)'"
            " WHERE name = 'passage_meeting'"
        )
        unit.commit()
    assert {(f.check, f.table) for f in full(lived)} == {("structure", "passage")}


def test_a_row_that_leads_nowhere_is_told(lived: Lived) -> None:
    past_the_rules(lived, "DELETE FROM meeting WHERE id = (SELECT meeting_id FROM passage)")
    found = full(lived)
    assert {finding.check for finding in found} == {"link"}
    assert "passage" in {finding.table for finding in found}


def past_the_rules(lived: Lived, sql: str) -> None:
    """As a fault of the program or a hand with the key could."""
    with lived.open() as vault:
        vault.rows("PRAGMA foreign_keys = OFF")
        with vault.unit() as unit:
            for name in ("document_is_frozen", "journal_is_never_rewritten"):
                unit.execute(f"DROP TRIGGER {name}")
            unit.execute(sql)
            unit.commit()


def test_an_issued_document_that_changed_closes_the_vault_to_writing(lived: Lived) -> None:
    past_the_rules(lived, "UPDATE document SET bytes = zeroblob(2000) WHERE rowid = 1")
    with lived.watched() as vault:
        assert vault.read_only
        [told] = vault.last_quick_check.findings
        assert told.check == "documents"
        assert "Le document émis le " in told.sentence


def test_the_end_of_the_journal_is_followed_at_each_unlock(lived: Lived) -> None:
    past_the_rules(
        lived, "UPDATE journal SET holder = 'x' WHERE seq = (SELECT max(seq) FROM journal) - 150"
    )
    with lived.watched() as vault:
        assert vault.read_only
        assert [f.check for f in vault.last_quick_check.findings] == ["journal"]
        assert "Le journal des accès ne se suit plus" in vault.last_quick_check.findings[0].sentence


def test_the_start_of_the_journal_is_followed_by_the_full_check_alone(lived: Lived) -> None:
    past_the_rules(lived, "UPDATE journal SET holder = 'x' WHERE seq = 2")
    with lived.watched() as vault:
        assert not vault.read_only
        assert vault.check(thorough=True) == [Finding("journal", "journal", detail="2")]
    with lived.watched() as again:
        assert again.read_only, "what a full check saw still stands at the next unlock"


def _old_pages_put_back(lived: Lived, tables: list[str], change: Callable[[Vault], None]) -> None:
    """Of a change that takes no page more: an orphan would be told by the structure."""
    pages: list[int] | None = None
    old: dict[int, bytes] = {}
    while pages != list(old):
        old = {page: lived.page(page) for table in tables for page in lived.pages_of(table)}
        with lived.open() as vault:
            change(vault)
        pages = [page for table in tables for page in lived.pages_of(table)]
    assert any(lived.page(page) != content for page, content in old.items())
    for page, content in old.items():
        lived.put(page, content)


def _rename_a_family(vault: Vault) -> None:
    with vault.unit() as unit:
        unit.execute("UPDATE family SET note = 'appelle le soir' WHERE rowid = 1")
        unit.commit()


def test_an_old_page_of_the_journal_put_back_is_caught(lived: Lived) -> None:
    """Its seal fits, its structure is sound: the chain alone tells."""

    def more(vault: Vault) -> None:
        vault.journal.record("family.opened", "f1")

    _old_pages_put_back(lived, ["journal", "journal_by_subject"], more)
    with lived.watched() as vault:
        assert vault.read_only
        assert {f.check for f in vault.last_quick_check.findings} == {"journal"}
    assert {f.check for f in full(lived)} == {"journal"}


def test_an_old_page_of_a_document_put_back_is_caught(lived: Lived) -> None:
    pages = lived.pages_of("document")

    def rewrite(vault: Vault) -> None:
        """Another letter of the same length, with its own hash: every page of it changes."""
        [row] = vault.rows("SELECT bytes FROM document WHERE rowid = 1")
        other = row["bytes"][::-1]
        with vault.unit() as unit:
            unit.execute("DROP TRIGGER document_is_frozen")
            unit.execute(
                "UPDATE document SET bytes = ?, sha256 = ? WHERE rowid = 1",
                (other, hashlib.sha256(other).hexdigest()),
            )
            unit.commit()

    old = {page: lived.page(page) for page in pages}
    with lived.open() as vault:
        rewrite(vault)
    changed = [page for page in pages[1:] if lived.page(page) != old[page]]
    lived.put(changed[2], old[changed[2]])
    assert {f.check for f in full(lived)} == {"documents"}


def test_an_old_page_put_back_elsewhere_is_not_caught(lived: Lived) -> None:
    """What no check covers: a row that was changed in place looks as it did before."""
    _old_pages_put_back(lived, ["family"], _rename_a_family)
    with lived.watched() as vault:
        assert vault.check(thorough=True) == []
        [row] = vault.rows("SELECT note FROM family WHERE rowid = 1")
        assert row["note"] == ""


def test_a_whole_older_vault_put_back_is_not_caught(lived: Lived, tmp_path: Path) -> None:
    kept = tmp_path / "ancien.db"
    shutil.copy(lived.database, kept)
    with lived.open() as vault:
        _rename_a_family(vault)
    shutil.copy(kept, lived.database)
    with lived.watched() as vault:
        assert vault.check(thorough=True) == []
